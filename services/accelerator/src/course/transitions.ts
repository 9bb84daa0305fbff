/** Which step may follow in which state of a course, and what the state is then: every other step is refused. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { CompanyCourseState } from "./course.ts";

/** What can happen to a course as a whole. */
export type CourseStep =
  | "APPLY"
  | "START_DUE_DILIGENCE"
  | "REJECT"
  | "WITHDRAW"
  | "ACCEPT"
  | "DIAGNOSE"
  | "APPROVE_PLAN"
  | "COMPLETE_MILESTONE"
  | "GRADUATE"
  | "EXIT"
  | "MEASURE";

/** A step that was taken; steps are added and never changed, and the state is what the last one led to. */
export type CourseEvent = Readonly<{
  id: string;
  courseId: string;
  programmeId: string;
  municipalityCode: string;
  kind: CourseStep;
  fromState: CompanyCourseState | null;
  toState: CompanyCourseState;
  happenedOn: LocalDate;
  /** Who entered it. */
  actor: string;
  reason: string | null;
}>;

type Steps = Readonly<Partial<Record<CourseStep, CompanyCourseState>>>;

/** Steps that begin a course. */
export const BEGINNINGS: Steps = { APPLY: "APPLIED" };

/** State -> step -> next state. A revised plan is approved in the sprints it began, and leads nowhere else. */
export const TRANSITIONS: Readonly<Record<CompanyCourseState, Steps>> = {
  APPLIED: { START_DUE_DILIGENCE: "DUE_DILIGENCE", REJECT: "REJECTED", WITHDRAW: "WITHDRAWN" },
  DUE_DILIGENCE: { ACCEPT: "ACCEPTED", REJECT: "REJECTED", WITHDRAW: "WITHDRAWN" },
  REJECTED: {},
  WITHDRAWN: {},
  ACCEPTED: { DIAGNOSE: "DIAGNOSED", EXIT: "EXITED" },
  DIAGNOSED: { APPROVE_PLAN: "IN_SPRINTS", EXIT: "EXITED" },
  IN_SPRINTS: {
    APPROVE_PLAN: "IN_SPRINTS",
    COMPLETE_MILESTONE: "IN_SPRINTS",
    GRADUATE: "GRADUATED",
    EXIT: "EXITED",
  },
  GRADUATED: { MEASURE: "GRADUATED" },
  EXITED: {},
};

/** Where the step leads; undefined when it may not follow. `from` is null before the first step. */
export function nextState(from: CompanyCourseState | null, step: CourseStep): CompanyCourseState | undefined {
  return (from === null ? BEGINNINGS : TRANSITIONS[from])[step];
}

/** States in which the company is in the accelerator. */
export const IN_COURSE: readonly CompanyCourseState[] = ["ACCEPTED", "DIAGNOSED", "IN_SPRINTS"];

/**
 * The state in which a course was at the end of `day`, by the days on which its steps happened; null before the first.
 *
 * Steps of one day count in the order in which they are given, which is that of their recording.
 */
export function stateOn(events: readonly CourseEvent[], day: LocalDate): CompanyCourseState | null {
  return (
    events
      .filter(({ happenedOn }) => happenedOn <= day)
      .toSorted((a, b) => (a.happenedOn < b.happenedOn ? -1 : Number(a.happenedOn > b.happenedOn)))
      .at(-1)?.toState ?? null
  );
}
