import { type Count, toldQuarters } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ALWAYS, groupsOverTime, NEVER, wholeWithin } from "./over-time.ts";
import { firstTimeOf, halfYearOf, isAll, isInOrder, isOfRelease, publishReleased } from "./released.ts";
import type { TimedCell } from "./table.ts";

/** The first quarter of 2019. */
const FIRST = 2019 * 4;
const until = (at: number) => ({ ...ALWAYS, until: FIRST + at });
const during = (from: number, to = from) => ({ after: FIRST + from - 1, until: FIRST + to });

/** Counts of groups, quarter by quarter. */
function countsOf(groups: Readonly<Record<string, readonly number[]>>) {
  return Object.entries(groups).flatMap(([group, counts]) =>
    counts.flatMap((count, at) => (count === 0 ? [] : [{ group, quarter: FIRST + at, count }])),
  );
}

function wholeOf(counts: ReturnType<typeof countsOf>) {
  const sums = new Map<number, number>();
  for (const { quarter, count } of counts) sums.set(quarter, (sums.get(quarter) ?? 0) + count);
  return { told: toldQuarters(sums, false), isTotalHidden: false };
}

function over(groups: Readonly<Record<string, readonly number[]>>) {
  const counts = countsOf(groups);
  return groupsOverTime(Object.keys(groups).sort(), counts, wholeOf(counts));
}

describe("groupsOverTime", () => {
  test("tells every time of groups that are many in every quarter", () => {
    const { within } = over({ F: [9, 8, 7, 6], M: [5, 6, 7, 8] });
    expect([during(0), during(1), during(0, 1), until(2), ALWAYS].map((lapse) => within(["F"], lapse))).toEqual([
      ...[9, 8, 17, 24, 30],
    ]);
  });

  test("hides a few of a quarter, whoever else would tell them, and the half-year with the quarter", () => {
    const { within } = over({ F: [20, 20, 20, 2], M: [20, 20, 20, 20], X: [20, 20, 20, 20] });
    expect(within(["F"], during(3))).toBeNull();
    expect([within(["M"], during(3)), within(["X"], during(3))]).toContain(null);
    expect(within(["F"], during(2, 3))).toBeNull();
    expect(within(["F"], until(2))).toBeNull();
    expect(within(["F"], during(1, 2))).toBe(40);
    expect(within(["F"], ALWAYS)).toBe(62);
  });

  test("tells by half-years what is few in most quarters", () => {
    const { within } = over({ F: [4, 4, 4, 4], M: [4, 4, 4, 4] });
    expect(within(["F"], during(0))).toBeNull();
    expect(within(["F"], during(0, 1))).toBe(8);
    expect(within(["F"], until(1))).toBe(8);
  });

  test("tells that nothing happened since", () => {
    const { within, isNone } = over({ F: [9, 0, 0, 0], M: [9, 9, 9, 9] });
    expect(within(["F"], until(0))).toBe(9);
    expect(isNone(["F"], { after: FIRST, until: NEVER })).toBe(true);
    expect(isNone(["M"], { after: FIRST, until: NEVER })).toBe(false);
  });

  const few = fc.array(fc.nat({ max: 14 }), { minLength: 8, maxLength: 8 });

  test("tells no few, by itself or as a half-year less a quarter or one day less another", () => {
    fc.assert(
      fc.property(few, few, few, (a, b, c) => {
        const groups = { a, b, c };
        const counts = countsOf(groups);
        const whole = wholeOf(counts);
        const told = over(groups);
        const isSmall = (count: number | null): boolean => count !== null && count > 0 && count < 5;
        for (const group of ["a", "b", "c"]) {
          const ends = [-1, 0, 1, 2, 3, 4, 5, 6].map((at) => told.within([group], until(at)));
          for (const [at, earlier] of ends.entries()) {
            for (const later of ends.slice(at)) {
              if (earlier !== null && later !== null) expect(isSmall(later - earlier)).toBe(false);
            }
          }
          for (const half of [0, 2, 4, 6]) {
            const [first, second, both] = [during(half), during(half + 1), during(half, half + 1)].map((lapse) =>
              told.within([group], lapse),
            );
            expect([first, second, both].some((count) => isSmall(count ?? null))).toBe(false);
            if (both !== null && first !== null) expect(isSmall((both ?? 0) - (first ?? 0))).toBe(false);
            if (both !== null && second !== null) expect(isSmall((both ?? 0) - (second ?? 0))).toBe(false);
          }
        }
        for (let at = 0; at < 8; at += 1) {
          const shown = ["a", "b", "c"].map((group) => told.within([group], during(at)));
          const all = wholeWithin(counts, whole, during(at));
          const hidden = shown.filter((count) => count === null).length;
          const rest = (all ?? 0) - shown.reduce<number>((sum, count) => sum + (count ?? 0), 0);
          if (all !== null && hidden > 0) expect(isSmall(rest)).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("publishReleased", () => {
  const cell = (row: string, column: string | null, event: number, count: number): TimedCell => ({
    ...{ row, column, place: "0101", count, EVENT: FIRST + event, START: FIRST + event, EXIT: null },
  });
  const whole = (cells: readonly TimedCell[]) =>
    wholeOf(cells.map(({ EVENT, count }) => ({ group: "", quarter: EVENT as number, count })));
  const shown = (count: Count): number | null => (count.kind === "exact" ? count.count : null);

  test("tells of two cuts what its rows and columns tell to be nothing or all", () => {
    const cells = [
      ...[cell("F", "a", 0, 9), cell("F", "b", 0, 8), cell("M", "a", 0, 9)],
      ...[cell("M", "b", 0, 9), cell("M", "a", 2, 7), cell("M", "b", 2, 8)],
    ];
    const publish = publishReleased(cells, { rows: "SEX", columns: "BENEFIT", axis: "EVENT" }, whole(cells));
    const table = publish({ rows: ["F", "M"], columns: ["a", "b"] }, until(1));
    expect(table.cells.map((line) => line.map(shown))).toEqual([
      [9, 8],
      [null, null],
    ]);
    expect([table.rowTotals.map(shown), table.columnTotals.map(shown)]).toEqual([
      [17, 18],
      [18, 17],
    ]);
    expect(publish({ rows: ["F", "M"], columns: ["a", "b"] }, during(2)).cells.map((line) => line.map(shown))).toEqual([
      [0, 0],
      [null, null],
    ]);
  });

  test("cuts by half-years of the event as periods tell them", () => {
    const cells = [
      cell("2019-H1", "F", 0, 9),
      cell("2019-H1", "M", 1, 9),
      cell("2019-H2", "F", 3, 9),
      cell("2019-H2", "M", 2, 2),
    ];
    const grid = { rows: ["2019-H1", "2019-H2"], columns: ["F", "M"] };
    const cut = { rows: "EVENT_HALF_YEAR", columns: "SEX", axis: "EVENT" } as const;
    const bySex = publishReleased(
      cells.map((each) => ({ ...each, row: each.column as string, column: null })),
      { rows: "SEX", columns: null, axis: "EVENT" },
      whole(cells),
    );
    const table = publishReleased(cells, cut, whole(cells))(grid, ALWAYS);
    for (const [at, lapse] of [during(0, 1), during(2, 3)].entries()) {
      const period = bySex({ rows: ["F", "M"], columns: [null] }, lapse);
      expect(table.cells[at]).toEqual(period.rowTotals);
      expect(table.rowTotals[at]).toEqual(period.grandTotal);
    }
  });

  test("tells by entry, half-year by half-year, no more than by event where both are the same", () => {
    const cells = [cell("F", null, 0, 8), cell("F", null, 1, 9), cell("F", null, 2, 3), cell("F", null, 3, 7)];
    const [event, start] = (["EVENT", "START"] as const).map((axis) =>
      publishReleased(cells, { rows: "SEX", columns: null, axis }, whole(cells)),
    );
    for (const lapse of [during(0), during(1), during(2), during(3), during(0, 1), during(2, 3)]) {
      const grid = { rows: ["F"], columns: [null] };
      expect(start?.(grid, lapse)).toEqual(event?.(grid, lapse));
    }
  });
});

test("orders of time are told together in one way", () => {
  const cut = { rows: "START_HALF_YEAR", columns: "SEX" } as const;
  expect(firstTimeOf(cut)).toBe("START");
  expect(firstTimeOf({ rows: "SEX", columns: null })).toBeNull();
  expect((["EVENT", "START", "EXIT"] as const).map((axis) => isInOrder({ ...cut, axis }))).toEqual([true, true, false]);
});

test("a table is of the release when it is cell by cell", () => {
  const cells: TimedCell[] = [
    { row: "F", column: null, place: "0101", count: 3, EVENT: FIRST, START: null, EXIT: null },
    { row: "F", column: null, place: "0101", count: 2, EVENT: FIRST + 1, START: null, EXIT: null },
  ];
  const asked = (count: number) => [{ row: "F", column: null, place: "0101", count }];
  const time = { axis: "EVENT", lapse: until(0) } as const;
  expect(isOfRelease(asked(3), cells, time)).toBe(true);
  expect(isOfRelease(asked(4), cells, time)).toBe(false);
  expect([isAll(cells, time), isAll(cells, { axis: "EVENT", lapse: until(1) })]).toEqual([false, true]);
  expect(isAll(cells, { axis: "START", lapse: { after: NEVER - 1, until: NEVER } })).toBe(true);
});

test.for([
  { key: "2019-H1", after: FIRST - 1, until: FIRST + 1 },
  { key: "2019-H2", after: FIRST + 1, until: FIRST + 3 },
])("$key is its quarters", ({ key, ...lapse }) => {
  expect(halfYearOf(key)).toEqual(lapse);
});
