import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isHidden, publishCut } from "./publish.ts";

const tables = fc.tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 5 })).chain(([height, width]) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: width, maxLength: width }), {
    minLength: height,
    maxLength: height,
  }),
);
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
const isSmall = (count: number): boolean => count > 0 && count < 5;

describe("publishCut", () => {
  test("hides a total in a table of two cuts when the table of one does", () => {
    fc.assert(
      fc.property(tables, (counts) => {
        const isTotalHidden = isSmall(sum(counts.flat()));
        const both = publishCut(counts, isTotalHidden);
        const rowsAlone = publishCut(
          counts.map((row) => [sum(row)]),
          isTotalHidden,
        );
        expect(both.rowTotals).toEqual(rowsAlone.rowTotals);
        expect(isHidden(both.grandTotal)).toBe(isTotalHidden);
      }),
    );
  });

  test("shows what is true, and no small number", () => {
    fc.assert(
      fc.property(tables, (counts) => {
        const { cells } = publishCut(counts, isSmall(sum(counts.flat())));
        for (const [row, line] of cells.entries()) {
          for (const [column, cell] of line.entries()) {
            const count = counts[row]?.[column] ?? 0;
            if (cell.kind === "exact") expect(cell.count).toBe(count);
            if (isSmall(count)) expect(isHidden(cell)).toBe(true);
          }
        }
      }),
    );
  });

  test("withholds every cell where a hidden total could be counted from its cells", () => {
    // Four of one sex in four age bands: as many cells as people.
    const { cells, rowTotals } = publishCut(
      [
        [1, 1, 1, 1],
        [20, 20, 20, 20],
      ],
      false,
    );
    expect(rowTotals.every(isHidden)).toBe(true);
    expect(cells.flat().every(isHidden)).toBe(true);
    // A row of 10 is hidden for the other's sake: 7 and a hidden cell would say that it is 8 at least.
    const bounded = publishCut(
      [
        [7, 3],
        [0, 2],
      ],
      false,
    );
    expect(bounded.cells.flat().every(isHidden)).toBe(true);
  });

  test("tells a table without small numbers whole", () => {
    const { cells } = publishCut(
      [
        [5, 0],
        [10, 20],
      ],
      false,
    );
    expect(cells.flat().some(isHidden)).toBe(false);
  });

  test("hides a total that is hidden as a figure, and what would give it back", () => {
    const { rowTotals, grandTotal } = publishCut([[9], [8]], true);
    expect(isHidden(grandTotal)).toBe(true);
    expect(rowTotals.some(isHidden)).toBe(true);
  });
});
