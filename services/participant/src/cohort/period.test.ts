import { localDate } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import { daysOfHalfYear, halfYearOf, isFixedPeriod, MONTHS_OF_RELEASES, MONTHS_OF_ROWS, readPeriod } from "./period.ts";

const day = localDate;

describe("readPeriod", () => {
  test.for([
    { asked: {}, months: MONTHS_OF_ROWS, answer: null },
    {
      asked: { halfYear: { year: 2019, half: "H1" } },
      months: MONTHS_OF_ROWS,
      answer: { from: "2019-01-01", to: "2019-06-30" },
    },
    {
      asked: { from: "2019-02-01", to: "2019-02-28" },
      months: MONTHS_OF_ROWS,
      answer: { from: "2019-02-01", to: "2019-02-28" },
    },
    {
      asked: { from: "2019-02-03", to: "2019-02-03" },
      months: null,
      answer: { from: "2019-02-03", to: "2019-02-03" },
    },
    { asked: { from: "2019-02-03", to: "2019-02-28" }, months: MONTHS_OF_ROWS, answer: "PERIOD_NOT_FIXED" },
    { asked: { from: "2019-02-01", to: "2019-02-28" }, months: MONTHS_OF_RELEASES, answer: "PERIOD_NOT_FIXED" },
    {
      asked: { from: "2019-04-01", to: "2019-06-30" },
      months: MONTHS_OF_RELEASES,
      answer: { from: "2019-04-01", to: "2019-06-30" },
    },
    { asked: { from: "2019-02-03" }, months: null, answer: "PERIOD_INCOMPLETE" },
    { asked: { from: "2019-02-03", to: "2019-02-02" }, months: null, answer: "PERIOD_ORDER" },
    { asked: { halfYear: { year: 0, half: "H1" } }, months: null, answer: "PERIOD_ORDER" },
    { asked: { halfYear: { year: 2019, half: "H2" }, to: "2019-12-31" }, months: null, answer: "PERIOD_TWICE" },
  ])("answers $answer to $asked", ({ asked, months, answer }) => {
    const period = readPeriod(asked as Parameters<typeof readPeriod>[0], months);
    expect(period.ok ? period.value : period.refusals[0].code).toEqual(answer);
  });
});

test.for([
  ["2019-01-01", "2019-01-31", true],
  ["2019-04-01", "2019-06-30", true],
  ["2019-07-01", "2019-12-31", true],
  ["2020-02-01", "2020-02-29", true],
  ["2020-02-01", "2020-02-28", false],
  ["2019-02-01", "2019-04-30", false],
  ["2019-04-01", "2019-09-30", false],
  ["2019-01-01", "2019-12-31", false],
  ["2019-01-01", "2019-02-28", false],
] as const)("isFixedPeriod says of %s to %s: %s", ([from, to, isFixed]) => {
  expect(isFixedPeriod(day(from), day(to))).toBe(isFixed);
});

test("half-years begin in January and July", () => {
  expect(["2019-01-01", "2019-06-30", "2019-07-01"].map((each) => halfYearOf(day(each)))).toEqual([
    ...["2019-H1", "2019-H1", "2019-H2"],
  ]);
  expect(daysOfHalfYear({ year: 2020, half: "H2" })).toEqual({ from: "2020-07-01", to: "2020-12-31" });
});
