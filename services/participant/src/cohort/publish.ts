/** Tables as they are told to whoever sees no rows: so that no two of them tell a small number together. Pure. */
import { type Count, SMALLEST_THRESHOLD, type SuppressedTable, suppressWithin } from "@inclusion/kernel";
import { publishTable } from "@inclusion/kernel/runtime";

/**
 * The table with small counts hidden; null when it cannot be told.
 *
 * Cuts of one number share their totals: a row of the table by sex and age is a row of the table by sex. So each total
 * is hidden in every table or in none, as the table of one cut alone decides it, and what all tables sum up to is shown
 * as the figure itself is.
 *
 * @param isTotalHidden whether the sum of all is hidden where it is published by itself
 */
export function publishCut(counts: readonly (readonly number[])[], isTotalHidden: boolean): SuppressedTable | null {
  if (counts.flat().some((count) => count < 0)) return publishTable(false, counts);
  const columnSums = (counts[0] ?? []).map((_, column) => sum(counts.map((row) => row[column] ?? 0)));
  if (columnSums.length < 2) return publishLine(counts.map(sum), isTotalHidden);
  const rows = publishLine(counts.map(sum), isTotalHidden);
  const columns = publishLine(columnSums, isTotalHidden);
  if (rows === null || columns === null) return null;
  const table = suppressWithin(counts, {
    rows: rows.rowTotals.map(isHidden),
    columns: columns.rowTotals.map(isHidden),
    grand: isTotalHidden,
  });
  return table === null || boundsTotals(table, counts) ? null : table;
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

/** One cut alone. */
function publishLine(counts: readonly number[], isTotalHidden: boolean): SuppressedTable | null {
  const column = counts.map((count) => [count]);
  return suppressWithin(column, { rows: null, columns: [isTotalHidden], grand: isTotalHidden });
}

export function isHidden({ kind }: Count): boolean {
  return kind === "suppressed";
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
