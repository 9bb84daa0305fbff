import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SuppressedTable, suppressInBlocks, suppressTable } from "./suppressed-table.ts";
import type { Count } from "./suppression.ts";

const shown = (count: number) => ({ kind: "exact", count });

function textOf(counts: readonly Count[]): string {
  return counts.map((count) => (count.kind === "exact" ? String(count.count) : "x")).join(" ");
}

/** The table as lines of text with totals last; x is hidden. */
function linesOf(table: SuppressedTable): readonly string[] {
  const rows = table.cells.map((row, index) => textOf([...row, table.rowTotals[index] as Count]));
  return [...rows, textOf([...table.columnTotals, table.grandTotal])];
}

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

  it("takes no rows of different length, no smaller threshold and nothing that is no count", () => {
    expect(() => suppressTable([[1, 2], [3]])).toThrow("Broken invariant");
    for (const threshold of [4, 5.5, Number.NaN]) {
      expect(() => suppressTable([[7]], { threshold })).toThrow("Broken invariant");
    }
    for (const count of [-1, 1.5, Number.NaN]) expect(() => suppressTable([[count]])).toThrow("Broken invariant");
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

describe("suppressInBlocks", () => {
  const blocks = [
    [0, 1, 2],
    [3, 4, 5],
  ];
  const told = (counts: readonly number[]) =>
    linesOf(
      suppressInBlocks(
        counts.map((count) => [count]),
        blocks,
      ),
    ).map((line) => line.split(" ")[0]);

  it("is a table as any other where all of it is one block", () => {
    const counts = [
      [12, 3, 20],
      [9, 15, 31],
      [7, 8, 6],
    ];
    expect(suppressInBlocks(counts, [[0, 1, 2]])).toEqual(suppressTable(counts));
  });

  it("hides a second count in a block whose sum would tell the first", () => {
    expect(told([3, 20, 9, 30, 2, 7])).toEqual(["x", "20", "x", "30", "x", "x", "71"]);
  });

  it("tells no count of a block in which so few are that its sum tells them, those of 0 neither", () => {
    expect(told([4, 1, 0, 30, 0, 7])).toEqual(["x", "x", "0", "30", "0", "7", "42"]);
    expect(told([2, 2, 2, 30, 0, 7])).toEqual(["x", "x", "x", "30", "0", "7", "43"]);
    expect(told([0, 3, 2, 30, 0, 7])).toEqual(["0", "x", "x", "30", "0", "7", "42"]);
    expect(
      linesOf(
        suppressInBlocks(
          [[1], [1], [1], [1], [1], [0], [30], [0], [7]],
          [
            [0, 1, 2, 3, 4, 5],
            [6, 7, 8],
          ],
        ),
      ).map((line) => line.split(" ")[0]),
    ).toEqual(["x", "x", "x", "x", "x", "x", "30", "0", "7", "42"]);
  });

  it("hides the sum of all where it is small", () => {
    expect(told([0, 0, 0, 0, 3, 0])).toEqual(["0", "0", "0", "0", "x", "0", "x"]);
  });

  it("tells nothing of no rows", () => {
    expect(suppressInBlocks([], [])).toEqual(suppressTable([]));
  });
});
