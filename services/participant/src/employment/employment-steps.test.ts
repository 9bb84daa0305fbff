import { localDate } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import { afterRule, COURSE, codesOf, fileIn, ID, JOB, PLACEMENT } from "../participation/file.fixture.ts";
import type { ParticipationFile } from "../participation/participation-file.ts";
import { type AftercareInput, startAftercare } from "../pathway/aftercare.ts";
import { correctEmployment } from "./correct-employment.ts";
import { type EmployInput, employ, endEmployment, keepEmployment } from "./employ.ts";
import { daysToReemployment } from "./employment.ts";

const START: EmployInput = { form: "ORDINARY", employerId: ID, startedOn: localDate("2019-04-12"), hoursPerWeek: 20 };
const enrolled = fileIn("ENROLLED");

describe("employ", () => {
  test.for<readonly [string, ParticipationFile, Partial<EmployInput>, readonly string[]]>([
    ["with the least hours that count", enrolled, { hoursPerWeek: 8 }, []],
    ["with a tenth less", enrolled, { hoursPerWeek: 7.9 }, ["FORM_NOT_COUNTED"]],
    ["with a subsidy", enrolled, { form: "WAGE_SUBSIDY" }, ["FORM_NOT_COUNTED"]],
    ["with no hours", enrolled, { hoursPerWeek: 0 }, ["HOURS_LIMIT"]],
    ["for all hours of the week", enrolled, { hoursPerWeek: 168 }, []],
    ["for more than that", enrolled, { hoursPerWeek: 168.1 }, ["HOURS_LIMIT"]],
    ["by nobody", enrolled, { employerId: "nobody" }, ["EMPLOYER_UNKNOWN"]],
    ["on the day of entry", enrolled, { startedOn: localDate("2019-03-01") }, []],
    ["the day before", enrolled, { startedOn: localDate("2019-02-28") }, ["DATE_ORDER"]],
    ["tomorrow", enrolled, { startedOn: localDate("2020-06-02") }, ["DATE_IN_FUTURE"]],
    ["after a job that counted", fileIn("COMPLETED", { employments: [JOB] }), {}, ["INDICATOR_ALREADY_COUNTED"]],
    ["after a job that did not", fileIn("COMPLETED", { employments: [{ ...JOB, hoursPerWeek: 4 }] }), {}, []],
    [
      "who is in work",
      fileIn("EMPLOYED", { employments: [JOB] }),
      {},
      ["ILLEGAL_TRANSITION", "INDICATOR_ALREADY_COUNTED"],
    ],
  ])("%s", ([, file, input, codes]) => {
    expect(codesOf(employ({ ...START, ...input }), file)).toEqual(codes);
  });

  test.for([
    ["2019-04-12", "2019-04-11", true],
    ["2019-04-11", "2019-04-10", false],
    ["2019-03-01", "2019-03-01", false],
  ] as const)("on %s ends the course on %s; completed: %s", ([startedOn, endedOn, isCompleted]) => {
    const hired = afterRule(employ({ ...START, startedOn: localDate(startedOn) }), enrolled);
    expect(hired.courses[0]).toMatchObject({ completion: "ENDED_BY_JOB", endedOn });
    const weeks = { ...COURSE, endedOn: localDate(endedOn) };
    expect(2 * (Date.parse(weeks.endedOn) - Date.parse(weeks.startedOn) + 86_400_000) >= 7 * 12 * 86_400_000).toBe(
      isCompleted,
    );
  });

  test("lets a course go on beside the job, and ends placements", () => {
    const placed = fileIn("IN_PLACEMENT", { placements: [PLACEMENT] });
    const hired = afterRule(employ({ ...START, courseContinues: true }), placed);
    expect([hired.courses[0]?.endedOn, hired.placements[0]?.endedOn]).toEqual([null, "2019-04-11"]);
  });
});

const employed = fileIn("EMPLOYED", { employments: [JOB], courses: [] });

describe("keepEmployment and endEmployment", () => {
  const KEEP = { axis: "AXIS_3B1", plannedWeeks: 26, startedOn: JOB.startedOn } as const;
  test("need a job that goes on", () => {
    expect(codesOf(keepEmployment(KEEP), employed)).toEqual([]);
    expect(codesOf(keepEmployment({ ...KEEP, startedOn: localDate("2019-06-02") }), employed)).toEqual([
      "NO_OPEN_EMPLOYMENT",
    ]);
    expect(codesOf(endEmployment({ employmentId: "e1", endedOn: JOB.startedOn }), employed)).toEqual([]);
    expect(codesOf(endEmployment({ employmentId: "e1", endedOn: localDate("2019-06-02") }), employed)).toEqual([
      "DATE_ORDER",
    ]);
    const ended = { ...employed, employments: [{ ...JOB, endedOn: JOB.startedOn }] };
    expect(codesOf(endEmployment({ employmentId: "e1", endedOn: JOB.startedOn }), ended)).toEqual([
      "NO_OPEN_EMPLOYMENT",
    ]);
  });
});

describe("correctEmployment", () => {
  const CORRECTION = { employmentId: "e1", reasonCode: "AUDIT" } as const;
  const ended = { ...employed, employments: [{ ...JOB, endedOn: localDate("2019-08-01") }] };
  test.for<readonly [string, ParticipationFile, object, readonly string[]]>([
    ["to a form that does not count", employed, { form: "WAGE_SUBSIDY" }, []],
    ["the end of one that goes on", employed, { endedOn: localDate("2019-08-01") }, ["NO_ENDED_EMPLOYMENT"]],
    ["to go on after all", ended, { goesOn: true }, []],
    ["to an end before its start", ended, { endedOn: localDate("2019-06-02") }, ["DATE_ORDER"]],
    ["to no hours and no employer", ended, { hoursPerWeek: 0, employerId: "x" }, ["EMPLOYER_UNKNOWN", "HOURS_LIMIT"]],
  ])("%s", ([, file, input, codes]) => {
    expect(codesOf(correctEmployment({ ...CORRECTION, ...input }), file)).toEqual(codes);
  });
});

describe("startAftercare", () => {
  const END = localDate("2019-12-31");
  const lost = { ...employed, employments: [{ ...JOB, endedOn: END }] };
  const gone = {
    ...lost,
    participation: { ...lost.participation, state: "CLOSED", leftOn: localDate("2020-01-31") } as const,
  };
  const BACK: AftercareInput = { axis: "AXIS_3B1", plannedWeeks: 8, startedOn: localDate("2020-02-01") };
  test.for<readonly [string, ParticipationFile, string, readonly string[]]>([
    ["on the day after leaving", gone, "2020-02-01", []],
    ["on the day of leaving", gone, "2020-01-31", ["DATE_ORDER"]],
    ["on the day on which the job ended", lost, "2019-12-31", []],
    ["the day before", lost, "2019-12-30", ["NO_ENDED_EMPLOYMENT"]],
    ["while the job goes on", employed, "2020-02-01", ["NO_ENDED_EMPLOYMENT"]],
    ["without a job ever", fileIn("CLOSED"), "2020-02-01", ["NO_ENDED_EMPLOYMENT"]],
    [
      "while on the course",
      fileIn("ENROLLED", { employments: lost.employments }),
      "2020-02-01",
      ["ILLEGAL_TRANSITION"],
    ],
  ])("%s", ([, file, startedOn, codes]) => {
    expect(codesOf(startAftercare({ ...BACK, startedOn: localDate(startedOn) }), file)).toEqual(codes);
  });

  test.for([
    ["2021-12-31", []],
    ["2022-01-01", ["PROGRAMME_CLOSED"]],
  ] as const)("on %s, by the programme's end", ([startedOn, codes]) => {
    const at = { today: localDate("2022-06-01"), actor: "test", newId: () => "new" };
    expect(codesOf(startAftercare({ ...BACK, startedOn: localDate(startedOn) }), gone, at)).toEqual(codes);
  });
});

test.for<readonly [string, readonly (readonly [string, string | null])[], number | null]>([
  ["one job", [["2019-01-01", "2019-02-01"]], null],
  [
    "the way from one to the next",
    [
      ["2019-01-01", "2019-02-01"],
      ["2019-03-01", null],
    ],
    28,
  ],
  [
    "the last way back",
    [
      ["2019-01-01", "2019-02-01"],
      ["2019-03-01", "2019-03-31"],
      ["2019-04-10", null],
    ],
    10,
  ],
  [
    "a second job beside the first",
    [
      ["2019-01-01", null],
      ["2019-03-01", null],
    ],
    null,
  ],
])("daysToReemployment of %s", ([, jobs, days]) => {
  const rows = jobs.map(([startedOn, endedOn]) => ({
    startedOn: localDate(startedOn),
    endedOn: endedOn === null ? null : localDate(endedOn),
  }));
  expect(daysToReemployment(rows)).toBe(days);
});
