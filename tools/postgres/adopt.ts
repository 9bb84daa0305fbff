/** Finds a server that a crashed parent left running on our cluster, and only that one. */
import { readlinkSync, realpathSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type Postmaster, pidFilePath, readPidFile } from "./postmaster.ts";
import { isRunning } from "./process-identity.ts";
import { StartError } from "./start-error.ts";

export type Found = Postmaster & { durable: boolean };

/** Long enough for a server that is still recovering or still stopping. */
const patienceMs = 60_000;

/** Not yet: nobody listens, the server is starting or stopping, or the connection broke on the way. */
const passing = new Set(["ECONNREFUSED", "ECONNRESET", "57P03", "57P01", "57P02"]);

/**
 * The living server of this cluster, or undefined.
 *
 * The number in postmaster.pid is believed only after its process has been looked
 * at and the server on its port has let us in with our password and named our
 * folder. When the number was given to another program since, PostgreSQL itself
 * would refuse to start; then the file is removed.
 */
export async function findLivingServer(
  cluster: string,
  adminUrl: (port: number) => string,
): Promise<Found | undefined> {
  const named = readPidFile(cluster);
  if (!named || !isRunning(named.pid)) return undefined;
  if (worksElsewhere(named.pid, cluster)) {
    rmSync(pidFilePath(cluster), { force: true });
    return undefined;
  }
  const deadline = Date.now() + patienceMs;
  while (isRunning(named.pid) && Date.now() < deadline) {
    const answer = await askServer(adminUrl(named.port));
    if (answer && answer.folder !== realpathSync(cluster)) break;
    if (answer) return { pid: named.pid, port: named.port, durable: answer.durable };
    await sleep(100);
  }
  if (!isRunning(named.pid)) return undefined;
  throw new StartError(
    `Process ${named.pid} seems to run the database in ${cluster} but does not answer on port ${named.port}`,
    `stop that process, or delete ${pidFilePath(cluster)} if it is another program`,
  );
}

/** What the server says of itself, or undefined when it does not take connections yet. */
export async function askServer(url: string): Promise<{ folder: string; durable: boolean } | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string; fsync: string }>(
      "select current_setting('data_directory') as folder, current_setting('fsync') as fsync",
    );
    const row = rows[0];
    return row && { folder: realpathSync(row.folder), durable: row.fsync === "on" };
  } catch (error) {
    if (passing.has((error as { code?: string }).code ?? "")) return undefined;
    throw new StartError(
      `The embedded PostgreSQL does not let us in (${(error as Error).message})`,
      "bring back the file secrets/postgres-password of this data folder, or set DATA_DIR to another folder",
      error,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** True when the process certainly is not this cluster's server, which always works in the cluster's folder. */
function worksElsewhere(pid: number, cluster: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) !== realpathSync(cluster);
  } catch {
    return false;
  }
}
