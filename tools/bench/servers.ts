/** The two servers of a comparison, on one database. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../commands/running-system.ts";
import { findLivingServer } from "../postgres/adopt.ts";
import { urlOfDatabase } from "../postgres/connection.ts";
import { findHolder } from "../postgres/folder-lock.ts";
import { clusterFolder, preparePlace } from "../postgres/place.ts";
import { StartError } from "../postgres/start-error.ts";
import { ROOT, tokensFile } from "../system/settings.ts";
import { type Child, startChild } from "./child.ts";
import type { Target } from "./load.ts";
import { type Form, SEED_SETTINGS, type Seed } from "./questions.ts";
import type { Start } from "./results.ts";

export type Servers = Readonly<{
  graph: Target;
  sql: Target;
  adminUrl: string;
  tokens: Readonly<Record<string, string>>;
  start: Start;
  stop: () => Promise<void>;
}>;

/** Name of the database in the embedded cluster. */
const DATABASE = "inclusion_graph";

/** Starts the system twice, cold and warm, and leaves the second running with the SQL server beside it. */
export async function startServers(seed: Seed, form: Form): Promise<Servers> {
  const dataDir = join(ROOT, ".data", `bench-${seed}`);
  if (findHolder(dataDir) !== undefined) {
    throw new StartError(`The system of ${dataDir} is running`, "stop it, and repeat the benchmark");
  }
  if (seed === "programme") rmSync(dataDir, { recursive: true, force: true });
  const coldMs = existsSync(tokensFile(dataDir)) ? null : await coldStart(dataDir, seed, form);
  const system = await startSystem(dataDir, { ...SEED_SETTINGS[seed], FORM: form });
  try {
    const { adminUrl, postgresPid } = await findDatabase(dataDir);
    const sqlPort = await freePort();
    const settings = { PORT: String(sqlPort), DATA_DIR: dataDir, SQL_SERVER_URL: adminUrl };
    const sql = await startChild(join(ROOT, "tools", "bench", "sql-server.ts"), settings);
    return {
      graph: { url: `http://127.0.0.1:${system.port}/graphql`, pid: system.child.pid, postgresPid },
      sql: { url: `http://127.0.0.1:${sqlPort}/graphql`, pid: sql.pid, postgresPid },
      adminUrl,
      tokens: JSON.parse(readFileSync(tokensFile(dataDir), "utf8")) as Record<string, string>,
      start: { seed, form, coldMs, warmMs: system.child.readyMs },
      stop: async () => {
        await sql.stop();
        await system.child.stop();
      },
    };
  } catch (error) {
    await system.child.stop();
    throw error;
  }
}

async function coldStart(dataDir: string, seed: Seed, form: Form): Promise<number> {
  const { child } = await startSystem(dataDir, { ...SEED_SETTINGS[seed], FORM: form });
  await child.stop();
  return child.readyMs;
}

/** The system as `npm start` starts it, durable; only what would make it another system is left out of its settings. */
export async function startSystem(
  dataDir: string,
  settings: Readonly<Record<string, string>>,
): Promise<Readonly<{ child: Child; port: number }>> {
  const port = await freePorts();
  const foreign = ["DATABASE_URL", "TOKEN_JWKS", "TOKEN_ISSUER", "TOKEN_AUDIENCE"];
  const child = await startChild(join(ROOT, "tools", "start.ts"), {
    ...Object.fromEntries(foreign.map((name) => [name, undefined])),
    ...{ ...settings, PORT: String(port), HOST: "127.0.0.1", DATA_DIR: dataDir },
    ...{ NODE_ENV: "development", LOG_LEVEL: "warn", COST_PER_MINUTE: "1000000000" },
  });
  return { child, port };
}

/** A free port with room for the four after it. */
async function freePorts(): Promise<number> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const port = await freePort();
    if (port + 4 < 65_535) return port;
  }
  throw new StartError("No free port was found", "end programs that listen, and repeat the benchmark");
}

/** The database of a running system, as its administrator. */
export async function findDatabase(dataDir: string): Promise<Readonly<{ adminUrl: string; postgresPid: number }>> {
  const password = readFileSync(join(dataDir, "secrets", "postgres-password"), "utf8").trim();
  const urlAt = (port: number): string => `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  const found = await findLivingServer(clusterFolder(preparePlace(dataDir)), urlAt);
  if (found === undefined) throw new StartError(`The database of ${dataDir} does not run`, "see the log beside it");
  return { adminUrl: urlOfDatabase(urlAt(found.port), DATABASE), postgresPid: found.pid };
}
