import { type BaseContext, type Reader, rowsLoader, type TwoClocks } from "@inclusion/kernel/runtime";
import type { HireDay } from "./hire-table.ts";
import type { CompanyAmount } from "./single-company.ts";

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
       SELECT w.axis, substr(e.indicator, 12) AS status, w.organisation_id, sum(e.amount)::int AS count
       FROM accelerator.measure_entry e JOIN accelerator.inclusive_workplace w ON w.id = e.subject_id
       WHERE e.programme_id = $1 AND e.indicator IN ('WORKPLACES_NEW', 'WORKPLACES_RETAINED', 'WORKPLACES_LOST')
         AND e.valid_on <= $2 AND e.recorded_at <= $3
       GROUP BY 1, 2, 3 HAVING sum(e.amount) <> 0)
     SELECT axis, status, sum(count)::int AS count, array_agg(count) AS parts FROM part GROUP BY 1, 2`,
    [programmeId, asOf, knownAt],
  );
}

/** How much of each indicator each company has in these programmes, in one statement. */
export function findCompanyAmounts(
  reader: Reader,
  programmeIds: readonly string[],
  { asOf, knownAt }: TwoClocks,
): Promise<(CompanyAmount & Readonly<{ programmeId: string }>)[]> {
  return reader.query(
    `SELECT programme_id AS "programmeId", indicator, sum(amount)::int AS amount FROM accelerator.measure_entry
     WHERE programme_id = ANY ($1::uuid[]) AND valid_on <= $2 AND recorded_at <= $3
     GROUP BY programme_id, indicator, course_id HAVING sum(amount) <> 0`,
    [programmeIds, asOf, knownAt],
  );
}

/** Loads the same for each pair of clocks: one statement for all programmes of a tick. */
export function companyAmountsLoader({ reader }: Pick<BaseContext, "reader">) {
  const loaders = new Map<string, ReturnType<typeof rowsLoader<string, CompanyAmount & { programmeId: string }>>>();
  return (programmeId: string, clocks: TwoClocks): Promise<readonly CompanyAmount[]> => {
    const key = `${clocks.asOf} ${clocks.knownAt.getTime()}`;
    const loader =
      loaders.get(key) ??
      rowsLoader<string, CompanyAmount & { programmeId: string }>(
        async (ids) => findCompanyAmounts(await reader(), ids, clocks),
        (row) => row.programmeId,
      );
    loaders.set(key, loader);
    return loader.load(programmeId);
  };
}
