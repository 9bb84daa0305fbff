/**
 * What a published table gives away when some of its rows are published once more as one.
 *
 * Everything here is computed from what is published, and from no hidden count: whoever reads the answer could have
 * found it by the same sums. An answer that knew the hidden counts would tell them where it differs from this one.
 */
import { invariant } from "./invariant.ts";
import type { SuppressedTable } from "./suppressed-table.ts";
import type { Count } from "./suppression.ts";

/** A count of a table: its row, and its column; null is the total. */
export type TableSpot = Readonly<{ row: number | null; column: number | null }>;

/** What pooling gives away. */
export type PoolingRisk = Readonly<{
  /** Hidden counts that can be computed with the pooled figures, whatever those are, and cannot without. */
  recoverable: readonly TableSpot[];
  /** Shown counts that, hidden as well, keep them; empty when nothing is given away or nothing helps. */
  hide: readonly TableSpot[];
  /** Whether hiding those keeps every count; false when only not pooling does. */
  isKept: boolean;
}>;

/** How the table is asked about. */
export type PoolingAsked = Readonly<{
  /** The rows that are published as one, in each column and in total. */
  pooled: readonly number[];
  /** Groups of rows whose sums are the counts in question; each row by itself when left out. */
  groups?: readonly (readonly number[])[];
}>;

/** A linear combination of entries: coefficients by the entry's place. */
type Sum = ReadonlyMap<number, bigint>;

type Sums = Readonly<{ width: number; height: number; lines: readonly Sum[] }>;

/**
 * Which hidden counts of `table` can be computed when the sums of the rows `pooled` are published too, and what else
 * would have to be hidden.
 *
 * The rows, the columns and the pooled figures are equations in the counts that are hidden. A count, or the sum of a
 * group, is given away when it is a combination of them; ranges are no help to a reader here, as they depend on the
 * pooled figure itself.
 */
export function poolingRisk(table: SuppressedTable, { pooled, groups }: PoolingAsked): PoolingRisk {
  const height = table.cells.length;
  const sums: Sums = { height, width: table.columnTotals.length, lines: linesOf(table) };
  for (const row of pooled) invariant(row >= 0 && row < height, "a pooled row is one of the table");
  const asked = groups ?? Array.from({ length: height }, (_, row) => [row]);
  const hidden = new Set(countsOf(table).flatMap(({ kind }, entry) => (kind === "suppressed" ? [entry] : [])));
  const questions = questionsOf(sums, asked).filter(({ sum }) => [...sum.keys()].some((entry) => hidden.has(entry)));
  const figures = pooledFigures(sums, pooled);
  const before = echelonOf(sums.lines, hidden);
  const open = questions.filter(({ sum }) => !isGiven(before, sum, hidden));
  const given = givenAway(sums, figures, { hidden, questions: open });
  if (given.length === 0) return { recoverable: [], hide: [], isKept: true };
  const more = hideMore(sums, figures, { table, hidden, questions: open });
  return {
    recoverable: given.map(({ spot }) => spot),
    hide: more.entries.map((entry) => spotOf(sums, entry)),
    isKept: more.isKept,
  };
}

/** A count that somebody may want to compute. */
type Question = Readonly<{ spot: TableSpot; sum: Sum }>;

type Hiding = Readonly<{ hidden: ReadonlySet<number>; questions: readonly Question[] }>;

function givenAway({ lines }: Sums, figures: readonly Sum[], { hidden, questions }: Hiding): readonly Question[] {
  const echelon = echelonOf([...lines, ...figures], hidden);
  return questions.filter(({ sum }) => isGiven(echelon, sum, hidden));
}

/** Hides shown counts, the smallest that helps first and totals last, until nothing is given away. */
function hideMore(
  sums: Sums,
  figures: readonly Sum[],
  { table, hidden, questions }: Hiding & Readonly<{ table: SuppressedTable }>,
): Readonly<{ entries: readonly number[]; isKept: boolean }> {
  const counts = countsOf(table);
  const isTotal = (entry: number): boolean => Object.values(spotOf(sums, entry)).includes(null);
  const candidates = [...counts.keys()]
    .filter((entry) => shownCount(counts[entry]) > 0)
    .sort((a, b) => Number(isTotal(a)) - Number(isTotal(b)) || shownCount(counts[a]) - shownCount(counts[b]));
  let now: ReadonlySet<number> = hidden;
  let left = givenAway(sums, figures, { hidden: now, questions }).length;
  for (const candidate of candidates) {
    if (left === 0) break;
    if (now.has(candidate)) continue;
    const tried = closed(sums, counts, new Set([...now, candidate]));
    const remain = givenAway(sums, figures, { hidden: tried, questions }).length;
    if (remain < left) [now, left] = [tried, remain];
  }
  if (left > 0) return { entries: [], isKept: false };
  return { entries: [...now].filter((entry) => !hidden.has(entry)).sort((a, b) => a - b), isKept: true };
}

/** With the smallest shown count of each line hidden that has one hidden count alone, until there is no such line. */
function closed({ lines }: Sums, counts: readonly Count[], hidden: Set<number>): Set<number> {
  for (let isStable = false; !isStable; ) {
    isStable = true;
    for (const line of lines) {
      if ([...line.keys()].filter((entry) => hidden.has(entry)).length !== 1) continue;
      const shown = [...line.entries()].filter(([entry]) => !hidden.has(entry) && shownCount(counts[entry]) > 0);
      const [smallest] = shown.sort(
        ([a, sideA], [b, sideB]) => Number(sideB - sideA) || shownCount(counts[a]) - shownCount(counts[b]),
      );
      if (smallest === undefined) continue;
      hidden.add(smallest[0]);
      isStable = false;
    }
  }
  return hidden;
}

function shownCount(count: Count | undefined): number {
  return count?.kind === "exact" ? count.count : 0;
}

/** Every row and every column, those of totals too: its counts less its total are 0. */
function linesOf(table: SuppressedTable): readonly Sum[] {
  const [height, width] = [table.cells.length, table.columnTotals.length];
  const entry = (row: number, column: number): number => row * (width + 1) + column;
  const rows = Array.from({ length: height + 1 }, (_, row) =>
    lineOf(Array.from({ length: width + 1 }, (_, column) => entry(row, column))),
  );
  const columns = Array.from({ length: width + 1 }, (_, column) =>
    lineOf(Array.from({ length: height + 1 }, (_, row) => entry(row, column))),
  );
  return [...rows, ...columns];
}

function lineOf(entries: readonly number[]): Sum {
  return new Map(entries.map((entry, at) => [entry, at === entries.length - 1 ? -1n : 1n]));
}

function pooledFigures(sums: Sums, pooled: readonly number[]): readonly Sum[] {
  return columnsOf(sums).map((column) => groupSum(sums, pooled, column));
}

/** The counts of the groups, and the totals of the columns. */
function questionsOf(sums: Sums, groups: readonly (readonly number[])[]): readonly Question[] {
  const named = (column: number): number | null => (column === sums.width ? null : column);
  return columnsOf(sums).flatMap((column) => [
    ...groups.map((rows, row) => ({ spot: { row, column: named(column) }, sum: groupSum(sums, rows, column) })),
    { spot: { row: null, column: named(column) }, sum: groupSum(sums, [sums.height], column) },
  ]);
}

function columnsOf({ width }: Sums): readonly number[] {
  return Array.from({ length: width + 1 }, (_, column) => column);
}

function groupSum({ width }: Sums, rows: readonly number[], column: number): Sum {
  return new Map(rows.map((row) => [row * (width + 1) + column, 1n]));
}

function countsOf({ cells, rowTotals, columnTotals, grandTotal }: SuppressedTable): readonly Count[] {
  return [...cells.flatMap((row, at) => [...row, rowTotals[at] as Count]), ...columnTotals, grandTotal];
}

function spotOf({ width, height }: Sums, entry: number): TableSpot {
  const [row, column] = [Math.floor(entry / (width + 1)), entry % (width + 1)];
  return { row: row === height ? null : row, column: column === width ? null : column };
}

/** Equations by the hidden entry that each is led by; no entry leads two. */
type Echelon = ReadonlyMap<number, Sum>;

/** The equations as a reader solves them, with what is shown left out, as it is known. */
function echelonOf(equations: readonly Sum[], hidden: ReadonlySet<number>): Echelon {
  const echelon = new Map<number, Sum>();
  for (const equation of equations) {
    const rest = reduced(echelon, equation, hidden);
    const [leader] = rest.keys();
    if (leader !== undefined) echelon.set(leader, rest);
  }
  return echelon;
}

function isGiven(echelon: Echelon, sum: Sum, hidden: ReadonlySet<number>): boolean {
  return reduced(echelon, sum, hidden).size === 0;
}

/** What is left of a sum when everything that the equations know is taken out of it; whole numbers throughout. */
function reduced(echelon: Echelon, sum: Sum, hidden: ReadonlySet<number>): Sum {
  let rest = new Map([...sum].filter(([entry]) => hidden.has(entry)));
  for (;;) {
    const known = [...rest.keys()].find((entry) => echelon.has(entry));
    if (known === undefined) return rest;
    const equation = echelon.get(known) as Sum;
    const [own, other] = [rest.get(known) as bigint, equation.get(known) as bigint];
    const next = new Map([...rest].map(([entry, factor]) => [entry, factor * other]));
    for (const [entry, factor] of equation) {
      const left = (next.get(entry) ?? 0n) - factor * own;
      if (left === 0n) next.delete(entry);
      else next.set(entry, left);
    }
    rest = next;
  }
}
