import { localDate } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Figured } from "./company-growth.ts";
import { compareGroups, DRAWS, differenceOf, groupAt, intervalOf } from "./comparison.ts";
import { type MetricSnapshot, UNKNOWN_FIGURES } from "./metric-snapshot.ts";

const snapshot = (kind: MetricSnapshot["kind"], year: number, turnoverMinor: bigint): MetricSnapshot => ({
  ...UNKNOWN_FIGURES,
  ...{ id: `${kind} ${year}`, courseId: "course", programmeId: "programme", municipalityCode: "0751", kind },
  ...{ periodFrom: localDate(`${year}-01-01`), periodTo: localDate(`${year}-12-31`), turnoverMinor, fteHundredths: 1 },
  ...{ month: kind === "BASELINE" ? null : 12, synthetic: true },
});

/** A company that was decided on 3 September 2018 and grew by these basis points; null when it did not answer. */
const company = (bp: number | null): Figured => ({
  course: { decidedOn: localDate("2018-09-03"), acceptedOn: null },
  snapshots: [
    snapshot("BASELINE", 2017, 10_000n),
    ...(bp === null ? [] : [snapshot("FOLLOW_UP", 2018, BigInt(10_000 + bp))]),
  ],
  mergedInto: null,
});
const ASKED = { seed: 7, asOf: localDate("2019-12-31"), exact: true };

describe("groupAt", () => {
  test("counts who owes and who answered", () => {
    const companies = [company(100), company(null), { ...company(300), mergedInto: "other" }];
    expect(groupAt(companies, 12, ASKED.asOf)).toEqual({ owed: 3, growthBp: [100] });
    expect(groupAt(companies, 24, ASKED.asOf)).toEqual({ owed: 0, growthBp: [] });
    expect(groupAt(companies, 0, ASKED.asOf)).toEqual({ owed: 3, growthBp: [0, 0] });
  });
});

describe("compareGroups", () => {
  const first = [2_100, 1_900, 2_000, 2_200, 1_800].map(company);
  const other = [...[100, -100, 0, 200, -250].map(company), company(null)];

  test("gives the difference, its interval and the response beside it", () => {
    const year = compareGroups([first, other], ASKED)[2];
    expect(year).toMatchObject({
      month: 12,
      group: { owedCount: { count: 5 }, answeredCount: { count: 5 }, responseBp: 10_000, meanGrowthBp: 2_000 },
      other: { owedCount: { count: 6 }, answeredCount: { count: 5 }, responseBp: 8_333, meanGrowthBp: -10 },
      differenceBp: 2_010,
    });
    expect(year?.lowerBp).toBeLessThan(2_010);
    expect(year?.upperBp).toBeGreaterThan(2_010);
    expect(compareGroups([first, other], ASKED)[2]).toEqual(year);
  });

  test("hides small groups, and tells whole per cent only, to who may not see companies", () => {
    const hidden = compareGroups([first.slice(0, 4), other], { ...ASKED, exact: false })[2];
    expect(hidden).toMatchObject({
      group: { answeredCount: { kind: "suppressed" }, responseBp: null, meanGrowthBp: null },
      ...{ differenceBp: null, lowerBp: null, upperBp: null },
    });
    const shown = compareGroups([first, other], { ...ASKED, exact: false })[2];
    expect(shown).toMatchObject({ differenceBp: 2_000, group: { meanGrowthBp: 2_000 }, other: { meanGrowthBp: 0 } });
    expect((shown?.lowerBp ?? 1) % 100).toBe(0);
  });

  test("says nothing where nobody answered", () => {
    expect(compareGroups([[], []], ASKED)[0]).toMatchObject({
      group: { responseBp: null, meanGrowthBp: null },
      differenceBp: null,
    });
  });
});

describe("intervalOf", () => {
  const values = fc.array(fc.integer({ min: -5_000, max: 5_000 }), { minLength: 2, maxLength: 8 });

  test("is the same for the same seed, in order, and within what can be drawn", () => {
    fc.assert(
      fc.property(values, values, fc.integer(), (a, b, seed) => {
        const drawn = intervalOf(a, b, { seed, draws: 200 });
        expect(intervalOf(a, b, { seed, draws: 200 })).toEqual(drawn);
        expect(drawn?.lowerBp).toBeLessThanOrEqual(drawn?.upperBp ?? Number.NaN);
        expect(drawn?.lowerBp).toBeGreaterThanOrEqual(Math.min(...a) - Math.max(...b));
        expect(drawn?.upperBp).toBeLessThanOrEqual(Math.max(...a) - Math.min(...b));
      }),
      { numRuns: 40 },
    );
  });

  test("moves with the seed, and is a point for equal values", () => {
    const [a, b] = [
      [1, 50, 900, 4_000],
      [3, 70, 800, 2_000],
    ];
    const bySeed = [1, 2, 3].map((seed) => JSON.stringify(intervalOf(a, b, { seed, draws: DRAWS })));
    expect(new Set(bySeed).size).toBeGreaterThan(1);
    expect(intervalOf([500, 500], [200, 200], { seed: 1, draws: DRAWS })).toEqual({ lowerBp: 300, upperBp: 300 });
    expect(intervalOf([500], [200, 200], { seed: 1, draws: DRAWS })).toBeNull();
  });

  test("covers the true difference about as often as it says", () => {
    const group = (shift: number, seed: number) =>
      Array.from({ length: 20 }, (_, index) => shift + ((index * 7_919 + seed * 104_729) % 1_000));
    const seeds = Array.from({ length: 40 }, (_, index) => index + 1);
    const covered = seeds.filter((seed) => {
      const drawn = intervalOf(group(300, seed), group(0, seed + 100), { seed, draws: 400 });
      return drawn !== null && drawn.lowerBp <= 300 && 300 <= drawn.upperBp;
    });
    expect(covered.length).toBeGreaterThan(32);
  });
});

test.for([
  { a: [1], b: [0, 1], difference: 1 },
  { a: [0, 0], b: [1, 0], difference: -1 },
  { a: [10, 20], b: [5], difference: 10 },
])("differenceOf rounds once, half away from zero: $difference", ({ a, b, difference }) => {
  expect(differenceOf(a, b)).toBe(difference);
});
