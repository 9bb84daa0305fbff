/** A table of a time as whoever sees no rows gets it: its cells from what is told of their groups over time. Pure. */
import { isFew, type Quarter, type SuppressedTable, type Told, toldQuarters } from "@inclusion/kernel";
import { type CohortDimension, compareKeys } from "./dimensions.ts";
import {
  ALWAYS,
  crossedWithin,
  type GroupsOverTime,
  groupsOverTime,
  type Lapse,
  NEVER,
  publishedOf,
  sumWithin,
  type TimedCount,
  type ToldWhole,
  wholeWithin,
} from "./over-time.ts";
import { isWide, publishCells } from "./publish-cells.ts";
import { type CellRow, type Grid, gridOf, type TimeAxis, type TimedCell } from "./table.ts";

/** A cut of the newest release, and in which order of time it is asked for. */
export type ReleasedCut = Readonly<{ rows: CohortDimension; columns: CohortDimension | null; axis: TimeAxis }>;

/** A lapse of an order of time. */
export type TimeAsked = Readonly<{ axis: TimeAxis; lapse: Lapse }>;

/** Orders of time in the order in which one is that of the blocks and another one a cut. */
const AXES: readonly TimeAxis[] = ["EVENT", "START", "EXIT"];

/** Cuts by half-years of an order of time. */
const HALF_YEARS: Partial<Record<CohortDimension, TimeAxis>> = {
  EVENT_HALF_YEAR: "EVENT",
  START_HALF_YEAR: "START",
  EXIT_HALF_YEAR: "EXIT",
};

/** The order of time by whose half-years a dimension cuts; null for any other dimension. */
export function timeOf(dimension: CohortDimension | null): TimeAxis | null {
  return dimension === null ? null : (HALF_YEARS[dimension] ?? null);
}

/** The first order of time by whose half-years the table is cut; null when it is cut by none. */
export function firstTimeOf({ rows, columns }: Pick<ReleasedCut, "rows" | "columns">): TimeAxis | null {
  return AXES.find((axis) => [rows, columns].some((dimension) => timeOf(dimension) === axis)) ?? null;
}

/** Whether two orders of time are asked for in the one way in which they are told together. */
export function isInOrder({ rows, columns, axis }: ReleasedCut): boolean {
  return [rows, columns].every((dimension) => {
    const time = timeOf(dimension);
    return time === null || AXES.indexOf(axis) <= AXES.indexOf(time);
  });
}

/** The quarter of a cell in an order of time. */
export function quarterIn(cell: TimedCell, axis: TimeAxis): Quarter {
  return cell[axis] ?? NEVER;
}

/**
 * The tables of one cut as they are told, of any lapse, with the rows and columns that are asked for.
 *
 * @param cells all cells of the newest release, by quarters
 * @param whole how the undivided number is told by the days of events
 */
export function publishReleased(
  cells: readonly TimedCell[],
  cut: ReleasedCut,
  whole: ToldWhole,
): (grid: Pick<Grid, "rows" | "columns">, lapse: Lapse) => SuppressedTable {
  const { rows, columns, axis } = cut;
  const ofAxis: ToldWhole = { ...whole, told: toldIn(cells, axis, whole) };
  const all = cells.map((cell): TimedCount => ({ group: null, quarter: quarterIn(cell, axis), count: cell.count }));
  const line = (dimension: CohortDimension, keyOf: (cell: TimedCell) => string | null): LineOfTable => {
    if (timeOf(dimension) === axis) {
      return {
        over: null,
        within: (key, some) => wholeWithin(all, ofAxis, both(halfYearOf(key), some)),
        groupsOf: () => [],
      };
    }
    const { over, groupsOf } = sideOf(cells, { dimension, keyOf, axis, ofAxis, whole });
    return { over, within: (key, some) => over.within(groupsOf(key), some), groupsOf };
  };
  const ofRows = line(rows, ({ row }) => row);
  const ofColumns = columns === null ? null : line(columns, ({ column }) => column);
  const newest = newestCells(cells, cut, whole);
  const cell = (row: string | null, column: string | null, lapse: Lapse): number | null => {
    if (ofColumns === null) return ofRows.within(row, lapse);
    if (ofRows.over === null) return ofColumns.within(column, both(halfYearOf(row), lapse));
    if (ofColumns.over === null) return ofRows.within(row, both(halfYearOf(column), lapse));
    const sides = [
      { over: ofRows.over, groups: ofRows.groupsOf(row) },
      { over: ofColumns.over, groups: ofColumns.groupsOf(column) },
    ] as const;
    return crossedWithin(sides, newest(row, column), lapse);
  };
  return (grid, lapse) => {
    const total = publishedOf(wholeWithin(all, ofAxis, lapse));
    return {
      cells: grid.rows.map((row) => grid.columns.map((column) => publishedOf(cell(row, column, lapse)))),
      rowTotals: grid.rows.map((row) => publishedOf(ofRows.within(row, lapse))),
      columnTotals: grid.columns.map((column) =>
        ofColumns === null ? total : publishedOf(ofColumns.within(column, lapse)),
      ),
      grandTotal: total,
    };
  };
}

/** What is told of the rows or of the columns; `over` is null where they are half-years of the time that is asked for. */
type LineOfTable = Readonly<{
  over: GroupsOverTime | null;
  within: (key: string | null, lapse: Lapse) => number | null;
  groupsOf: (key: string | null) => readonly (string | null)[];
}>;

/**
 * After which quarters of an order of time the undivided number is told. Where it is, half-year by half-year, the same
 * number as by the days of events, nothing is told that is not told of those.
 */
function toldIn(cells: readonly TimedCell[], axis: TimeAxis, { told, isTotalHidden }: ToldWhole): Told {
  if (axis === "EVENT") return told;
  const sums = sumsBy(cells, (cell) => quarterIn(cell, axis));
  const halves = (time: TimeAxis): string =>
    JSON.stringify([...sumsBy(cells, (cell) => Math.floor(quarterIn(cell, time) / 2))].sort(([a], [b]) => a - b));
  return toldQuarters(sums, isTotalHidden, halves(axis) === halves("EVENT") ? told : null);
}

function sumsBy(cells: readonly TimedCell[], keyOf: (cell: TimedCell) => number): ReadonlyMap<number, number> {
  const sums = new Map<number, number>();
  for (const cell of cells) sums.set(keyOf(cell), (sums.get(keyOf(cell)) ?? 0) + cell.count);
  return sums;
}

type SideAsked = Readonly<{
  dimension: CohortDimension;
  keyOf: (cell: TimedCell) => string | null;
  axis: TimeAxis;
  ofAxis: ToldWhole;
  whole: ToldWhole;
}>;

/** Groups of one cut over time; regions and areas are made of municipalities, as all tables are. */
function sideOf(cells: readonly TimedCell[], { dimension, keyOf, axis, ofAxis, whole }: SideAsked) {
  const groupOf = isWide(dimension) ? ({ place }: TimedCell) => place : keyOf;
  const groups = [...new Set(cells.map(groupOf))].sort(compareKeys);
  const countsIn = (time: TimeAxis): readonly TimedCount[] =>
    cells.map((cell) => ({ group: groupOf(cell), quarter: quarterIn(cell, time), count: cell.count }));
  const rowsHidden = halfYearsHidden(cells, groups, { dimension, whole });
  const counts = countsIn(axis);
  const byEvent = axis === "EVENT" ? null : { counts: countsIn("EVENT"), whole, rowsHidden };
  const told = byEvent === null ? ofAxis.told : toldBesideEvents(groups, counts, ofAxis.told, byEvent);
  const over = groupsOverTime(groups, counts, { ...ofAxis, told }, rowsHidden);
  const ofKey = Map.groupBy(cells, keyOf);
  return {
    over,
    groupsOf: (key: string | null) => [...new Set((ofKey.get(key) ?? []).map(groupOf))],
  };
}

/**
 * After which quarters of entry or exit groups are told besides what is told of them by the days of events. Who entered
 * until a day, less those of them of whom something was counted by then, waits for it; a few who wait are not told of.
 */
function toldBesideEvents(
  groups: readonly (string | null)[],
  counts: readonly TimedCount[],
  { quarters, isTold }: Told,
  byEvent: Readonly<{ counts: readonly TimedCount[]; whole: ToldWhole; rowsHidden: readonly boolean[] | null }>,
): Told {
  const isSame = counts.every(({ quarter }, at) => quarter === byEvent.counts[at]?.quarter);
  if (isSame) return { quarters, isTold };
  const events = groupsOverTime(groups, byEvent.counts, byEvent.whole, byEvent.rowsHidden);
  const ends = [...new Set(byEvent.counts.map(({ quarter }) => quarter))];
  const ofGroup = Map.groupBy(counts, ({ group }) => group);
  const isSafe = (group: string | null, end: Quarter): boolean =>
    [
      { after: ALWAYS.after, until: end },
      { after: end, until: NEVER },
    ].every((part, side) => {
      const entered = sumWithin(ofGroup.get(group) ?? [], part);
      return ends.every((other) => {
        const counted = events.within([group], side === 0 ? { ...part, until: other } : { ...part, after: other });
        return counted === null || !isFew(entered - counted);
      });
    });
  return {
    quarters,
    isTold: isTold.map(
      (each, at) =>
        each && (at === isTold.length - 1 || groups.every((group) => isSafe(group, quarters[at] as Quarter))),
    ),
  };
}

/** Which half-years are hidden where the cut is another order of time. */
function halfYearsHidden(
  cells: readonly TimedCell[],
  keys: readonly (string | null)[],
  { dimension, whole }: Pick<SideAsked, "dimension" | "whole">,
): readonly boolean[] | null {
  const time = timeOf(dimension);
  if (time === null) return null;
  const told = { ...whole, told: toldIn(cells, time, whole) };
  const counts = cells.map((cell) => ({ group: null, quarter: quarterIn(cell, time), count: cell.count }));
  return keys.map((key) => wholeWithin(counts, told, halfYearOf(key)) === null);
}

/** What the newest release tells of the cells of two cuts, neither of which is a time. */
function newestCells(cells: readonly TimedCell[], { rows, columns }: ReleasedCut, { isTotalHidden }: ToldWhole) {
  if (columns === null || firstTimeOf({ rows, columns }) !== null) return () => null;
  const grid = gridOf(cells, ({ row }) => row);
  const table = publishCells(cells, grid, { rows, columns, isExact: false, isTotalHidden });
  return (row: string | null, column: string | null): number | null => {
    const cell = table.cells[grid.rows.indexOf(row)]?.[grid.columns.indexOf(column)];
    return cell === undefined ? 0 : cell.kind === "exact" ? cell.count : null;
  };
}

/** The lapse of a half-year by its key; of what lies in none by null. */
export function halfYearOf(key: string | null): Lapse {
  if (key === null) return { after: NEVER - 1, until: NEVER };
  const first = Number(key.slice(0, 4)) * 4 + (key.endsWith("H1") ? 0 : 2);
  return { after: first - 1, until: first + 1 };
}

function both(one: Lapse, other: Lapse): Lapse {
  return { after: Math.max(one.after, other.after), until: Math.min(one.until, other.until) };
}

/** Whether the cells that are asked for are those of the newest release within the lapse, one by one. */
export function isOfRelease(
  asked: readonly CellRow[],
  cells: readonly TimedCell[],
  { axis, lapse }: TimeAsked,
): boolean {
  const [one, other] = [asked, cells.filter((cell) => sumWithin([timedOf(cell, axis)], lapse) !== 0)].map((some) => {
    const sums = new Map<string, number>();
    for (const { row, column, place, count } of some) {
      const name = JSON.stringify([row, column, place]);
      sums.set(name, (sums.get(name) ?? 0) + count);
    }
    return sums;
  }) as [Map<string, number>, Map<string, number>];
  return [...new Set([...one.keys(), ...other.keys()])].every(
    (name) => (one.get(name) ?? 0) === (other.get(name) ?? 0),
  );
}

function timedOf(cell: TimedCell, axis: TimeAxis): TimedCount {
  return { group: null, quarter: quarterIn(cell, axis), count: cell.count };
}

/** Whether the lapse holds all that there is. */
export function isAll(cells: readonly TimedCell[], { axis, lapse }: TimeAsked): boolean {
  return cells.every((cell) => {
    const quarter = quarterIn(cell, axis);
    return quarter > lapse.after && quarter <= lapse.until;
  });
}
