import { localDate, quarterOf } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import {
  cellsOf,
  exactMonths,
  exactTiming,
  type HireCell,
  type HireDay,
  publishMonths,
  publishTiming,
  releasedMonths,
  releasedTiming,
  timingOf,
} from "./hire-table.ts";

const cell = (month: string, courseId: string, parts: Partial<HireCell>): HireCell => ({
  ...{ month, courseId, ordinary: 0, before: 0, during: 0, after: 0, unplaced: 0 },
  ...parts,
});
const exact = (count: number) => ({ kind: "exact", count });
const HIDDEN = { kind: "suppressed", below: 5 };
/** The figures are told of the newest release alone. */
const NEWEST = { ordinary: { quarters: [], isTold: [] }, inclusive: { quarters: [], isTold: [] } };
const COURSE = { acceptedOn: localDate("2018-09-03"), endedOn: localDate("2019-09-02") };

describe("the time of a hire", () => {
  test.for([
    { on: "2018-09-02", course: COURSE, timing: "before" },
    { on: "2018-09-03", course: COURSE, timing: "during" },
    { on: "2019-09-02", course: COURSE, timing: "during" },
    { on: "2019-09-03", course: COURSE, timing: "after" },
    { on: "2030-01-01", course: { ...COURSE, endedOn: null }, timing: "during" },
    { on: "2019-01-01", course: { acceptedOn: null, endedOn: null }, timing: "unplaced" },
    { on: "2019-01-01", course: null, timing: "unplaced" },
  ])("$on is $timing", ({ on, course, timing }) => {
    expect(timingOf(localDate(on), course)).toBe(timing);
  });
});

test("days are summed by month and company", () => {
  const day = (hiredOn: string, parts: Partial<HireDay> = {}): HireDay => ({
    ...{ isOrdinary: false, courseId: "a", hiredOn: localDate(hiredOn), count: 1, ...COURSE },
    ...parts,
  });
  const days = [
    day("2019-10-01"),
    day("2019-06-30"),
    day("2019-06-01", { count: 2 }),
    day("2019-06-01", { isOrdinary: true }),
  ];
  expect(cellsOf([...days, day("2019-06-01", { courseId: null, acceptedOn: null, endedOn: null })])).toEqual([
    cell("2019-06", "a", { ordinary: 1, during: 3 }),
    { ...cell("2019-06", "", { unplaced: 1 }), courseId: null },
    cell("2019-10", "a", { after: 1 }),
  ]);
});

describe("hires by month", () => {
  const even = ["a", "b", "c"].map((course) => cell("2019-02", course, { ordinary: 10, during: 4, after: 3 }));

  test("are as they are for who sees companies", () => {
    const [month, ...more] = exactMonths([...even, cell("2019-01", "a", { ordinary: 1 })]).toReversed();
    expect(more).toHaveLength(1);
    expect(month).toMatchObject({
      ...{ month: "2019-02", ordinary: exact(30), before: exact(0), during: exact(12), after: exact(9) },
      ...{ inclusive: exact(21), companies: even },
    });
    expect(more[0]).toMatchObject({ month: "2019-01", ordinary: exact(1), inclusive: exact(0) });
  });

  test("name no company to others, and hide small numbers", () => {
    const [, month, ...more] = publishMonths(even, NEWEST);
    expect(more).toHaveLength(1);
    expect(month).toMatchObject({ ordinary: exact(30), during: exact(12), after: exact(9), companies: [] });
    const small = publishMonths([cell("2019-02", "a", { during: 1 }), cell("2019-02", "b", { during: 2 })], NEWEST);
    expect(small[1]).toMatchObject({ during: HIDDEN, inclusive: HIDDEN, ordinary: exact(0) });
  });

  test.for([
    {
      case: "fewer than three companies",
      rows: [cell("2019-03", "a", { ordinary: 9 }), cell("2019-03", "b", { ordinary: 9 })],
    },
    {
      case: "one company with more than 85 %",
      rows: [
        cell("2019-03", "a", { ordinary: 88 }),
        cell("2019-03", "b", { ordinary: 6 }),
        cell("2019-03", "c", { ordinary: 6 }),
      ],
    },
  ])("show no number of a column in which a month has $case", ({ rows }) => {
    const months = publishMonths([...even, ...rows], NEWEST);
    expect(months.map(({ ordinary }) => ordinary)).toEqual([exact(0), HIDDEN, HIDDEN]);
    expect(months[1]).toMatchObject({ during: exact(12) });
  });

  test("hide a month that two releases of the figure would tell beside the others", () => {
    const three = (month: string, count: number) =>
      ["a", "b", "c"].map((course) => cell(month, course, { ordinary: count }));
    const cells = [...three("2019-01", 1), ...three("2019-02", 9), ...three("2019-04", 1), ...three("2019-05", 8)];
    const quarters = [quarterOf(localDate("2019-01-01")), quarterOf(localDate("2019-04-01"))];
    const told = (isTold: boolean[]) => ({ ...NEWEST, ordinary: { quarters, isTold } });
    const ordinary = (isTold: boolean[]) => publishMonths(cells, told(isTold)).map(({ ordinary }) => ordinary);
    expect(ordinary([false, true])).toEqual([...[HIDDEN, exact(27), exact(0)], ...[HIDDEN, exact(24), exact(0)]]);
    expect(ordinary([true, true])).toEqual([...[HIDDEN, HIDDEN, exact(0)], ...[HIDDEN, HIDDEN, exact(0)]]);
  });

  test("of an earlier release are those of the newest one that count the same", () => {
    const three = (month: string) => ["a", "b", "c"].map((course) => cell(month, course, { ordinary: 9 }));
    const [before, newest] = [three("2019-01"), [...three("2019-01"), ...three("2019-02"), ...three("2019-04")]];
    const earlier = releasedMonths(before, newest, { told: NEWEST, asOf: localDate("2019-03-31") });
    expect(earlier.map(({ month, ordinary }) => [month, ordinary])).toEqual([
      ["2019-01", exact(27)],
      ["2019-02", HIDDEN],
      ["2019-03", exact(0)],
    ]);
    expect(releasedTiming(before, newest, NEWEST)).toMatchObject({ ordinary: HIDDEN, before: HIDDEN });
    expect(releasedTiming(newest, newest, NEWEST)).toMatchObject({ ordinary: exact(81), before: exact(0) });
  });

  test("are none when nobody was hired", () => {
    expect(publishMonths([], NEWEST)).toEqual([]);
  });
});

describe("hires over all months", () => {
  const cells = [
    cell("2019-01", "a", { ordinary: 2, during: 4 }),
    cell("2019-02", "a", { during: 1, after: 2 }),
    cell("2019-02", "b", { during: 5, after: 3 }),
    cell("2019-03", "c", { during: 5, after: 2, unplaced: 0 }),
  ];

  test("are the sums of the months", () => {
    expect(exactTiming(cells)).toMatchObject({
      ...{ ordinary: exact(2), before: exact(0), during: exact(15), after: exact(7), inclusive: exact(22) },
    });
    expect(exactTiming([])).toMatchObject({ ordinary: exact(0), inclusive: exact(0) });
  });

  test("tell nothing of few people or of one company to others", () => {
    expect(publishTiming(cells, NEWEST)).toMatchObject({ ordinary: HIDDEN });
    expect(publishTiming([cell("2019-01", "a", { during: 40 })], NEWEST)).toMatchObject({
      during: HIDDEN,
      inclusive: HIDDEN,
    });
  });
});
