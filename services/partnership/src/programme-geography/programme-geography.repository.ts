import type { LocalDate } from "@inclusion/kernel";
import type { Reader } from "@inclusion/kernel/runtime";
import type { ProgrammeArea } from "../programme/programme.ts";
import type { LabelledAmount } from "./programme-geography.ts";

/** The eligible cost of every programme by its statement of a kind in force on a day; those in euro have none in kroner. */
export async function findLabelledAmounts(reader: Reader, kind: string, asOf: LocalDate): Promise<LabelledAmount[]> {
  const rows = await reader.query<{ areas: ProgrammeArea[]; minor: string | null }>(
    `SELECT coalesce(p.areas, '{}') AS areas, CASE WHEN s.currency = 'DKK' THEN s.minor::text END AS minor
     FROM partnership.programme p LEFT JOIN LATERAL (
       SELECT eligible_total_minor AS minor, currency FROM partnership.programme_statement
       WHERE programme_id = p.id AND kind = $1 AND stated_on <= $2
       ORDER BY stated_on DESC, recorded_at DESC, id DESC LIMIT 1) s ON true`,
    [kind, asOf],
  );
  return rows.map(({ areas, minor }) => ({ areas, minor: minor === null ? null : BigInt(minor) }));
}
