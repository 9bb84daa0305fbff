import { localDate } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import { claimPeriodOf, cutOffOnOrAfter, keptUntil, type RetentionTerms } from "./claim-calendar.ts";

test.for([
  ["2020-01-15", "2020-02-29", "2019-09-01"],
  ["2020-02-29", "2020-02-29", "2019-09-01"],
  ["2020-03-01", "2020-08-31", "2020-03-01"],
  ["2020-08-31", "2020-08-31", "2020-03-01"],
  ["2020-09-01", "2021-02-28", "2020-09-01"],
  ["2020-12-31", "2021-02-28", "2020-09-01"],
] as const)("what is paid on %s is cut off on %s", ([day, to, from]) => {
  expect(cutOffOnOrAfter(localDate(day))).toBe(to);
  expect(claimPeriodOf(localDate(day))).toEqual({ from, to });
});

describe("papers are kept", () => {
  const terms: RetentionTerms = {
    ...{ framework: "ESF_2014_2020", countedFrom: localDate("2024-02-15"), isLarge: true },
    ...{ suspendedDays: 0, hasStateAid: false },
  };
  test.for<[string, Partial<RetentionTerms>, string]>([
    ["two years by a large operation", {}, "2026-12-31"],
    ["three years by a small one", { isLarge: false }, "2027-12-31"],
    ["five years under ESF+", { framework: "ESF_PLUS", countedFrom: localDate("2025-06-30") }, "2030-12-31"],
    ["ten years when aid was given", { hasStateAid: true }, "2034-12-31"],
    ["longer by the days of a case", { suspendedDays: 31 }, "2027-01-31"],
  ])("%s", ([, differs, until]) => {
    expect(keptUntil({ ...terms, ...differs })).toBe(until);
  });
});
