import { type Fraction, fraction, type LocalDate, localDate, roundHalfAway, sumMinor } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { priceOfCount } from "../split/split.ts";
import { beyondBaseline, differenceInDifferences } from "./additional.ts";
import { payInOrder, payUnderBothCaps, payWithin, roomLeft } from "./caps.ts";
import { aCard, aLine } from "./rate-card.fixture.ts";
import { cardOn, linesReportedBy, type TwoSided } from "./rate-card.ts";
import { hoursByWeek, isSustained, metInWeek, type WorkSpell } from "./sustained-work.ts";
import { payTwoSided } from "./two-sided.ts";

describe("caps", () => {
  test("one person's outcomes in the order of events: the one that passes the cap is paid in part", () => {
    const paid = payInOrder([500_000n, 1_500_000n, 4_000_000n, 3_500_000n], 8_000_000n);
    expect(paid.map(({ paidMinor }) => paidMinor)).toEqual([500_000n, 1_500_000n, 4_000_000n, 2_000_000n]);
    expect(sumMinor(paid.map(({ cutMinor }) => cutMinor))).toBe(1_500_000n);
    expect(payInOrder([9n, 2n], 8n).map(({ paidMinor }) => paidMinor)).toEqual([8n, 0n]);
  });

  test("a programme's outcomes at its target, cut at the programme's cap", () => {
    const counts = [
      [148, 500_000n],
      [110, 1_500_000n],
      [83, 4_000_000n],
      [60, 3_500_000n],
    ] as const;
    const lines = counts.map(([count, price]) => priceOfCount(fraction(count), price));
    expect(lines).toEqual([74_000_000n, 165_000_000n, 332_000_000n, 210_000_000n]);
    const prices = counts.flatMap(([count, price]) => Array<bigint>(count).fill(price));
    const paid = payInOrder(prices, 700_000_000n);
    expect(sumMinor(paid.map(({ paidMinor }) => paidMinor))).toBe(700_000_000n);
    expect(sumMinor(paid.map(({ cutMinor }) => cutMinor))).toBe(81_000_000n);
  });

  test("without a cap everything is paid, and a room is never below 0", () => {
    expect(payWithin(5n, null)).toEqual({ paidMinor: 5n, cutMinor: 0n });
    expect(payWithin(5n, 3n, 4n)).toEqual({ paidMinor: 3n, cutMinor: 2n });
    expect(roomLeft(5n, 7n)).toBe(0n);
    expect(roomLeft(null, 7n)).toBeNull();
  });

  test("are never passed, and what is paid and what is cut is the price", () => {
    const claimants = fc.array(
      fc.record({ personId: fc.constantFrom("a", "b", "c"), priceMinor: fc.bigInt(0n, 1_000n) }),
      { maxLength: 30 },
    );
    const cap = fc.option(fc.bigInt(0n, 5_000n));
    fc.assert(
      fc.property(claimants, cap, cap, (given, personCapMinor, programmeCapMinor) => {
        const paid = payUnderBothCaps(given, { personCapMinor, programmeCapMinor });
        const all = sumMinor(paid.map(({ paidMinor }) => paidMinor));
        expect(programmeCapMinor === null || all <= programmeCapMinor).toBe(true);
        for (const person of ["a", "b", "c"]) {
          const own = sumMinor(paid.flatMap((each, at) => (given[at]?.personId === person ? [each.paidMinor] : [])));
          expect(personCapMinor === null || own <= personCapMinor).toBe(true);
        }
        for (const [at, each] of paid.entries()) {
          expect(each.paidMinor >= 0n && each.paidMinor + each.cutMinor === given[at]?.priceMinor).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("payTwoSided", () => {
  const around72: TwoSided = {
    ...{ target: 72, floorBp: 6_000, ceilingBp: 12_000 },
    ...{ bonusShare: fraction(1, 2), malusShare: fraction(1) },
  };
  test.for([
    [0, 345_600_000n],
    [40, 345_600_000n],
    [60, 480_000_000n],
    [72, 576_000_000n],
    [80, 608_000_000n],
    [110, 691_200_000n],
  ] as const)("%s outcomes around a target of 72 pay %s", ([achieved, paid]) => {
    expect(payTwoSided(around72, 8_000_000n, achieved)).toBe(paid);
  });

  test("never falls when more is achieved, and rounds once", () => {
    const share = fc.tuple(fc.bigInt(0n, 9n), fc.bigInt(1n, 9n)).map(([top, bottom]) => fraction(top, bottom));
    const terms = fc.record({
      ...{ target: fc.integer({ min: 0, max: 500 }), floorBp: fc.integer({ min: 0, max: 10_000 }) },
      ...{ ceilingBp: fc.integer({ min: 10_000, max: 30_000 }), bonusShare: share, malusShare: share },
    });
    fc.assert(
      fc.property(terms, fc.bigInt(1n, 10n ** 9n), fc.integer({ min: 0, max: 1_000 }), (given, price, achieved) => {
        const paid = payTwoSided(given, price, achieved);
        expect(payTwoSided(given, price, achieved + 1) >= paid).toBe(true);
        const { numerator, denominator } = achieved > given.target ? given.bonusShare : given.malusShare;
        const scale = denominator * 10_000n;
        const base = BigInt(given.target) * price;
        const wanted = base * scale + BigInt(achieved - given.target) * price * numerator * 10_000n;
        const [low, high] = [given.floorBp, given.ceilingBp].map((bp) => base * BigInt(bp) * denominator);
        const clamped = wanted < (low as bigint) ? low : wanted > (high as bigint) ? high : wanted;
        expect(paid).toBe(roundHalfAway(clamped as bigint, scale));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("what a programme caused itself", () => {
  const shown = (part: Fraction, digits: number): string =>
    (Number(roundHalfAway(part.numerator * 10n ** BigInt(digits), part.denominator)) / 10 ** digits).toFixed(digits);

  test("is what lies beyond a baseline, kept exact in money", () => {
    const { expectedWithout, additional, deadweightShare } = beyondBaseline(148, 83, fraction(18, 100));
    expect([shown(expectedWithout, 2), shown(additional, 2)]).toEqual(["26.64", "56.36"]);
    expect(shown(fraction((deadweightShare?.numerator ?? 0n) * 100n, deadweightShare?.denominator), 2)).toBe("32.10");
    expect(priceOfCount(additional, 8_000_000n)).toBe(450_880_000n);
    expect(priceOfCount(fraction(83), 8_000_000n)).toBe(664_000_000n);
    expect(beyondBaseline(10, 0, fraction(1, 10))).toMatchObject({ deadweightShare: null });
    expect(shown(beyondBaseline(100, 5, fraction(1, 10)).additional, 0)).toBe("-5");
  });

  test("is what lies beyond a comparison group", () => {
    const found = differenceInDifferences({ size: 148, before: 4, after: 83 }, { size: 150, before: 6, after: 24 });
    expect(found.effect).toEqual(fraction(1_531, 3_700));
    expect(found.additional).toEqual(fraction(1_531, 25));
    expect(shown(fraction(found.effect.numerator * 100n, found.effect.denominator), 4)).toBe("41.3784");
    expect(priceOfCount(found.additional, 8_000_000n)).toBe(489_920_000n);
  });
});

describe("work that lasts", () => {
  const rule = { need: 13, window: 16, minHours: 8 };
  const weeks = (...runs: readonly (readonly [number, number])[]): readonly number[] =>
    runs.flatMap(([count, hours]) => Array<number>(count).fill(hours));

  test.for([
    { case: "a gap of two weeks", hours: weeks([6, 20], [2, 0], [7, 20]), week: 15 },
    { case: "a gap of four weeks", hours: weeks([6, 20], [4, 0], [7, 20]), week: null },
    { case: "too few hours", hours: weeks([13, 7.5]), week: null },
    { case: "exactly the hours", hours: weeks([13, 8]), week: 13 },
    { case: "no work", hours: [], week: null },
  ])("$case: week $week", ({ hours, week }) => {
    expect(metInWeek(rule, hours)).toBe(week);
  });

  test("agrees with trying every window", () => {
    const hours = fc.array(fc.constantFrom(0, 7.5, 8, 20), { maxLength: 40 });
    fc.assert(
      fc.property(hours, fc.integer({ min: 1, max: 10 }), fc.integer({ min: 0, max: 6 }), (given, need, more) => {
        const window = need + more;
        const tried = given.findIndex((_, last) => {
          const run = given.slice(Math.max(0, last - window + 1), last + 1);
          return run.filter((each) => each >= 8).length >= need;
        });
        expect(metInWeek({ need, window, minHours: 8 }, given)).toBe(tried === -1 ? null : tried + 1);
      }),
      { numRuns: 1_000 },
    );
  });

  const day = (text: string): LocalDate => localDate(text);
  const spell = (from: string, until: string | null, hoursPerWeek: number, isSubsidised = false): WorkSpell => ({
    ...{ hoursPerWeek, isSubsidised, from: day(from), until: until === null ? null : day(until) },
  });

  test("weeks begin on the first day of work; only whole weeks that have passed are looked at", () => {
    const spells = [
      spell("2021-03-01", "2021-03-10", 7),
      spell("2021-03-09", null, 3.5),
      spell("2021-03-01", null, 37, true),
    ];
    expect(hoursByWeek(spells, day("2021-03-01"), day("2021-03-20"))).toEqual([7, 6]);
    expect(hoursByWeek(spells, day("2021-03-01"), day("2021-03-21"))).toEqual([7, 6, 3.5]);
    expect(hoursByWeek(spells, day("2021-03-01"), day("2021-02-01"))).toEqual([]);
  });

  test("two small jobs side by side reach the hours together, also with decimals", () => {
    const spells = [spell("2021-03-01", null, 5.4), spell("2021-03-01", null, 2.6)];
    const startsOn = day("2021-03-01");
    expect(isSustained(rule, spells, { startsOn, asOf: day("2021-05-30") })).toBe(true);
    expect(isSustained(rule, spells, { startsOn, asOf: day("2021-05-29") })).toBe(false);
  });
});

describe("cardOn", () => {
  const [first, second] = [
    aCard({ version: 1, validFrom: localDate("2019-01-01") }),
    aCard({ version: 2, validFrom: localDate("2020-01-01"), contractEndsOn: localDate("2020-12-31") }),
  ];
  test.for([
    ["2018-12-31", null],
    ["2019-01-01", 1],
    ["2019-12-31", 1],
    ["2020-01-01", 2],
    ["2020-12-31", 2],
    ["2021-01-01", null],
  ] as const)("an event of %s is priced by version %s", ([on, version]) => {
    expect(cardOn([second, first], localDate(on))?.version ?? null).toBe(version);
  });

  test("of two that begin on one day the later version holds", () => {
    const again = aCard({ version: 3, validFrom: localDate("2020-01-01") });
    expect(cardOn([again, second], localDate("2020-06-01"))?.version).toBe(3);
  });
});

test("a line is reported by the indicators that it names", () => {
  const card = aCard({
    lines: [
      aLine({ metric: "STARTED", indicators: ["3B.1"] }),
      aLine({ metric: "EMPLOYED", indicators: ["3B.3", "3B.4"] }),
    ],
  });
  expect(linesReportedBy(card, "3B.4").map(({ metric }) => metric)).toEqual(["EMPLOYED"]);
  expect(linesReportedBy(card, "3B.2")).toEqual([]);
});
