import { atClocks, type BaseContext, type Reader, rowsLoader, type TwoClocks } from "@inclusion/kernel/runtime";
import type { HireDay } from "./hire-table.ts";
import type { CompanyAmounts } from "./single-company.ts";

/** A company of the ledger: the one that it has become part of, when it has. */
const COMPANY = "coalesce(o.merged_into, e.organisation_id, e.course_id)";
const OF_COMPANY = "accelerator.measure_entry e LEFT JOIN accelerator.organisation_copy o ON o.id = e.organisation_id";

/** How much of a figure comes from one company's course. */
export type CompanyPart = Readonly<{ courseId: string; amount: number }>;

/** Which figure, and where the page begins. */
export type PartsAsked = TwoClocks &
  Readonly<{ programmeId: string; indicator: string; version: number; after: string | null; limit: number }>;

/** The courses behind a figure in order of id; what belongs to no course is left out. */
export function findCompanyParts(reader: Reader, asked: PartsAsked): Promise<CompanyPart[]> {
  return reader.query(
    `SELECT course_id AS "courseId", sum(amount)::int AS amount FROM accelerator.measure_entry
     WHERE programme_id = $1 AND indicator = $2 AND definition_version = $3 AND valid_on <= $4 AND recorded_at <= $5
       AND course_id IS NOT NULL AND ($6::uuid IS NULL OR course_id > $6::uuid)
     GROUP BY course_id HAVING sum(amount) <> 0 ORDER BY course_id LIMIT $7`,
    [asked.programmeId, asked.indicator, asked.version, asked.asOf, asked.knownAt, asked.after, asked.limit],
  );
}

/**
 * Ordinary and inclusive hires by day and company, with the days of the company's course, in one statement over the
 * ledger: the same rows at the same clocks as the figures. The course is that of now: its days are not in the ledger.
 */
export function findHireDays(reader: Reader, programmeId: string, { asOf, knownAt }: TwoClocks): Promise<HireDay[]> {
  return reader.query(
    `WITH hire AS (
       SELECT indicator, course_id, valid_on, sum(amount)::int AS count FROM accelerator.measure_entry
       WHERE programme_id = $1 AND indicator IN ('ORDINARY_HIRES', 'INCLUSIVE_HIRES') AND valid_on <= $2
         AND recorded_at <= $3
       GROUP BY indicator, course_id, valid_on HAVING sum(amount) <> 0)
     SELECT h.indicator = 'ORDINARY_HIRES' AS "isOrdinary", h.course_id AS "courseId", h.valid_on::text AS "hiredOn",
       h.count, c.accepted_on::text AS "acceptedOn", c.ended_on::text AS "endedOn"
     FROM hire h LEFT JOIN accelerator.company_course c ON c.id = h.course_id`,
    [programmeId, asOf, knownAt],
  );
}

/** Workplaces of one status on one axis, with how many companies have them and how many the largest has. */
export type AxisCell = Readonly<{ axis: string; status: string; count: number; parts: readonly number[] }>;

/** New, retained and lost workplaces by axis at the two clocks, from the ledger; the parts are by company. */
export function findAxisCells(reader: Reader, programmeId: string, { asOf, knownAt }: TwoClocks): Promise<AxisCell[]> {
  return reader.query(
    `WITH part AS (
       SELECT w.axis, substr(e.indicator, 12) AS status, ${COMPANY}, sum(e.amount)::int AS count
       FROM ${OF_COMPANY} JOIN accelerator.inclusive_workplace w ON w.id = e.subject_id
       WHERE e.programme_id = $1 AND e.indicator IN ('WORKPLACES_NEW', 'WORKPLACES_RETAINED', 'WORKPLACES_LOST')
         AND e.valid_on <= $2 AND e.recorded_at <= $3
       GROUP BY 1, 2, 3 HAVING sum(e.amount) <> 0)
     SELECT axis, status, sum(count)::int AS count, array_agg(count) AS parts FROM part GROUP BY 1, 2`,
    [programmeId, asOf, knownAt],
  );
}

/** Which figure, at which clocks. */
export type PartsOf = TwoClocks & Readonly<{ programmeId: string; code: string }>;

/** How many marks of an indicator each company has: whose days they are that are measured to it. */
export async function findDayParts(reader: Reader, { programmeId, code, asOf, knownAt }: PartsOf): Promise<number[]> {
  const rows = await reader.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (
       SELECT ${COMPANY} AS company, subject_id, valid_on FROM ${OF_COMPANY}
       WHERE e.programme_id = $1 AND indicator = $2 AND valid_on <= $3 AND e.recorded_at <= $4
       GROUP BY 1, 2, 3 HAVING sum(amount) > 0) mark GROUP BY company`,
    [programmeId, code, asOf, knownAt],
  );
  return rows.map(({ count }) => count);
}

/** How many entries of each company changed a figure after an instant. */
export async function findChangeParts(
  reader: Reader,
  { programmeId, code, asOf, knownAt, since }: PartsOf & Readonly<{ since: Date }>,
): Promise<number[]> {
  const rows = await reader.query<{ count: number }>(
    `SELECT sum(abs(amount))::int AS count FROM ${OF_COMPANY}
     WHERE e.programme_id = $1 AND indicator = $2 AND valid_on <= $3 AND e.recorded_at > $5 AND e.recorded_at <= $4
     GROUP BY ${COMPANY}`,
    [programmeId, code, asOf, knownAt, since],
  );
  return rows.map(({ count }) => count);
}

/** How much of each indicator each company has in these programmes, in one statement. */
export function findCompanyAmounts(
  reader: Reader,
  programmeIds: readonly string[],
  { asOf, knownAt }: TwoClocks,
): Promise<(CompanyAmounts & Readonly<{ programmeId: string }>)[]> {
  return reader.query(
    `SELECT programme_id AS "programmeId", indicator, amounts
     FROM accelerator.company_amounts($1::uuid[], $2::date, $3::timestamptz)`,
    [programmeIds, asOf, knownAt],
  );
}

/** Loads the same for each pair of clocks: one statement for all programmes of a tick. */
export function companyAmountsLoader({ reader }: Pick<BaseContext, "reader">) {
  return atClocks((clocks) =>
    rowsLoader<string, CompanyAmounts & { programmeId: string }>(
      async (ids) => findCompanyAmounts(await reader(), ids, clocks),
      (row) => row.programmeId,
    ),
  );
}
