import { quarterSql, type Reader, type TwoClocks } from "@inclusion/kernel/runtime";
import { versionOf } from "../indicator/definitions.ts";
import type { CohortDimension } from "./dimensions.ts";
import type { Period } from "./period.ts";
import type { CellRow, TimeAxis, TimedCell } from "./table.ts";

/** What a period is about. */
export type CohortAxis = "START" | "EXIT" | "EVENT" | "KNOWN";

/** A figure that is to be divided. */
export type CohortAsked = TwoClocks &
  Readonly<{
    programmeId: string;
    /** Codes that are summed; each is counted by the version of its definition. */
    indicators: readonly string[];
    rows: CohortDimension;
    columns: CohortDimension | null;
    axis: CohortAxis;
    period: Period;
    bandEdges: readonly number[];
  }>;

/** The half-year of a day, as SQL; cut from its text, because formatting it costs several times as much a row. */
export const HALF_YEAR = (day: string): string =>
  `left((${day})::text, 4) || CASE WHEN substr((${day})::text, 6, 2) < '07' THEN '-H1' ELSE '-H2' END`;
const RECORDED_DAY = "(e.recorded_at AT TIME ZONE 'Europe/Copenhagen')::date";

/** A dimension as SQL over the entry `e`; $2 is the day, $4 are the edges of the bands of age. */
export const DIMENSIONS: Readonly<Record<CohortDimension, string>> = {
  MUNICIPALITY: "e.municipality_code",
  REGION: "region.code",
  PROGRAMME_AREA: "area.area",
  PARTNERSHIP: "e.partnership_id::text",
  SEX: "e.sex",
  AGE_BAND: "width_bucket(e.age_at_entry::int, $4::int[])::text",
  BENEFIT: "e.benefit",
  AXIS: "e.axis",
  COURSE_KIND: "e.course_kind",
  MENTORED: "CASE WHEN mentored.day IS NULL THEN 'NO' ELSE 'YES' END",
  START_HALF_YEAR: HALF_YEAR("started.day"),
  EXIT_HALF_YEAR: HALF_YEAR("gone.day"),
  EVENT_HALF_YEAR: HALF_YEAR("e.valid_on"),
  KNOWN_HALF_YEAR: HALF_YEAR(RECORDED_DAY),
};

/** The day to which an axis looks. */
const AXES: Readonly<Record<CohortAxis, string>> = {
  START: "started.day",
  EXIT: "gone.day",
  EVENT: "e.valid_on",
  KNOWN: RECORDED_DAY,
};

/** Marks of a participation that axes and dimensions look at; each participation has a day of each at most. */
export const MARKS = { started: "TOTAL", gone: "LEFT", mentored: "MENTORED" } as const;

/** The counts of each code by rows and columns, in one statement. */
export function findCells(reader: Reader, asked: CohortAsked): Promise<(CellRow & Readonly<{ code: string }>)[]> {
  const [row, column] = [DIMENSIONS[asked.rows], asked.columns === null ? "NULL::text" : DIMENSIONS[asked.columns]];
  const axis = asked.period === null ? "" : `AND ${AXES[asked.axis]} BETWEEN $7::date AND $8::date`;
  const period = asked.period === null ? [] : [asked.period.from, asked.period.to];
  return reader.query(
    `SELECT ${row} AS "row", ${column} AS "column", e.municipality_code AS place, e.indicator AS code,
       sum(e.amount)::int AS count
     FROM participant.measure_entry e ${joinsFor(`${row} ${column} ${axis}`)}
     WHERE e.programme_id = $1 AND e.valid_on <= $2 AND e.recorded_at <= $3 AND cardinality($4::int[]) > 0
       AND (e.indicator, e.definition_version) IN (SELECT * FROM unnest($5::text[], $6::int[])) ${axis}
     GROUP BY 1, 2, 3, 4 HAVING sum(e.amount) <> 0`,
    [
      ...[asked.programmeId, asked.asOf, asked.knownAt, asked.bandEdges],
      ...[asked.indicators, asked.indicators.map(versionOf)],
      ...period,
    ],
  );
}

/**
 * The counts of a figure by its rows and columns and by quarters, in one statement.
 *
 * @param axes the orders of time that are asked for; the quarters of others are null
 */
export function findTimedCells(
  reader: Reader,
  asked: Omit<CohortAsked, "axis" | "period">,
  axes: readonly TimeAxis[],
): Promise<TimedCell[]> {
  const [row, column] = [DIMENSIONS[asked.rows], asked.columns === null ? "NULL::text" : DIMENSIONS[asked.columns]];
  const quarter = (axis: TimeAxis): string => (axes.includes(axis) ? quarterSql(AXES[axis]) : "NULL::int");
  const [event, start, exit] = (["EVENT", "START", "EXIT"] as const).map(quarter);
  return reader.query(
    `SELECT ${row} AS "row", ${column} AS "column", e.municipality_code AS place,
       ${event} AS "EVENT", ${start} AS "START", ${exit} AS "EXIT", sum(e.amount)::int AS count
     FROM participant.measure_entry e ${joinsFor(`${row} ${column} ${event} ${start} ${exit}`)}
     WHERE e.programme_id = $1 AND e.valid_on <= $2 AND e.recorded_at <= $3 AND cardinality($4::int[]) > 0
       AND (e.indicator, e.definition_version) IN (SELECT * FROM unnest($5::text[], $6::int[]))
     GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(e.amount) <> 0`,
    [
      ...[asked.programmeId, asked.asOf, asked.knownAt, asked.bandEdges],
      ...[asked.indicators, asked.indicators.map(versionOf)],
    ],
  );
}

/**
 * Joins to `e` the marks and places that the SQL names, each read once and not for every entry.
 *
 * What was taken back of a mark cancels out, so that the days weighted with amounts sum to the one that holds.
 */
export function joinsFor(sql: string): string {
  const marks = Object.entries(MARKS).map(
    ([alias, indicator]) =>
      [
        `${alias}.day`,
        `LEFT JOIN (
         SELECT subject_id, DATE '2000-01-01' + sum(amount * (valid_on - DATE '2000-01-01'))::int AS day
         FROM participant.measure_entry
         WHERE programme_id = $1 AND indicator = '${indicator}' AND valid_on <= $2 AND recorded_at <= $3
         GROUP BY subject_id HAVING sum(amount) > 0) ${alias} ON ${alias}.subject_id = e.subject_id`,
      ] as const,
  );
  return [...marks, ...PLACES].flatMap(([named, join]) => (sql.includes(named) ? [join] : [])).join(" ");
}

const PLACES = [
  [
    "region.code",
    `LEFT JOIN (SELECT municipality_code, region_code AS code FROM participant.municipality_region
       WHERE valid_from <= $2::date AND (valid_until IS NULL OR valid_until >= $2::date)) region
       ON region.municipality_code = e.municipality_code`,
  ],
  ["area.area", "LEFT JOIN participant.municipality_area area ON area.municipality_code = e.municipality_code"],
] as const;
