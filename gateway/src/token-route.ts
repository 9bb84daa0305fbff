/**
 * `POST /token`: a short-lived signed token for a partner's token, in the words of OAuth (RFC 6749).
 *
 * The partner's token comes in the Authorization header, or as `client_secret` of `grant_type=client_credentials`.
 */
import { Fault } from "@inclusion/kernel/runtime";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { GraphQLError } from "graphql";
import { authorizationOf, partnerBearer, type Tokens } from "./authenticator.ts";
import { isUnavailable } from "./token-faults.ts";

const FORM = "application/x-www-form-urlencoded";

/** Adds the address to the gateway's. */
export function tokenRoute(app: FastifyInstance, { exchange }: Pick<Tokens, "exchange">): void {
  void app.register(async (scope) => {
    scope.addContentTypeParser(FORM, { parseAs: "string", bodyLimit: 4_096 }, (_request, body, done) =>
      done(null, body),
    );
    scope.post("/token", async (request, reply) => {
      const authorization = authorizationOf(request.raw);
      const token = authorization === undefined ? secretIn(request.body) : partnerBearer(authorization);
      try {
        return await reply.send(await exchange(token ?? ""));
      } catch (error) {
        return sendFault(reply, error);
      }
    });
  });
}

/** The secret in the body of a form; null when there is none, or when it asks for something else. */
function secretIn(body: unknown): string | null {
  if (typeof body !== "string") return null;
  const form = new URLSearchParams(body);
  return form.get("grant_type") === "client_credentials" ? form.get("client_secret") : null;
}

function sendFault(reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof Fault) {
    const told = { error: "invalid_client", error_description: error.message };
    return reply.code(401).header("www-authenticate", "Bearer").send(told);
  }
  if (!isUnavailable(error)) throw error;
  const told = { error: "temporarily_unavailable", error_description: (error as GraphQLError).message };
  return reply.code(503).header("retry-after", "5").send(told);
}
