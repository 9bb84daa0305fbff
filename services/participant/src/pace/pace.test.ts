import { localDate } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { paceDays, paceOf } from "./pace.ts";

const FIRST = localDate("2018-01-01");
const LAST = localDate("2018-04-10");
const exact = (count: number) => ({ kind: "exact", count }) as const;

test.for<readonly [string, number]>([
  ["2017-12-31", 0],
  ["2018-01-01", 1],
  ["2018-02-19", 50],
  ["2018-04-10", 100],
  ["2019-01-01", 100],
])("until %s %i of 100 days have passed", ([asOf, daysPassed]) => {
  expect(paceDays(FIRST, LAST, localDate(asOf))).toEqual({ daysPassed, daysTotal: 100 });
});

describe("paceOf", () => {
  const half = { daysPassed: 50, daysTotal: 100, startsOn: FIRST };

  test.for<readonly [number, number, string, number, string | null]>([
    [74, 148, "AHEAD", 148, "2018-04-10"],
    [73, 148, "BEHIND", 146, "2018-04-12"],
    [75, 148, "AHEAD", 150, "2018-04-09"],
    [0, 148, "BEHIND", 0, null],
    [1, 3, "BEHIND", 2, "2018-05-30"],
    [2, 3, "AHEAD", 4, "2018-03-16"],
  ])("%i of %i after half of the days", ([count, target, standing, projected, reachedOn]) => {
    const pace = paceOf(exact(count), target, half);
    expect(pace).toMatchObject({ standing, projected, difference: projected - target, reachedOn });
  });

  test("tells nothing of a number that is withheld", () => {
    const pace = paceOf({ kind: "suppressed", below: 5 }, 11, half);
    expect(pace).toMatchObject({ standing: null, projected: null, difference: null, reachedOn: null });
    expect(pace.planned).toEqual({ numerator: 550n, denominator: 100n });
  });

  test("draws nothing out before the first day", () => {
    expect(paceOf(exact(0), 11, { ...half, daysPassed: 0 })).toMatchObject({ standing: "AHEAD", projected: null });
  });

  test("is what was reached on the last day, and reaches the target on its day and not before", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }), (count, target) => {
        expect(paceOf(exact(count), target, { ...half, daysPassed: 100 }).projected).toBe(count);
        const { reachedOn } = paceOf(exact(count), target, half);
        if (reachedOn === null) return;
        const { daysPassed: days } = paceDays(FIRST, localDate("2099-12-31"), reachedOn);
        expect(count * days >= target * 50).toBe(true);
        expect(count * (days - 1) < target * 50).toBe(true);
      }),
    );
  });
});
