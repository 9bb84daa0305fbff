/** Lets finance's own functions write the past, for the little that reads what stands in the database. */
import type { NewFact, Tx } from "@inclusion/kernel/runtime";
import type pg from "pg";
import { byInstant } from "./recording.ts";
import type { Told } from "./rows.ts";

/** Something that finance does in its database, at the instant at which it was recorded. */
export type LateStep = Told<(tx: Tx) => Promise<void>>;

/** Runs steps inside the transaction that is open, oldest first; gives what they tell. */
export async function runLate(client: pg.Client, steps: readonly LateStep[]): Promise<readonly Told<NewFact>[]> {
  const told: Told<NewFact>[] = [];
  for (const { row: run, recordedAt } of steps.toSorted(byInstant)) {
    await client.query("SELECT set_config('app.recorded_at', $1, true)", [recordedAt]);
    await run(txOf(client, (facts) => told.push(...facts.map((row) => ({ row, recordedAt })))));
  }
  await client.query("SELECT set_config('app.recorded_at', '', true)");
  return told;
}

function txOf(client: pg.Client, tell: (facts: readonly NewFact[]) => void): Tx {
  return {
    query: async <Row>(sql: string, parameters: readonly unknown[] = []) =>
      (await client.query(sql, [...parameters])).rows as Row[],
    measure: () => {
      throw new Error("A late step of the seed counts nothing.");
    },
    tell: (...facts) => tell(facts),
    note: async () => {},
    get manager(): never {
      throw new Error("The seed has no entity manager.");
    },
  };
}
