import type { Reader, TwoClocks } from "@inclusion/kernel/runtime";
import type { HireCell } from "./hire-table.ts";

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
 * Ordinary and inclusive hires by month and company, with where the company's course stood on the day, in one
 * statement over the ledger: the same rows at the same clocks as the figures.
 */
export function findHireCells(reader: Reader, programmeId: string, { asOf, knownAt }: TwoClocks): Promise<HireCell[]> {
  return reader.query(
    `WITH hire AS (
       SELECT indicator, course_id, subject_id, valid_on, sum(amount)::int AS amount FROM accelerator.measure_entry
       WHERE programme_id = $1 AND indicator IN ('ORDINARY_HIRES', 'INCLUSIVE_HIRES') AND valid_on <= $2
         AND recorded_at <= $3
       GROUP BY indicator, course_id, subject_id, valid_on HAVING sum(amount) <> 0),
     placed AS (
       SELECT to_char(h.valid_on, 'YYYY-MM') AS month, h.course_id, h.amount,
         CASE WHEN h.indicator = 'ORDINARY_HIRES' THEN 'ordinary' WHEN c.accepted_on IS NULL THEN 'unplaced'
           WHEN h.valid_on < c.accepted_on THEN 'before' WHEN h.valid_on > c.ended_on THEN 'after'
           ELSE 'during' END AS place
       FROM hire h LEFT JOIN accelerator.company_course c ON c.id = h.course_id)
     SELECT month, course_id AS "courseId",
       coalesce(sum(amount) FILTER (WHERE place = 'ordinary'), 0)::int AS ordinary,
       coalesce(sum(amount) FILTER (WHERE place = 'before'), 0)::int AS before,
       coalesce(sum(amount) FILTER (WHERE place = 'during'), 0)::int AS during,
       coalesce(sum(amount) FILTER (WHERE place = 'after'), 0)::int AS after,
       coalesce(sum(amount) FILTER (WHERE place = 'unplaced'), 0)::int AS unplaced
     FROM placed GROUP BY month, course_id ORDER BY month, course_id NULLS LAST`,
    [programmeId, asOf, knownAt],
  );
}

/** Workplaces of one status on one axis, with how many companies have them and how many the largest has. */
export type AxisCell = Readonly<{ axis: string; status: string; count: number; parts: readonly number[] }>;

/** New, retained and lost workplaces by axis at the two clocks, from the ledger; the parts are by company. */
export function findAxisCells(reader: Reader, programmeId: string, { asOf, knownAt }: TwoClocks): Promise<AxisCell[]> {
  return reader.query(
    `WITH part AS (
       SELECT w.axis, substr(e.indicator, 12) AS status, w.organisation_id, sum(e.amount)::int AS count
       FROM accelerator.measure_entry e JOIN accelerator.inclusive_workplace w ON w.id = e.subject_id
       WHERE e.programme_id = $1 AND e.indicator IN ('WORKPLACES_NEW', 'WORKPLACES_RETAINED', 'WORKPLACES_LOST')
         AND e.valid_on <= $2 AND e.recorded_at <= $3
       GROUP BY 1, 2, 3 HAVING sum(e.amount) <> 0)
     SELECT axis, status, sum(count)::int AS count, array_agg(count) AS parts FROM part GROUP BY 1, 2`,
    [programmeId, asOf, knownAt],
  );
}
