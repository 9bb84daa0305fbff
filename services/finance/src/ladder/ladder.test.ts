import { addDays, fraction, type LocalDate, localDate } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rounded } from "../exact/fraction.ts";
import {
  LAST_STEP_WEEK,
  type Ladder,
  ladderOn,
  ladderWeeks,
  refundPercentIn,
  resetAt,
  splitBenefit,
  type WeekKind,
  weeklyOf,
} from "./ladder.ts";

const LADDER = ladderOn(localDate("2018-01-01")) as Ladder;

describe("splitBenefit", () => {
  test.for([
    { case: "V01", weekly: fraction(275_631n), firstWeek: 1, weeks: 60, split: [16_537_860n, 5_898_503n, 10_639_357n] },
    { case: "V02", weekly: fraction(300_000n), firstWeek: 21, weeks: 40, split: [12_000_000n, 3_540_000n, 8_460_000n] },
    {
      case: "V03",
      weekly: weeklyOf(1_194_400n),
      firstWeek: 53,
      weeks: 26,
      split: [7_166_400n, 1_433_280n, 5_733_120n],
    },
    {
      case: "V04, insured",
      weekly: fraction(455_000n),
      firstWeek: 1,
      weeks: 30,
      split: [13_650_000n, 6_006_000n, 7_644_000n],
    },
    {
      case: "V37, small job",
      weekly: fraction(275_631n - 190_000n),
      firstWeek: 50,
      weeks: 6,
      split: [513_786n, 128_447n, 385_339n],
    },
    { case: "no week", weekly: fraction(300_000n), firstWeek: 4, weeks: 0, split: [0n, 0n, 0n] },
    {
      case: "the last week at 80 % and the first at 40 %",
      weekly: fraction(100_00n),
      firstWeek: 4,
      weeks: 2,
      split: [200_00n, 120_00n, 80_00n],
    },
    {
      case: "a published case at 20 %",
      weekly: fraction(755_200n),
      firstWeek: 60,
      weeks: 1,
      split: [755_200n, 151_040n, 604_160n],
    },
  ])("$case", ({ weekly, firstWeek, weeks, split }) => {
    const { grossMinor, stateMinor, municipalMinor } = splitBenefit({ weekly, firstWeek, weeks }, LADDER);
    expect([grossMinor, stateMinor, municipalMinor]).toEqual(split);
  });

  test("says how many weeks lie on which step", () => {
    expect(splitBenefit({ weekly: fraction(1n), firstWeek: 1, weeks: 60 }, LADDER).steps).toEqual([
      { refundPercent: 80, weeks: 4 },
      { refundPercent: 40, weeks: 22 },
      { refundPercent: 30, weeks: 26 },
      { refundPercent: 20, weeks: 8 },
    ]);
  });

  test("always sums to gross, and is the sum over its weeks", () => {
    const asked = fc.record({
      monthly: fc.bigInt(0n, 5_000_000n),
      firstWeek: fc.integer({ min: 1, max: 300 }),
      weeks: fc.integer({ min: 0, max: 600 }),
    });
    fc.assert(
      fc.property(asked, ({ monthly, firstWeek, weeks }) => {
        const weekly = weeklyOf(monthly);
        const split = splitBenefit({ weekly, firstWeek, weeks }, LADDER);
        expect(split.stateMinor + split.municipalMinor).toBe(split.grossMinor);
        let percents = 0n;
        for (let week = firstWeek; week < firstWeek + weeks; week += 1)
          percents += BigInt(refundPercentIn(LADDER, week));
        expect(split.stateMinor).toBe(rounded(fraction(weekly.numerator * percents, weekly.denominator * 100n)));
        expect(split.steps.reduce((sum, step) => sum + step.weeks, 0)).toBe(weeks);
      }),
    );
  });

  test("no later week differs from the last step's first", () => {
    fc.assert(
      fc.property(fc.integer({ min: LAST_STEP_WEEK, max: 5_000 }), (week) => refundPercentIn(LADDER, week) === 20),
    );
  });
});

test("weeks are never rounded before they are added", () => {
  expect(rounded(weeklyOf(1_194_400n))).toBe(275_631n);
  expect(weeklyOf(1_194_400n).numerator * 13n).toBe(3_583_200n * weeklyOf(1_194_400n).denominator);
});

test("there is no ladder before it came into force", () => {
  expect(ladderOn(localDate("2016-01-03"))).toBeNull();
  expect(ladderOn(localDate("2016-01-04"))?.steps).toHaveLength(4);
});

describe("resetAt", () => {
  const first = localDate("2019-01-07");
  const run = (from: string, weeks: number): LocalDate[] =>
    Array.from({ length: weeks }, (_, week) => addDays(localDate(from), 7 * week));

  test.for([
    { case: "52 in a row", weeks: run("2019-06-03", 52), at: "2021-01-04", counted: 52, restarts: true },
    { case: "51 in a row", weeks: run("2019-06-03", 51), at: "2021-01-04", counted: 51, restarts: false },
    {
      case: "26 and 26 within 156",
      weeks: [...run("2019-03-04", 26), ...run("2020-03-02", 26)],
      at: "2021-08-02",
      counted: 52,
      restarts: true,
    },
    {
      case: "26 of them too long ago",
      weeks: [...run("2019-01-14", 26), ...run("2020-03-02", 26)],
      at: "2022-08-01",
      counted: 26,
      restarts: false,
    },
    {
      case: "weeks before the first benefit",
      weeks: run("2018-01-01", 53),
      at: "2019-01-14",
      counted: 0,
      restarts: false,
    },
    {
      case: "one week named twice",
      weeks: [...run("2019-06-03", 51), ...run("2019-06-03", 1)],
      at: "2021-01-04",
      counted: 51,
      restarts: false,
    },
  ])("V05: $case", ({ weeks, at, counted, restarts }) => {
    expect(resetAt(first, weeks, localDate(at))).toEqual({ selfSupportWeeks: counted, restarts });
  });
});

describe("ladderWeeks", () => {
  const weeks = (kind: WeekKind, count: number): WeekKind[] => Array.from({ length: count }, () => kind);

  test("counts on after a gap, and from 1 after 52 weeks of self-support", () => {
    const after = (gap: number): number | null | undefined =>
      ladderWeeks([...weeks("BENEFIT", 3), ...weeks("SELF_SUPPORT", gap), "BENEFIT"], 50).at(-1);
    expect([after(51), after(52)]).toEqual([54, 1]);
    expect(ladderWeeks(weeks("BENEFIT", 6), 49)).toEqual([50, 51, 52, 53, 54, 55]);
  });

  test("does not count weeks of other support as self-support, nor the same weeks twice", () => {
    const other = [...weeks("BENEFIT", 1), ...weeks("OTHER", 60), ...weeks("BENEFIT", 1)];
    expect(ladderWeeks(other, 10).at(-1)).toBe(12);
    const again = [...weeks("BENEFIT", 1), ...weeks("SELF_SUPPORT", 52), ...weeks("BENEFIT", 3)];
    expect(ladderWeeks(again, 10).slice(-3)).toEqual([1, 2, 3]);
  });
});
