import type { FigureKey, Reader, TwoClocks } from "@inclusion/kernel/runtime";

/** How many of the participations behind a figure the viewer may see: restricted ones are counted and not listed. */
export async function countBehind(reader: Reader, figure: FigureKey & TwoClocks): Promise<number> {
  const { programmeId, indicator, definitionVersion, asOf, knownAt } = figure;
  const [counted] = await reader.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (
       SELECT subject_id FROM participant.measure_entry
       WHERE programme_id = $1 AND indicator = $2 AND definition_version = $3 AND valid_on <= $4 AND recorded_at <= $5
       GROUP BY subject_id HAVING sum(amount) <> 0) behind
     JOIN participant.participation p ON p.id = behind.subject_id`,
    [programmeId, indicator, definitionVersion, asOf, knownAt],
  );
  return counted?.count ?? 0;
}
