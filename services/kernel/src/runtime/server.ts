/** A service behind HTTP, for the form in which every service is a process of its own. */
import { type FastifyInstance, fastify } from "fastify";
import { Fault } from "./errors.ts";
import type { CallVerifier } from "./internal-token.ts";
import type { Service } from "./service.ts";
import type { Operation } from "./transport.ts";

export type ServiceServer = Readonly<{ port: number; close: () => Promise<void> }>;

/** Who may do what here: the gateway asks operations, services read facts. */
export type Callers = Readonly<{ operations: readonly string[]; facts: readonly string[] }>;

/** Serves `service`; whoever has no signature of this system gets 401 before anything is read. */
export async function serveService(
  service: Service,
  verify: CallVerifier,
  callers: Callers,
  at: Readonly<{ host: string; port: number }>,
): Promise<ServiceServer> {
  const app = fastify({ bodyLimit: 4_194_304, keepAliveTimeout: 65_000, requestTimeout: 30_000 });
  app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => done(null, body));
  app.post("/graphql", async (request) => {
    const body = typeof request.body === "string" ? request.body : "";
    const caller = await verify(bearer(request.headers.authorization), body, callers.operations);
    return service.execute(JSON.parse(body) as Operation, caller);
  });
  app.get("/facts", async (request) => {
    await verify(bearer(request.headers.authorization), request.url, callers.facts);
    const query = request.query as Record<string, string>;
    return service.facts.read({
      consumer: String(query.consumer),
      after: /^\d{1,18}$/.test(query.after ?? "") ? (query.after as string) : "0",
      limit: Math.min(Number(query.limit) || 1, 1_000),
      waitMs: Math.min(Number(query.waitMs) || 0, 20_000),
    });
  });
  healthRoutes(app, () => service.ready());
  app.setErrorHandler((error, _request, reply) => {
    const fault = error instanceof Fault && error.code === "UNAUTHENTICATED";
    const status = fault ? 401 : ((error as { statusCode?: number }).statusCode ?? 500);
    return reply.code(status).send({ errors: [{ message: fault ? error.message : "The request cannot be read." }] });
  });
  await app.listen(at);
  const address = app.server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : at.port,
    close: async () => {
      // Followers wait here for facts for many seconds; they are let go first.
      await service.facts.close();
      await app.close();
      await service.close();
    },
  };
}

/** `/livez`: the process runs. `/readyz`: it can answer, or the reasons why not. */
export function healthRoutes(
  app: FastifyInstance,
  ready: () => Promise<{ ready: boolean; reasons: readonly string[] }>,
): void {
  app.get("/livez", async () => ({ alive: true }));
  app.get("/readyz", async (_request, reply) => {
    const state = await ready();
    return reply.code(state.ready ? 200 : 503).send(state);
  });
}

function bearer(header: string | undefined): string | undefined {
  return header?.startsWith("Bearer ") === true ? header.slice(7) : undefined;
}
