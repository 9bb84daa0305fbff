/** What a reader can find out who has the published table, its totals, and time. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SuppressedTable, suppressTable } from "./suppressed-table.ts";
import type { Count } from "./suppression.ts";

/** A table with its totals in the last row and column. */
type Grid<Value> = readonly (readonly Value[])[];
type Range = readonly [least: number, most: number];

function tableOf(most: number, rows: number, columns: number): fc.Arbitrary<number[][]> {
  const cell = fc.oneof(
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.integer({ min: 0, max: most }) },
  );
  return fc
    .tuple(fc.integer({ min: 1, max: rows }), fc.integer({ min: 1, max: columns }))
    .chain(([height, width]) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: height, maxLength: height }),
    );
}

const anyTable = fc.oneof(tableOf(7, 5, 5), tableOf(20, 6, 6), tableOf(200, 8, 4));

/** The places of small counts, totals included. */
function smallPlaces(truth: Grid<number>): readonly (readonly [number, number])[] {
  return truth.flatMap((row, r) =>
    row.flatMap((count, c): [number, number][] => (count > 0 && count < 5 ? [[r, c]] : [])),
  );
}

describe("a published table", () => {
  it("shows what is true, every 0 and no small count", () => {
    fc.assert(
      fc.property(anyTable, (counts) => {
        const truth = gridOf(counts);
        const published = gridOfTable(suppressTable(counts));
        for (const [r, row] of truth.entries()) {
          for (const [c, count] of row.entries()) {
            const seen = published[r]?.[c];
            if (seen !== null) expect(seen).toBe(count);
            if (count === 0) expect(seen).toBe(0);
            if (count > 0 && count < 5) expect(seen).toBeNull();
          }
        }
      }),
    );
  });
});

describe("an attacker", () => {
  it("who propagates bounds along all lines keeps three values for each small count", () => {
    fc.assert(
      fc.property(anyTable, (counts) => {
        const truth = gridOf(counts);
        const ranges = rangesOf(gridOfTable(suppressTable(counts)), () => [0, Number.POSITIVE_INFINITY]);
        for (const [r, c] of smallPlaces(truth)) {
          const [least, most] = at(ranges, r, c);
          expect(most - least).toBeGreaterThanOrEqual(2);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("who knows which cells are small keeps two values for each", () => {
    fc.assert(
      fc.property(anyTable, (counts) => {
        const truth = gridOf(counts);
        const isSmallCell = (r: number, c: number) =>
          smallPlaces(counts).some(([row, column]) => r === row && c === column);
        const ranges = rangesOf(gridOfTable(suppressTable(counts)), (r, c) => {
          return isSmallCell(r, c) ? [1, 4] : [1, Number.POSITIVE_INFINITY];
        });
        for (const [r, c] of smallPlaces(truth)) {
          const [least, most] = at(ranges, r, c);
          expect(most).toBeGreaterThan(least);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("who tries every table that fits the published one keeps three values for each small count", () => {
    fc.assert(
      fc.property(tableOf(8, 2, 3), (counts) => {
        const truth = gridOf(counts);
        const published = gridOfTable(suppressTable(counts));
        const most = Math.max(...counts.flat()) + 2;
        const possible = possibleCounts(published, most);
        for (const [r, c] of smallPlaces(truth)) expect(possible[r]?.[c]?.size).toBeGreaterThanOrEqual(3);
      }),
      { numRuns: 150 },
    );
  });

  it.each<[string, Grid<number | null>, [number, number], number]>([
    [
      "a hidden total",
      [
        [0, null, null],
        [0, null, 40],
        [0, 42, 42],
      ],
      [0, 1],
      2,
    ],
    [
      "a line where five hidden ones sum to 5",
      [
        [null, null, null, null, null, 5],
        [null, null, null, null, null, 60],
        [9, 10, 12, 14, 20, 65],
      ],
      [0, 3],
      1,
    ],
  ])("would win against lines one by one through %s", (_, published, [r, c], count) => {
    expect(rangesOf(published, () => [1, Number.POSITIVE_INFINITY])[r]?.[c]).toEqual([count, count]);
  });
});

function gridOf(counts: Grid<number>): Grid<number> {
  const rows = counts.map((row) => [...row, sum(row)]);
  const columns = Array.from({ length: (counts[0]?.length ?? 0) + 1 }, (_, c) =>
    sum(rows.map((row) => row[c] as number)),
  );
  return [...rows, columns];
}

/** What is published, totals last; null is hidden. */
function gridOfTable(table: SuppressedTable): Grid<number | null> {
  const seen = (count: Count) => (count.kind === "exact" ? count.count : null);
  const rows = table.cells.map((row, index) => [...row.map(seen), seen(table.rowTotals[index] as Count)]);
  return [...rows, [...table.columnTotals.map(seen), seen(table.grandTotal)]];
}

/** The narrowest ranges that follow when each line is used for itself, again and again. */
function rangesOf(published: Grid<number | null>, known: (row: number, column: number) => Range): Grid<Range> {
  const ranges = published.map((row, r) =>
    row.map((count, c): Range => (count === null ? known(r, c) : [count, count])),
  );
  const rows = ranges.map((row, r) => row.map((_, c) => [r, c] as const));
  const lines = [...rows, ...(rows[0] ?? []).map((_, c) => rows.map((row) => row[c] as readonly [number, number]))];
  for (let changed = true; changed; ) {
    changed = false;
    for (const line of lines) {
      // A total is the sum of its line; taken as negative, every line sums to 0.
      const signed = line.map(([r, c], index): Range => {
        const [least, most] = at(ranges, r, c);
        return index === line.length - 1 ? [-most, -least] : [least, most];
      });
      for (const [index, [r, c]] of line.entries()) {
        const others = signed.filter((_, other) => other !== index);
        const rest: Range = [-sum(others.map(([, most]) => most)), -sum(others.map(([least]) => least))];
        const [low, high] = index === line.length - 1 ? [-rest[1], -rest[0]] : rest;
        const [least, most] = at(ranges, r, c);
        const narrower: Range = [Math.max(least, low), Math.min(most, high)];
        if (narrower[0] === least && narrower[1] === most) continue;
        (ranges[r] as Range[])[c] = narrower;
        changed = true;
      }
    }
  }
  return ranges;
}

/** Every count each entry has in some table that looks the same, with hidden cells from 1 to `most`. */
function possibleCounts(published: Grid<number | null>, most: number): Grid<ReadonlySet<number>> {
  const cells = published.slice(0, -1).map((row) => row.slice(0, -1));
  const places = cells.flatMap((row, r) => row.flatMap((count, c) => (count === null ? [[r, c] as const] : [])));
  const guess = cells.map((row) => row.map((count) => count ?? 0));
  const possible = published.map((row) => row.map(() => new Set<number>()));
  const tryFrom = (index: number): void => {
    const place = places[index];
    if (place === undefined) {
      const grid = gridOf(guess);
      const fits = published.every((row, r) => row.every((count, c) => count === null || count === grid[r]?.[c]));
      if (fits)
        for (const [r, row] of grid.entries()) for (const [c, count] of row.entries()) possible[r]?.[c]?.add(count);
      return;
    }
    for (let count = 1; count <= most; count += 1) {
      (guess[place[0]] as number[])[place[1]] = count;
      tryFrom(index + 1);
    }
  };
  tryFrom(0);
  return possible;
}

function at<Value>(grid: Grid<Value>, row: number, column: number): Value {
  return (grid[row] as readonly Value[])[column] as Value;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
