import {
  type Count,
  publishTable,
  SMALLEST_THRESHOLD,
  type SuppressedTable,
  shareOf,
  suppressCount,
} from "@inclusion/kernel";
import { clocksOf, Fault, isNewest, newestRelease, type TwoClocks } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import type { CohortTableInput, Resolvers } from "../generated/resolvers.ts";
import { definitionNamed, isOpenTo, sightOf } from "../indicator/indicator.actions.ts";
import { type CohortAsked, findCells } from "./cohort.repository.ts";
import { bandEdges, type CohortDimension, type CohortKey, compareKeys, isPlace, keyOf } from "./dimensions.ts";
import { type HiddenStep, publishFunnel, STAGE_STEPS } from "./funnel.ts";
import { findMarkGroups, type MarkGroup } from "./mark-groups.repository.ts";
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

/** Adapts `schema/participant/cohort.graphql`. */
export const cohortResolvers = {
  Programme: {
    participantTable: ({ id }, { input }, ctx) => tableOf(ctx, id, input),
    participantFunnel: ({ id }, { by, ...asked }, ctx) => funnelOf(ctx, id, by ?? "START_HALF_YEAR", asked),
    participantDays: ({ id }, { codes, by, ...asked }, ctx) => daysByGroup(ctx, id, { codes, by, asked }),
  },
  CohortTable: { rowShares: (table, _args, ctx) => sharesOf(ctx, table) },
  CohortKey: {
    municipality: ({ dimension, key }) => (dimension === "MUNICIPALITY" && key !== null ? { code: key } : null),
  },
} satisfies Resolvers;

type Clocks = Parameters<typeof clocksOf>[1];

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

async function tableOf(ctx: Context, programmeId: string, input: CohortTableInput) {
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
async function sharesOf(ctx: Context, table: CohortTableRow) {
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

async function funnelOf(ctx: Context, programmeId: string, by: CohortDimension, asked: Clocks) {
  const clocks = clocksOf(ctx, asked);
  const edges = bandEdges(1);
  const found = await findMarkGroups(await ctx.reader(), {
    ...clocks,
    ...{ programmeId, by, bandEdges: edges, steps: STAGE_STEPS },
  });
  const keys = groupKeys(found);
  const stages = found.map((each) => ({ ...each, group: each.isAll ? null : nameOf(each.key) }));
  const codes = STAGE_STEPS.map(({ code }) => code);
  const hidden = sightOf(ctx.viewer) === "none" ? await hiddenByTables(ctx, { programmeId, by, codes, clocks }) : null;
  const published = publishFunnel(stages, keys.map(nameOf), hidden);
  return {
    ...clocks,
    groups: keys.map((key) => ({ key: keyOf(by, key, edges), steps: published.get(nameOf(key)) ?? [] })),
    total: published.get(null) ?? [],
  };
}

async function daysByGroup(
  ctx: Context,
  programmeId: string,
  { codes: named, by, asked: at }: Readonly<{ codes: readonly string[]; by: CohortDimension; asked: Clocks }>,
): Promise<{ key: CohortKey; indicators: { code: string; days: ReturnType<typeof publishDays> }[] }[]> {
  const codes = [...new Set(named)];
  if (codes.length === 0) throw badInput("CODES", "Name at least one indicator.");
  const clocks = clocksOf(ctx, at);
  const edges = bandEdges(1);
  const steps = codes.map((code) => ({ code, from: measuredFrom(code) }));
  const isExact = sightOf(ctx.viewer) !== "none";
  const marks = { programmeId, by, bandEdges: edges, steps };
  const asked = await findMarkGroups(await ctx.reader(), { ...clocks, ...marks });
  // Whoever sees no rows gets the days of the newest release, and of an earlier one those that are still the same.
  const released = isExact ? clocks : newestRelease(ctx);
  const isSame = isExact || isNewest(ctx, clocks);
  const found = isSame ? asked : await findMarkGroups(await ctx.reader(), { ...released, ...marks });
  const groups = found.filter(({ isAll }) => !isAll);
  const keys = groupKeys(found);
  const byName = new Map(groups.map((group) => [`${nameOf(group.key)} ${group.code}`, group]));
  const table = publishTable(
    isExact,
    keys.map((key) => codes.map((code) => byName.get(`${nameOf(key)} ${code}`)?.measured ?? 0)),
  );
  const hidden = isExact ? [] : await hiddenByTables(ctx, { programmeId, by, codes, clocks: released });
  const isHiddenElsewhere = new Set([
    ...hidden.map(({ group, code }) => `${group} ${code}`),
    ...(isSame ? [] : changedGroups(asked, found)),
  ]);
  const askedKeys = new Set(groupKeys(asked));
  return keys.flatMap((key, row) =>
    !askedKeys.has(key)
      ? []
      : [
          {
            key: keyOf(by, key, edges),
            indicators: codes.map((code, column) => {
              const name = `${nameOf(key)} ${code}`;
              const count = isHiddenElsewhere.has(name) ? suppressCount(1) : (table.cells[row]?.[column] as Count);
              return { code, days: publishDays(byName.get(name), count) };
            }),
          },
        ],
  );
}

/** Groups and codes whose days are not the same in both. */
function changedGroups(some: readonly MarkGroup[], others: readonly MarkGroup[]): readonly string[] {
  const named = (groups: readonly MarkGroup[]) =>
    new Map(
      groups.flatMap(({ isAll, ...each }) =>
        isAll ? [] : [[`${nameOf(each.key)} ${each.code}`, JSON.stringify(each)]],
      ),
    );
  const [one, other] = [named(some), named(others)];
  return [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name));
}

/**
 * What the tables of these numbers by one cut hide. Whatever else is told of the same groups hides at least that, so
 * that it tells nothing besides the tables. One statement for each code.
 */
async function hiddenByTables(
  ctx: Context,
  {
    programmeId,
    by,
    codes,
    clocks,
  }: Readonly<{ programmeId: string; by: CohortDimension; codes: readonly string[]; clocks: TwoClocks }>,
): Promise<HiddenStep[]> {
  const hidden: HiddenStep[] = [];
  for (const code of codes) {
    const { behind, rowTotals, grandTotal } = await tableOf(ctx, programmeId, { indicator: code, rows: by, ...clocks });
    if (isHidden(grandTotal)) hidden.push({ group: null, code });
    behind.grid.rows.forEach((key, row) => {
      if (isHidden(rowTotals[row] as Count)) hidden.push({ group: nameOf(key), code });
    });
  }
  return hidden;
}

/** Of fewer than five, and of a hidden number, neither median nor percentile is told. */
function publishDays(group: MarkGroup | undefined, count: Count) {
  const isTold = count.kind === "exact" && count.count >= SMALLEST_THRESHOLD;
  return { count, median: isTold ? (group?.median ?? null) : null, p90: isTold ? (group?.p90 ?? null) : null };
}

/** Keys in order, one for each group. */
function groupKeys(found: readonly Readonly<{ key: string | null; isAll: boolean }>[]): readonly (string | null)[] {
  return [...new Set(found.filter(({ isAll }) => !isAll).map(({ key }) => key))].sort(compareKeys);
}

function nameOf(key: string | null): string {
  return JSON.stringify(key);
}

/** @throws Fault BAD_USER_INPUT when no days are measured to the indicator */
function measuredFrom(code: string): string {
  const { days } = definitionNamed(code);
  if (days !== null && "from" in days) return days.from;
  throw badInput("NOT_MEASURED_IN_DAYS", `No days are measured to ${code} by group.`);
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
