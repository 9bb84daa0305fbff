import type { LocalDate } from "@inclusion/kernel";
import {
  atClocks,
  type BaseContext,
  type Reader,
  rowsLoader,
  type TwoClocks,
  type Tx,
} from "@inclusion/kernel/runtime";
import type { RsvSet } from "@inclusion/schema/facts";
import { registeredDays } from "./registration.ts";

/** A registration that ended while the company was in the accelerator. */
export type LapsedRegistration = Readonly<{
  programmeId: string;
  courseId: string;
  /** First and last day of the registration. */
  registeredFrom: LocalDate;
  registeredUntil: LocalDate;
}>;

/** Keeps on which days an organisation was registered, as it was told last; told the same again, nothing changes. */
export async function putRegistrations(tx: Tx, { organisationId, registrations }: RsvSet): Promise<void> {
  await tx.query(
    `INSERT INTO accelerator.registration_copy AS r (id, registered_on) VALUES ($1, $2)
     ON CONFLICT (id) DO UPDATE SET registered_on = excluded.registered_on
     WHERE r.registered_on <> excluded.registered_on`,
    [organisationId, registeredDays(registrations)],
  );
}

/** The rows of a table with a history as they were known at $3. */
function knownThen(table: string, columns: string, condition: string): string {
  return `SELECT ${columns} FROM accelerator.${table} WHERE recorded_at <= $3 AND ${condition}
    UNION ALL SELECT ${columns} FROM accelerator.${table}_history
    WHERE recorded_at <= $3 AND recorded_until > $3 AND ${condition}`;
}

/**
 * Lapses until `asOf`, as known at `knownAt`, during courses of these programmes that the viewer may see, by their day.
 *
 * A lapse is during a course when the company was registered on a day of it and not on a later one. A company that was
 * found to be another one has that one's registrations.
 */
export function findLapses(
  reader: Reader,
  programmeIds: readonly string[],
  { asOf, knownAt }: TwoClocks,
): Promise<LapsedRegistration[]> {
  const course = "id, programme_id, organisation_id, accepted_on, ended_on";
  return reader.query(
    `WITH course AS (${knownThen("company_course", course, "programme_id = ANY ($1::uuid[])")}),
     company AS (
       ${knownThen("organisation_copy", "id, merged_into", "id IN (SELECT organisation_id FROM course)")}),
     registered AS (${knownThen(
       "registration_copy",
       "id, registered_on",
       "id IN (SELECT organisation_id FROM course UNION SELECT merged_into FROM company)",
     )})
     SELECT c.programme_id AS "programmeId", c.id AS "courseId", lower(days)::text AS "registeredFrom",
       (upper(days) - 1)::text AS "registeredUntil"
     FROM course c LEFT JOIN company o ON o.id = c.organisation_id
       JOIN registered r ON r.id = coalesce(o.merged_into, c.organisation_id)
       CROSS JOIN unnest(r.registered_on) AS days
     WHERE upper(days) > c.accepted_on AND upper(days) <= least(c.ended_on, $2::date)
     ORDER BY upper(days), c.id`,
    [programmeIds, asOf, knownAt],
  );
}

/** The loader of lapses at each pair of clocks: one statement for all programmes of a tick. */
export function registrationLoaders({ reader }: Pick<BaseContext, "reader">) {
  return {
    lapses: atClocks((clocks) =>
      rowsLoader<string, LapsedRegistration>(
        async (ids) => findLapses(await reader(), ids, clocks),
        ({ programmeId }) => programmeId,
      ),
    ),
  };
}
