/**
 * Tables of a time, for whoever sees no rows: of a period, or as of an earlier day. Pure.
 *
 * Time is one more division. Blocks between two told releases of the undivided number are the columns of a table whose
 * rows are the groups of one cut, and that table is hidden as every table of two cuts is. What is told of a group over
 * any time is what follows from its blocks that are shown and from its row's sum, which the newest release tells or
 * hides: so half-years tell nothing that quarters do not, and neither does a day that another one does not.
 *
 * A cell of two cuts is told of a time only where its row and its column say that nothing happened before or since.
 */
import {
  blockOf,
  type Count,
  isToldAfter,
  type Quarter,
  suppressCount,
  type Told,
  toldAtEndsOf,
} from "@inclusion/kernel";
import { hideCut } from "./publish-cells.ts";

/** What was counted in a group in a quarter; one that lies in no quarter comes after all. */
export type TimedCount = Readonly<{ group: string | null; quarter: Quarter; count: number }>;

/** After the end of one quarter, until the end of another. */
export type Lapse = Readonly<{ after: Quarter; until: Quarter }>;

/** In the place of a quarter for what lies in none, as those who have not left. */
export const NEVER: Quarter = Number.MAX_SAFE_INTEGER;
/** All time. */
export const ALWAYS: Lapse = { after: Number.MIN_SAFE_INTEGER, until: NEVER };

/** How the undivided number is told. */
export type ToldWhole = Readonly<{ told: Told; isTotalHidden: boolean }>;

/** What is told of groups over time; null for a number that is not told. */
export type GroupsOverTime = Readonly<{
  /** What was counted in all these groups together; each of them must be told. */
  within: (groups: readonly (string | null)[], lapse: Lapse) => number | null;
  /** Whether it is told that nothing was counted in these groups. */
  isNone: (groups: readonly (string | null)[], lapse: Lapse) => boolean;
}>;

/** The number of all groups over a time; null when it is not told. */
export function wholeWithin(counts: readonly TimedCount[], { told }: ToldWhole, lapse: Lapse): number | null {
  return [lapse.after, lapse.until].every((end) => isToldAfter(told, end)) ? sumWithin(counts, lapse) : null;
}

/**
 * The groups of one cut over time, by quarters, or by longer blocks where quarters are too short: by the first of
 * quarters, half-years and years at which half of what was counted is told, else by years.
 *
 * @param rowsHidden of each group, in the order of their keys, whether its sum is hidden, where the groups are times
 *                   themselves; null where the cut decides
 */
export function groupsOverTime(
  groups: readonly (string | null)[],
  counts: readonly TimedCount[],
  { told, isTotalHidden }: ToldWhole,
  rowsHidden: readonly boolean[] | null = null,
): GroupsOverTime {
  const total = sumWithin(counts, ALWAYS);
  const tried: Blocks[] = [];
  for (const months of BLOCKS) {
    const blocks = blocksOf(groups, counts, { told: toldAtEndsOf(told, months), isTotalHidden, rowsHidden });
    tried.push(blocks);
    if (toldIn(blocks) * 2 >= total) break;
  }
  const { lines, ends } = tried.at(-1) as Blocks;
  const lineWithin = (group: string | null, lapse: Lapse): number | null => {
    const line = lines.get(group);
    return line === undefined ? 0 : toldOf(line, ends, lapse);
  };
  return {
    within: (some, lapse) => {
      const each = some.map((group) => lineWithin(group, lapse));
      return each.includes(null) ? null : each.reduce<number>((sum, count) => sum + (count ?? 0), 0);
    },
    isNone: (some, lapse) => some.every((group) => isNoneIn(lines.get(group), ends, lapse)),
  };
}

/** In months. */
const BLOCKS = [3, 6, 12] as const;

/** Groups by blocks as they are told, and where the blocks begin and end. */
type Blocks = Readonly<{ lines: ReadonlyMap<string | null, Line>; ends: Ends }>;

function blocksOf(
  groups: readonly (string | null)[],
  counts: readonly TimedCount[],
  { told, isTotalHidden, rowsHidden }: ToldWhole & Readonly<{ rowsHidden: readonly boolean[] | null }>,
): Blocks {
  const blocks = [...new Set(counts.map(({ quarter }) => blockOf(told, quarter)))].sort((a, b) => a - b);
  const cellsOf = new Map(groups.map((group) => [group, blocks.map(() => 0)]));
  for (const { group, quarter, count } of counts) {
    const cells = cellsOf.get(group) as number[];
    const at = blocks.indexOf(blockOf(told, quarter));
    cells[at] = (cells[at] ?? 0) + count;
  }
  const table = hideCut(
    groups.map((group) => cellsOf.get(group) ?? []),
    isTotalHidden,
    rowsHidden,
  );
  const lines = groups.map((group, row) => {
    const own = blocks.length === 1 ? [table.rowTotals[row] as Count] : (table.cells[row] ?? []);
    return [group, lineOf(own, table.rowTotals[row])] as const;
  });
  return { lines: new Map(lines), ends: blocks.map((block) => endsOf(counts, told, block)) };
}

function toldIn({ lines }: Blocks): number {
  return [...lines.values()].flatMap(({ blocks }) => blocks).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

/** What is shown of one group: block by block, and of all; null for what is hidden. */
type Line = Readonly<{ blocks: readonly (number | null)[]; all: number | null }>;

function lineOf(blocks: readonly Count[], all: Count | undefined): Line {
  return { blocks: blocks.map(numberOf), all: all === undefined ? 0 : numberOf(all) };
}

function numberOf(count: Count): number | null {
  return count.kind === "exact" ? count.count : null;
}

/** The first and the last quarter of a block in which something was counted. */
function endsOf(counts: readonly TimedCount[], told: Told, block: number): readonly [Quarter, Quarter] {
  const quarters = counts.filter(({ quarter }) => blockOf(told, quarter) === block).map(({ quarter }) => quarter);
  return [Math.min(...quarters), Math.max(...quarters)];
}

type Ends = readonly (readonly [Quarter, Quarter])[];

function toldOf(line: Line, ends: Ends, lapse: Lapse): number | null {
  const inside = sumOfBlocks(line, ends, lapse);
  if (inside !== null || line.all === null) return inside;
  const before = sumOfBlocks(line, ends, { after: ALWAYS.after, until: lapse.after });
  const since = sumOfBlocks(line, ends, { after: lapse.until, until: NEVER });
  return before === null || since === null ? null : line.all - before - since;
}

/** The sum of the blocks in a lapse; one that lies in it by a part must be told to be 0. */
function sumOfBlocks({ blocks }: Line, ends: Ends, { after, until }: Lapse): number | null {
  let sum = 0;
  for (const [at, [first, last]] of ends.entries()) {
    if (last <= after || first > until) continue;
    const count = blocks[at] ?? null;
    const isWhole = first > after && last <= until;
    if (count === null || (count !== 0 && !isWhole)) return null;
    sum += count;
  }
  return sum;
}

function isNoneIn(line: Line | undefined, ends: Ends, { after, until }: Lapse): boolean {
  if (line === undefined) return true;
  return ends.every(([first, last], at) => last <= after || first > until || line.blocks[at] === 0);
}

/** The groups of a cut that make up one row or column, and what is told of them. */
export type Side = Readonly<{ over: GroupsOverTime; groups: readonly (string | null)[] }>;

/**
 * A cell of two cuts over a time.
 *
 * @param newest what the newest release tells of the cell; null when it is hidden there
 */
export function crossedWithin(sides: readonly [Side, Side], newest: number | null, lapse: Lapse): number | null {
  const isNone = (some: Lapse): boolean => sides.some(({ over, groups }) => over.isNone(groups, some));
  const parts = [
    { after: ALWAYS.after, until: lapse.after },
    { after: lapse.until, until: NEVER },
  ];
  if (isNone(lapse)) return 0;
  return newest !== null && parts.every(isNone) ? newest : null;
}

export function sumWithin(counts: readonly TimedCount[], { after, until }: Lapse): number {
  return counts.reduce((sum, { quarter, count }) => (quarter > after && quarter <= until ? sum + count : sum), 0);
}

/** A number as it is published. */
export function publishedOf(number: number | null): Count {
  return number === null ? suppressCount(1) : { kind: "exact", count: number };
}
