/** Tables of whoever sees no rows, as they were released. */
import {
  addDays,
  type LocalDate,
  publishFigures,
  quarterOf,
  type SuppressedTable,
  withheldTable,
} from "@inclusion/kernel";
import { isNewest, newestRelease, releaseClocks } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import { CATALOGUE } from "../indicator/definitions.ts";
import { numbersInForce } from "../indicator/indicator.actions.ts";
import { type CohortAsked, findCells, findTimedCells } from "./cohort.repository.ts";
import type { CohortDimension } from "./dimensions.ts";
import { ALWAYS, type Lapse } from "./over-time.ts";
import { familyOf, isPart, publishPart, undivided } from "./parts.ts";
import { publishCells } from "./publish-cells.ts";
import { firstTimeOf, isAll, isInOrder, isOfRelease, publishReleased, type ReleasedCut, timeOf } from "./released.ts";
import { type CellRow, type Grid, gridOf, type TimeAxis } from "./table.ts";

/** Whether a table is of a time, or cut by one, so that its numbers are told as time tells them. */
export function isOfTime(ctx: Context, asked: CohortAsked): boolean {
  return asked.period !== null || !isNewest(ctx, asked) || firstTimeOf(asked) !== null || isOfRecording(asked);
}

/**
 * The table of these cells as it is told to whoever sees no rows; its rows and columns are those of `gridOf`.
 *
 * A table as of earlier clocks is told as far as it is, cell by cell, what the newest release says of that time; where
 * it is not, as when groups have changed since or records came late, nothing of it is told. When something was recorded
 * is told to whoever sees rows.
 */
export async function releasedTable(
  ctx: Context,
  asked: CohortAsked,
  cells: readonly CellRow[],
): Promise<SuppressedTable> {
  const grid = gridOf(cells, ({ row }) => row);
  const { rows, columns, programmeId } = asked;
  const withheld = (): SuppressedTable => withheldTable(grid.rows.length, grid.columns.length);
  const [code = ""] = asked.indicators;
  if (!isOfTime(ctx, asked)) {
    if (isPart(code)) return partTable(ctx, asked, grid);
    return publishCells(cells, grid, { rows, columns, isExact: false, isTotalHidden: await isTotalHidden(ctx, asked) });
  }
  if (isOfRecording(asked)) return withheld();
  const newest = newestRelease(ctx);
  const found = await findTimedCells(await ctx.reader(), { ...asked, ...newest }, axesOf(asked));
  const releases = await ctx.loaders.releases(programmeId);
  const isHidden = !releases.isTold(code, releaseClocks(newest));
  const lapses = lapsesOf(asked, releaseClocks(newest).valid);
  const axis = periodAxis(asked);
  const lapse = lapses.find((each) => isOfRelease(cells, found, { axis, lapse: each }));
  if (lapse === undefined) return withheld();
  const whole = { told: releases.toldAfter(code), isTotalHidden: isHidden };
  const overTime = (cut: ReleasedCut, within: Lapse): SuppressedTable => {
    const table = publishReleased(found, cut, whole)(grid, within);
    return isPart(code) ? undivided(table, found, cut) : table;
  };
  if (!isAll(found, { axis, lapse })) {
    const cut = { rows, columns, axis };
    return isInOrder(cut) ? overTime(cut, lapse) : withheld();
  }
  const time = firstTimeOf(asked);
  if (time !== null) return overTime({ rows, columns, axis: time }, ALWAYS);
  if (isPart(code)) return partTable(ctx, { ...asked, ...newest, period: null }, grid);
  return publishCells(cells, grid, { rows, columns, isExact: false, isTotalHidden: isHidden });
}

/** The table of a part of a whole; the counts of all its parts in one statement. */
export async function partTable(ctx: Context, asked: CohortAsked, grid: Grid): Promise<SuppressedTable> {
  const [code = ""] = asked.indicators;
  const codes = familyOf(code);
  const cells = await findCells(await ctx.reader(), { ...asked, indicators: codes });
  const totals = numbersInForce(await ctx.loaders.totals(asked).load(asked.programmeId));
  const figures = publishFigures(CATALOGUE, codes, totals, { sight: "none" });
  const byCode = Map.groupBy(cells, (cell) => cell.code);
  const family = new Map(
    codes.map((each) => [
      each,
      { cells: byCode.get(each) ?? [], isTotalHidden: figures.get(each)?.value.kind !== "exact" },
    ]),
  );
  return publishPart(code, family, grid, asked);
}

/**
 * Empty cells of all groups of the newest release, and of all half-years between its first and its last: which groups a
 * table of a time lists would else tell in which of them nothing was counted. A table of a part lists those of its whole.
 */
export async function emptyCells(ctx: Context, asked: CohortAsked): Promise<readonly CellRow[]> {
  const indicators = [...new Set(asked.indicators.flatMap((code) => [code, ...familyOf(code)]))];
  const found = await findTimedCells(await ctx.reader(), { ...asked, ...newestRelease(ctx), indicators }, []);
  const [rows, columns] = [
    allKeys(
      asked.rows,
      found.map(({ row }) => row),
    ),
    allKeys(
      asked.columns,
      found.map(({ column }) => column),
    ),
  ];
  return [
    ...found.map(({ row, column, place }) => ({ row, column, place, count: 0 })),
    ...found
      .slice(0, 1)
      .flatMap(({ place }) => rows.flatMap((row) => columns.map((column) => ({ row, column, place, count: 0 })))),
  ];
}

/** The half-years between those that are found; nothing to add for other cuts. */
function allKeys(dimension: CohortDimension | null, found: readonly (string | null)[]): readonly (string | null)[] {
  const keys = found.filter((key) => key !== null).sort();
  const [first, last] = [keys[0], keys.at(-1)];
  if (dimension?.endsWith("_HALF_YEAR") !== true || first === undefined || last === undefined) return found.slice(0, 1);
  const halves = (key: string): number => Number(key.slice(0, 4)) * 2 + Number(key.endsWith("H2"));
  return Array.from({ length: halves(last) - halves(first) + 1 }, (_, at) => {
    const half = halves(first) + at;
    return `${Math.floor(half / 2)}-H${(half % 2) + 1}`;
  });
}

/** Whether the clocks and the period are such as figures are released for. */
export function isReleased({ asOf, knownAt, period }: CohortAsked): boolean {
  const ends = [asOf, addDays(knownAt.toISOString().slice(0, 10) as LocalDate, -1)];
  const isInstant = knownAt.toISOString().endsWith("T00:00:00.000Z");
  return isInstant && [...ends, ...(period === null ? [] : [addDays(period.from, -1), period.to])].every(isQuartersEnd);
}

function isQuartersEnd(day: LocalDate): boolean {
  return quarterOf(addDays(day, 1)) !== quarterOf(day);
}

/** Whether the sum of the whole table is hidden, as a figure is, for whoever sees no rows. */
export async function isTotalHidden(ctx: Context, asked: CohortAsked): Promise<boolean> {
  const totals = numbersInForce(await ctx.loaders.totals(asked).load(asked.programmeId));
  const figures = publishFigures(CATALOGUE, asked.indicators, totals, { sight: "none" });
  return asked.indicators.some((code) => figures.get(code)?.value.kind !== "exact");
}

function isOfRecording({ axis, period, rows, columns }: CohortAsked): boolean {
  return (axis === "KNOWN" && period !== null) || rows === "KNOWN_HALF_YEAR" || columns === "KNOWN_HALF_YEAR";
}

function periodAxis({ axis, period }: CohortAsked): TimeAxis {
  return period === null || axis === "KNOWN" ? "EVENT" : axis;
}

/** The orders of time that the table asks for; that of events always, because it says what is told. */
function axesOf(asked: CohortAsked): readonly TimeAxis[] {
  const cuts = [asked.rows, asked.columns].flatMap((dimension) => timeOf(dimension) ?? []);
  return [...new Set<TimeAxis>(["EVENT", periodAxis(asked), ...cuts])];
}

/** The times of the newest release that a table may be of: until its day, or until the instant of its knowledge. */
function lapsesOf(asked: CohortAsked, newest: number): readonly Lapse[] {
  const { period } = asked;
  const after = period === null ? ALWAYS.after : quarterOf(period.from) - 1;
  const last = period === null ? ALWAYS.until : quarterOf(period.to);
  if (periodAxis(asked) !== "EVENT") return [{ after, until: last }];
  const { valid, recorded } = releaseClocks(asked);
  const until = Math.min(valid, last, newest);
  return [until, Math.min(until, recorded)].map((end) => ({ after, until: Math.max(after, end) }));
}
