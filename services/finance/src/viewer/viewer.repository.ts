import { type Reader, within } from "@inclusion/kernel/runtime";

/** How many grants lie within the viewer's limits; anyone may see the row of any grant, which is public. */
export async function countVisible(reader: Reader): Promise<number> {
  const [found] = await reader.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM finance.programme_grant
     WHERE ${within("grants", "id")} AND ${within("programmes", "programme_id")}`,
  );
  return found?.count ?? 0;
}
