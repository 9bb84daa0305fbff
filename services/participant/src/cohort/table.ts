/** Tables of counts with the rows and columns that they have. Pure. */
import { type Count, SMALLEST_THRESHOLD, type SuppressedTable } from "@inclusion/kernel";
import { compareKeys } from "./dimensions.ts";

/** What was counted in one cell; `place` is the municipality, where the table is made from municipalities. */
export type CellRow = Readonly<{ row: string | null; column: string | null; place: string | null; count: number }>;

/** What was counted in one cell, by the quarter of each order of time; null for none. */
export type TimedCell = CellRow & Readonly<Record<TimeAxis, number | null>>;

/** Orders of time by which tables are released; see `released.ts`. */
export type TimeAxis = "EVENT" | "START" | "EXIT";

/** Keys of the ledger in order, and the counts by them. */
export type Grid = Readonly<{
  rows: readonly (string | null)[];
  columns: readonly (string | null)[];
  counts: readonly (readonly number[])[];
}>;

/** The grid of cells by two of their keys. */
export function gridOf(cells: readonly CellRow[], rowOf: (cell: CellRow) => string | null): Grid {
  const rows = keysOf(cells.map(rowOf));
  const columns = keysOf(cells.map(({ column }) => column));
  const sums = new Map<string, number>();
  for (const cell of cells) {
    const name = JSON.stringify([rowOf(cell), cell.column]);
    sums.set(name, (sums.get(name) ?? 0) + cell.count);
  }
  return {
    rows,
    columns,
    counts: rows.map((row) => columns.map((column) => sums.get(JSON.stringify([row, column])) ?? 0)),
  };
}

/**
 * A table of regions or areas from one of municipalities: a cell is shown when every municipality in it is.
 *
 * It so tells nothing that the table of municipalities does not tell; two tables that were hidden apart could be
 * subtracted.
 *
 * @param finest  the published table of municipalities
 * @param groupOf the region or area of each of its rows
 */
export function derivedUpward(
  finest: SuppressedTable,
  groupOf: readonly (string | null)[],
  groups: readonly (string | null)[],
): SuppressedTable {
  const within = <Value>(group: string | null, values: readonly Value[]): Value[] =>
    values.filter((_, row) => groupOf[row] === group);
  return {
    cells: groups.map((group) => {
      const rows = within(group, finest.cells);
      return finest.columnTotals.map((_, column) => sumOf(rows.map((row) => row[column] as Count)));
    }),
    rowTotals: groups.map((group) => sumOf(within(group, finest.rowTotals))),
    columnTotals: finest.columnTotals,
    grandTotal: finest.grandTotal,
  };
}

/** Rows become columns. */
export function turned({ cells, rowTotals, columnTotals, grandTotal }: SuppressedTable): SuppressedTable {
  return {
    cells: columnTotals.map((_, column) => cells.map((row) => row[column] as Count)),
    rowTotals: columnTotals,
    columnTotals: rowTotals,
    grandTotal,
  };
}

function sumOf(counts: readonly Count[]): Count {
  let sum = 0;
  for (const count of counts) {
    if (count.kind === "suppressed") return { kind: "suppressed", below: SMALLEST_THRESHOLD };
    sum += count.count;
  }
  return { kind: "exact", count: sum };
}

function keysOf(keys: readonly (string | null)[]): readonly (string | null)[] {
  return [...new Set(keys)].sort(compareKeys);
}
