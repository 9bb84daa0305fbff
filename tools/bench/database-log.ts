/** Counts round trips to the database by PostgreSQL's own log, which is told to write every statement for a moment. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Connection, withConnection } from "../postgres/connection.ts";

const REQUESTS = 20;
/** Until every session has read the changed setting, and until the log is on disk. */
const SETTLE_MS = 400;

/** Statements sent in one piece count once: what is counted is how often a request waits for the database. */
export function roundTripsOf(adminUrl: string, ask: () => Promise<unknown>): Promise<number> {
  return withConnection(adminUrl, async (connection) => {
    const { rows } = await connection.query<{ file: string }>("SELECT pg_current_logfile() AS file");
    const file = rows[0]?.file ?? "";
    try {
      await setLogging(connection, "SET log_statement = 'all'");
      const from = await sizeOf(connection, file);
      for (let asked = 0; asked < REQUESTS; asked += 1) await ask();
      await sleep(SETTLE_MS);
      const read = await connection.query<{ text: string }>("SELECT pg_read_file($1, $2, $3) AS text", [
        file,
        from,
        100_000_000,
      ]);
      return Math.round(countStatements(read.rows[0]?.text ?? "") / REQUESTS);
    } finally {
      await setLogging(connection, "RESET log_statement");
    }
  });
}

const LINE = /\[(\d+)\] LOG: {2}(?:execute [^:]*|statement): (.*)/;

/** Leaves out the statements of this file, and transactions of services that look for each other's facts. */
function countStatements(log: string): number {
  const inBackground = new Set<string>();
  let count = 0;
  for (const line of log.split("\n")) {
    const [, pid = "", statement = ""] = LINE.exec(line) ?? [];
    if (pid === "" || /pg_(stat|read)_file/.test(statement)) continue;
    if (statement.startsWith("BEGIN") && statement.includes("'app.viewer',E'system:")) inBackground.add(pid);
    if (!inBackground.has(pid)) count += 1;
    if (/^(COMMIT|ROLLBACK)/.test(statement)) inBackground.delete(pid);
  }
  return count;
}

async function setLogging(connection: Connection, change: string): Promise<void> {
  await connection.query(`ALTER SYSTEM ${change}`);
  await connection.query("SELECT pg_reload_conf()");
  await sleep(SETTLE_MS);
}

async function sizeOf(connection: Connection, file: string): Promise<number> {
  const { rows } = await connection.query<{ size: string }>("SELECT size FROM pg_stat_file($1)", [file]);
  return Number(rows[0]?.size ?? 0);
}
