/**
 * The passport of a figure: which rows stand behind it, what changed it, how fresh it is and how it divides.
 *
 * A figure is one indicator of one programme under one version of its definition, as `readTotals` sums it. Everything
 * here is read under the viewer's limits, so that the passport explains the figure which that viewer got. Whether the
 * viewer may see the rows behind it at all is for the caller to ask first.
 */
import type { LocalDate } from "../pure/index.ts";
import type { Reader } from "./database.ts";
import { Fault } from "./errors.ts";
import type { TwoClocks } from "./measure-ledger.ts";

/** Which figure is meant. */
export type FigureKey = Readonly<{ programmeId: string; indicator: string; definitionVersion: number }>;

/** A page of what stands behind a figure; `after` is the last one of the page before, or null. */
export type FigurePage = Readonly<{ after: string | null; limit: number }>;

/** A row that was counted, and how much of the figure it is. */
export type CountedSubject = Readonly<{ subjectId: string; amount: number }>;

/** One entry of the ledger, as an explanation of a change. */
export type FigureChange = Readonly<{
  /** The entry's position in the ledger. */
  position: string;
  subjectId: string;
  amount: number;
  validOn: LocalDate;
  recordedAt: Date;
  cause: string;
}>;

/**
 * The rows behind a figure, in the order of their ids: those whose entries do not cancel out.
 *
 * Over all pages their amounts sum to the figure; where every row counts once there are as many as the figure says.
 */
export async function entriesBehind(
  reader: Reader,
  schema: string,
  { programmeId, indicator, definitionVersion, asOf, knownAt, after, limit }: FigureKey & TwoClocks & FigurePage,
): Promise<CountedSubject[]> {
  return reader.query<CountedSubject>(
    `SELECT subject_id AS "subjectId", sum(amount)::int AS amount FROM ${schema}.measure_entry
     WHERE programme_id = $1 AND indicator = $2 AND definition_version = $3 AND valid_on <= $4 AND recorded_at <= $5
       AND ($6::uuid IS NULL OR subject_id > $6::uuid)
     GROUP BY programme_id, indicator, subject_id HAVING sum(amount) <> 0
     ORDER BY programme_id, indicator, subject_id LIMIT $7`,
    [programmeId, indicator, definitionVersion, asOf, knownAt, after, limit],
  );
}

/**
 * The entries that became known after `since` and until `knownAt`, and count on `asOf`, in the order in which they
 * were recorded. Over all pages they sum to the difference of the figure at the two instants.
 *
 * @returns nothing when `after` is no entry that the viewer may see
 */
export async function changesSince(
  reader: Reader,
  schema: string,
  asked: FigureKey & TwoClocks & FigurePage & Readonly<{ since: Date }>,
): Promise<FigureChange[]> {
  const { programmeId, indicator, definitionVersion, asOf, since, knownAt, after, limit } = asked;
  const last = `SELECT recorded_at, position FROM ${schema}.measure_entry WHERE position = $7::bigint`;
  return reader.query<FigureChange>(
    `SELECT position::text AS position, subject_id AS "subjectId", amount, valid_on::text AS "validOn",
       recorded_at AS "recordedAt", cause
     FROM ${schema}.measure_entry
     WHERE programme_id = $1 AND indicator = $2 AND definition_version = $3 AND valid_on <= $4
       AND recorded_at > $5 AND recorded_at <= $6
       AND ($7::bigint IS NULL OR (recorded_at, measure_entry.position) > (${last}))
     ORDER BY recorded_at, measure_entry.position LIMIT $8`,
    [programmeId, indicator, definitionVersion, asOf, since, knownAt, after, limit],
  );
}

/**
 * When the newest entry of a programme was recorded, or of all that the viewer sees; null when there is none. It reads
 * the roll-ups, so it costs the same whatever the ledger's size.
 */
export async function freshness(reader: Reader, schema: string, programmeId: string | null): Promise<Date | null> {
  const [row] = await reader.query<{ recordedAt: Date | null }>(
    `SELECT max(last_recorded_at) AS "recordedAt" FROM ${schema}.measure_total
     WHERE $1::uuid IS NULL OR programme_id = $1`,
    [programmeId],
  );
  return row?.recordedAt ?? null;
}

/** A figure over programmes, to be divided; the period limits the days on which entries count, both ends included. */
export type BreakdownAsked = TwoClocks &
  Readonly<{
    programmeIds: readonly string[];
    indicator: string;
    definitionVersion: number;
    rows: string;
    columns: string | null;
    periodFrom: LocalDate | null;
    periodTo: LocalDate | null;
  }>;

/** Counts by row and column. Null as a value is "not known"; without columns there is one, which is null. */
export type Breakdown = Readonly<{
  rows: readonly (string | null)[];
  columns: readonly (string | null)[];
  counts: readonly (readonly number[])[];
}>;

/** How to divide by something: what entries are grouped by, and how a group is called. */
type Dimension = Readonly<{ group: string; label: (group: string) => string }>;

/** Dimensions of every ledger, by the names under which callers ask for them. A half-year is a number until the end. */
const DIMENSIONS: ReadonlyMap<string, Dimension> = new Map([
  ["municipality_code", columnDimension("municipality_code")],
  [
    "half_year",
    {
      group: "date_part('year', valid_on)::int * 2 + (date_part('month', valid_on) > 6)::int",
      label: (half) => `(${half} / 2)::text || '-H' || (${half} % 2 + 1)`,
    },
  ],
]);

/**
 * Divides a figure by one or two dimensions: its municipality, the half-year of its days (as `2020-H1`), or one of
 * the ledger's own columns.
 *
 * A count is a net change and may be negative where entries of one row fall into different half-years.
 *
 * @param own columns of this schema's ledger by which its figures may be divided
 * @throws Fault BAD_USER_INPUT for a dimension that is not offered
 */
export async function breakdown(
  reader: Reader,
  schema: string,
  own: readonly string[],
  asked: BreakdownAsked,
): Promise<Breakdown> {
  const rows = dimensionOf(own, asked.rows);
  const columns = asked.columns === null ? columnDimension("NULL") : dimensionOf(own, asked.columns);
  const cells = await reader.query<Cell>(
    `SELECT ${rows.label("by_row")} AS "row", ${columns.label("by_column")} AS "column", count
     FROM (SELECT ${rows.group} AS by_row, ${columns.group} AS by_column, sum(amount)::int AS count
       FROM ${schema}.measure_entry
       WHERE programme_id = ANY ($1::uuid[]) AND indicator = $2 AND definition_version = $3
         AND valid_on <= $4 AND recorded_at <= $5
         AND ($6::date IS NULL OR valid_on >= $6::date) AND ($7::date IS NULL OR valid_on <= $7::date)
       GROUP BY 1, 2) AS cell
     WHERE count <> 0 ORDER BY 1, 2`,
    [
      ...[asked.programmeIds, asked.indicator, asked.definitionVersion, asked.asOf, asked.knownAt],
      ...[asked.periodFrom, asked.periodTo],
    ],
  );
  return tableOf(cells);
}

type Cell = Readonly<{ row: string | null; column: string | null; count: number }>;

/** The caller's name only chooses among dimensions of ours. */
function dimensionOf(own: readonly string[], name: string): Dimension {
  const column = own.find((each) => each === name);
  const dimension = column === undefined ? DIMENSIONS.get(name) : columnDimension(column);
  if (dimension !== undefined) return dimension;
  const offered = [...DIMENSIONS.keys(), ...own].join(", ");
  throw new Fault("BAD_USER_INPUT", `Figures are not divided by that: ask for one of ${offered}.`, {
    reason: "DIMENSION_UNKNOWN",
  });
}

function columnDimension(column: string): Dimension {
  return { group: column, label: (group) => `${group}::text` };
}

function tableOf(cells: readonly Cell[]): Breakdown {
  const rows = [...new Set(cells.map(({ row }) => row))];
  const columns = [...new Set(cells.map(({ column }) => column))].sort(nullLast);
  const counts = new Map(cells.map(({ row, column, count }) => [JSON.stringify([row, column]), count]));
  return {
    rows,
    columns,
    counts: rows.map((row) => columns.map((column) => counts.get(JSON.stringify([row, column])) ?? 0)),
  };
}

function nullLast(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : Number(a > b);
}
