/**
 * A table as the network that a reader sees in it: counts flow from rows to columns and back through totals. What may
 * flow otherwise without any line summing up otherwise is what the reader cannot know.
 */
import { invariant } from "./invariant.ts";
import { isSmall, requireCount, sumOf } from "./suppression.ts";

/** The fewest values that a hidden small count must be able to have for a reader of the whole table. */
const FEWEST_VALUES = 3;
/** The same for a reader who knows besides which cells are small, as from the table of last year. */
const FEWEST_VALUES_KNOWN_SMALL = 2;

/**
 * Rows whose sum is told elsewhere unless it is small. In a block that is withheld no count is told, those of 0 neither,
 * so that a hidden one may be 0.
 */
export type Block = Readonly<{ rows: readonly number[]; isWithheld: boolean }>;

/**
 * A cell or a total. Rows and columns, those of totals included, are the points of a network and entries its arcs:
 * a cell leads from row to column and a total back, so in every line what comes in equals what goes out. The totals of
 * rows are as many columns as there are blocks; the whole table is one block where nobody tells of any.
 */
export type Entry = {
  readonly count: number;
  readonly from: number;
  readonly to: number;
  readonly isTotal: boolean;
  readonly isSmall: boolean;
  /** Whether it was decided elsewhere that it is hidden or shown. */
  readonly isSettled: boolean;
  /** The least that a reader holds possible while it is hidden. */
  readonly least: 0 | 1;
  hidden: boolean;
};

/** The entries of one row or column, its total last. */
export type Line = readonly Entry[];

/** All rows as one block. */
export function wholeOf(counts: readonly (readonly number[])[]): Block {
  return { rows: [...counts.keys()], isWithheld: false };
}

/** All rows, that of totals, all columns and all blocks; the index is the point of the network. */
export function linesOf(
  counts: readonly (readonly number[])[],
  threshold: number,
  blocks: readonly Block[] = [wholeOf(counts)],
): readonly Line[] {
  const [height, width] = [counts.length, counts[0]?.length ?? 0];
  for (const row of counts) {
    invariant(row.length === width, "the rows of a table are equally long");
    row.forEach(requireCount);
  }
  const pointOfColumn = (column: number): number => height + 1 + column;
  const pointOfBlock = (block: number): number => height + 1 + width + block;
  const blockOf = new Map(blocks.flatMap(({ rows }, block) => rows.map((row) => [row, block])));
  const entry = (count: number, from: number, to: number, isWithheld = false): Entry => {
    const small = isSmall(count, threshold);
    const isTotal = from >= height || to >= pointOfBlock(0);
    return {
      count,
      from,
      to,
      isTotal,
      isSmall: small,
      isSettled: false,
      least: isWithheld ? 0 : 1,
      hidden: small || isWithheld,
    };
  };
  const rows = counts.map((row, at) => {
    const block = blockOf.get(at) ?? 0;
    const isWithheld = blocks[block]?.isWithheld ?? false;
    const cells = row.map((count, column) => entry(count, at, pointOfColumn(column), isWithheld));
    return [...cells, entry(sumOf(row), pointOfBlock(block), at, isWithheld)];
  });
  const totals = [
    ...Array.from({ length: width }, (_, column) =>
      entry(sumOf(counts.map((row) => row[column] ?? 0)), pointOfColumn(column), height),
    ),
    ...blocks.map((block, at) =>
      entry(sumOf(block.rows.flatMap((row) => counts[row] ?? [])), height, pointOfBlock(at)),
    ),
  ];
  const columns = Array.from({ length: width }, (_, column) => [...rows, totals].map((line) => line[column] as Entry));
  const ofBlocks = blocks.map((block, at) => [
    ...block.rows.map((row) => rows[row]?.at(-1) as Entry),
    totals[width + at] as Entry,
  ]);
  return [...rows, totals, ...columns, ...ofBlocks];
}

/** Hides counts until no line by itself gives a hidden one away. */
export function hideByLines(lines: readonly Line[], threshold: number): void {
  let stable = false;
  while (!stable) {
    stable = true;
    for (const line of lines) {
      const smallest = givesAway(line, threshold) ? smallestShown(line) : undefined;
      if (smallest === undefined) continue;
      smallest.hidden = true;
      stable = false;
    }
  }
}

function givesAway(line: Line, threshold: number): boolean {
  const hidden = line.filter((entry) => entry.hidden);
  const totalIsShown = line.at(-1)?.hidden === false;
  return (
    hidden.length === 1 || (totalIsShown && hidden.length > 0 && sumOf(hidden.map(({ count }) => count)) < threshold)
  );
}

/** The smallest shown count that is not 0, the first of equals; the line's total when no other is left. */
function smallestShown(line: Line): Entry | undefined {
  const shown = line.filter(({ hidden, isSettled, count }) => !hidden && !isSettled && count > 0);
  const total = line.at(-1);
  return shown.sort((a, b) => Number(a === total) - Number(b === total) || a.count - b.count)[0];
}

/** Hides counts until no small one is given away by all lines together; one that is safe stays so as more is hidden. */
export function hideByWholeTable(lines: readonly Line[], threshold: number): void {
  const entries = [...new Set(lines.flat())];
  for (const entry of entries.filter((some) => some.isSmall)) {
    while (!isSafe(lines, entry, threshold) && hideFor(entry, entries, lines, threshold));
  }
}

/** Hides the nearest and smallest count, cells before totals, with which `entry` can have more values, else any. */
function hideFor(entry: Entry, entries: readonly Entry[], lines: readonly Line[], threshold: number): boolean {
  const isFar = ({ from, to }: Entry) => ![from, to].some((point) => point === entry.from || point === entry.to);
  const candidates = entries
    .filter(({ hidden, isSettled, count }) => !hidden && !isSettled && count > 0)
    .sort((a, b) => Number(isFar(a)) - Number(isFar(b)) || Number(a.isTotal) - Number(b.isTotal) || a.count - b.count);
  const valuesBefore = possibleValues(lines, entry, threshold);
  for (const candidate of candidates) {
    candidate.hidden = true;
    hideByLines(lines, threshold);
    if (possibleValues(lines, entry, threshold) > valuesBefore) return true;
    for (const shown of candidates) shown.hidden = false;
  }
  const [first] = candidates;
  if (first === undefined) return false;
  first.hidden = true;
  hideByLines(lines, threshold);
  return true;
}

/** Whether a hidden count can have as many values as it must. */
export function isSafe(lines: readonly Line[], entry: Entry, threshold: number): boolean {
  return possibleValues(lines, entry, threshold) === FEWEST_VALUES + FEWEST_VALUES_KNOWN_SMALL;
}

/** How many values `entry` can have for either reader, added; each counted no further than is enough. */
function possibleValues(lines: readonly Line[], entry: Entry, threshold: number): number {
  const notZero: MayBe = (arc, count) => count >= arc.least;
  const knownSmall: MayBe = (arc, count) =>
    count >= arc.least && (arc.isTotal || arc.count >= threshold || count < threshold);
  return (
    countValues(lines, entry, notZero, FEWEST_VALUES) + countValues(lines, entry, knownSmall, FEWEST_VALUES_KNOWN_SMALL)
  );
}

/** Whether a reader holds it possible that a hidden entry has this count. */
type MayBe = (entry: Entry, count: number) => boolean;

function countValues(lines: readonly Line[], entry: Entry, mayBe: MayBe, enough: number): number {
  let values = 1;
  for (const step of [1, -1]) {
    const moved = new Map<Entry, number>();
    const [start, goal] = step === 1 ? [entry.to, entry.from] : [entry.from, entry.to];
    for (let count = entry.count + step; values < enough && mayBe(entry, count); count += step) {
      const way = findWay(lines, start, goal, (arc, by) => {
        return arc.hidden && arc !== entry && mayBe(arc, arc.count + (moved.get(arc) ?? 0) + by);
      });
      if (way === null) break;
      for (const [arc, by] of way) moved.set(arc, (moved.get(arc) ?? 0) + by);
      values += 1;
    }
  }
  return values;
}

/**
 * Changes of single entries by one that lead from `start` to `goal`; null when there is no such way.
 *
 * With the entry changed that closes the circle, every line sums up as before: a reader cannot tell the tables apart.
 */
function findWay(
  lines: readonly Line[],
  start: number,
  goal: number,
  mayChange: (arc: Entry, by: number) => boolean,
): ReadonlyMap<Entry, number> | null {
  const cameBy = new Map<number, Entry | null>([[start, null]]);
  for (const point of cameBy.keys()) {
    if (point === goal) break;
    for (const arc of lines[point] as Line) {
      const [next, by] = arc.from === point ? [arc.to, 1] : [arc.from, -1];
      if (!cameBy.has(next) && mayChange(arc, by)) cameBy.set(next, arc);
    }
  }
  if (!cameBy.has(goal)) return null;
  const way = new Map<Entry, number>();
  let point = goal;
  for (let arc = cameBy.get(point); arc; arc = cameBy.get(point)) {
    way.set(arc, arc.to === point ? 1 : -1);
    point = arc.to === point ? arc.from : arc.to;
  }
  return way;
}
