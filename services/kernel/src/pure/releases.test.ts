import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Division } from "./hiding.ts";
import { localDate } from "./local-date.ts";
import {
  blockOf,
  isFew,
  isToldAfter,
  type QuarterSum,
  quarterOf,
  releasesOf,
  toldAtEndsOf,
  toldQuarters,
} from "./releases.ts";

/** Sums of quarters from the first of 2020. */
const FIRST = quarterOf(localDate("2020-02-29"));
const sums = (...counts: readonly number[]) => new Map(counts.map((count, at) => [FIRST + at, count]));
const marks = (isTold: readonly boolean[]): string => isTold.map((told) => (told ? "|" : ".")).join("");

test.for([
  { day: "2020-01-01", quarter: 8080 },
  { day: "2020-03-31", quarter: 8080 },
  { day: "2020-04-01", quarter: 8081 },
  { day: "2019-12-31", quarter: 8079 },
])("$day lies in the quarter $quarter", ({ day, quarter }) => {
  expect(quarterOf(localDate(day))).toBe(quarter);
});

describe("toldQuarters", () => {
  test.for([
    { case: "every end where many come in each quarter", counts: [5, 9, 5, 20], told: "||||" },
    { case: "no end after which few come", counts: [8, 9, 7, 2], told: "||.|" },
    { case: "no end by which few have come", counts: [3, 9, 7, 8], told: ".|||" },
    { case: "an end after which nobody comes", counts: [8, 0, 0, 0], told: "||||" },
    { case: "the end of a half-year before that of a quarter", counts: [6, 2, 3, 9], told: ".|.|" },
    { case: "the end of a year first", counts: [0, 0, 3, 3, 3, 3, 3, 3], told: "||.|.|.|" },
    { case: "nothing between where few are counted in all", counts: [1, 0, 1, 0], told: "...|" },
    { case: "no fall by a few", counts: [20, -2, 9, 0], told: ".|||" },
  ])("tells $case", ({ counts, told }) => {
    expect(marks(toldQuarters(sums(...counts), false).isTold)).toBe(told);
  });

  test("tells of a number that is hidden itself that it has not begun, and no more", () => {
    expect(marks(toldQuarters(sums(0, 0, 2, 0, 2), true).isTold)).toBe("||...");
  });

  test("tells nothing that is not told of the same number elsewhere", () => {
    const among = toldQuarters(sums(8, 9, 3, 7), false);
    expect(marks(among.isTold)).toBe("||.|");
    expect(marks(toldQuarters(sums(8, 9, 5, 5), false, among).isTold)).toBe("||.|");
  });

  test("tells no two ends that are few apart, whatever the numbers are", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 12 }), { minLength: 1, maxLength: 20 }), (counts) => {
        const { isTold } = toldQuarters(sums(...counts), false);
        const until = counts.map((_, at) => counts.slice(0, at + 1).reduce((sum, count) => sum + count, 0));
        const told = until.filter((_, at) => isTold[at] && at < counts.length - 1);
        let before = 0;
        for (const each of told) {
          expect(isFew(each - before)).toBe(false);
          before = each;
        }
        expect(isTold.at(-1)).toBe(true);
        if (told.length > 0) expect(isFew((until.at(-1) as number) - before)).toBe(false);
      }),
    );
  });
});

test("a quarter without an end of its own is told as the one before it, and lies in the block that follows", () => {
  const told = toldQuarters(
    new Map([
      [FIRST, 7],
      [FIRST + 5, 8],
    ]),
    false,
  );
  expect([FIRST - 3, FIRST, FIRST + 4, FIRST + 9].map((quarter) => isToldAfter(told, quarter))).toEqual([
    ...[true, true, true, true],
  ]);
  expect([FIRST, FIRST + 3, FIRST + 5].map((quarter) => blockOf(told, quarter))).toEqual([0, 1, 1]);
});

test("longer blocks end with years and half-years, and with the newest release", () => {
  const told = toldQuarters(sums(9, 9, 9, 9, 9), false);
  expect([3, 6, 12].map((months) => marks(toldAtEndsOf(told, months).isTold))).toEqual(["|||||", ".|.||", "...||"]);
});

describe("releasesOf", () => {
  const divisions: readonly Division[] = [
    { whole: "STARTED", parts: ["HERE", "THERE"], isComplete: true },
    { whole: "HERE", parts: ["HIRED"], isComplete: false },
  ];
  const catalogue = { divisions, publishedElsewhere: new Set<string>() };
  const newest = { valid: FIRST + 3, recorded: FIRST + 3 };
  const series = (name: string, ...counts: readonly number[]): QuarterSum[] =>
    counts.flatMap((amount, at) => (amount === 0 ? [] : [{ name, valid: FIRST + at, recorded: FIRST + at, amount }]));
  const at = (quarter: number) => ({ valid: FIRST + quarter, recorded: newest.recorded });

  test("hides the other part with the one that time hides", () => {
    const releases = releasesOf(
      catalogue,
      [...series("STARTED", 20, 0, 0, 9), ...series("HERE", 12, 0, 0, 7), ...series("THERE", 8, 0, 0, 2)],
      newest,
    );
    expect(["STARTED", "HERE", "THERE"].map((name) => releases.isTold(name, at(0)))).toEqual([true, false, false]);
    expect(["STARTED", "HERE", "THERE"].map((name) => releases.isTold(name, at(3)))).toEqual([true, true, true]);
  });

  test("hides a part when what it leaves over grows by a few", () => {
    const few = [...series("STARTED", 30, 0, 0, 9), ...series("HERE", 30, 0, 0, 9), ...series("HIRED", 10, 0, 0, 7)];
    expect(releasesOf(catalogue, few, newest).isTold("HIRED", at(1))).toBe(false);
    const none = [...few.slice(0, -1), ...series("HIRED", 0, 0, 0, 9)];
    expect(releasesOf(catalogue, none, newest).isTold("HIRED", at(1))).toBe(true);
  });

  test("tells of a part of a part what it leaves over of the whole", () => {
    const sum = [
      ...series("STARTED", 30, 10),
      ...[...series("HERE", 28, 8), ...series("THERE", 2, 2), ...series("HIRED", 20, 9)],
    ];
    const releases = releasesOf(catalogue, sum, newest);
    expect(releases.isTold("STARTED", at(0))).toBe(true);
    expect(releases.isTold("HERE", at(0)) || releases.isTold("HIRED", at(0))).toBe(false);
  });

  test.for([
    { case: "nothing was recorded since", late: 0, isTold: true },
    { case: "something was", late: 1, isTold: false },
  ])("tells what was known earlier as what is known now where $case", ({ late, isTold }) => {
    const all: QuarterSum[] = [
      ...series("STARTED", 20, 9),
      ...(late === 0 ? [] : [{ name: "STARTED", valid: FIRST, recorded: FIRST + 2, amount: late }]),
    ];
    const releases = releasesOf({ ...catalogue, divisions: [] }, all, newest);
    expect(releases.isTold("STARTED", { valid: FIRST, recorded: FIRST })).toBe(isTold);
    // All that was known with the first quarter had happened in it.
    expect(releases.isTold("STARTED", { valid: FIRST + 3, recorded: FIRST })).toBe(isTold);
    expect(releases.isSame("STARTED", { valid: FIRST + 3, recorded: FIRST })).toBe(false);
    expect(releases.isSame("STARTED", { valid: FIRST + 2, recorded: FIRST + 2 })).toBe(true);
  });

  test("looks at nothing after the newest release, and tells nothing of it", () => {
    const later = [...series("STARTED", 20, 9), { name: "STARTED", valid: FIRST + 6, recorded: FIRST, amount: 30 }];
    const releases = releasesOf({ ...catalogue, divisions: [] }, later, newest);
    expect(releases.isTold("STARTED", newest)).toBe(true);
    expect(releases.isTold("STARTED", { valid: FIRST + 5, recorded: newest.recorded })).toBe(true);
    expect(releases.isTold("STARTED", { valid: FIRST + 6, recorded: newest.recorded })).toBe(false);
  });

  test("tells 0 of what is never counted", () => {
    expect(releasesOf(catalogue, [], newest).isTold("HIRED", at(1))).toBe(true);
  });
});
