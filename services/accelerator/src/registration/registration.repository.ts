import { DAY_ZONE, type LocalDate } from "@inclusion/kernel";
import { type BaseContext, type Reader, rowsLoader } from "@inclusion/kernel/runtime";

/** A registration that lapsed while the company was in the accelerator, by the day on which we were told. */
export type LapsedRegistration = Readonly<{ programmeId: string; courseId: string; toldOn: LocalDate }>;

/** Lapses during courses of these programmes that the viewer may see, by their day. */
export function findLapses(reader: Reader, programmeIds: readonly string[]): Promise<LapsedRegistration[]> {
  return reader.query(
    `WITH told AS (
       SELECT id, rsv_registered, recorded_at FROM accelerator.organisation_copy
       UNION ALL SELECT id, rsv_registered, recorded_at FROM accelerator.organisation_copy_history),
     step AS (
       SELECT id, rsv_registered AS is_registered, (recorded_at AT TIME ZONE '${DAY_ZONE}')::date AS told_on,
         lag(rsv_registered) OVER (PARTITION BY id ORDER BY recorded_at) AS was_registered
       FROM told WHERE id IN (
         SELECT organisation_id FROM accelerator.company_course WHERE programme_id = ANY ($1::uuid[])))
     SELECT c.programme_id AS "programmeId", c.id AS "courseId", step.told_on::text AS "toldOn"
     FROM step JOIN accelerator.company_course c ON c.organisation_id = step.id
     WHERE step.was_registered AND NOT step.is_registered AND c.programme_id = ANY ($1::uuid[])
       AND step.told_on >= c.accepted_on AND (c.ended_on IS NULL OR step.told_on <= c.ended_on)
     ORDER BY step.told_on, c.id`,
    [programmeIds],
  );
}

/** The loaders of registrations. */
export function registrationLoaders({ reader }: Pick<BaseContext, "reader">) {
  return {
    lapses: rowsLoader<string, LapsedRegistration>(
      async (ids) => findLapses(await reader(), ids),
      ({ programmeId }) => programmeId,
    ),
  };
}
