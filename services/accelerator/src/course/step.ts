/** One step of a course: the table says whether it may follow, its guards whether it may be, and the file what it was. Pure. */
import { accept, type Decision, type LocalDate } from "@inclusion/kernel";
import type { AcceleratorRefusalCode } from "../refusals.ts";
import type { CompanyCourse } from "./course.ts";
import { type CourseFile, ownedBy } from "./course-file.ts";
import { type Moment, notBefore, notInFuture, type Problem, refusedFor } from "./rule.ts";
import { type CourseEvent, type CourseStep, nextState } from "./transitions.ts";

/** A step that somebody wants to take. */
export type Step = Readonly<{
  kind: CourseStep;
  happenedOn: LocalDate;
  /** The input's field that holds the day. */
  dayField: string;
  reason?: string | null | undefined;
  /** What the guards found. */
  problems: readonly Problem[];
  /** What becomes of the file and of the course; asked only when nothing is refused. */
  change: () => Partial<Omit<CourseFile, "course">> & Readonly<{ course?: Partial<CompanyCourse> }>;
}>;

/** @refuses ILLEGAL_TRANSITION, DATE_IN_FUTURE, DATE_ORDER, beside everything that the guards found */
export function takeStep(file: CourseFile, at: Moment, step: Step): Decision<CourseFile, AcceleratorRefusalCode> {
  const from = file.version === 0 ? null : file.course.state;
  const next = nextState(from, step.kind);
  const refused = refusedFor([
    ...(next === undefined ? [illegal(file, step.kind)] : []),
    ...notInFuture(at, step.happenedOn, step.dayField),
    ...notBefore(step.happenedOn, lastDay(file, step.kind), "the step before it", step.dayField),
    ...step.problems,
  ]);
  if (refused !== null || next === undefined) return refused ?? { ok: false, refusals: [illegal(file, step.kind)] };
  const { course, ...changed } = step.change();
  const event: CourseEvent = {
    ...ownedBy(file),
    id: at.newId(),
    kind: step.kind,
    fromState: from,
    toState: next,
    happenedOn: step.happenedOn,
    actor: at.actor,
    reason: step.reason ?? null,
  };
  return accept({
    ...file,
    ...changed,
    course: { ...file.course, ...course, state: next },
    events: [...file.events, event],
  });
}

/** Changes that lead nowhere, in one of these states only. */
export function inStates(
  file: CourseFile,
  states: readonly CompanyCourse["state"][],
  what: string,
): readonly Problem[] {
  if (states.includes(file.course.state)) return [];
  const message = `${what} is possible in ${states.join(", ")}; the course is ${file.course.state}.`;
  return [{ code: "ILLEGAL_TRANSITION", message }];
}

function illegal({ version, course }: CourseFile, step: CourseStep): Problem {
  const from = version === 0 ? "nothing" : course.state;
  const message = `${step} does not follow from ${from}: read the course again and choose a step that does.`;
  return { code: "ILLEGAL_TRANSITION", message };
}

/** Milestones may be entered late and in any order; every step that leads to another state follows the last such one. */
function lastDay({ events, course }: CourseFile, step: CourseStep): LocalDate | null {
  if (step === "COMPLETE_MILESTONE" || step === "MEASURE") return course.acceptedOn;
  const days = events.filter(({ fromState, toState }) => fromState !== toState).map(({ happenedOn }) => happenedOn);
  return [...days, ...(course.acceptedOn === null ? [] : [course.acceptedOn])].toSorted().at(-1) ?? null;
}
