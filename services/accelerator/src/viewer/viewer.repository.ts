import type { Reader } from "@inclusion/kernel/runtime";

/** How many rows the viewer sees, under the row policies. */
export async function countVisible(reader: Reader): Promise<number> {
  const [found] = await reader.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM accelerator.company_course",
  );
  return found?.count ?? 0;
}
