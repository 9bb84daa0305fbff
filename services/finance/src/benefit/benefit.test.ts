import { expect, test } from "vitest";
import { isOnLadder, monthlyRateOf } from "./benefit.ts";
import { BENEFIT_RATES } from "./benefit-rates.ts";

test.for([
  { case: "the year itself", benefit: "CASH_JOB_READY", year: 2023, minor: 1_194_400n, from: 2023 },
  { case: "the last year before", benefit: "CASH_ACTIVITY_READY", year: 2019, minor: 1_128_200n, from: 2018 },
  { case: "the first one known", benefit: "REHABILITATION", year: 2018, minor: 1_974_100n, from: 2023 },
] as const)("the rate is that of $case", ({ benefit, year, minor, from }) => {
  expect(monthlyRateOf(benefit, year)).toMatchObject({ monthlyMinor: minor, year: from });
});

test("providers have their own rate, and where there is none the general one", () => {
  expect(monthlyRateOf("CASH_JOB_READY", 2023, "WITH_CHILDREN")?.monthlyMinor).toBe(1_587_400n);
  expect(monthlyRateOf("SICKNESS", 2023, "WITH_CHILDREN")?.monthlyMinor).toBe(1_971_700n);
});

test("a benefit without any figure has no rate", () => {
  expect(monthlyRateOf("SELF_SUPPORT_RETURN", 2019)).toBeNull();
});

test("disability pension is not shared by the ladder", () => {
  expect(isOnLadder("DISABILITY_PENSION")).toBe(false);
  expect(isOnLadder("NONE_SELF_SUPPORTING")).toBe(false);
  expect(isOnLadder(null)).toBe(false);
  expect(isOnLadder("UNEMPLOYMENT_INSURANCE")).toBe(true);
});

test("every rate names its source, and years stand in order", () => {
  for (const { rates } of BENEFIT_RATES) {
    expect(rates.every(({ source }) => source.length > 0)).toBe(true);
    expect(rates.map(({ year }) => year)).toEqual(rates.map(({ year }) => year).sort());
  }
});
