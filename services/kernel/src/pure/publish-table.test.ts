import { describe, expect, test } from "vitest";
import { publishCount, publishTable } from "./publish-table.ts";
import { suppressTable } from "./suppressed-table.ts";

const exact = (count: number) => ({ kind: "exact", count });
const hidden = { kind: "suppressed", below: 5 };

describe("publishTable", () => {
  test("shows everything with totals to whoever sees the rows", () => {
    expect(
      publishTable(true, [
        [1, 20, -3],
        [0, 4, 7],
      ]),
    ).toEqual({
      cells: [
        [exact(1), exact(20), exact(-3)],
        [exact(0), exact(4), exact(7)],
      ],
      rowTotals: [exact(18), exact(11)],
      columnTotals: [exact(1), exact(24), exact(4)],
      grandTotal: exact(29),
    });
  });

  test("hides small counts, and what would give them away, from everybody else", () => {
    const counts = [
      [1, 20, 30],
      [9, 40, 7],
    ];
    expect(publishTable(false, counts)).toEqual(suppressTable(counts));
    expect(publishTable(false, counts).cells[0]?.[0]).toEqual(hidden);
  });

  test("shows nothing but zero of a table with a net decrease", () => {
    expect(
      publishTable(false, [
        [0, 0, 0],
        [0, -1, 50],
      ]),
    ).toEqual({
      cells: [
        [exact(0), exact(0), exact(0)],
        [exact(0), hidden, hidden],
      ],
      rowTotals: [exact(0), hidden],
      columnTotals: [exact(0), hidden, hidden],
      grandTotal: hidden,
    });
  });

  test.each([true, false])("takes a table without rows", (viewerSeesRows) => {
    expect(publishTable(viewerSeesRows, [])).toEqual({
      ...{ cells: [], rowTotals: [], columnTotals: [], grandTotal: exact(0) },
    });
  });
});

test.for([
  [3, null, exact(3)],
  [7, 7, exact(7)],
  [0, 0, exact(0)],
  [3, 3, hidden],
  [7, 8, hidden],
  [0, 8, exact(0)],
  [7, undefined, hidden],
] as const)("a count of %s is published beside %s at the newest release as %o", ([count, newest, published]) => {
  expect(publishCount(count, newest)).toEqual(published);
});
