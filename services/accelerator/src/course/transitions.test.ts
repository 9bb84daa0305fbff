import { localDate } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import type { CompanyCourseState } from "./course.ts";
import { type CourseEvent, type CourseStep, nextState, stateOn, TRANSITIONS } from "./transitions.ts";

const STATES = Object.keys(TRANSITIONS) as CompanyCourseState[];

/** The table as the domain states it: from, step, to. */
const LEGAL: readonly (readonly [string, CourseStep, CompanyCourseState])[] = [
  ["-", "APPLY", "APPLIED"],
  ["APPLIED", "START_DUE_DILIGENCE", "DUE_DILIGENCE"],
  ["APPLIED", "REJECT", "REJECTED"],
  ["DUE_DILIGENCE", "REJECT", "REJECTED"],
  ["APPLIED", "WITHDRAW", "WITHDRAWN"],
  ["DUE_DILIGENCE", "WITHDRAW", "WITHDRAWN"],
  ["DUE_DILIGENCE", "ACCEPT", "ACCEPTED"],
  ["ACCEPTED", "DIAGNOSE", "DIAGNOSED"],
  ["DIAGNOSED", "APPROVE_PLAN", "IN_SPRINTS"],
  ["IN_SPRINTS", "APPROVE_PLAN", "IN_SPRINTS"],
  ["IN_SPRINTS", "COMPLETE_MILESTONE", "IN_SPRINTS"],
  ["IN_SPRINTS", "GRADUATE", "GRADUATED"],
  ["ACCEPTED", "EXIT", "EXITED"],
  ["DIAGNOSED", "EXIT", "EXITED"],
  ["IN_SPRINTS", "EXIT", "EXITED"],
  ["GRADUATED", "MEASURE", "GRADUATED"],
];

const STEPS = [...new Set(LEGAL.map(([, step]) => step))];
const stateOf = (from: string): CompanyCourseState | null => (from === "-" ? null : (from as CompanyCourseState));

describe("nextState", () => {
  test.for(LEGAL)("leads from %s by %s to %s", ([from, step, to]) => {
    expect(nextState(stateOf(from), step)).toBe(to);
  });

  test("leads nowhere by any other step", () => {
    const legal = new Set(LEGAL.map(([from, step]) => `${from} ${step}`));
    const others = ["-", ...STATES].flatMap((from) =>
      STEPS.filter((step) => !legal.has(`${from} ${step}`)).map((step) => [from, step] as const),
    );
    expect(others).toHaveLength(10 * STEPS.length - LEGAL.length);
    expect(others.filter(([from, step]) => nextState(stateOf(from), step) !== undefined)).toEqual([]);
  });
});

describe("stateOn", () => {
  const event = (happenedOn: string, toState: CompanyCourseState): CourseEvent => ({
    ...{ id: happenedOn, courseId: "course", programmeId: "programme", municipalityCode: "0751" },
    ...{ kind: "APPLY", fromState: null, toState, actor: "lead", reason: null, happenedOn: localDate(happenedOn) },
  });
  const events = [
    event("2018-03-01", "APPLIED"),
    event("2018-09-03", "ACCEPTED"),
    event("2018-09-03", "DIAGNOSED"),
    event("2018-07-02", "DUE_DILIGENCE"),
  ];

  test.for([
    ["2018-02-28", null],
    ["2018-03-01", "APPLIED"],
    ["2018-07-02", "DUE_DILIGENCE"],
    ["2018-09-02", "DUE_DILIGENCE"],
    ["2018-09-03", "DIAGNOSED"],
    ["2030-01-01", "DIAGNOSED"],
  ] as const)("says on %s: %s", ([day, state]) => {
    expect(stateOn(events, localDate(day))).toBe(state);
  });
});
