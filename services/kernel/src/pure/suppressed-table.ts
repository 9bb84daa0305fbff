/**
 * Small numbers of a table are hidden, and what gives them away.
 *
 * Whoever owns the counts applies this after the scope filter and once per published table. Tables over the same data
 * in two divisions are hidden at the finest one, and the coarser is built from what is left; two tables that were
 * hidden apart can be subtracted.
 */
import { invariant } from "./invariant.ts";
import { type Count, isSmall, requireCount, requireThreshold, SMALLEST_THRESHOLD } from "./suppression.ts";

/** A table as published with its totals, which are those of the table before anything was hidden. */
export type SuppressedTable = Readonly<{
  cells: readonly (readonly Count[])[];
  rowTotals: readonly Count[];
  columnTotals: readonly Count[];
  grandTotal: Count;
}>;

/** The fewest values that a hidden small count must be able to have for a reader of the whole table. */
const FEWEST_VALUES = 3;
/** The same for a reader who knows besides which cells are small, as from the table of last year. */
const FEWEST_VALUES_KNOWN_SMALL = 2;

/**
 * `counts` with totals, with so much hidden that no count of 1 to `threshold - 1` can be computed from the rest.
 *
 * Small counts are hidden. A line with one hidden cell, or with hidden cells that sum below `threshold`, loses its
 * smallest shown count other than 0 (ties: lowest row, then column), until no such line is left. Zero is shown.
 *
 * That rule alone is not safe, so three things go further, and none of them happens where the rule suffices. The
 * totals are lines too, because a hidden total is the grand total less the others. A line with nothing left to hide
 * loses its total. And lines that are safe one by one can give a count away together, so we do what a reader would:
 * a small count keeps three possible values, and two for a reader who knows which cells are small. Where it does not,
 * the smallest count is hidden that helps. What remains is a reader who runs this very function on every table there
 * could be; a rule without chance cannot stop that.
 *
 * @param counts rows of equal length
 */
export function suppressTable(
  counts: readonly (readonly number[])[],
  { threshold = SMALLEST_THRESHOLD }: Readonly<{ threshold?: number }> = {},
): SuppressedTable {
  requireThreshold(threshold);
  const lines = linesOf(counts, threshold);
  hideByLines(lines, threshold);
  hideByWholeTable(lines, threshold);
  return tableOf(lines, counts.length, threshold);
}

/** Which totals of a table are hidden where they are published by themselves; null leaves a side to the table. */
export type HiddenTotals = Readonly<{
  rows: readonly boolean[] | null;
  columns: readonly boolean[] | null;
  grand: boolean;
}>;

/**
 * `counts` as `suppressTable` gives them, with totals that other tables tell as well: each is hidden or shown as it is
 * there, because a total that one table hides for the sake of a small count is of no use when another one shows it.
 *
 * @returns null when the table cannot be told beside those totals without giving a small count away
 */
export function suppressWithin(
  counts: readonly (readonly number[])[],
  { rows, columns, grand }: HiddenTotals,
): SuppressedTable | null {
  const threshold = SMALLEST_THRESHOLD;
  const lines = linesOf(counts, threshold);
  const [ofRows, ofColumns] = [lines.slice(0, counts.length), lines.slice(counts.length + 1, -1)];
  const settle = (line: Line | undefined, hidden: boolean): void => {
    const total = line?.at(-1);
    if (total !== undefined) Object.assign(total, { hidden, isSettled: true });
  };
  rows?.forEach((hidden, row) => void settle(ofRows[row], hidden));
  columns?.forEach((hidden, column) => void settle(ofColumns[column], hidden));
  settle(lines.at(-1), grand);
  hideByLines(lines, threshold);
  hideByWholeTable(lines, threshold);
  const entries = [...new Set(lines.flat())];
  const isTold = entries.some((entry) => entry.isSmall && !(entry.hidden && isSafe(lines, entry, threshold)));
  return isTold ? null : tableOf(lines, counts.length, threshold);
}

function tableOf(lines: readonly Line[], height: number, threshold: number): SuppressedTable {
  const rows = lines.slice(0, height + 1).map((line) => line.map((entry) => published(entry, threshold)));
  const totals = rows.pop() as Count[];
  const grandTotal = totals.pop() as Count;
  return {
    cells: rows.map((row) => row.slice(0, -1)),
    rowTotals: rows.map((row) => row.at(-1) as Count),
    columnTotals: totals,
    grandTotal,
  };
}

/**
 * A cell or a total. Rows and columns, those of totals included, are the points of a network and entries its arcs:
 * a cell leads from row to column and a total back, so in every line what comes in equals what goes out.
 */
type Entry = {
  readonly count: number;
  readonly from: number;
  readonly to: number;
  readonly isTotal: boolean;
  readonly isSmall: boolean;
  /** Whether it was decided elsewhere that it is hidden or shown. */
  readonly isSettled: boolean;
  hidden: boolean;
};

/** The entries of one row or column, its total last. */
type Line = readonly Entry[];

/** All rows, then all columns; the index is the point of the network. */
function linesOf(counts: readonly (readonly number[])[], threshold: number): readonly Line[] {
  const width = counts[0]?.length ?? 0;
  for (const row of counts) {
    invariant(row.length === width, "the rows of a table are equally long");
    row.forEach(requireCount);
  }
  const withRowTotals = counts.map((row) => [...row, sum(row)]);
  const columnTotals = Array.from({ length: width + 1 }, (_, column) =>
    sum(withRowTotals.map((row) => row[column] ?? 0)),
  );
  const rows = [...withRowTotals, columnTotals].map((row, rowIndex) =>
    row.map((count, columnIndex): Entry => {
      const [rowPoint, columnPoint] = [rowIndex, counts.length + 1 + columnIndex];
      const [isInRow, isInColumn] = [rowIndex < counts.length, columnIndex < width];
      const [from, to] = isInRow === isInColumn ? [rowPoint, columnPoint] : [columnPoint, rowPoint];
      const isTotal = !isInRow || !isInColumn;
      const small = isSmall(count, threshold);
      return { count, from, to, isTotal, isSmall: small, isSettled: false, hidden: small };
    }),
  );
  const columns = columnTotals.map((_, column) => rows.map((row) => row[column] as Entry));
  return [...rows, ...columns];
}

/** Hides counts until no line by itself gives a hidden one away. */
function hideByLines(lines: readonly Line[], threshold: number): void {
  let stable = false;
  while (!stable) {
    stable = true;
    for (const line of lines) {
      const smallest = givesAway(line, threshold) ? smallestShown(line) : undefined;
      if (smallest === undefined) continue;
      smallest.hidden = true;
      stable = false;
    }
  }
}

function givesAway(line: Line, threshold: number): boolean {
  const hidden = line.filter((entry) => entry.hidden);
  const totalIsShown = line.at(-1)?.hidden === false;
  return (
    hidden.length === 1 || (totalIsShown && hidden.length > 0 && sum(hidden.map(({ count }) => count)) < threshold)
  );
}

/** The smallest shown count that is not 0, the first of equals; the line's total when no other is left. */
function smallestShown(line: Line): Entry | undefined {
  const shown = line.filter(({ hidden, isSettled, count }) => !hidden && !isSettled && count > 0);
  const total = line.at(-1);
  return shown.sort((a, b) => Number(a === total) - Number(b === total) || a.count - b.count)[0];
}

/** Hides counts until no small one is given away by all lines together; one that is safe stays so as more is hidden. */
function hideByWholeTable(lines: readonly Line[], threshold: number): void {
  const entries = [...new Set(lines.flat())];
  for (const entry of entries.filter((some) => some.isSmall)) {
    while (!isSafe(lines, entry, threshold) && hideFor(entry, entries, lines, threshold));
  }
}

/** Hides the nearest and smallest count, cells before totals, with which `entry` can have more values, else any. */
function hideFor(entry: Entry, entries: readonly Entry[], lines: readonly Line[], threshold: number): boolean {
  const isFar = ({ from, to }: Entry) => ![from, to].some((point) => point === entry.from || point === entry.to);
  const candidates = entries
    .filter(({ hidden, isSettled, count }) => !hidden && !isSettled && count > 0)
    .sort((a, b) => Number(isFar(a)) - Number(isFar(b)) || Number(a.isTotal) - Number(b.isTotal) || a.count - b.count);
  const valuesBefore = possibleValues(lines, entry, threshold);
  for (const candidate of candidates) {
    candidate.hidden = true;
    hideByLines(lines, threshold);
    if (possibleValues(lines, entry, threshold) > valuesBefore) return true;
    for (const shown of candidates) shown.hidden = false;
  }
  const [first] = candidates;
  if (first === undefined) return false;
  first.hidden = true;
  hideByLines(lines, threshold);
  return true;
}

function isSafe(lines: readonly Line[], entry: Entry, threshold: number): boolean {
  return possibleValues(lines, entry, threshold) === FEWEST_VALUES + FEWEST_VALUES_KNOWN_SMALL;
}

/** How many values `entry` can have for either reader, added; each counted no further than is enough. */
function possibleValues(lines: readonly Line[], entry: Entry, threshold: number): number {
  const notZero: MayBe = (_, count) => count > 0;
  const knownSmall: MayBe = (arc, count) => count > 0 && (arc.isTotal || !arc.isSmall || count < threshold);
  return (
    countValues(lines, entry, notZero, FEWEST_VALUES) + countValues(lines, entry, knownSmall, FEWEST_VALUES_KNOWN_SMALL)
  );
}

/** Whether a reader holds it possible that a hidden entry has this count. */
type MayBe = (entry: Entry, count: number) => boolean;

function countValues(lines: readonly Line[], entry: Entry, mayBe: MayBe, enough: number): number {
  let values = 1;
  for (const step of [1, -1]) {
    const moved = new Map<Entry, number>();
    const [start, goal] = step === 1 ? [entry.to, entry.from] : [entry.from, entry.to];
    for (let count = entry.count + step; values < enough && mayBe(entry, count); count += step) {
      const way = findWay(lines, start, goal, (arc, by) => {
        return arc.hidden && arc !== entry && mayBe(arc, arc.count + (moved.get(arc) ?? 0) + by);
      });
      if (way === null) break;
      for (const [arc, by] of way) moved.set(arc, (moved.get(arc) ?? 0) + by);
      values += 1;
    }
  }
  return values;
}

/**
 * Changes of single entries by one that lead from `start` to `goal`; null when there is no such way.
 *
 * With the entry changed that closes the circle, every line sums up as before: a reader cannot tell the tables apart.
 */
function findWay(
  lines: readonly Line[],
  start: number,
  goal: number,
  mayChange: (arc: Entry, by: number) => boolean,
): ReadonlyMap<Entry, number> | null {
  const cameBy = new Map<number, Entry | null>([[start, null]]);
  for (const point of cameBy.keys()) {
    if (point === goal) break;
    for (const arc of lines[point] as Line) {
      const [next, by] = arc.from === point ? [arc.to, 1] : [arc.from, -1];
      if (!cameBy.has(next) && mayChange(arc, by)) cameBy.set(next, arc);
    }
  }
  if (!cameBy.has(goal)) return null;
  const way = new Map<Entry, number>();
  let point = goal;
  for (let arc = cameBy.get(point); arc; arc = cameBy.get(point)) {
    way.set(arc, arc.to === point ? 1 : -1);
    point = arc.to === point ? arc.from : arc.to;
  }
  return way;
}

function published(entry: Entry, threshold: number): Count {
  return entry.hidden ? { kind: "suppressed", below: threshold } : { kind: "exact", count: entry.count };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
