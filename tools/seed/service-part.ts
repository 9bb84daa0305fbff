/** One service's part of the seed: one transaction as the service's own seed role, done whole or not at all. */
import type { ServiceName } from "@inclusion/schema";
import pg from "pg";
import { copyRows, insertStaged, stageRows } from "./copy.ts";
import { isOrdered, type TableRows } from "./tables.ts";

/** The inside of a part's transaction. */
export type SeedPart = Readonly<{
  client: pg.Client;
  /**
   * Stores tables in their order; returns how many rows there were. The ledger and facts follow when the part ends, all
   * at once and in the order of their recording: sums are kept for each insert into the ledger.
   */
  store: (tables: readonly TableRows[]) => Promise<number>;
  /**
   * Runs `work` with what is slow row by row set aside until it is done; nobody else reads or writes meanwhile. What
   * `store` is given is then written at once, ledger and all. Only a service that has the functions can do it.
   */
  inBulk: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Whether made-up rows of the programme are there. */
  isSeeded: (programmeId: string) => Promise<boolean>;
}>;

/** How far a phase of the seed is. */
export type SeedProgress = Readonly<{ phase: string; done: number; total: number }>;

/** Tables that have synthetic rows of a programme as soon as the service's part of it is there. */
const MARKS: Readonly<Partial<Record<ServiceName, string>>> = {
  partnership: "partnership.programme_municipality",
  accelerator: "accelerator.company_course",
  participant: "participant.participation",
};

/** Everything is visible to the seed, as the policies of the tables ask. */
const SCOPE = Object.entries({
  viewer: "system:seed",
  person_rows: "on",
  unpublished_rows: "on",
  sensitive_rows: "on",
  identity_rows: "on",
  money_rows: "on",
  ...{ municipalities: "*", programmes: "*", organisations: "*", courses: "*", grants: "*" },
  regions: "",
});

/**
 * Runs `work` in a transaction that another seed of the same service waits for.
 *
 * @param url address with the service's seed role
 */
export async function seedPart<Result>(
  service: ServiceName,
  url: string,
  work: (part: SeedPart) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url, application_name: `seed of ${service}` });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL lock_timeout = 0");
    await client.query(
      `SELECT ${SCOPE.map(([name, value]) => `set_config('app.${name}', '${value}', true)`).join(", ")}`,
    );
    await client.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`seed:${service}`]);
    const consequences = new Map<string, TableRows>();
    const mode = { isBulk: false };
    const result = await work({
      client,
      store: (tables) => storeTables(client, service, tables, mode.isBulk ? null : consequences),
      inBulk: async (each) => {
        await client.query(`SELECT ${service}.begin_bulk()`);
        mode.isBulk = true;
        const done = await each();
        mode.isBulk = false;
        await client.query(`SELECT ${service}.end_bulk()`);
        return done;
      },
      isSeeded: (programmeId) => isSeeded(client, service, programmeId),
    });
    await storeConsequences(client, service, consequences);
    await client.query("COMMIT");
    return result;
  } finally {
    await client.end();
  }
}

/** @param consequences collects tables that are written at the end; null writes each at once */
async function storeTables(
  client: pg.Client,
  service: ServiceName,
  tables: readonly TableRows[],
  consequences: Map<string, TableRows> | null,
): Promise<number> {
  for (const table of tables) {
    if (consequences === null || !isOrdered(table)) await copyRows(client, service, table);
    if (consequences === null || !isOrdered(table) || table.rows.length === 0) continue;
    await stageRows(client, service, table);
    consequences.set(table.table, { ...table, rows: [] });
  }
  return tables.reduce((sum, table) => sum + table.rows.length, 0);
}

async function storeConsequences(
  client: pg.Client,
  service: ServiceName,
  consequences: ReadonlyMap<string, TableRows>,
): Promise<void> {
  if (consequences.size === 0) return;
  await client.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`order:${service}`]);
  for (const table of consequences.values()) await insertStaged(client, service, table);
  if (consequences.has("fact")) await client.query(`SELECT pg_notify('${service}_fact', '')`);
}

async function isSeeded(client: pg.Client, service: ServiceName, programmeId: string): Promise<boolean> {
  const found = await client.query(`SELECT FROM ${MARKS[service]} WHERE programme_id = $1 AND synthetic LIMIT 1`, [
    programmeId,
  ]);
  return found.rowCount === 1;
}
