import type { Viewer } from "../pure/index.ts";
import { type ChangingNouns, changesSql } from "../runtime/change-list.ts";
import type { TestService } from "./test-service.ts";

const LATER = ["2100-01-01", 21, "2000-01-01", "", "00000000-0000-0000-0000-000000000000"];

/**
 * How the database would read a page of a service's changes.
 *
 * @param settings of the planner for this plan; with `enable_seqscan = off` tables without rows are read by the index
 *   that one with rows would be read by
 */
export async function changePlan(
  { service }: TestService,
  viewer: Viewer,
  nouns: ChangingNouns<string>,
  settings: readonly string[] = [],
): Promise<string> {
  return service.database.read(viewer, async ({ query }) => {
    for (const setting of settings) await query(`SET LOCAL ${setting}`);
    const lines = await query<{ "QUERY PLAN": string }>(`EXPLAIN ${changesSql(nouns, true)}`, LATER);
    return lines.map((line) => line["QUERY PLAN"]).join("\n");
  });
}

/** The indexes by which the plan of these nouns is to read. */
export function changeIndexNames({ tables }: ChangingNouns<string>): readonly string[] {
  return Object.values(tables).flatMap((table) => [`${table}_changed`, `${table}_history_left`]);
}
