import type { Reader, TwoClocks } from "@inclusion/kernel/runtime";
import { versionOf } from "../indicator/definitions.ts";
import { DIMENSIONS, HALF_YEAR, joinsFor, MARKS } from "./cohort.repository.ts";
import type { CohortDimension } from "./dimensions.ts";

/** How many of a group have a mark, and the days that it took them from another one; `isAll` is everybody. */
export type MarkGroup = Readonly<{
  key: string | null;
  isAll: boolean;
  code: string;
  count: number;
  measured: number;
  median: number | null;
  p90: number | null;
}>;

/** Marks to count, each with the mark from which its days are measured, or null. */
export type MarksAsked = TwoClocks &
  Readonly<{
    programmeId: string;
    steps: readonly Readonly<{ code: string; from: string | null }>[];
    by: CohortDimension;
    bandEdges: readonly number[];
  }>;

/** Dimensions that are marks themselves: the code, and the key from whether it is held and its day. */
const MARK_KEYS: Partial<Record<CohortDimension, readonly [string, (held: string, day: string) => string]>> = {
  START_HALF_YEAR: [MARKS.started, (held, day) => `CASE WHEN ${held} THEN ${HALF_YEAR(day)} END`],
  EXIT_HALF_YEAR: [MARKS.gone, (held, day) => `CASE WHEN ${held} THEN ${HALF_YEAR(day)} END`],
  MENTORED: [MARKS.mentored, (held) => `CASE WHEN ${held} THEN 'YES' ELSE 'NO' END`],
};

/**
 * The marks by group and of everybody, in one statement and one pass over the entries.
 *
 * A participation has a mark once or not at all, and what was taken back cancels out day by day: so the sum of days
 * that are weighted with the amounts is 0 without the mark, and else says on which day.
 */
export async function findMarkGroups(reader: Reader, asked: MarksAsked): Promise<MarkGroup[]> {
  const { programmeId, asOf, knownAt, bandEdges, steps, by } = asked;
  const markKey = MARK_KEYS[by];
  const wanted = steps.flatMap(({ code, from }) => (from === null ? [code] : [code, from]));
  const codes = [...new Set(markKey === undefined ? wanted : [...wanted, markKey[0]])];
  const entryKey = markKey === undefined ? DIMENSIONS[by] : "NULL::text";
  const rows = await reader.query<GroupRow>(
    `WITH held AS (
       SELECT e.subject_id, ${entryKey} AS entry_key, ${codes.map(daySql).join(", ")}
       FROM participant.measure_entry e JOIN unnest($5::text[], $6::int[]) WITH ORDINALITY AS asked (indicator, version, at)
         ON asked.indicator = e.indicator AND asked.version = e.definition_version ${joinsFor(entryKey)}
       WHERE e.programme_id = $1 AND e.valid_on <= $2 AND e.recorded_at <= $3 AND e.indicator = ANY ($5)
         AND cardinality($4::int[]) > 0
       GROUP BY 1, 2),
     keyed AS (
       SELECT ${markKey === undefined ? "entry_key" : markKey[1](isHeld(codes, markKey[0]), dayOf(codes, markKey[0]))} AS key,
         ${steps.map((step, at) => stepSql(step, at, { codes, isSplit: SPLIT.has(by) })).join(", ")} FROM held)
     SELECT key, grouping(key) = 1 AS "isAll", json_build_array(${steps.map((_, at) => groupSql(at)).join(", ")}) AS steps
     FROM keyed GROUP BY GROUPING SETS ((key), ())`,
    [programmeId, asOf, knownAt, bandEdges, codes, codes.map(versionOf)],
  );
  return rows.flatMap(({ key, isAll, steps: counts }) =>
    counts.flatMap((count, at) => {
      const step = steps[at];
      return step === undefined || (count.count === 0 && !isAll) ? [] : [{ key, isAll, code: step.code, ...count }];
    }),
  );
}

type GroupRow = Readonly<{
  key: string | null;
  isAll: boolean;
  steps: readonly Omit<MarkGroup, "key" | "isAll" | "code">[];
}>;

/** Day 0 of the days that are summed, before every day of a mark. */
const DAY_0 = "DATE '0001-01-01'";

function daySql(_code: string, at: number): string {
  return `sum(e.amount * (e.valid_on - ${DAY_0})) FILTER (WHERE asked.at = ${at + 1}) AS day_${at}`;
}

function isHeld(codes: readonly string[], code: string): string {
  return `day_${codes.indexOf(code)} > 0`;
}

function dayOf(codes: readonly string[], code: string): string {
  return `(${DAY_0} + day_${codes.indexOf(code)}::int)`;
}

/** Dimensions by which the marks of one participation can stand under several keys, as before any course. */
const SPLIT: ReadonlySet<CohortDimension> = new Set([
  ...(["AXIS", "COURSE_KIND", "AGE_BAND", "EVENT_HALF_YEAR", "KNOWN_HALF_YEAR"] as const),
]);

/** Whether a group has the mark, and the days from the earlier one. */
function stepSql(
  { code, from }: MarksAsked["steps"][number],
  at: number,
  { codes, isSplit }: Readonly<{ codes: readonly string[]; isSplit: boolean }>,
): string {
  const has = `coalesce(${isHeld(codes, code)}, false) AS has_${at}`;
  if (from === null) return `${has}, NULL::bigint AS days_${at}`;
  const own = `day_${codes.indexOf(from)}`;
  const begun = isSplit ? `(sum(${own}) OVER (PARTITION BY subject_id))::bigint` : own;
  const days = `day_${codes.indexOf(code)} - ${begun}`;
  return `${has}, CASE WHEN ${isHeld(codes, code)} AND ${begun} > 0 AND ${days} >= 0 THEN ${days} END AS days_${at}`;
}

function groupSql(at: number): string {
  const percentile = (share: string): string =>
    `round(percentile_cont(${share}) WITHIN GROUP (ORDER BY days_${at})::numeric, 1)::float8`;
  return `json_build_object('count', count(*) FILTER (WHERE has_${at}), 'measured', count(days_${at}),
    'median', ${percentile("0.5")}, 'p90', ${percentile("0.9")})`;
}
