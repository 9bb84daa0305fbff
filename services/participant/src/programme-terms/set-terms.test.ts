import { localDate } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import { minimumHoursOn, type ProgrammeTerms } from "./programme-terms.ts";
import { changedHours, setTerms, type TermsEntered } from "./set-terms.ts";

const TERMS: ProgrammeTerms = {
  programmeId: "programme",
  startsOn: localDate("2019-01-01"),
  endsOn: localDate("2021-12-31"),
  minimumHours: 8,
  hoursSteps: [{ validFrom: localDate("2020-01-01"), hours: 10 }],
  municipalities: [],
};
const ENTERED: TermsEntered = { validFrom: localDate("2020-07-01"), minimumWeeklyHours: 15, expectedVersion: null };

describe("setTerms", () => {
  test.for<readonly [string, Partial<TermsEntered>, readonly string[]]>([
    ["a later day", {}, []],
    ["1 hour", { minimumWeeklyHours: 1 }, []],
    ["0 hours", { minimumWeeklyHours: 0 }, ["HOURS_OUT_OF_RANGE"]],
    ["37 hours", { minimumWeeklyHours: 37 }, []],
    ["38 hours", { minimumWeeklyHours: 38 }, ["HOURS_OUT_OF_RANGE"]],
    ["the first day", { validFrom: localDate("2019-01-01") }, []],
    ["the day before", { validFrom: localDate("2018-12-31") }, ["OUTSIDE_PROGRAMME_PERIOD"]],
    ["the version that is", { expectedVersion: 3 }, []],
    ["another version", { expectedVersion: 2 }, ["CONFLICT"]],
    [
      "everything wrong",
      { minimumWeeklyHours: 99, validFrom: localDate("2022-01-01"), expectedVersion: 1 },
      ["HOURS_OUT_OF_RANGE", "OUTSIDE_PROGRAMME_PERIOD", "CONFLICT"],
    ],
  ])("%s", ([, entered, codes]) => {
    const decided = setTerms({ terms: TERMS, version: 3 }, { ...ENTERED, ...entered });
    expect(decided.ok ? [] : decided.refusals.map(({ code }) => code)).toEqual(codes);
  });

  test("keeps steps in the order of their days, and replaces one of the same day", () => {
    const stepsAfter = (validFrom: string) => {
      const decided = setTerms({ terms: TERMS, version: 1 }, { ...ENTERED, validFrom: localDate(validFrom) });
      return decided.ok ? decided.value.hoursSteps?.map((step) => [step.validFrom, step.hours]) : null;
    };
    expect(stepsAfter("2019-06-01")).toEqual([
      ["2019-06-01", 15],
      ["2020-01-01", 10],
    ]);
    expect(stepsAfter("2020-01-01")).toEqual([["2020-01-01", 15]]);
  });
});

test.for<readonly [string, number]>([
  ["2019-12-31", 8],
  ["2020-01-01", 10],
  ["2021-12-31", 10],
])("on %s a job counts from %i hours", ([day, hours]) => {
  expect(minimumHoursOn(TERMS, localDate(day))).toBe(hours);
});

test.for<readonly [string, number, unknown]>([
  ["2020-07-01", 15, { from: 10, to: 15, since: "2020-07-01" }],
  ["2019-07-01", 5, { from: 5, to: 8, since: "2019-07-01" }],
  ["2020-07-01", 10, null],
])("from %s %i hours change what is counted", ([validFrom, hours, changed]) => {
  expect(changedHours(TERMS, { validFrom: localDate(validFrom), hours })).toEqual(changed);
});
