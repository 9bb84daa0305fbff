/**
 * The limit that the graph is compared with: the benchmark's questions answered by hand-written SQL.
 *
 * It takes the same requests and gives the same data. It knows these documents and nothing else, and reads all
 * schemas at once with a role that row security does not concern; the viewer's scope is written as WHERE.
 */
import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { tokenVerifier } from "@inclusion/gateway/tokens";
import type { Viewer } from "@inclusion/kernel";
import pg from "pg";
import { DEMO_AUDIENCE, DEMO_ISSUER } from "../system/demo-tokens.ts";
import { ensureKeys } from "../system/keys.ts";
import { type DocumentName, documentIds } from "./questions.ts";
import { type Asked, dashboardNumbers, oneProgramme, participationFiles, participationPage } from "./sql-answers.ts";

/** As many connections as one service has. */
const POOL_SIZE = 10;

const ANSWERS: Readonly<Record<DocumentName, (asked: Asked) => Promise<unknown>>> = {
  DashboardNumbers: dashboardNumbers,
  ParticipationPage: participationPage,
  ParticipationFiles: participationFiles,
  OneProgramme: oneProgramme,
};

async function main(): Promise<void> {
  const { DATA_DIR = "", SQL_SERVER_URL, PORT } = process.env;
  const keys = await ensureKeys(DATA_DIR, true);
  const viewerOf = await tokenVerifier({
    jwks: keys.issuerKeys,
    issuer: DEMO_ISSUER,
    audience: DEMO_AUDIENCE,
    production: false,
  });
  const cursorKey = keys.secret("cursor");
  const mac = (text: string): string => createHmac("sha256", cursorKey).update(text).digest("base64url");
  const pool = new pg.Pool({ connectionString: SQL_SERVER_URL, max: POOL_SIZE });
  pool.on("error", () => {});
  const byId = new Map(Object.entries(documentIds()).map(([name, id]) => [id, ANSWERS[name as DocumentName]]));

  const answer = async (body: string, viewer: Viewer): Promise<unknown> => {
    const { documentId, variables } = JSON.parse(body) as { documentId: string; variables: { slug: string } };
    const ask = byId.get(documentId);
    if (ask === undefined) throw new Error("This server knows the documents of the benchmark only.");
    return ask({ pool, mac, viewer, slug: variables.slug });
  };
  const server = createServer((request, response) => {
    const send = (status: number, content: unknown): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(content));
    };
    Promise.all([bodyOf(request), viewerOf(request.headers.authorization)])
      .then(([body, viewer]) => answer(body, viewer))
      .then((data) => send(200, { data }))
      .catch((error: unknown) => send(500, { errors: [{ message: String(error) }] }));
  });
  server.listen(Number(PORT), "127.0.0.1", () => console.log("ready"));
  process.once("SIGTERM", () => process.exit(0));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

await main();
