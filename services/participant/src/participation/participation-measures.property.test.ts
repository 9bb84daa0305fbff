import { addDays, differenceOf, type LocalDate, localDate, type MeasureEntry, totalOf } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Course, CourseCompletion } from "../course/course.ts";
import type { Employment } from "../employment/employment.ts";
import type { AcceleratorMembership } from "./accelerator-membership.ts";
import { COURSE, EMPLOYMENT, MEMBERSHIP, PARTICIPATION } from "./participation-measures.fixture.ts";
import { type ParticipationHistory, participationMeasures } from "./participation-measures.ts";

const MINIMUM_HOURS = () => 8;
const LAST = 40;
const DAYS = Array.from({ length: LAST + 2 }, (_, offset) => addDays(localDate("2020-02-10"), offset));

const dayNumber = fc.nat(LAST);
const dayAt = (offset: number): LocalDate => DAYS[Math.min(offset, LAST)] as LocalDate;
const companies = fc.constantFrom("company", "second", "third");

const courses: fc.Arbitrary<Course> = fc
  .record({
    id: fc.uuid(),
    kind: fc.constantFrom("ENTRY", "ENTRY", "INCLUSION", "RETENTION"),
    axis: fc.constantFrom("AXIS_3B1", "AXIS_3B2"),
    plannedWeeks: fc.integer({ min: 1, max: 6 }),
    start: dayNumber,
    lasts: dayNumber,
    completion: fc.constantFrom<CourseCompletion | null>("COMPLETED", "DROPPED_OUT", "ENDED_BY_JOB", null),
  })
  .map(({ start, lasts, completion, ...course }) => ({
    ...COURSE,
    ...course,
    startedOn: dayAt(start),
    endedOn: completion === null ? null : dayAt(start + lasts),
    completion,
  }));

const employments: fc.Arbitrary<Employment> = fc
  .record({
    id: fc.uuid(),
    form: fc.constantFrom("ORDINARY", "SMALL_JOB", "FLEX_JOB", "WAGE_SUBSIDY"),
    employerId: companies,
    start: dayNumber,
    hoursPerWeek: fc.integer({ min: 50, max: 370 }).map((tenths) => tenths / 10),
  })
  .map(({ start, ...job }) => ({ ...EMPLOYMENT, ...job, startedOn: dayAt(start) }));

const memberships: fc.Arbitrary<AcceleratorMembership> = fc
  .record({
    courseId: fc.uuid(),
    organisationId: companies,
    programmeId: fc.constantFrom("programme", "programme", "other"),
    accepted: fc.option(dayNumber, { freq: 9 }),
    exited: fc.option(dayNumber),
  })
  .map(({ accepted, exited, ...membership }) => ({
    ...{ ...MEMBERSHIP, ...membership },
    acceptedOn: accepted === null ? null : dayAt(accepted),
    exitedOn: exited === null ? null : dayAt(exited),
  }));

const histories: fc.Arbitrary<ParticipationHistory> = fc
  .record({
    entered: fc.option(dayNumber, { freq: 5 }),
    courses: fc.array(courses, { maxLength: 4 }),
    employments: fc.array(employments, { maxLength: 5 }),
    memberships: fc.array(memberships, { maxLength: 3 }),
  })
  .map(({ entered, ...lists }) => ({
    participation: { ...PARTICIPATION, enteredOn: entered === null ? null : dayAt(entered) },
    person: { sex: "M", birthDate: localDate("1980-05-04") },
    ...lists,
  }));

/** What was known when `day` ended. */
function historyUntil(history: ParticipationHistory, day: LocalDate): ParticipationHistory {
  const past = (on: LocalDate | null): boolean => on !== null && on <= day;
  const { enteredOn } = history.participation;
  return {
    participation: { ...history.participation, enteredOn: past(enteredOn) ? enteredOn : null },
    person: history.person,
    courses: history.courses
      .filter(({ startedOn }) => past(startedOn))
      .map((course) => (past(course.endedOn) ? course : { ...course, endedOn: null, completion: null })),
    employments: history.employments.filter(({ startedOn }) => past(startedOn)),
    memberships: history.memberships.map((company) => ({
      ...company,
      acceptedOn: past(company.acceptedOn) ? company.acceptedOn : null,
      exitedOn: past(company.exitedOn ?? null) ? (company.exitedOn ?? null) : null,
    })),
  };
}

const measuresOf = (history: ParticipationHistory) => participationMeasures(history, MINIMUM_HOURS);

function totalsOn(entries: readonly MeasureEntry[], day: LocalDate): readonly number[] {
  return ["3B.1", "3B.2", "3B.3", "3B.4"].map((code) => {
    return totalOf(
      entries.filter(({ indicator }) => indicator === code),
      day,
    );
  });
}

describe("participationMeasures", () => {
  test("counts once or not at all, completed within started, and the two kinds of hire never together", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const entries = measuresOf(history);
        for (const day of DAYS) {
          const totals = totalsOn(entries, day);
          const [started = 0, completed = 0, hired = 0, elsewhere = 0] = totals;
          expect(totals.every((total) => total === 0 || total === 1)).toBe(true);
          expect(completed).toBeLessThanOrEqual(started);
          expect(hired + elsewhere).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test("never changes the totals of a day by what happens later", () => {
    fc.assert(
      fc.property(histories, dayNumber, (history, offset) => {
        const known = measuresOf(historyUntil(history, dayAt(offset)));
        const all = measuresOf(history);
        for (const day of DAYS.slice(0, offset + 1)) expect(totalsOn(known, day)).toEqual(totalsOn(all, day));
      }),
    );
  });

  test("takes nothing back that was written, as days go by", () => {
    fc.assert(
      fc.property(histories, dayNumber, (history, offset) => {
        const known = measuresOf(historyUntil(history, dayAt(offset)));
        const all = measuresOf(history);
        const written = differenceOf(known, all, "later");
        expect(all).toEqual(expect.arrayContaining([...known]));
        expect(written.every(({ validOn }) => validOn > dayAt(offset))).toBe(true);
      }),
    );
  });

  test("depends on no order of rows", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { courses, employments, memberships } = history;
        const turned = {
          ...history,
          courses: courses.toReversed(),
          employments: employments.toReversed(),
          memberships: memberships.toReversed(),
        };
        expect(measuresOf(turned)).toEqual(measuresOf(history));
      }),
    );
  });
});
