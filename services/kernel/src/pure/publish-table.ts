/** A table of counts as one viewer gets it. */
import { type SuppressedTable, suppressTable } from "./suppressed-table.ts";
import { type Count, sumOf, suppressCount } from "./suppression.ts";

/**
 * A table as its viewer may have it: as it is for whoever sees the rows, else with small counts hidden.
 *
 * Hiding knows counts only. A table with a net decrease in it shows such a viewer no number but zero.
 */
export function publishTable(viewerSeesRows: boolean, counts: readonly (readonly number[])[]): SuppressedTable {
  if (viewerSeesRows) return withTotals(counts, exact, (line) => exact(sumOf(line)));
  if (counts.flat().every((count) => count >= 0)) return suppressTable(counts);
  const hidden = suppressCount(1);
  const zeroOnly = (count: number): Count => (count === 0 ? exact(0) : hidden);
  return withTotals(counts, zeroOnly, (line) => (line.every((count) => count === 0) ? exact(0) : hidden));
}

/**
 * A count as published alone: as it is for whoever sees the rows, else as the newest release tells it where that counts
 * the same, and withheld where it does not. That there is none yet is told.
 *
 * @param newest null for whoever sees the rows; undefined where the newest release has no such count
 */
export function publishCount(count: number, newest: number | null | undefined): Count {
  if (newest === null) return exact(count);
  return newest === count || count === 0 ? suppressCount(count) : suppressCount(1);
}

function withTotals(
  counts: readonly (readonly number[])[],
  cell: (count: number) => Count,
  total: (line: readonly number[]) => Count,
): SuppressedTable {
  const columns = (counts[0] ?? []).map((_, column) => counts.map((row) => row[column] ?? 0));
  return {
    cells: counts.map((row) => row.map(cell)),
    rowTotals: counts.map(total),
    columnTotals: columns.map(total),
    grandTotal: total(counts.flat()),
  };
}

function exact(count: number): Count {
  return { kind: "exact", count };
}
