/** Hires by month and by where the company's course stood, as one viewer may have them. Pure. */
import {
  blockOf,
  type Count,
  deepEqual,
  type LocalDate,
  localDate,
  quarterOf,
  type SuppressedTable,
  suppressInBlocks,
  type Told,
} from "@inclusion/kernel";
import { isOfOne, WITHHELD } from "./single-company.ts";

/** Hires of one company in one month, of one kind. */
export type HireCell = Readonly<{
  /** As `2019-06`. */
  month: string;
  courseId: string | null;
  ordinary: number;
  before: number;
  during: number;
  after: number;
  /** Inclusive hires of a company whose course is not known. */
  unplaced: number;
}>;

/** Columns of the table, in order. */
export const COLUMNS = ["ordinary", "before", "during", "after", "unplaced"] as const;

export type Column = (typeof COLUMNS)[number];

/** Hires as published: by column, and all that are inclusive. */
export type HireSums = Readonly<Record<Column | "inclusive", Count>>;

/** One month as published. */
export type HireMonth = HireSums & Readonly<{ month: string; companies: readonly HireCell[] }>;

/**
 * Where the course stood on the day of a hire; it ends with its last day.
 *
 * A hire before the acceptance is none of the accelerator's, and the participant service counts none.
 */
export function timingOf(
  hiredOn: LocalDate,
  course: Readonly<{ acceptedOn: LocalDate | null; endedOn: LocalDate | null }> | null,
): Exclude<Column, "ordinary"> {
  if (course === null || course.acceptedOn === null) return "unplaced";
  if (hiredOn < course.acceptedOn) return "before";
  return course.endedOn !== null && hiredOn > course.endedOn ? "after" : "during";
}

/** Hires of one company on one day, of one kind. */
export type HireDay = Readonly<{
  isOrdinary: boolean;
  courseId: string | null;
  hiredOn: LocalDate;
  count: number;
  acceptedOn: LocalDate | null;
  endedOn: LocalDate | null;
}>;

/** The days summed by month and company, in that order; companies whose course is not known come last. */
export function cellsOf(days: readonly HireDay[]): readonly HireCell[] {
  const cells = new Map<string, HireCell>();
  for (const { isOrdinary, courseId, hiredOn, count, acceptedOn, endedOn } of days) {
    const month = hiredOn.slice(0, 7);
    const column = isOrdinary ? "ordinary" : timingOf(hiredOn, courseId === null ? null : { acceptedOn, endedOn });
    const key = `${month} ${courseId ?? "~"}`;
    const cell = cells.get(key) ?? { month, courseId, ordinary: 0, before: 0, during: 0, after: 0, unplaced: 0 };
    cells.set(key, { ...cell, [column]: cell[column] + count });
  }
  return [...cells.keys()].sort().map((key) => cells.get(key) as HireCell);
}

/** At which releases the two figures of hires are told: they are sums of months and beside them. */
export type ToldHires = Readonly<{ ordinary: Told; inclusive: Told }>;

const INCLUSIVE = ["before", "during", "after", "unplaced"] as const;

/** The months in order, as they are for who sees companies. */
export function exactMonths(cells: readonly HireCell[]): readonly HireMonth[] {
  const byMonth = Map.groupBy(cells, ({ month }) => month);
  return [...byMonth.keys()].sort().map((month) => {
    const companies = byMonth.get(month) ?? [];
    return { month, ...exactRow(companies), companies };
  });
}

/** All months as one, as they are. */
export function exactTiming(cells: readonly HireCell[]): HireSums {
  return exactRow(cells);
}

/**
 * The months of the newest release for who may not see companies: those of whole quarters in order, without a gap, so
 * that which months are there tells nothing.
 *
 * Small numbers are hidden beside what else tells of hires: all months by their column, and the figures, which between
 * two of their releases are sums of months. A column in which some month tells of fewer than three companies, or of one
 * with more than 85 % of it, shows no number but zero: its sum is told elsewhere, so that a single hidden month would
 * follow from the others.
 */
export function publishMonths(cells: readonly HireCell[], told: ToldHires): readonly HireMonth[] {
  const byMonth = Map.groupBy(cells, ({ month }) => month);
  const months = monthsBetween([...byMonth.keys()].sort());
  const rows = months.map((month) => byMonth.get(month) ?? []);
  const dominated = dominatedIn(rows);
  const { ordinary, inclusive } = hideHires(months, rows, told);
  return months.map((month, at) => ({
    month,
    ...publishRow(
      rows[at] ?? [],
      { ordinary: ordinary.rowTotals[at], inclusive: inclusive.cells[at], all: inclusive.rowTotals[at] },
      dominated,
    ),
    companies: [],
  }));
}

/** All months of the newest release as one; see `publishMonths`. */
export function publishTiming(cells: readonly HireCell[], told: ToldHires): HireSums {
  const byMonth = Map.groupBy(cells, ({ month }) => month);
  const months = monthsBetween([...byMonth.keys()].sort());
  const { ordinary, inclusive } = hideHires(
    months,
    months.map((month) => byMonth.get(month) ?? []),
    told,
  );
  return publishRow(
    cells,
    { ordinary: ordinary.grandTotal, inclusive: inclusive.columnTotals, all: inclusive.grandTotal },
    dominatedIn([cells]),
  );
}

/**
 * The months of an earlier release for who may not see companies: a month is told as the newest release tells it where
 * that one counts the same in it, and withheld where it does not.
 */
export function releasedMonths(
  cells: readonly HireCell[],
  newest: readonly HireCell[],
  { told, asOf }: Readonly<{ told: ToldHires; asOf: LocalDate }>,
): readonly HireMonth[] {
  const [here, there] = [cells, newest].map((some) => new Map(exactMonths(some).map((month) => [month.month, month])));
  return publishMonths(newest, told)
    .filter(({ month }) => month <= asOf.slice(0, 7))
    .map((row) => (deepEqual(here?.get(row.month), there?.get(row.month)) ? row : { ...row, ...NOTHING_TOLD }));
}

/** All months of an earlier release as one: as the newest release tells them, or withheld. */
export function releasedTiming(cells: readonly HireCell[], newest: readonly HireCell[], told: ToldHires): HireSums {
  return deepEqual(exactMonths(cells), exactMonths(newest)) ? publishTiming(newest, told) : NOTHING_TOLD;
}

const NOTHING_TOLD: HireSums = {
  ...{ ordinary: WITHHELD, before: WITHHELD, during: WITHHELD, after: WITHHELD, unplaced: WITHHELD },
  inclusive: WITHHELD,
};

/** The table of ordinary hires and that of inclusive ones; no number tells of both. */
function hideHires(
  months: readonly string[],
  rows: readonly (readonly HireCell[])[],
  told: ToldHires,
): Readonly<{ ordinary: SuppressedTable; inclusive: SuppressedTable }> {
  const blocksOf = (figure: Told): readonly (readonly number[])[] => {
    const at = (month: number): number => blockOf(figure, quarterOf(localDate(`${months[month]}-01`)));
    return [...Map.groupBy(months.keys(), at).values()];
  };
  const counts = (columns: readonly Column[]) => rows.map((cells) => columns.map((column) => sumOf(cells, column)));
  return {
    ordinary: suppressInBlocks(counts(["ordinary"]), blocksOf(told.ordinary)),
    inclusive: suppressInBlocks(counts(INCLUSIVE), blocksOf(told.inclusive)),
  };
}

type HiddenRow = Readonly<{
  ordinary: Count | undefined;
  inclusive: readonly Count[] | undefined;
  all: Count | undefined;
}>;

/** What is told of hires with numbers withheld that a company dominates; 0 tells of no company. */
function publishRow(cells: readonly HireCell[], hidden: HiddenRow, dominated: ReadonlySet<Column>): HireSums {
  const isHidden = (column: Column): boolean => dominated.has(column) && sumOf(cells, column) > 0;
  const told = (column: Column, count: Count | undefined): Count => (isHidden(column) ? WITHHELD : (count ?? WITHHELD));
  const [before, during, after, unplaced] = INCLUSIVE.map((column, at) => told(column, hidden.inclusive?.[at]));
  return {
    ...{ ordinary: told("ordinary", hidden.ordinary), before: before ?? WITHHELD, during: during ?? WITHHELD },
    ...{ after: after ?? WITHHELD, unplaced: unplaced ?? WITHHELD },
    inclusive: INCLUSIVE.some(isHidden) ? WITHHELD : (hidden.all ?? WITHHELD),
  };
}

/** Columns in which some of these groups of hires is of too few companies. */
function dominatedIn(groups: readonly (readonly HireCell[])[]): ReadonlySet<Column> {
  return new Set(COLUMNS.filter((column) => groups.some((cells) => isDominated(cells, column))));
}

/** The months of all quarters from that of the first of these months to that of the last. */
function monthsBetween(months: readonly string[]): readonly string[] {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return [];
  const quarters = [first, last].map((month) => quarterOf(localDate(`${month}-01`))) as [number, number];
  const length = (quarters[1] - quarters[0] + 1) * 3;
  return Array.from({ length }, (_, at) => {
    const month = quarters[0] * 3 + at;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
  });
}

function exactRow(cells: readonly HireCell[]): HireSums {
  const [ordinary, before, during, after, unplaced] = COLUMNS.map((column) => exact(sumOf(cells, column))) as [
    Count,
    Count,
    Count,
    Count,
    Count,
  ];
  const inclusive = exact(INCLUSIVE.reduce((sum, column) => sum + sumOf(cells, column), 0));
  return { ordinary, before, during, after, unplaced, inclusive };
}

function exact(count: number): Count {
  return { kind: "exact", count };
}

function sumOf(rows: readonly HireCell[], column: Column): number {
  return rows.reduce((sum, row) => sum + row[column], 0);
}

/** The same rule as for sums of money, with the hires of each company as the parts. */
function isDominated(rows: readonly HireCell[], column: Column): boolean {
  return isOfOne([...Map.groupBy(rows, ({ courseId }) => courseId).values()].map((own) => sumOf(own, column)));
}
