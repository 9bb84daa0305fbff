/** The gateway's HTTP side: addresses for GraphQL, tokens, what errors mean and whoever watches; and a clean end. */
import type { IncomingHttpHeaders } from "node:http";
import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from "@apollo/server";
import cors from "@fastify/cors";
import type { ErrorCode, Language } from "@inclusion/kernel";
import { healthRoutes, type Logger, type Readiness } from "@inclusion/kernel/runtime";
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from "fastify";
import { refusedToken } from "./answer-error.ts";
import { authorizationOf, type Tokens } from "./authenticator.ts";
import { requestIdOf, withRequest } from "./current-request.ts";
import type { RequestContext } from "./data-source.ts";
import { type FindDocument, withStoredText } from "./documents.ts";
import { errorsRoute } from "./errors-route.ts";
import { extensionsOf, maskedMessage } from "./format-error.ts";
import { bodyProblem } from "./json-body.ts";
import { languageOf, messageIn } from "./language.ts";
import { tokenRoute } from "./token-route.ts";

export type HttpSettings = Readonly<{
  apollo: ApolloServer<RequestContext>;
  tokens: Tokens;
  findDocument: FindDocument;
  ready: () => Promise<Readiness>;
  /** Origins of pages that may ask from a browser, as `https://example.dk`. */
  origins: readonly string[];
  /** Addresses and networks of proxies whose `x-forwarded-for` tells who calls; of nobody else it is read. */
  proxies: readonly string[];
  log: Logger;
}>;

export type HttpSide = Readonly<{
  listen: (at: Readonly<{ host: string; port: number }>) => Promise<{ port: number }>;
  /** Takes no new work, lets what runs finish for at most 8 seconds, and ends. */
  close: () => Promise<void>;
}>;

const BODY_LIMIT = 1_048_576;
const DRAIN_MS = 8_000;

/** The only headers of a caller that anything behind this file sees. Who calls is told by the token alone. */
const PASSED_HEADERS = ["content-type", "authorization", "x-apollo-operation-name", "apollo-require-preflight"];
/** In which a caller says why it reads, in one word, as CASEWORK; it decides nothing and is written down. */
const PURPOSE_HEADER = "x-purpose";
/** The newer of the two types of a GraphQL answer. */
const RESPONSE_TYPE = "application/graphql-response+json";

/** Prepares the server; it listens when it is told to. */
export function openHttp(settings: HttpSettings): HttpSide {
  let closing = false;
  const app = newServer(settings);
  allowOrigins(app, settings.origins);
  const graphql = graphqlHandler(settings);
  app.addHook("onSend", async (_request, reply) => {
    // A connection that stays open after its last answer would hold up the end.
    if (closing) reply.header("connection", "close");
  });
  app.route({
    method: ["GET", "POST"],
    url: "/graphql",
    handler: (request, reply) =>
      closing
        ? sendError(reply, 503, "SHUTTING_DOWN", "The gateway is stopping. Ask again in a moment.")
        : graphql(request, reply),
  });
  app.route({
    method: ["DELETE", "HEAD", "OPTIONS", "PATCH", "PUT"],
    url: "/graphql",
    handler: (_request, reply) => sendError(reply.header("allow", "GET, POST"), 405, "BAD_REQUEST", "Use GET or POST."),
  });
  tokenRoute(app, settings.tokens);
  errorsRoute(app);
  healthRoutes(app, async () => (closing ? { ready: false, reasons: ["the gateway is stopping"] } : settings.ready()));
  return {
    listen: async (at) => {
      await app.listen(at);
      const address = app.server.address();
      return { port: typeof address === "object" && address !== null ? address.port : at.port };
    },
    close: async () => {
      closing = true;
      const cut = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS);
      await app.close();
      clearTimeout(cut);
    },
  };
}

/**
 * Lets pages of these origins ask from a browser. Tokens travel in a header that no browser adds by itself, so that
 * cookies and other credentials are never allowed.
 */
function allowOrigins(app: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return;
  void app.register(cors, {
    origin: [...origins],
    methods: ["GET", "POST"],
    allowedHeaders: [...PASSED_HEADERS, PURPOSE_HEADER, "accept-language", "traceparent"],
    exposedHeaders: ["request-id", "retry-after"],
    credentials: false,
    maxAge: 600,
  });
}

function newServer({ log, proxies }: HttpSettings): FastifyInstance {
  const app = fastify({
    trustProxy: proxies.length > 0 && [...proxies],
    bodyLimit: BODY_LIMIT,
    requestTimeout: 15_000,
    keepAliveTimeout: 65_000,
    exposeHeadRoutes: false,
    return503OnClosing: false,
    genReqId: (request) => requestIdOf(header(request.headers, "traceparent")),
    frameworkErrors: (_error, request, reply) => {
      const framed = reply.headers(answerHeaders(request));
      void sendError(framed, 400, "BAD_REQUEST", "The request cannot be read.");
    },
  });
  app.removeAllContentTypeParsers();
  const readJson = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    if (bodyProblem(String(body)) === null) return readJson(request, String(body), done);
    done(Object.assign(new Error("too much in one body"), { statusCode: 400 }), undefined);
  });
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, _body, done) => done(null, undefined));
  app.addHook("onRequest", async (request, reply) => {
    reply.headers({ ...answerHeaders(request), vary: "accept-language" });
  });
  app.setNotFoundHandler((_request, reply) => sendError(reply, 404, "NOT_FOUND", "There is nothing at this address."));
  app.setErrorHandler((error, request, reply) => {
    const status = (error as { statusCode?: number }).statusCode ?? 500;
    if (status === 413) return sendError(reply, 413, "BAD_REQUEST", "The body is larger than 1 MB.");
    if (status >= 400 && status < 500) return sendError(reply, status, "BAD_REQUEST", "The request cannot be read.");
    log.error(
      { requestId: request.id, bug: error instanceof Error ? (error.stack ?? error.message) : String(error) },
      "bug",
    );
    return sendError(reply, 500, "INTERNAL_SERVER_ERROR", maskedMessage(languageIn(request)));
  });
  return app;
}

/** Answers a GraphQL request; the order is: cross-site check, token, stored document, operation. */
function graphqlHandler({ apollo, tokens, findDocument }: HttpSettings) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const asked: HTTPGraphQLRequest = {
      method: request.method,
      headers: passedHeaders(request.headers),
      search: searchOf(request.raw.url ?? ""),
      body: request.body,
    };
    const language = languageIn(request);
    const context = async (): Promise<RequestContext> => {
      const viewer = await tokens.verify(authorizationOf(request.raw)).catch((error: unknown) => {
        throw refusedToken(error);
      });
      Object.assign(asked, withStoredText(asked, viewer, findDocument));
      const occasion = { document: null, purpose: purposeOf(request.headers) };
      return { viewer, requestId: request.id, language, occasion, address: request.ip, spent: null };
    };
    const { status, headers, body } = await withRequest({ requestId: request.id, language }, () =>
      apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest: asked, context }),
    );
    if (body.kind !== "complete") throw new Error("The gateway answers in one piece.");
    reply.headers({ ...Object.fromEntries(headers), ...answerHeaders(request) });
    return reply.code(status ?? 200).send(body.string);
  };
}

function answerHeaders(request: FastifyRequest): Record<string, string> {
  return {
    "cache-control": "no-store",
    "content-language": languageIn(request),
    "request-id": request.id,
    "x-content-type-options": "nosniff",
  };
}

function languageIn({ headers }: FastifyRequest): Language {
  return languageOf(headers["accept-language"]);
}

/** An answer in the form of GraphQL for a request that never became one. */
function sendError(reply: FastifyReply, status: number, code: ErrorCode, message: string): FastifyReply {
  const requestId = reply.request.id;
  const language = languageIn(reply.request);
  const extensions = withRequest({ requestId, language }, () => extensionsOf(code, {}));
  return reply
    .code(status)
    .type("application/json; charset=utf-8")
    .send(
      JSON.stringify({
        errors: [{ message: messageIn(language, code, message), extensions }],
        extensions: { requestId },
      }),
    );
}

/** The answer is JSON whatever `accept` says: a mutation that ran must not be answered 406. */
function passedHeaders(given: IncomingHttpHeaders): HeaderMap {
  const passed = new HeaderMap();
  for (const name of PASSED_HEADERS) {
    const value = header(given, name);
    if (value !== undefined) passed.set(name, value);
  }
  const accept = header(given, "accept") ?? "";
  if (accept.includes(RESPONSE_TYPE)) passed.set("accept", RESPONSE_TYPE);
  return passed;
}

/** One word in capitals; whatever else was sent is as if nothing was stated. */
function purposeOf(headers: IncomingHttpHeaders): string | null {
  const stated = header(headers, PURPOSE_HEADER) ?? "";
  return /^[A-Z][A-Z_]{0,39}$/.test(stated) ? stated : null;
}

function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}

function searchOf(url: string): string {
  const start = url.indexOf("?");
  return start === -1 ? "" : url.slice(start);
}
