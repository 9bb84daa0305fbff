import type { Reader } from "@inclusion/kernel/runtime";

/** How many rows the viewer sees, under the row policies. */
export async function countVisible(reader: Reader): Promise<number> {
  const [found] = await reader.query<{ count: number }>("SELECT count(*)::int AS count FROM participant.participation");
  return found?.count ?? 0;
}

/** When the newest entry of the ledger that the viewer sees was recorded; by the roll-ups, whatever the ledger's size. */
export async function lastRecorded(reader: Reader): Promise<Date | null> {
  const [found] = await reader.query<{ at: Date | null }>(
    "SELECT max(last_recorded_at) AS at FROM participant.measure_total",
  );
  return found?.at ?? null;
}
