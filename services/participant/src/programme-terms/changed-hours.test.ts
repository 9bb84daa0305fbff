import { addDays, localDate } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changedHours } from "./changed-hours.ts";
import { type HoursStep, minimumHoursOn, type ProgrammeTerms } from "./programme-terms.ts";

const step = (day: string, hours: number): HoursStep => ({ validFrom: localDate(day), hours });
const TERMS: ProgrammeTerms = {
  programmeId: "programme",
  startsOn: localDate("2019-01-01"),
  endsOn: localDate("2021-12-31"),
  minimumHours: 8,
  hoursSteps: [step("2020-01-01", 10)],
  municipalities: [],
};

test.for<readonly [string, number]>([
  ["2019-12-31", 8],
  ["2020-01-01", 10],
  ["2021-12-31", 10],
])("on %s a job counts from %i hours", ([day, hours]) => {
  expect(minimumHoursOn(TERMS, localDate(day))).toBe(hours);
});

describe("changedHours", () => {
  test.for<readonly [string, readonly HoursStep[], unknown]>([
    ["the same steps", [step("2020-01-01", 10)], []],
    [
      "a later step",
      [step("2020-07-01", 15), step("2020-01-01", 10)],
      [{ from: 10, to: 15, since: "2020-07-01", before: null }],
    ],
    [
      "an earlier step",
      [step("2019-07-01", 5), step("2020-01-01", 10)],
      [{ from: 5, to: 8, since: "2019-07-01", before: "2020-01-01" }],
    ],
    ["no step", [], [{ from: 8, to: 10, since: "2020-01-01", before: null }]],
  ])("of %s", ([, steps, changed]) => {
    expect(changedHours(TERMS, steps)).toEqual(changed);
  });

  test("names a job exactly when it counts before and not after, or the other way round", () => {
    const stepsOf = fc.uniqueArray(
      fc.record({ day: fc.integer({ min: 0, max: 30 }), hours: fc.integer({ min: 1, max: 37 }) }),
      { maxLength: 4, selector: ({ day }) => day },
    );
    const sorted = (steps: readonly { day: number; hours: number }[]) =>
      steps
        .toSorted((a, b) => a.day - b.day)
        .map(({ day, hours }) => ({ validFrom: addDays(localDate("2020-01-01"), day), hours }));
    fc.assert(
      fc.property(
        stepsOf,
        stepsOf,
        fc.integer({ min: -2, max: 33 }),
        fc.integer({ min: 1, max: 37 }),
        (a, b, at, hours) => {
          const [before, after] = [
            { ...TERMS, hoursSteps: sorted(a) },
            { ...TERMS, hoursSteps: sorted(b) },
          ];
          const day = addDays(localDate("2020-01-01"), at);
          const counts = (terms: ProgrammeTerms) => hours >= minimumHoursOn(terms, day);
          const isNamed = changedHours(before, after.hoursSteps).some(
            (changed) =>
              hours >= changed.from &&
              hours < changed.to &&
              day >= changed.since &&
              (changed.before === null || day < changed.before),
          );
          expect(isNamed).toBe(counts(before) !== counts(after));
        },
      ),
    );
  });
});
