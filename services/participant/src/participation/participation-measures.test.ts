import { differenceOf, type LocalDate, localDate, type MeasureEntry, totalOf } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import type { Course } from "../course/course.ts";
import type { Employment } from "../employment/employment.ts";
import type { AcceleratorMembership } from "./accelerator-membership.ts";
import { COURSE, EMPLOYMENT, MEMBERSHIP, PARTICIPATION } from "./participation-measures.fixture.ts";
import { type ParticipationHistory, participationMeasures } from "./participation-measures.ts";

const MINIMUM_HOURS = () => 8;
const day = localDate;

function historyOf(parts: {
  courses?: readonly Partial<Course>[];
  employments?: readonly Partial<Employment>[];
  memberships?: readonly Partial<AcceleratorMembership>[];
  enteredOn?: LocalDate | null;
}): ParticipationHistory {
  const { courses = [], employments = [], memberships = [], enteredOn = PARTICIPATION.enteredOn } = parts;
  return {
    participation: { ...PARTICIPATION, enteredOn },
    person: { sex: "F", birthDate: localDate("1980-05-04") },
    courses: courses.map((part) => ({ ...COURSE, ...part })),
    employments: employments.map((part) => ({ ...EMPLOYMENT, ...part })),
    memberships: memberships.map((part) => ({ ...MEMBERSHIP, ...part })),
  };
}

const linesOf = (entries: readonly MeasureEntry[]) =>
  entries.map(({ indicator, amount, validOn }) => `${indicator} ${amount} ${validOn}`);

describe("3B.1", () => {
  test.for([
    { case: "no course", courses: [], lines: [] },
    { case: "another kind of course", courses: [{ kind: "RETENTION" }], lines: [] },
    { case: "an entry course", courses: [{}], lines: ["3B.1 1 2019-03-04"] },
    {
      case: "the first of two entry courses",
      courses: [{ id: "c2", startedOn: day("2020-01-06") }, {}],
      lines: ["3B.1 1 2019-03-04"],
    },
  ] as const)("counts $case", ({ courses, lines }) => {
    expect(linesOf(participationMeasures(historyOf({ courses }), MINIMUM_HOURS))).toEqual(lines);
  });
});

describe("3B.2", () => {
  test.for([
    { case: "a course that goes on", end: {}, on: null },
    { case: "a completed course", end: { endedOn: "2019-05-26", completion: "COMPLETED" }, on: "2019-05-26" },
    { case: "a short completed course", end: { endedOn: "2019-03-05", completion: "COMPLETED" }, on: "2019-03-05" },
    { case: "a course left at its end", end: { endedOn: "2019-05-26", completion: "DROPPED_OUT" }, on: null },
    { case: "a job after 42 of 84 days", end: { endedOn: "2019-04-14", completion: "ENDED_BY_JOB" }, on: "2019-04-14" },
    { case: "a job after 41 of 84 days", end: { endedOn: "2019-04-13", completion: "ENDED_BY_JOB" }, on: null },
    {
      case: "a job after 4 of 7 days",
      end: { plannedWeeks: 1, endedOn: "2019-03-07", completion: "ENDED_BY_JOB" },
      on: "2019-03-07",
    },
    {
      case: "a job after 3 of 7 days",
      end: { plannedWeeks: 1, endedOn: "2019-03-06", completion: "ENDED_BY_JOB" },
      on: null,
    },
  ] as const)("answers $on for $case", ({ end, on }) => {
    const entries = participationMeasures(historyOf({ courses: [end as Partial<Course>] }), MINIMUM_HOURS);
    expect(linesOf(entries).filter((line) => line.startsWith("3B.2"))).toEqual(on === null ? [] : [`3B.2 1 ${on}`]);
  });

  test("counts the second entry course when the first was left, and once", () => {
    const courses: Partial<Course>[] = [
      { endedOn: day("2019-04-01"), completion: "DROPPED_OUT" },
      { id: "c2", startedOn: day("2019-08-05"), endedOn: day("2019-10-27"), completion: "COMPLETED", axis: "AXIS_3B2" },
      { id: "c3", startedOn: day("2020-08-03"), endedOn: day("2020-10-25"), completion: "COMPLETED" },
    ];
    const entries = participationMeasures(historyOf({ courses }), MINIMUM_HOURS);
    expect(linesOf(entries)).toEqual(["3B.1 1 2019-03-04", "3B.2 1 2019-10-27"]);
    expect(entries.map(({ dimensions }) => dimensions.axis)).toEqual(["AXIS_3B1", "AXIS_3B1"]);
  });
});

describe("3B.3 and 3B.4", () => {
  const inside = [{}];
  test.for([
    { case: "a job in the accelerator", jobs: [{}], memberships: inside, lines: ["3B.3 1 2019-06-03"] },
    { case: "a job elsewhere", jobs: [{}], memberships: [], lines: ["3B.4 1 2019-06-03"] },
    {
      case: "a job on the day of acceptance",
      jobs: [{}],
      memberships: [{ acceptedOn: "2019-06-03" }],
      lines: ["3B.3 1 2019-06-03"],
    },
    {
      case: "a job on the day before acceptance",
      jobs: [{}],
      memberships: [{ acceptedOn: "2019-06-04" }],
      lines: ["3B.4 1 2019-06-03"],
    },
    {
      case: "a job in another programme's accelerator",
      jobs: [{}],
      memberships: [{ programmeId: "other" }],
      lines: ["3B.4 1 2019-06-03"],
    },
    { case: "too few hours", jobs: [{ hoursPerWeek: 7.9 }], memberships: inside, lines: [] },
    { case: "just enough hours", jobs: [{ hoursPerWeek: 8 }], memberships: inside, lines: ["3B.3 1 2019-06-03"] },
    { case: "a job from before the participation", jobs: [{ startedOn: "2019-02-28" }], memberships: [], lines: [] },
    {
      case: "two jobs elsewhere",
      jobs: [{ startedOn: "2020-01-01", id: "e2", employerId: "else" }, { employerId: "else" }],
      memberships: inside,
      lines: ["3B.4 1 2019-06-03"],
    },
    {
      case: "elsewhere first, then in the accelerator",
      jobs: [{ employerId: "else" }, { id: "e2", startedOn: "2020-02-03" }],
      memberships: inside,
      lines: ["3B.4 1 2019-06-03", "3B.4 -1 2020-02-03", "3B.3 1 2020-02-03"],
    },
    {
      case: "both on one day",
      jobs: [{ employerId: "else" }, { id: "e2" }],
      memberships: inside,
      lines: ["3B.3 1 2019-06-03"],
    },
    {
      case: "in the accelerator first, then elsewhere",
      jobs: [{}, { id: "e2", employerId: "else", startedOn: "2020-02-03" }],
      memberships: inside,
      lines: ["3B.3 1 2019-06-03"],
    },
  ])("counts $case", ({ jobs, memberships, lines }) => {
    const history = historyOf({
      employments: jobs as Partial<Employment>[],
      memberships: memberships as Partial<AcceleratorMembership>[],
    });
    expect(linesOf(participationMeasures(history, MINIMUM_HOURS))).toEqual(lines);
  });

  test.for([
    ["ORDINARY", 1],
    ["SMALL_JOB", 1],
    ["FLEX_JOB", 1],
    ["APPRENTICE", 1],
    ["SELF_EMPLOYED", 1],
    ["WAGE_SUBSIDY", 0],
    ["WORK_TRIAL", 0],
    ["UTILITY_JOB", 0],
    ["HYBRID", 0],
  ] as const)("counts the form %s %i times", ([form, count]) => {
    expect(participationMeasures(historyOf({ employments: [{ form }] }), MINIMUM_HOURS)).toHaveLength(count);
  });

  test("counts no job of somebody who never began", () => {
    expect(participationMeasures(historyOf({ employments: [{}], enteredOn: null }), MINIMUM_HOURS)).toEqual([]);
  });
});

describe("entries", () => {
  test("say what was counted, why, and by which values", () => {
    const [entry] = participationMeasures(historyOf({ courses: [{}] }), MINIMUM_HOURS);
    expect(entry).toEqual({
      indicator: "3B.1",
      amount: 1,
      programmeId: "programme",
      municipalityCode: "0751",
      subjectId: "participation",
      validOn: "2019-03-04",
      definitionVersion: 1,
      cause: "course c1",
      dimensions: {
        sex: "F",
        benefit: "CASH_ACTIVITY_READY",
        axis: "AXIS_3B1",
        course_kind: "ENTRY",
        age_at_entry: "38",
        partnership_id: null,
      },
      synthetic: true,
    });
  });

  test("of a job before any entry course have no axis", () => {
    const history = historyOf({ employments: [{}], courses: [{ startedOn: day("2019-08-05") }] });
    const axes = participationMeasures(history, MINIMUM_HOURS).map(({ indicator, dimensions }) => [
      indicator,
      dimensions.axis,
    ]);
    expect(axes).toEqual([
      ["3B.1", "AXIS_3B1"],
      ["3B.4", null],
    ]);
  });

  test("written before a later 3B.3 stay, and a second run writes nothing", () => {
    const jobs = [{ employerId: "else" }, { id: "e2", startedOn: day("2020-02-03") }];
    const before = participationMeasures(
      historyOf({ employments: jobs.slice(0, 1), memberships: [{}] }),
      MINIMUM_HOURS,
    );
    const after = participationMeasures(historyOf({ employments: jobs, memberships: [{}] }), MINIMUM_HOURS);
    const written = differenceOf(before, after, "employment e2");
    expect(linesOf(written)).toEqual(["3B.4 -1 2020-02-03", "3B.3 1 2020-02-03"]);
    expect(differenceOf([...before, ...written], after, "again")).toEqual([]);
    const of = (indicator: string) => after.filter((entry) => entry.indicator === indicator);
    expect([totalOf(of("3B.4"), day("2020-02-02")), totalOf(of("3B.3"), day("2020-02-02"))]).toEqual([1, 0]);
    expect([totalOf(of("3B.4"), day("2020-02-03")), totalOf(of("3B.3"), day("2020-02-03"))]).toEqual([0, 1]);
  });
});
