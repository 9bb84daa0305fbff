import type { Tx } from "@inclusion/kernel/runtime";

/** Takes over the whole table of which municipality lies in which programme area. */
export async function putAreas(
  tx: Tx,
  areas: readonly Readonly<{ municipalityCode: string; area: string }>[],
): Promise<void> {
  await tx.query(
    `INSERT INTO participant.municipality_area (municipality_code, area)
     SELECT "municipalityCode", area FROM jsonb_to_recordset($1::jsonb) AS a("municipalityCode" text, area text)
     ON CONFLICT (municipality_code) DO UPDATE SET area = excluded.area`,
    [JSON.stringify(areas)],
  );
}
