/** Lets finance's own functions write the past: steps of a story in the order in which they were recorded. */
import type { MeasureEntry } from "@inclusion/kernel";
import { entryRow, type NewFact, type Tx } from "@inclusion/kernel/runtime";
import type pg from "pg";
import type { Random } from "./random.ts";
import { byInstant } from "./recording.ts";
import type { Told } from "./rows.ts";

/** Something that finance does, at the instant at which it was recorded. */
export type Step = Told<(tx: Tx) => Promise<void>>;

/**
 * Runs steps inside the transaction that is open, oldest first. What a step counts and tells is written with it, as
 * made up and at its own instant.
 *
 * @returns how many steps there were
 */
export async function runSteps(client: pg.Client, random: Random, steps: readonly Step[]): Promise<number> {
  await client.query("SELECT pg_advisory_xact_lock(hashtext('order:finance'))");
  for (const { row: run, recordedAt } of steps.toSorted(byInstant)) {
    await client.query("SELECT set_config('app.recorded_at', $1, true)", [recordedAt]);
    const [entries, facts]: [MeasureEntry[], NewFact[]] = [[], []];
    await run(txOf(client, entries, facts));
    for (const entry of entries) await writeEntry(client, { ...entry, synthetic: true });
    const day = recordedAt.slice(0, 10) as MeasureEntry["validOn"];
    for (const { type, version, subject, payload } of facts) {
      await client.query("INSERT INTO finance.fact (id, type, version, subject, payload) VALUES ($1, $2, $3, $4, $5)", [
        random.id(day),
        type,
        version,
        subject,
        JSON.stringify(payload),
      ]);
    }
  }
  await client.query("SELECT set_config('app.recorded_at', '', true), pg_notify('finance_fact', '')");
  return steps.length;
}

function txOf(client: pg.Client, entries: MeasureEntry[], facts: NewFact[]): Tx {
  return {
    query: async <Row>(sql: string, parameters: readonly unknown[] = []) =>
      (await client.query(sql, [...parameters])).rows as Row[],
    measure: (...more) => void entries.push(...more),
    tell: (...more) => void facts.push(...more),
    note: async () => {},
    get manager(): never {
      throw new Error("The seed has no entity manager.");
    },
  };
}

async function writeEntry(client: pg.Client, entry: MeasureEntry): Promise<void> {
  const row = entryRow(entry);
  const columns = Object.keys(row);
  const places = columns.map((_, index) => `$${index + 1}`);
  await client.query(
    `INSERT INTO finance.measure_entry (${columns.join(", ")}) VALUES (${places.join(", ")})`,
    Object.values(row),
  );
}
