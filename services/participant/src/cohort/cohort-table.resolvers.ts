/** Tables of participations, as one viewer may have them. */
import { type Count, publishTable, type SuppressedTable, shareOf, suppressCount } from "@inclusion/kernel";
import { clocksOf, Fault } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import type { CohortTableInput } from "../generated/resolvers.ts";
import { definitionNamed, isOpenTo, sightOf } from "../indicator/indicator.actions.ts";
import { type CohortAsked, findCells } from "./cohort.repository.ts";
import { bandEdges, isPlace, keyOf } from "./dimensions.ts";
import { isPart } from "./parts.ts";
import { MONTHS_OF_RELEASES, MONTHS_OF_ROWS, type Period, type PeriodAsked, readPeriod } from "./period.ts";
import { isHidden, publishCut } from "./publish.ts";
import { hideCut, isWide, publishCells } from "./publish-cells.ts";
import {
  emptyCells,
  isOfTime,
  isReleased,
  isTotalHidden,
  partTable,
  releasedTable,
} from "./released-table.resolvers.ts";
import { type CellRow, type Grid, gridOf } from "./table.ts";

/**
 * The cells of a table that is asked for, before anything is hidden, and what was asked.
 *
 * @param isPublished whether the groups are listed that everybody gets who sees no rows, whoever asks
 * @throws Fault BAD_USER_INPUT when there is no such table, or none that the viewer may ask for
 */
export async function findTable(ctx: Context, programmeId: string, input: CohortTableInput, isPublished = false) {
  const { indicator, rows } = input;
  const axis = input.axis ?? "EVENT";
  const columns = input.columns ?? null;
  const definition = definitionNamed(indicator);
  const clocks = clocksOf(ctx, input);
  const isExact = isOpenTo(ctx.viewer, indicator);
  const period = periodOf(input, periodsFor(ctx, isExact));
  if (columns === rows || (columns !== null && isPlace(rows) && isPlace(columns))) {
    throw badInput("DIMENSION_REPEATED", "Rows and columns are two different cuts, and one of them at most by place.");
  }
  const edges = bandEdges(definition.version);
  const asked: CohortAsked = {
    ...{ programmeId, indicators: [indicator], rows, columns, axis, period, bandEdges: edges },
    ...clocks,
  };
  const found = await findCells(await ctx.reader(), asked);
  const isHiding = isPublished || (!isExact && sightOf(ctx.viewer) === "none");
  const isReleasedOnly = isHiding && (isPart(indicator) || (isReleased(asked) && isOfTime(ctx, asked)));
  return { asked, definition, isExact, cells: isReleasedOnly ? [...found, ...(await emptyCells(ctx, asked))] : found };
}

/** A table as the viewer may have it. */
export async function tableOf(ctx: Context, programmeId: string, input: CohortTableInput) {
  const { asked, definition, isExact, cells } = await findTable(ctx, programmeId, input);
  const { rows, columns, axis, period, bandEdges: edges, asOf, knownAt } = asked;
  const grid = gridOf(cells, ({ row }) => row);
  const table = isExact
    ? publishCells(cells, grid, { rows, columns, isExact, isTotalHidden: false })
    : await hiddenTable(ctx, asked, cells);
  return {
    ...{ indicator: input.indicator, definition, axis, from: period?.from ?? null, to: period?.to ?? null },
    ...{ asOf, knownAt },
    ...table,
    rows: grid.rows.map((key) => keyOf(rows, key, edges)),
    columns: grid.columns.map((key) => keyOf(columns, key, edges)),
    behind: { asked, grid, isExact },
  };
}

/** Whoever sees rows without their sensitive facts names any time; whoever sees none gets what was released. */
async function hiddenTable(ctx: Context, asked: CohortAsked, cells: readonly CellRow[]): Promise<SuppressedTable> {
  if (sightOf(ctx.viewer) === "none") return releasedTable(ctx, asked, cells);
  const grid = gridOf(cells, ({ row }) => row);
  const { rows, columns } = asked;
  return publishCells(cells, grid, {
    ...{ rows, columns, isExact: false, isTotalHidden: await isSumHidden(ctx, asked, grid) },
  });
}

/** Whether the sum of a table is hidden: as a figure is, or of a period as it would be. */
async function isSumHidden(ctx: Context, asked: CohortAsked, { counts }: Grid): Promise<boolean> {
  if (asked.period === null) return isTotalHidden(ctx, asked);
  const sum = counts.flat().reduce((total, count) => total + count, 0);
  return suppressCount(Math.max(0, sum)).kind !== "exact";
}

/** A table on its way to its fields. */
export type CohortTableRow = Awaited<ReturnType<typeof tableOf>>;

/** What each row is of the population in that row; two columns are hidden as one table where they must be. */
export async function sharesOf(ctx: Context, table: CohortTableRow) {
  const { definition, rowTotals, behind } = table;
  const { of } = definition;
  const { asked, grid, isExact } = behind;
  if (of.length === 0 || (!isExact && isWide(asked.rows))) return grid.rows.map(() => null);
  const population = await findCells(await ctx.reader(), { ...asked, columns: null, indicators: of });
  const whole = new Map<string | null, number>();
  for (const { row, count } of population) whole.set(row, (whole.get(row) ?? 0) + count);
  const pairs = grid.rows.map((key, row): [number, number] => {
    const counted = (grid.counts[row] ?? []).reduce((sum, count) => sum + count, 0);
    return [counted, (whole.get(key) ?? 0) - counted];
  });
  const published = publishTable(isExact, pairs);
  const wholes = isExact
    ? null
    : publishCut(
        pairs.map(([counted, rest]) => [Math.max(0, counted + rest)]),
        false,
      );
  const isLinked = isOfTime(ctx, asked) || (sightOf(ctx.viewer) === "none" && of.some(isPart));
  const untold = isExact || !isLinked ? new Set<string>() : await untoldRows(ctx, asked, of);
  const isTold = (row: number): boolean =>
    isExact ||
    !(
      isHidden(rowTotals[row] as Count) ||
      isHidden(wholes?.rowTotals[row] as Count) ||
      untold.has(nameOf(grid.rows[row] ?? null))
    );
  return pairs.map(([counted, rest], row) =>
    rest >= 0 && isTold(row) && !published.cells[row]?.some(isHidden) ? shareOf(counted, counted + rest) : null,
  );
}

/** The rows of which the tables of these numbers tell no sum. One table for each code. */
async function untoldRows(ctx: Context, asked: CohortAsked, codes: readonly string[]): Promise<ReadonlySet<string>> {
  const untold = new Set<string>();
  for (const code of codes) {
    const each = { ...asked, indicators: [code], columns: null };
    const cells = await findCells(await ctx.reader(), each);
    const table = await releasedTable(ctx, each, cells);
    gridOf(cells, ({ row }) => row).rows.forEach((key, row) => {
      if (isHidden(table.rowTotals[row] as Count)) untold.add(nameOf(key));
    });
  }
  return untold;
}

/**
 * The table by municipality as everybody gets it who sees no rows, whoever asks: what is found out from it is found out
 * from what is published.
 */
export async function publishedByPlace(ctx: Context, asked: CohortAsked, cells: readonly CellRow[]) {
  const byPlace = cells.map((cell) => ({ ...cell, row: cell.place }));
  const finest = gridOf(byPlace, ({ row }) => row);
  const ofPlaces: CohortAsked = { ...asked, rows: "MUNICIPALITY" };
  if (isReleased(asked)) return { finest, table: await releasedTable(ctx, ofPlaces, byPlace) };
  if (asked.indicators.some(isPart)) return { finest, table: await partTable(ctx, ofPlaces, finest) };
  return { finest, table: hideCut(finest.counts, await isSumHidden(ctx, asked, finest)) };
}

/** A key as the name of its group. */
export function nameOf(key: string | null): string {
  return JSON.stringify(key);
}

/** How long the periods are that a viewer may ask for; null for any. */
function periodsFor({ viewer }: Context, isExact: boolean): readonly number[] | null {
  if (!isExact) return sightOf(viewer) === "none" ? MONTHS_OF_RELEASES : MONTHS_OF_ROWS;
  return viewer.fixedPeriodsOnly ? MONTHS_OF_ROWS : null;
}

/** @throws Fault BAD_USER_INPUT when the period is none, or none that the viewer may ask for */
function periodOf(asked: PeriodAsked, months: readonly number[] | null): Period {
  const period = readPeriod(asked, months);
  if (period.ok) return period.value;
  throw badInput(period.refusals[0].code, period.refusals[0].message);
}

/** What was asked that cannot be answered. */
export function badInput(reason: string, message: string): Fault {
  return new Fault("BAD_USER_INPUT", message, { reason, argument: "input" });
}
