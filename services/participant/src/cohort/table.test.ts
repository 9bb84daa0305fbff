import { type Count, suppressTable } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keyOf } from "./dimensions.ts";
import { publishFunnel } from "./funnel.ts";
import { derivedUpward, gridOf, turned } from "./table.ts";

const exact = (count: number): Count => ({ kind: "exact", count });
const HIDDEN: Count = { kind: "suppressed", below: 5 };

describe("gridOf", () => {
  test("puts cells into rows and columns, with what is not known last", () => {
    const cells = [
      { row: null, column: "F", place: "0751", count: 3 },
      { row: "b", column: "M", place: "0751", count: 2 },
      { row: "b", column: "M", place: "0461", count: 4 },
      { row: "a", column: "F", place: "0461", count: 1 },
    ];
    expect(gridOf(cells, ({ row }) => row)).toEqual({
      rows: ["a", "b", null],
      columns: ["F", "M"],
      counts: [
        [1, 0],
        [0, 6],
        [3, 0],
      ],
    });
  });
});

describe("derivedUpward", () => {
  test("shows a region whose municipalities are all shown, and hides the others", () => {
    const finest = suppressTable([
      [80, 90],
      [70, 95],
      [2, 50],
      [7, 60],
    ]);
    expect(derivedUpward(finest, ["A", "A", "B", "B"], ["A", "B"])).toEqual({
      cells: [
        [exact(150), exact(185)],
        [HIDDEN, HIDDEN],
      ],
      rowTotals: [exact(335), exact(119)],
      columnTotals: finest.columnTotals,
      grandTotal: exact(454),
    });
  });

  test("is nothing that does not follow from the table of municipalities", () => {
    const tables = fc.array(
      fc.tuple(fc.constantFrom("A", "B", "C"), fc.array(fc.nat(15), { minLength: 2, maxLength: 2 })),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(tables, (rows) => {
        const groups = [...new Set(rows.map(([group]) => group))];
        const finest = suppressTable(rows.map(([, counts]) => counts));
        const derived = derivedUpward(
          finest,
          rows.map(([group]) => group),
          groups,
        );
        groups.forEach((group, index) => {
          [0, 1].forEach((column) => {
            const within = finest.cells.filter((_, row) => rows[row]?.[0] === group).map((row) => row[column] as Count);
            const isShown = within.every(({ kind }) => kind === "exact");
            expect(derived.cells[index]?.[column]?.kind).toBe(isShown ? "exact" : "suppressed");
          });
        });
        expect(turned(turned(derived))).toEqual(derived);
      }),
    );
  });
});

test("keys have words, and bands of age their edges", () => {
  expect(["0", "1", "2", null].map((value) => keyOf("AGE_BAND", value, [25, 55]).key)).toEqual([
    ...["BELOW_25", "25_TO_54", "FROM_55", null],
  ]);
  expect(keyOf("SEX", "F", [])).toEqual({ dimension: "SEX", key: "F", label: "Women" });
  expect(keyOf("MUNICIPALITY", "0751", [])).toMatchObject({ key: "0751", label: "0751" });
  expect(keyOf(null, null, [])).toMatchObject({ key: null, label: "All" });
});

describe("publishFunnel", () => {
  const found = (group: string | null, code: string, count: number, measured = 0) => ({
    group,
    code,
    count,
    measured,
    median: 30,
  });
  const some = [
    ...[found("a", "TOTAL", 20, 20), found("b", "TOTAL", 30, 4), found(null, "TOTAL", 50, 24)],
    ...[found("a", "HIRED", 3, 3), found("b", "HIRED", 20, 20), found(null, "HIRED", 23, 23)],
  ];
  const stepsOf = (isExact: boolean) => {
    const published = publishFunnel(some, ["a", "b"], isExact ? null : []);
    return ["a", "b", null].map((group) =>
      (published.get(group) ?? []).filter(({ stage }) => stage === "STARTED" || stage === "HIRED"),
    );
  };

  test("gives counts, and medians of five and more", () => {
    expect(stepsOf(true)).toEqual([
      [
        { stage: "STARTED", count: exact(20), medianDays: 30 },
        { stage: "HIRED", count: exact(3), medianDays: null },
      ],
      [
        { stage: "STARTED", count: exact(30), medianDays: null },
        { stage: "HIRED", count: exact(20), medianDays: 30 },
      ],
      [
        { stage: "STARTED", count: exact(50), medianDays: 30 },
        { stage: "HIRED", count: exact(23), medianDays: 30 },
      ],
    ]);
  });

  test("hides a small count and the one that would give it away", () => {
    const [a, b, all] = stepsOf(false);
    expect([a?.[1]?.count, b?.[1]?.count, all?.[1]?.count]).toEqual([HIDDEN, HIDDEN, exact(23)]);
  });
});
