import type { Count } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import { DIVISIONS } from "../indicator/divisions.ts";
import { familyOf, hiddenGroups, isPart, type Member, publishPart, undivided } from "./parts.ts";
import { publishCells } from "./publish-cells.ts";
import { type CellRow, gridOf, type TimedCell } from "./table.ts";

/** Counts by sex and age band, as `F b0: 7`. */
function memberOf(counts: Readonly<Record<string, number>>): Member {
  const cells = Object.entries(counts).map(([name, count]): CellRow => {
    const [row = "", column = ""] = name.split(" ");
    return { row, column, place: null, count };
  });
  return { cells, isTotalHidden: false };
}

/** Hires by employer, and both together. */
function hires(inside: Readonly<Record<string, number>>, outside: Readonly<Record<string, number>>) {
  const names = [...new Set([...Object.keys(inside), ...Object.keys(outside)])];
  const all = Object.fromEntries(names.map((name) => [name, (inside[name] ?? 0) + (outside[name] ?? 0)]));
  return new Map([
    ["HIRED", memberOf(all)],
    ["3B.3", memberOf(inside)],
    ["3B.4", memberOf(outside)],
  ]);
}

function tableOf(code: string, family: ReturnType<typeof hires>, columns: "AGE_BAND" | null) {
  const cells = family.get(code)?.cells ?? [];
  const grid = gridOf(
    cells.map((cell) => (columns === null ? { ...cell, column: null } : cell)),
    ({ row }) => row,
  );
  return publishPart(code, family, grid, { rows: "SEX", columns });
}

const numbers = (counts: readonly Count[]): (number | null)[] =>
  counts.map((count) => (count.kind === "exact" ? count.count : null));

test("a part of two wholes would have two tables", () => {
  const parts = DIVISIONS.filter(({ isComplete }) => isComplete).flatMap((division) => division.parts);
  expect(new Set(parts).size).toBe(parts.length);
});

test("a family is the undivided whole and all of which it is made", () => {
  expect(familyOf("3B.3")).toEqual(["HIRED", "3B.3", "3B.4"]);
  expect(familyOf("CO03")).toEqual(["TOTAL", "COMPLETE", "CO01", "CO03", "CO05", "INCOMPLETE"]);
  expect(familyOf("COMPLETE")).toEqual(familyOf("CO03"));
  expect(["TOTAL", "HIRED", "CO02"].flatMap(familyOf)).toEqual([]);
  expect(["COMPLETE", "CO05", "TOTAL", "CO02"].map(isPart)).toEqual([true, true, false, false]);
});

describe("publishPart", () => {
  test("hides a part that is left of the whole and the other part", () => {
    const family = hires({ "F b0": 40, "M b0": 30, "X b0": 20 }, { "F b0": 3, "M b0": 9, "X b0": 8 });
    const [cells = []] = [family.get("3B.3")?.cells];
    const alone = publishCells(
      cells.map((cell) => ({ ...cell, column: null })),
      gridOf(
        cells.map((cell) => ({ ...cell, column: null })),
        ({ row }) => row,
      ),
      { rows: "SEX", columns: null, isExact: false, isTotalHidden: false },
    );
    expect(numbers(alone.rowTotals)).toEqual([40, 30, 20]);
    const [inside, outside] = [tableOf("3B.3", family, null), tableOf("3B.4", family, null)];
    expect(numbers(inside.rowTotals)).toEqual([null, 30, null]);
    expect(numbers(outside.rowTotals)).toEqual([null, 9, null]);
    expect(numbers([inside.grandTotal, outside.grandTotal])).toEqual([90, 20]);
    expect(inside.cells.map(([cell]) => cell)).toEqual(inside.rowTotals);
  });

  test("tells cells of two cuts where nothing of the whole and its parts is small, and else margins alone", () => {
    const large = hires(
      { "F b0": 10, "F b1": 12, "M b0": 14, "M b1": 16 },
      { "F b0": 5, "F b1": 6, "M b0": 7, "M b1": 8 },
    );
    expect(tableOf("3B.3", large, "AGE_BAND").cells.map(numbers)).toEqual([
      [10, 12],
      [14, 16],
    ]);
    const some = hires(
      { "F b0": 10, "F b1": 12, "M b0": 14, "M b1": 16 },
      { "F b0": 4, "F b1": 6, "M b0": 7, "M b1": 8 },
    );
    const table = tableOf("3B.3", some, "AGE_BAND");
    expect(table.cells.flatMap(numbers).every((count) => count === null)).toBe(true);
    expect(numbers([...table.rowTotals, ...table.columnTotals])).toEqual([22, 30, 24, 28]);
  });

  /** Complete and incomplete files of three groups; of the complete ones three are in a small part. */
  const files = (incomplete: number) =>
    new Map(
      Object.entries({
        TOTAL: { "F ": 38 + incomplete, "M ": 40, "X ": 65 },
        COMPLETE: { "F ": 38, "M ": 34, "X ": 30 },
        INCOMPLETE: { "F ": incomplete, "M ": 6, "X ": 35 },
        CO01: { "F ": 30, "M ": 34, "X ": 27 },
        CO03: { "F ": 8, "X ": 3 },
      }).map(([code, counts]) => [code, memberOf(counts)] as const),
    );
  const hidden = (code: string, family: ReturnType<typeof files>) => [...hiddenGroups(family, ({ row }) => row)(code)];

  test("tells a part that is divided where it follows from the others", () => {
    const family = files(35);
    expect(hidden("INCOMPLETE", family)).toEqual([]);
    expect(hidden("COMPLETE", family)).toEqual([]);
    expect(hidden("CO03", family)).toContain("X");
    expect(hidden("CO01", family)).toContain("X");
  });

  test("hides of a part with hidden numbers that there is nobody, but not where the whole has nobody", () => {
    const family = files(35);
    expect(hidden("CO03", family)).toContain("M");
    expect(hidden("CO05", family)).toEqual([]);
    const nobody = new Map([...family].map(([code, { cells }]) => [code, { isTotalHidden: false, cells: [...cells] }]));
    nobody.get("TOTAL")?.cells.push({ row: "Y", column: "", place: null, count: 0 });
    expect(hidden("CO03", nobody)).not.toContain("Y");
  });

  test("hides a part that is divided where what is left would tell a few", () => {
    const family = files(2);
    expect(hidden("INCOMPLETE", family)).toContain("F");
    expect(hidden("COMPLETE", family)).toContain("F");
  });
});

test("of a time a part is told as a whole, where the time is that of the event", () => {
  const count = (number: number): Count => ({ kind: "exact", count: number });
  const table = {
    cells: [[count(5)], [count(6)]],
    rowTotals: [count(5), count(6)],
    columnTotals: [count(11)],
    grandTotal: count(11),
  };
  const cell = (START: number): TimedCell => ({
    ...{ row: "F", column: null, place: null, count: 5, EVENT: 8076, START, EXIT: null },
  });
  const told = (cut: Parameters<typeof undivided>[2], start = 8076) => {
    const seen = undivided(table, [cell(start)], cut);
    return [...seen.rowTotals, seen.grandTotal].map((each) => (each.kind === "exact" ? each.count : null));
  };
  expect(told({ rows: "SEX", columns: null, axis: "EVENT" })).toEqual([null, null, 11]);
  expect(told({ rows: "EVENT_HALF_YEAR", columns: null, axis: "EVENT" })).toEqual([5, 6, 11]);
  expect(told({ rows: "START_HALF_YEAR", columns: null, axis: "START" })).toEqual([5, 6, 11]);
  expect(told({ rows: "START_HALF_YEAR", columns: null, axis: "START" }, 8075)).toEqual([null, null, null]);
});
