import { poolingRisk, type SuppressedTable, type TableSpot } from "@inclusion/kernel";
import { badInput, findTable, publishedByPlace } from "../cohort/cohort-table.resolvers.ts";
import { type CohortKey, isPlace, keyOf } from "../cohort/dimensions.ts";
import { gridOf } from "../cohort/table.ts";
import type { Context } from "../context.ts";
import type { PoolingInput, Resolvers } from "../generated/resolvers.ts";
import { findMunicipalitiesIn } from "./pooling.repository.ts";

/** Adapts `schema/participant/pooling.graphql`. */
export const poolingResolvers = {
  Programme: { participantPooling: ({ id }, { input }, ctx) => poolingOf(ctx, id, input) },
} satisfies Resolvers;

/** There are so many municipalities, and no more areas. */
const MOST_AREAS = 98;

/**
 * What pooling gives away of a table of places. Coarser tables are derived from that of municipalities, so it is that
 * one which a reader holds; see `derivedUpward`.
 */
async function poolingOf(ctx: Context, programmeId: string, { table: input, pooled }: PoolingInput) {
  if (!isPlace(input.rows) || (input.columns != null && isPlace(input.columns))) {
    throw badInput(
      "ROWS_NO_PLACES",
      "The rows of a table to be pooled are municipalities, regions or programme areas.",
    );
  }
  if (pooled.length === 0 || pooled.length > MOST_AREAS) {
    throw badInput("POOL_SIZE", `Name 1 to ${MOST_AREAS} areas to be pooled.`);
  }
  const { asked, cells } = await findTable(ctx, programmeId, input, true);
  const known = await findMunicipalitiesIn(await ctx.reader(), pooled, asked.asOf);
  const unknown = pooled.filter((code) => !known.some((each) => each.area === code));
  if (unknown.length > 0)
    throw badInput("AREA_UNKNOWN", `No area has the code ${unknown.join(", ")} on ${asked.asOf}.`);
  const { finest, table } = await publishedByPlace(ctx, asked, cells);
  const codes = new Set(known.map(({ municipalityCode }) => municipalityCode));
  const inPool = finest.rows.flatMap((place, row) => (place !== null && codes.has(place) ? [row] : []));
  const grid = gridOf(cells, ({ row }) => row);
  const groupOf = new Map(cells.map(({ place, row }) => [place, row]));
  const groups = grid.rows.map((group) =>
    finest.rows.flatMap((place, row) => (groupOf.get(place) === group ? [row] : [])),
  );
  const { recoverable, hide, isKept } = poolingRisk(table, { pooled: inPool, groups });
  const columnOf = (column: number | null): CohortKey | null =>
    column === null || asked.columns === null
      ? null
      : keyOf(asked.columns, finest.columns[column] ?? null, asked.bandEdges);
  const named = (spots: readonly TableSpot[], keys: readonly (string | null)[], rows: typeof asked.rows) =>
    spots
      // Without columns, the one column of the table is its total.
      .filter(({ column }) => asked.columns !== null || column !== null)
      .map(({ row, column }) => ({
        row: row === null ? null : keyOf(rows, keys[row] ?? null, asked.bandEdges),
        column: columnOf(column),
      }));
  return {
    municipalities: inPool.map((row) => ({ code: finest.rows[row] as string })),
    withheld: withheldIn(table, groups, asked.columns !== null),
    recoverable: named(recoverable, grid.rows, asked.rows),
    hide: named(hide, finest.rows, "MUNICIPALITY"),
    isKept,
  };
}

/** A group's count is withheld with any of its rows'. */
function withheldIn(table: SuppressedTable, groups: readonly (readonly number[])[], hasColumns: boolean): number {
  const isHidden = (count: SuppressedTable["grandTotal"] | undefined): boolean => count?.kind === "suppressed";
  const columns = [
    { of: (row: number) => table.rowTotals[row], total: table.grandTotal },
    ...(hasColumns
      ? table.columnTotals.map((total, column) => ({ of: (row: number) => table.cells[row]?.[column], total }))
      : []),
  ];
  return columns.reduce(
    (sum, { of, total }) =>
      sum + Number(isHidden(total)) + groups.filter((rows) => rows.some((row) => isHidden(of(row)))).length,
    0,
  );
}
