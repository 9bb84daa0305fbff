/** Tables as they are told to whoever sees no rows: so that no two of them tell a small number together. Pure. */
import {
  type Count,
  type HiddenTotals,
  publishTable,
  SMALLEST_THRESHOLD,
  type SuppressedTable,
  suppressCount,
  suppressWithin,
} from "@inclusion/kernel";

/**
 * The table with small counts hidden.
 *
 * Cuts of one number share their totals: a row of the table by sex and age is a row of the table by sex. So each total
 * is hidden in every table or in none, as the table of one cut alone decides it, and what all tables sum up to is shown
 * as the figure itself is. A table that would still tell a small number beside its totals has every cell withheld, those
 * of 0 too.
 *
 * @param counts from 0
 * @param isTotalHidden whether the sum of all is hidden where it is published by itself
 * @param rowsHidden which sums of rows are hidden where the order of rows is that of time; else null
 */
export function publishCut(
  counts: readonly (readonly number[])[],
  isTotalHidden: boolean,
  rowsHidden: readonly boolean[] | null = null,
): SuppressedTable {
  const columnSums = (counts[0] ?? []).map((_, column) => sum(counts.map((row) => row[column] ?? 0)));
  const rows =
    rowsHidden === null
      ? publishLine(counts.map(sum), isTotalHidden)
      : settledLine(counts.map(sum), isTotalHidden, rowsHidden);
  if (columnSums.length < 2) return rows;
  const columns = publishLine(columnSums, isTotalHidden);
  const table = suppressWithin(counts, {
    rows: rows.rowTotals.map(isHidden),
    columns: columns.rowTotals.map(isHidden),
    grand: isTotalHidden,
  });
  if (table !== null && !boundsTotals(table, counts)) return table;
  const { rowTotals, grandTotal } = rows;
  return { cells: withheld(counts), rowTotals, columnTotals: columns.rowTotals, grandTotal };
}

/**
 * The groups of one cut by the parts of a whole, beside the sums of the whole and of the parts, which other tables tell.
 *
 * @param counts groups by parts; a net decrease hides all but 0
 */
export function publishParts(
  counts: readonly (readonly number[])[],
  totals: HiddenTotals,
): readonly (readonly Count[])[] {
  if (counts.flat().some((count) => count < 0)) return publishTable(false, counts).cells;
  const table = suppressWithin(counts, totals);
  return table !== null && !boundsTotals(table, counts) ? table.cells : withheld(counts);
}

/** One cut alone. */
function publishLine(counts: readonly number[], isTotalHidden: boolean): SuppressedTable {
  const column = counts.map((count) => [count]);
  const total: Count = isTotalHidden ? suppressCount(1) : { kind: "exact", count: sum(counts) };
  const cells = withheld(column);
  return (
    suppressWithin(column, { rows: null, columns: [isTotalHidden], grand: isTotalHidden }) ?? {
      ...{ cells, rowTotals: cells.map(([cell]) => cell as Count), columnTotals: [total], grandTotal: total },
    }
  );
}

/** One cut whose hidden numbers are settled. */
function settledLine(counts: readonly number[], isTotalHidden: boolean, hidden: readonly boolean[]): SuppressedTable {
  const shown = counts.map((count, at): Count => (hidden[at] ? suppressCount(1) : { kind: "exact", count }));
  const total: Count = isTotalHidden ? suppressCount(1) : { kind: "exact", count: sum(counts) };
  return { cells: shown.map((count) => [count]), rowTotals: shown, columnTotals: [total], grandTotal: total };
}

/** As many cells, of which nothing is told. */
function withheld(counts: readonly (readonly number[])[]): readonly (readonly Count[])[] {
  return counts.map((row) => row.map(() => suppressCount(1)));
}

/**
 * Whether the cells say more of a hidden total than that it is not 0. Every cell that is not 0 is at least 1, so a
 * hidden total of 4 over four cells is 4 as soon as another table says that it is no more. A total that is hidden for
 * another's sake keeps three values below its own.
 */
function boundsTotals(table: SuppressedTable, counts: readonly (readonly number[])[]): boolean {
  const least = (cells: readonly Count[]): number => sum(cells.map((cell) => (cell.kind === "exact" ? cell.count : 1)));
  const most = (total: number): number => (total < SMALLEST_THRESHOLD ? 1 : total - 3);
  const isTold = (total: Count | undefined, cells: readonly Count[], numbers: readonly number[]): boolean =>
    total !== undefined && isHidden(total) && sum(numbers) > 0 && least(cells) > most(sum(numbers));
  const column = <Value>(lines: readonly (readonly Value[])[], at: number): Value[] =>
    lines.map((line) => line[at] as Value);
  return (
    counts.some((row, at) => isTold(table.rowTotals[at], table.cells[at] ?? [], row)) ||
    table.columnTotals.some((total, at) => isTold(total, column(table.cells, at), column(counts, at)))
  );
}

export function isHidden({ kind }: Count): boolean {
  return kind === "suppressed";
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
