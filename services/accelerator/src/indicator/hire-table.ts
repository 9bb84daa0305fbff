/** Hires by month and by where the company's course stood, as one viewer may have them. Pure. */
import { type Count, deepEqual, type LocalDate, suppressMoney, suppressTable } from "@inclusion/kernel";
import { WITHHELD, withhold } from "./single-company.ts";

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

/** One month as published. */
export type HireMonth = Readonly<Record<Column, Count>> &
  Readonly<{ month: string; inclusive: Count; companies: readonly HireCell[] }>;

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

/**
 * The months in order. Who may not see companies gets small numbers hidden, and a column in which some month tells of
 * fewer than three companies, or of one with more than 85 % of it, shows no number but zero: its sum is told elsewhere,
 * so that a single hidden month would follow from the others.
 */
export function publishMonths(cells: readonly HireCell[], seesCompanies: boolean): readonly HireMonth[] {
  const byMonth = Map.groupBy(cells, ({ month }) => month);
  const months = [...byMonth.keys()].sort();
  const counts = months.map((month) => COLUMNS.map((column) => sumOf(byMonth.get(month) ?? [], column)));
  const dominated = new Set(
    COLUMNS.filter((column) => [...byMonth.values()].some((rows) => isDominated(rows, column))),
  );
  const hidden = seesCompanies ? null : suppressTable(counts).cells;
  return months.map((month, row) => {
    const cell = (column: Column): Count => {
      const at = COLUMNS.indexOf(column);
      const count = counts[row]?.[at] ?? 0;
      if (hidden === null || count === 0) return exact(count);
      return dominated.has(column) ? WITHHELD : (hidden[row]?.[at] ?? WITHHELD);
    };
    const [ordinary, before, during, after, unplaced] = COLUMNS.map(cell) as [Count, Count, Count, Count, Count];
    const inclusive = sumOfCounts([before, during, after, unplaced]);
    const companies = seesCompanies ? (byMonth.get(month) ?? []) : [];
    return { month, ordinary, before, during, after, unplaced, inclusive, companies };
  });
}

/**
 * The months of an earlier release for who may not see companies: a month is told as the newest release tells it where
 * that one counts the same in it, and withheld where it does not.
 */
export function releasedMonths(cells: readonly HireCell[], newest: readonly HireCell[]): readonly HireMonth[] {
  const inNewest = new Map(publishMonths(newest, true).map((month) => [month.month, month]));
  const told = new Map(publishMonths(newest, false).map((month) => [month.month, month]));
  return publishMonths(cells, true).map((month) => {
    const same = deepEqual(month, inNewest.get(month.month)) ? told.get(month.month) : undefined;
    return same ?? { ...month, ...withheldNumbers(month), companies: [] };
  });
}

/** All months of an earlier release as one: as the newest release tells them, or withheld. */
export function releasedTiming(
  cells: readonly HireCell[],
  newest: readonly HireCell[],
): ReturnType<typeof publishTiming> {
  const timing = publishTiming(cells, true);
  const isSame = deepEqual(timing, publishTiming(newest, true));
  return isSame ? publishTiming(newest, false) : { ...timing, ...withheldNumbers(timing) };
}

/** Every number but 0 withheld. */
function withheldNumbers(month: Readonly<Record<Column | "inclusive", Count>>): Record<Column | "inclusive", Count> {
  const { ordinary, before, during, after, unplaced, inclusive } = month;
  return {
    ...{ ordinary: withhold(ordinary), before: withhold(before), during: withhold(during) },
    ...{ after: withhold(after), unplaced: withhold(unplaced), inclusive: withhold(inclusive) },
  };
}

/** All months as one; what would tell of a single company is withheld by the same rules as in a month. */
export function publishTiming(
  cells: readonly HireCell[],
  seesCompanies: boolean,
): Readonly<Record<Column, Count>> & Readonly<{ inclusive: Count }> {
  const companies = Map.groupBy(cells, ({ courseId }) => courseId);
  const whole = [...companies].map(([courseId, own]): HireCell => {
    const [ordinary, before, during, after, unplaced] = COLUMNS.map((column) => sumOf(own, column));
    const sums = { ordinary: ordinary ?? 0, before: before ?? 0, during: during ?? 0, after: after ?? 0 };
    return { month: "", courseId, ...sums, unplaced: unplaced ?? 0 };
  });
  const none = { month: "", courseId: null, ordinary: 0, before: 0, during: 0, after: 0, unplaced: 0 };
  const [all] = publishMonths(whole.length === 0 ? [none] : whole, seesCompanies);
  return all as HireMonth;
}

function exact(count: number): Count {
  return { kind: "exact", count };
}

function sumOf(rows: readonly HireCell[], column: Column): number {
  return rows.reduce((sum, row) => sum + row[column], 0);
}

function sumOfCounts(counts: readonly Count[]): Count {
  let sum = 0;
  for (const count of counts) {
    if (count.kind === "suppressed") return WITHHELD;
    sum += count.count;
  }
  return exact(sum);
}

/** The same rule as for sums of money, with hires as the parts. */
function isDominated(rows: readonly HireCell[], column: Column): boolean {
  const parts = rows.map((row) => BigInt(row[column])).filter((part) => part > 0n);
  return suppressMoney(parts).kind === "suppressed";
}
