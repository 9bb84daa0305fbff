/**
 * Tables of indicators that are the whole of another one together, for whoever sees no rows. Pure.
 *
 * Whoever has the table of the whole and of all parts but one has that one as well. So the whole is told as ever, and
 * its parts by one table for each cut, with the parts as columns beside the sums of the whole. Two cuts and a part are
 * three dimensions, which are not hidden together: inner cells are told where nothing in them had to be hidden, and of a
 * time only what figures tell as well.
 */
import { type Count, type SuppressedTable, suppressCount, withheldTable } from "@inclusion/kernel";
import { DIVISIONS } from "../indicator/divisions.ts";
import { compareKeys } from "./dimensions.ts";
import { isHidden, publishParts } from "./publish.ts";
import { hideCut, isWide, publishCells } from "./publish-cells.ts";
import { quarterIn, type ReleasedCut, timeOf } from "./released.ts";
import { type CellRow, type Grid, gridOf, type TimeAxis, type TimedCell } from "./table.ts";

/** What was counted of an indicator, and whether the sum of all is hidden as a figure is. */
export type Member = Readonly<{ cells: readonly CellRow[]; isTotalHidden: boolean }>;

/** Indicators by code; see `familyOf`. */
export type Family = ReadonlyMap<string, Member>;

type Cut = Pick<ReleasedCut, "rows" | "columns">;

const COMPLETE = DIVISIONS.filter(({ isComplete }) => isComplete);

export function isPart(code: string): boolean {
  return COMPLETE.some(({ parts }) => parts.includes(code));
}

/** The codes of which the tables of a part are made: the undivided whole first, and all of which it is made. */
export function familyOf(code: string): readonly string[] {
  const root = rootOf(code);
  return root === code ? [] : [root, ...withinOf(root)];
}

function rootOf(code: string): string {
  const division = COMPLETE.find(({ parts }) => parts.includes(code));
  return division === undefined ? code : rootOf(division.whole);
}

/** All parts, and the parts of parts. */
function withinOf(code: string): readonly string[] {
  const parts = COMPLETE.filter(({ whole }) => whole === code).flatMap((division) => division.parts);
  return parts.flatMap((part) => [part, ...withinOf(part)]);
}

/** The parts that are not divided; the code itself when it is not. */
function leavesOf(code: string): readonly string[] {
  const within = withinOf(code);
  return within.length === 0 ? [code] : within.filter((part) => withinOf(part).length === 0);
}

/** The table of a part at the newest release, by cuts of which none is a time. */
export function publishPart(code: string, family: Family, grid: Grid, cut: Cut): SuppressedTable {
  const hidden = hiddenSides(family, cut);
  const [hiddenRows, hiddenColumns] = hidden.map((of) => of(code)) as [Keys, Keys];
  const told = (hidden: boolean, count: number): Count => (hidden ? suppressCount(1) : { kind: "exact", count });
  const isTold = cut.columns !== null && isAllTold(family, cut, hidden);
  const rowTotals = grid.rows.map((key, row) => told(hiddenRows.has(key), sumOf(grid.counts[row] ?? [])));
  const isTotalHidden = memberOf(family, code).isTotalHidden;
  const columnTotals = grid.columns.map((key, column) =>
    told(
      cut.columns === null ? isTotalHidden : hiddenColumns.has(key),
      sumOf(grid.counts.map((line) => line[column] ?? 0)),
    ),
  );
  return {
    cells: grid.counts.map((line, row) =>
      line.map((count) => (cut.columns === null ? (rowTotals[row] as Count) : told(!isTold, count))),
    ),
    rowTotals,
    columnTotals,
    grandTotal: told(isTotalHidden, sumOf(grid.counts.flat())),
  };
}

/** Of a table of a part over a time what is told of all groups together, where the time is that of the event. */
export function undivided(
  table: SuppressedTable,
  found: readonly TimedCell[],
  { rows, columns, axis }: ReleasedCut,
): SuppressedTable {
  const isOfEvent = (time: TimeAxis | null): boolean =>
    time !== null && found.every((cell) => quarterIn(cell, time) === quarterIn(cell, "EVENT"));
  const withheld = withheldTable(table.rowTotals.length, table.columnTotals.length);
  if (!isOfEvent(axis)) return withheld;
  const { rowTotals, cells } = isOfEvent(timeOf(rows)) ? table : withheld;
  return {
    cells: columns === null ? cells : withheld.cells,
    rowTotals,
    columnTotals: columns === null || isOfEvent(timeOf(columns)) ? table.columnTotals : withheld.columnTotals,
    grandTotal: table.grandTotal,
  };
}

/** Keys of groups. */
type Keys = ReadonlySet<string | null>;

/** The groups of one cut that are hidden of each part. */
type HiddenOf = (code: string) => Keys;

/** Of rows and columns those that are hidden; regions and areas are made of municipalities, as all tables are. */
function hiddenSides(family: Family, cut: Cut): readonly [HiddenOf, HiddenOf] {
  const side = (key: "row" | "column", dimension: Cut["columns"]): HiddenOf => {
    if (dimension === null) return () => new Set();
    if (!isWide(dimension)) return hiddenGroups(family, (cell) => cell[key]);
    const places = hiddenGroups(family, ({ place }) => place);
    const cells = [...family.values()].flatMap((member) => member.cells);
    return (code) => {
      const hidden = places(code);
      return new Set(cells.filter(({ place }) => hidden.has(place)).map((cell) => cell[key]));
    };
  };
  return [side("row", cut.rows), side("column", cut.columns)];
}

/** The groups of one cut that are hidden of each part; each whole is decided once. */
export function hiddenGroups(family: Family, groupOf: (cell: CellRow) => string | null): HiddenOf {
  const decided = new Map<string, HiddenOf>();
  return (code) => {
    const whole = rootOf(code);
    const hidden = decided.get(whole) ?? decideParts(whole, family, groupOf);
    decided.set(whole, hidden);
    return hidden(code);
  };
}

/**
 * The groups of which a part is hidden, as one table of the whole by its undivided parts decides it. A part that is
 * divided is told where it follows from what that table tells.
 */
function decideParts(whole: string, family: Family, groupOf: (cell: CellRow) => string | null): HiddenOf {
  const leaves = leavesOf(whole);
  const groups = [...new Set([...family.values()].flatMap(({ cells }) => cells.map(groupOf)))].sort(compareKeys);
  const countsOf = (each: string): readonly number[] => {
    const sums = groupSums(memberOf(family, each).cells, groupOf);
    return groups.map((group) => sums.get(group) ?? 0);
  };
  const isTotalHidden = memberOf(family, whole).isTotalHidden;
  const ofWhole = countsOf(whole).map((count) => [count]);
  const rows = hideCut(ofWhole, isTotalHidden).rowTotals.map(isHidden);
  const ofLeaves = leaves.map(countsOf);
  const cells = publishParts(
    groups.map((_, row) => ofLeaves.map((counts) => counts[row] ?? 0)),
    { rows, columns: leaves.map((leaf) => memberOf(family, leaf).isTotalHidden), grand: isTotalHidden },
  );
  const isShown = (row: number, leaf: number): boolean => !isHidden(cells[row]?.[leaf] as Count);
  // That there is nobody is not told beside hidden numbers: tables by other cuts could else say who there is.
  const isAllShown = leaves.map((_, leaf) => groups.every((__, row) => isShown(row, leaf)));
  const isNone = (row: number, leaf: number): boolean => ofLeaves[leaf]?.[row] === 0 && ofWhole[row]?.[0] !== 0;
  const isTold = (some: readonly string[], row: number): boolean =>
    some
      .map((leaf) => leaves.indexOf(leaf))
      .every((leaf) => isShown(row, leaf) && (isAllShown[leaf] || !isNone(row, leaf)));
  return (code) => {
    const own = leavesOf(code);
    const others = leaves.filter((leaf) => !own.includes(leaf));
    const follows = (row: number): boolean => own.length > 1 && !rows[row] && isTold(others, row);
    return new Set(groups.filter((_, row) => !isTold(own, row) && !follows(row)));
  };
}

function groupSums(cells: readonly CellRow[], groupOf: (cell: CellRow) => string | null) {
  const sums = new Map<string | null, number>();
  for (const cell of cells) sums.set(groupOf(cell), (sums.get(groupOf(cell)) ?? 0) + cell.count);
  return sums;
}

/** Whether no number of the family has to be hidden in these two cuts. */
function isAllTold(family: Family, cut: Cut, hidden: readonly HiddenOf[]): boolean {
  return [...family].every(([code, { cells, isTotalHidden }]) => {
    const grid = gridOf(cells, ({ row }) => row);
    const table = publishCells(cells, grid, { ...cut, isExact: false, isTotalHidden });
    const isTold = [...table.cells.flat(), ...table.rowTotals, ...table.columnTotals].every((each) => !isHidden(each));
    return isTold && (!isPart(code) || hidden.every((of) => of(code).size === 0));
  });
}

function memberOf(family: Family, code: string): Member {
  return family.get(code) ?? { cells: [], isTotalHidden: false };
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
