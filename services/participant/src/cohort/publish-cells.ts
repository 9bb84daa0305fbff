/** A table of one or two cuts as its viewer gets it. Pure. */
import { publishTable, type SuppressedTable } from "@inclusion/kernel";
import type { CohortDimension } from "./dimensions.ts";
import { publishCut } from "./publish.ts";
import { type CellRow, derivedUpward, type Grid, gridOf, turned } from "./table.ts";

/** A table as it is asked for, and whether its viewer sees rows. */
export type Cut = Readonly<{
  rows: CohortDimension;
  columns: CohortDimension | null;
  isExact: boolean;
  isTotalHidden: boolean;
}>;

/** Regions and areas are derived from municipalities for whoever sees no rows; see `derivedUpward`. */
export function publishCells(
  cells: readonly CellRow[],
  grid: Grid,
  { rows, columns, isExact, isTotalHidden }: Cut,
): SuppressedTable {
  if (isExact) return publishTable(true, grid.counts);
  if (!isWide(rows) && !isWide(columns)) return hideCut(grid.counts, isTotalHidden);
  const lying = isWide(rows) ? cells : cells.map((cell) => ({ ...cell, row: cell.column, column: cell.row }));
  const finest = gridOf(lying, ({ place }) => place);
  const groupOf = new Map(lying.map(({ place, row }) => [place, row]));
  const derived = derivedUpward(
    hideCut(finest.counts, isTotalHidden),
    finest.rows.map((place) => groupOf.get(place) ?? null),
    isWide(rows) ? grid.rows : grid.columns,
  );
  return isWide(rows) ? derived : turned(derived);
}

/** A table with a net decrease in it shows no number but 0; see `publishTable`. */
export function hideCut(
  counts: Grid["counts"],
  isTotalHidden: boolean,
  rowsHidden: readonly boolean[] | null = null,
): SuppressedTable {
  const fell = counts.flat().some((count) => count < 0);
  return fell ? publishTable(false, counts) : publishCut(counts, isTotalHidden, rowsHidden);
}

/** Whether a cut is coarser than that by municipality. */
export function isWide(dimension: CohortDimension | null): boolean {
  return dimension === "REGION" || dimension === "PROGRAMME_AREA";
}
