/**
 * Small numbers of a table are hidden, and what gives them away.
 *
 * Whoever owns the counts applies this after the scope filter and once per published table. Tables over the same data
 * in two divisions are hidden at the finest one, and the coarser is built from what is left; two tables that were
 * hidden apart can be subtracted.
 */
import { type Count, isSmall, requireThreshold, SMALLEST_THRESHOLD, sumOf, suppressCount } from "./suppression.ts";
import {
  type Block,
  type Entry,
  hideByLines,
  hideByWholeTable,
  isSafe,
  type Line,
  linesOf,
  wholeOf,
} from "./table-network.ts";

export type { Block } from "./table-network.ts";

/** A table as published with its totals, which are those of the table before anything was hidden. */
export type SuppressedTable = Readonly<{
  cells: readonly (readonly Count[])[];
  rowTotals: readonly Count[];
  columnTotals: readonly Count[];
  grandTotal: Count;
}>;

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
  blocks: readonly Block[] = [wholeOf(counts)],
): SuppressedTable | null {
  const threshold = SMALLEST_THRESHOLD;
  const lines = linesOf(counts, threshold, blocks);
  const ofRows = lines.slice(0, counts.length);
  const ofColumns = lines.slice(counts.length + 1, lines.length - blocks.length);
  const settle = (line: Line | undefined, hidden: boolean): void => {
    const total = line?.at(-1);
    if (total !== undefined) Object.assign(total, { hidden, isSettled: true });
  };
  rows?.forEach((hidden, row) => void settle(ofRows[row], hidden));
  columns?.forEach((hidden, column) => void settle(ofColumns[column], hidden));
  for (const line of lines.slice(lines.length - blocks.length)) settle(line, grand);
  hideByLines(lines, threshold);
  hideByWholeTable(lines, threshold);
  const entries = [...new Set(lines.flat())];
  const isTold = entries.some((entry) => entry.isSmall && !(entry.hidden && isSafe(lines, entry, threshold)));
  return isTold ? null : tableOf(lines, counts.length, threshold);
}

/**
 * `counts` with small ones hidden beside the sums of blocks of rows, which are told elsewhere: each of them is 0 or at
 * least the threshold, unless it is all that there is. The grand total is told with them, and the total of a single
 * column is the grand total.
 *
 * Where counts are so few that the sum of a block tells them, as five times 1 in a sum of 5, the smallest blocks are
 * withheld until nothing is told.
 *
 * @param blocks rows by block, each row in one
 */
export function suppressInBlocks(
  counts: readonly (readonly number[])[],
  blocks: readonly (readonly number[])[],
): SuppressedTable {
  const grand = isSmall(sumOf(counts.flat()));
  const width = counts[0]?.length ?? 0;
  const totals = { rows: null, columns: width === 1 ? [grand] : null, grand };
  const sizeOf = (rows: readonly number[]): number => sumOf(rows.flatMap((row) => counts[row] ?? []));
  const bySize = blocks.toSorted((a, b) => sizeOf(a) - sizeOf(b));
  for (let withheld = 0; withheld <= bySize.length; withheld += 1) {
    const tried = bySize.map((rows, at) => ({ rows, isWithheld: at < withheld }));
    const table = suppressWithin(counts, totals, tried);
    if (table !== null) return table;
  }
  return withheldTable(counts.length, width);
}

/** A table of so many rows and columns of which nothing is told. */
export function withheldTable(height: number, width: number): SuppressedTable {
  const hidden = suppressCount(1);
  const line = <Value>(length: number, value: Value): Value[] => Array.from({ length }, () => value);
  return {
    cells: line(height, line(width, hidden)),
    rowTotals: line(height, hidden),
    columnTotals: line(width, hidden),
    grandTotal: hidden,
  };
}

function tableOf(lines: readonly Line[], height: number, threshold: number): SuppressedTable {
  const rows = lines.slice(0, height).map((line) => line.map((entry) => published(entry, threshold)));
  const totals = lines[height] as Line;
  const width = totals.filter(({ from }) => from !== height).length;
  const ofBlocks = totals.slice(width);
  const isShown = ofBlocks.every(({ hidden }) => !hidden);
  const grand = sumOf(ofBlocks.map(({ count }) => count));
  return {
    cells: rows.map((row) => row.slice(0, -1)),
    rowTotals: rows.map((row) => row.at(-1) as Count),
    columnTotals: totals.slice(0, width).map((entry) => published(entry, threshold)),
    grandTotal: isShown ? { kind: "exact", count: grand } : { kind: "suppressed", below: threshold },
  };
}

function published(entry: Entry, threshold: number): Count {
  return entry.hidden ? { kind: "suppressed", below: threshold } : { kind: "exact", count: entry.count };
}
