import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { poolingRisk, type TableSpot } from "./pooling.ts";
import { type SuppressedTable, suppressTable } from "./suppressed-table.ts";
import type { Count } from "./suppression.ts";

const at = (row: number | null, column: number | null): TableSpot => ({ row, column });

describe("poolingRisk", () => {
  test("names the small row that is left when the others of the pool are shown", () => {
    const table = suppressTable([
      [3, 7],
      [2, 9],
      [20, 30],
      [6, 8],
    ]);
    expect(table.cells.map((row) => row.map(({ kind }) => kind))).toEqual([
      ["suppressed", "suppressed"],
      ["suppressed", "suppressed"],
      ["exact", "exact"],
      ["exact", "exact"],
    ]);
    const risk = poolingRisk(table, { pooled: [0, 2] });
    expect(risk.recoverable).toEqual([at(0, 0), at(1, 0), at(0, 1), at(1, 1)]);
    expect(risk.isKept).toBe(true);
    expect(risk.hide.length).toBeGreaterThan(0);
    expect(poolingRisk(table, { pooled: [0, 1] })).toEqual({ recoverable: [], hide: [], isKept: true });
    expect(poolingRisk(table, { pooled: [2, 3] })).toEqual({ recoverable: [], hide: [], isKept: true });
  });

  test("says when nothing but not pooling helps", () => {
    const table = suppressTable([[3], [2], [0], [20]]);
    expect(poolingRisk(table, { pooled: [0, 2] })).toMatchObject({ hide: [], isKept: false });
  });

  test("asks about groups of rows, which are hidden with any of their rows", () => {
    const table = suppressTable([[3], [2], [20], [9]]);
    const risk = poolingRisk(table, {
      pooled: [0, 2],
      groups: [
        [0, 2],
        [1, 3],
      ],
    });
    expect(risk.recoverable).toEqual([at(0, 0), at(1, 0), at(0, null), at(1, null)]);
  });

  test("of a table with nothing hidden, or without rows, is none", () => {
    expect(
      poolingRisk(
        suppressTable([
          [10, 20],
          [30, 40],
        ]),
        { pooled: [0, 1] },
      ).recoverable,
    ).toEqual([]);
    expect(poolingRisk(suppressTable([]), { pooled: [] }).recoverable).toEqual([]);
  });
});

describe("against every table that there could be", () => {
  const tables = fc.tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 1, max: 2 })).chain(([height, width]) =>
    fc.record({
      counts: fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: width, maxLength: width }), {
        minLength: height,
        maxLength: height,
      }),
      pooled: fc.uniqueArray(fc.integer({ min: 0, max: height - 1 }), { minLength: 1 }),
    }),
  );

  test("names exactly the counts that no other table can have, and advice keeps them", () => {
    fc.assert(
      fc.property(tables, ({ counts, pooled }) => {
        const table = suppressTable(counts);
        const risk = poolingRisk(table, { pooled });
        const [before, after] = [fixedIn(table, []), fixedIn(table, pooled)];
        const given = after.filter((spot) => !before.includes(spot));
        expect(risk.recoverable.map(nameOf).sort()).toEqual(given.sort());
        if (!risk.isKept) return;
        const kept = fixedIn(withHidden(table, risk.hide), pooled);
        expect(kept.filter((spot) => given.includes(spot))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("knows no hidden count: tables that are published alike are answered alike", () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 1, max: 4 }), ({ counts, pooled }, more) => {
        const table = suppressTable(counts);
        const other = suppressTable(
          counts.map((row) => row.map((count) => (count === more ? (count % 4) + 1 : count))),
        );
        fc.pre(JSON.stringify(table) === JSON.stringify(other));
        expect(poolingRisk(other, { pooled })).toEqual(poolingRisk(table, { pooled }));
      }),
    );
  });
});

function nameOf({ row, column }: TableSpot): string {
  return `${row ?? "all"} ${column ?? "all"}`;
}

function withHidden(table: SuppressedTable, hide: readonly TableSpot[]): SuppressedTable {
  const names = new Set(hide.map(nameOf));
  const of = (count: Count, row: number | null, column: number | null): Count =>
    names.has(nameOf({ row, column })) ? { kind: "suppressed", below: 5 } : count;
  return {
    cells: table.cells.map((row, r) => row.map((count, c) => of(count, r, c))),
    rowTotals: table.rowTotals.map((count, r) => of(count, r, null)),
    columnTotals: table.columnTotals.map((count, c) => of(count, null, c)),
    grandTotal: of(table.grandTotal, null, null),
  };
}

/**
 * The hidden counts that are the same in every table around the true one which is published alike, found by trying
 * all of them: each hidden cell moves by up to two, and what is shown or pooled may not move.
 */
function fixedIn(table: SuppressedTable, pooled: readonly number[]): string[] {
  const [height, width] = [table.cells.length, table.columnTotals.length];
  const isHidden = (count: Count | undefined): boolean => count?.kind === "suppressed";
  const free = table.cells.flatMap((row, r) => row.flatMap((count, c) => (isHidden(count) ? [[r, c] as const] : [])));
  const spots: (readonly [TableSpot, boolean])[] = [
    ...table.cells.flatMap((row, r) => row.map((count, c) => [at(r, c), isHidden(count)] as const)),
    ...table.rowTotals.map((count, r) => [at(r, null), isHidden(count)] as const),
    ...table.columnTotals.map((count, c) => [at(null, c), isHidden(count)] as const),
    [at(null, null), isHidden(table.grandTotal)],
  ];
  const moving = new Set<string>();
  const move = Array.from({ length: height }, () => new Array<number>(width).fill(0));
  const total = ({ row, column }: TableSpot): number =>
    move.reduce(
      (sum, cells, r) =>
        row === null || row === r
          ? sum + cells.reduce((s, by, c) => (column === null || column === c ? s + by : s), 0)
          : sum,
      0,
    );
  const poolStays = (): boolean =>
    pooled.length === 0 ||
    Array.from({ length: width }, (_, c) => pooled.reduce((sum, r) => sum + (move[r]?.[c] ?? 0), 0)).every(
      (by) => by === 0,
    );
  const tryAll = (index: number): void => {
    const cell = free[index];
    if (cell === undefined) {
      if (!poolStays() || spots.some(([spot, hidden]) => !hidden && total(spot) !== 0)) return;
      for (const [spot, hidden] of spots) if (hidden && total(spot) !== 0) moving.add(nameOf(spot));
      return;
    }
    const row = move[cell[0]] as number[];
    for (const by of free.length > 6 ? [-1, 0, 1] : [-2, -1, 0, 1, 2]) {
      row[cell[1]] = by;
      tryAll(index + 1);
    }
    row[cell[1]] = 0;
  };
  tryAll(0);
  return spots.filter(([spot, hidden]) => hidden && !moving.has(nameOf(spot))).map(([spot]) => nameOf(spot));
}
