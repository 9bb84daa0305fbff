import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Count,
  type SuppressedTable,
  suppressCount,
  suppressMoney,
  suppressRate,
  suppressTable,
} from "./suppression.ts";

const hidden = { kind: "suppressed", below: 5 };
const shown = (count: number) => ({ kind: "exact", count });

function textOf(counts: readonly Count[]): string {
  return counts.map((count) => (count.kind === "exact" ? String(count.count) : "x")).join(" ");
}

/** The table as lines of text with totals last; x is hidden. */
function linesOf(table: SuppressedTable): readonly string[] {
  const rows = table.cells.map((row, index) => textOf([...row, table.rowTotals[index] as Count]));
  return [...rows, textOf([...table.columnTotals, table.grandTotal])];
}

describe("suppressCount", () => {
  it.each<[number, number | undefined, object]>([
    [0, undefined, shown(0)],
    [1, undefined, hidden],
    [4, undefined, hidden],
    [5, undefined, shown(5)],
    [5, 10, { kind: "suppressed", below: 10 }],
    [9, 10, { kind: "suppressed", below: 10 }],
    [10, 10, shown(10)],
  ])("publishes %d at threshold %j", (count, threshold, published) => {
    expect(suppressCount(count, threshold)).toEqual(published);
  });

  it.each([4, 3, 0, -5, 5.5, Number.NaN, Number.POSITIVE_INFINITY])("takes no threshold of %d", (threshold) => {
    expect(() => suppressCount(7, threshold)).toThrow("Broken invariant");
    expect(() => suppressRate(7, 14, threshold)).toThrow("Broken invariant");
    expect(() => suppressTable([[7]], { threshold })).toThrow("Broken invariant");
  });

  it.each([-1, 1.5, Number.NaN])("takes no count of %d", (count) => {
    expect(() => suppressCount(count)).toThrow("Broken invariant");
    expect(() => suppressTable([[count]])).toThrow("Broken invariant");
  });
});

describe("suppressRate", () => {
  it.each<[string, number, number, object]>([
    ["a rate of nobody", 0, 0, hidden],
    ["too few asked about", 0, 4, hidden],
    ["none of just enough", 0, 5, { kind: "exact", basisPoints: 0 }],
    ["all of just enough", 5, 5, { kind: "exact", basisPoints: 10_000 }],
    ["few who did", 4, 20, hidden],
    ["few who did not", 16, 20, hidden],
    ["enough of both", 5, 10, { kind: "exact", basisPoints: 5000 }],
    ["a third, rounded", 5, 15, { kind: "exact", basisPoints: 3333 }],
    ["two thirds, rounded", 10, 15, { kind: "exact", basisPoints: 6667 }],
  ])("publishes or hides %s", (_, numerator, denominator, rate) => {
    expect(suppressRate(numerator, denominator)).toEqual(rate);
  });

  it("hides more at a higher threshold, and takes no part larger than the whole", () => {
    expect(suppressRate(9, 20, 10)).toEqual({ kind: "suppressed", below: 10 });
    expect(() => suppressRate(6, 5)).toThrow("Broken invariant");
  });
});

describe("suppressMoney", () => {
  it.each<[string, bigint[], bigint | null]>([
    ["nobody", [], 0n],
    ["one company", [100n], null],
    ["two companies", [50n, 50n], null],
    ["three companies", [50n, 50n, 50n], 150n],
    ["a company without a part, which is no third", [50n, 50n, 0n], null],
    ["companies without any part", [0n, 0n, 0n], null],
    ["one with exactly 85 %", [85n, 10n, 5n], 100n],
    ["one just over 85 %", [8501n, 1000n, 499n], null],
    ["one with most of it last", [1n, 1n, 98n], null],
    ["corrections by their size", [-40n, 60n, 30n], 50n],
    ["a correction that nearly cancels", [-100n, 99n, 1n], 0n],
    ["one correction over 85 %", [-900n, 50n, 50n], null],
  ])("publishes or hides the sum of %s", (_, parts, minor) => {
    expect(suppressMoney(parts)).toEqual(minor === null ? { kind: "suppressed" } : { kind: "exact", minor });
  });
});

describe("suppressTable", () => {
  it.each<[string, number[][], string[]]>([
    [
      "nothing where nothing is small",
      [
        [5, 0],
        [0, 9],
      ],
      ["5 0 5", "0 9 9", "5 9 14"],
    ],
    [
      "a circle around one small count",
      [
        [12, 3, 20],
        [9, 15, 31],
        [7, 8, 6],
      ],
      ["x x 20 35", "9 15 31 55", "x x 6 21", "28 26 57 111"],
    ],
    [
      "more where hidden counts sum below the threshold",
      [
        [1, 1, 40],
        [22, 18, 30],
        [0, 25, 12],
      ],
      ["x x x 42", "x x 30 70", "0 x x 37", "23 44 82 149"],
    ],
    [
      "the lowest row, then column, of equals",
      [
        [3, 6, 6],
        [6, 6, 6],
        [6, 6, 6],
      ],
      ["x x 6 15", "x x 6 18", "6 6 6 18", "15 18 18 51"],
    ],
    [
      "another total beside a small one",
      [
        [0, 2],
        [0, 40],
      ],
      ["0 x x", "0 x x", "0 42 42"],
    ],
    ["the total of a line with nothing else to hide", [[1, 5]], ["x x 6", "x x 6"]],
    ["all of a table of one", [[3]], ["x x", "x x"]],
    ["nothing of a large table of one", [[5]], ["5 5", "5 5"]],
    ["a total that says that all are 1", [[1, 1, 1, 1, 1]], ["x x x x x x", "x x x x x x"]],
    ["a total that leaves each cell two values", [[1, 1, 1, 2]], ["x x x x x", "x x x x x"]],
    [
      "nothing of zeros",
      [
        [0, 0],
        [0, 0],
      ],
      ["0 0 0", "0 0 0", "0 0 0"],
    ],
    ["nothing of no rows", [], ["0"]],
    ["nothing of rows without columns", [[], []], ["0", "0", "0"]],
  ])("hides %s", (_, counts, lines) => {
    expect(linesOf(suppressTable(counts))).toEqual(lines);
  });

  it("hides only near what is in danger", () => {
    const counts = [
      [1, 1, 1, 1, 1, 0],
      [12, 30, 14, 22, 51, 7],
      [40, 41, 42, 43, 44, 45],
    ];
    expect(linesOf(suppressTable(counts)).at(-1)).toBe("53 72 57 66 96 52 396");
    expect(suppressTable(counts).cells[2]?.[5]).toEqual(shown(45));
  });

  it("takes a higher threshold and says so", () => {
    expect(suppressTable([[9, 10]], { threshold: 10 })).toEqual({
      cells: [
        [
          { kind: "suppressed", below: 10 },
          { kind: "suppressed", below: 10 },
        ],
      ],
      rowTotals: [shown(19)],
      columnTotals: [
        { kind: "suppressed", below: 10 },
        { kind: "suppressed", below: 10 },
      ],
      grandTotal: shown(19),
    });
  });

  it("takes no rows of different length", () => {
    expect(() => suppressTable([[1, 2], [3]])).toThrow("Broken invariant");
  });

  it("does not trust lines that are safe one by one but not together", () => {
    // The first two rows less the first two columns leave the 2 in the second row, if nothing else is hidden.
    const counts = [
      [3, 4, 20, 20],
      [4, 3, 2, 20],
      [20, 20, 4, 3],
      [20, 20, 3, 4],
    ];
    expect(linesOf(suppressTable(counts))).toEqual([
      "x x x 20 47",
      "x x x 20 29",
      "20 20 x x 47",
      "20 20 x x 47",
      "47 47 29 47 170",
    ]);
  });

  it("hides nothing when nothing is small", () => {
    const large = fc.array(fc.tuple(fc.integer({ min: 5, max: 30 }), fc.constantFrom(0, 5, 17)), { maxLength: 5 });
    fc.assert(fc.property(large, (counts) => !linesOf(suppressTable(counts)).join().includes("x")));
  });
});
