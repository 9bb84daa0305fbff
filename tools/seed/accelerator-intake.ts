/** How companies come into the accelerator: calls, applications, reviews, examinations and decisions. Pure. */
import {
  type Application,
  type ApplicationReview,
  CHECK_KINDS,
  type DueDiligenceCheck,
} from "@inclusion/accelerator/application/application";
import type { Call } from "@inclusion/accelerator/call/call";
import type { CompanyCourse } from "@inclusion/accelerator/course/course";
import { type CourseEvent, type CourseStep, nextState } from "@inclusion/accelerator/course/transitions";
import { type LocalDate, localDate } from "@inclusion/kernel";
import { CALLS, CRITERIA, REVIEWERS } from "./accelerator-names.ts";
import { daysFrom, movedBy } from "./days.ts";
import type { ProgrammeSpan } from "./places.ts";
import type { Random } from "./random.ts";

/** A company that applies, and what becomes of it. */
export type Applicant = Readonly<{
  organisationId: string;
  municipalityCode: string;
  partnershipId: string | null;
  /** The call it applies to, by its place. */
  round: number;
  fate: "ACCEPTED" | "EXAMINED_OUT" | "SCORED_OUT" | "WITHDRAWN";
  decidedOn: LocalDate;
  hasConflict: boolean;
}>;

/** A step of a course with what it makes of the course. */
export type PlannedStep = Readonly<{
  kind: CourseStep;
  on: LocalDate;
  reason?: string;
  set?: Partial<CompanyCourse>;
}>;

export function callsOf(random: Random, { programmeId }: ProgrammeSpan): readonly Call[] {
  return CALLS.map(({ cohort, title, opensOn, closesOn }) => ({
    ...{ id: random.id(localDate(opensOn)), programmeId, title, cohort, capacity: 6, partnershipRequired: false },
    ...{ opensOn: localDate(opensOn), closesOn: localDate(closesOn), lowest: 1, highest: 5, version: 1 },
    criteria: [CRITERIA.map((criterion) => ({ ...criterion }))],
  }));
}

/** The course as it is applied for. */
export function appliedCourse(random: Random, call: Call, applicant: Applicant): CompanyCourse {
  const { organisationId, municipalityCode, partnershipId } = applicant;
  const appliedOn = movedBy(call.opensOn, random.between(5, daysFrom(call.opensOn, call.closesOn)));
  return {
    ...{ id: random.id(appliedOn), organisationId, municipalityCode, partnershipId, programmeId: call.programmeId },
    ...{ state: "APPLIED", callId: call.id, cohort: call.cohort, appliedOn, decidedOn: null, acceptedOn: null },
    ...{ endedOn: null, synthetic: true },
  };
}

/** What every row of a course's file repeats of it. */
export function ofCourse({ id: courseId, programmeId, municipalityCode }: CompanyCourse) {
  return { courseId, programmeId, municipalityCode };
}

/** The form. Its register number has a wrong check digit on purpose: it belongs to nobody. */
export function applicationOf(random: Random, course: CompanyCourse): Application {
  return {
    ...ofCourse(course),
    ...{ id: course.id, submittedOn: course.appliedOn as LocalDate, cvr: nobodysNumber(random) },
    ...{
      statedSizeClass: random.pick(["MICRO", "SMALL", "SMALL", "MEDIUM"] as const),
      sizeEvidence: "syntetisk årsrapport",
    },
    socialPurpose: "Job til mennesker på kanten af arbejdsmarkedet",
    socialPurposeEvidence: "syntetiske vedtægter",
    answers: [{ question: "Hvor mange vil I ansætte?", answer: `${random.between(2, 6)} inden for to år` }],
  };
}

const WEIGHTS = [2, 7, 6, 5, 4, 3, 2];

function nobodysNumber(random: Random): string {
  const digits = String(random.between(1_000_000, 9_999_999));
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (WEIGHTS[index] as number), 0);
  const right = (11 - (sum % 11)) % 11;
  return `${digits}${(right + 3) % 10}`;
}

/** Two reviews, and a third where one of the reviewers has a conflict of interest. */
export function reviewsOf(
  random: Random,
  course: CompanyCourse,
  call: Call,
  applicant: Applicant,
): ApplicationReview[] {
  const scoredOn = movedBy(call.closesOn, random.between(1, 4));
  const isGood = applicant.fate === "ACCEPTED";
  const row = { ...ofCourse(course), criteriaVersion: null, scores: [], scoredOn: null };
  const [conflicted, ...others] = random.shuffle(REVIEWERS);
  const scored = (applicant.hasConflict ? others : others.slice(0, 2)).map(
    (reviewer): ApplicationReview => ({
      ...{ ...row, id: random.id(scoredOn), reviewer, criteriaVersion: 1, scoredOn },
      ...{ conflictOn: null, conflictReason: null },
      scores: CRITERIA.map(({ code }) => ({
        criterion: code,
        score: isGood ? random.between(3, 5) : random.between(1, 4),
      })),
    }),
  );
  const refusal: ApplicationReview = {
    ...{ ...row, id: random.id(scoredOn), reviewer: conflicted as string, conflictOn: scoredOn },
    conflictReason: "Sidder i virksomhedens bestyrelse",
  };
  return applicant.hasConflict ? [...scored, refusal] : scored;
}

/** The examination; one check fails where it ends the application. */
export function checksOf(
  random: Random,
  course: CompanyCourse,
  from: LocalDate,
  fate: Applicant["fate"],
): DueDiligenceCheck[] {
  const failed =
    fate === "EXAMINED_OUT" ? random.pick(["FINANCES", "INDEPENDENCE", "GROWTH_POTENTIAL"] as const) : null;
  return CHECK_KINDS.map((kind) => ({
    ...{ ...ofCourse(course), id: random.id(from), kind, result: kind === failed ? "FAILED" : "PASSED" },
    ...{
      checkedBy: "demo:accelerator_lead",
      checkedOn: movedBy(from, random.between(1, 9)),
      evidence: "syntetisk notat",
    },
  }));
}

/** The steps up to the decision. */
export function intakeSteps(call: Call, course: CompanyCourse, { fate, decidedOn }: Applicant): readonly PlannedStep[] {
  const applied: PlannedStep = { kind: "APPLY", on: course.appliedOn as LocalDate };
  const examined: PlannedStep = { kind: "START_DUE_DILIGENCE", on: examinedFrom(call) };
  if (fate === "WITHDRAWN") {
    return [applied, { kind: "WITHDRAW", on: movedBy(call.closesOn, 5), reason: "Ejeren fik anden finansiering" }];
  }
  if (fate === "ACCEPTED")
    return [applied, examined, { kind: "ACCEPT", on: decidedOn, set: { acceptedOn: decidedOn, decidedOn } }];
  const rejected = { kind: "REJECT", on: decidedOn, set: { decidedOn } } as const;
  return fate === "SCORED_OUT"
    ? [applied, { ...rejected, reason: "Lavere score end de optagne" }]
    : [applied, examined, { ...rejected, reason: "En undersøgelse faldt ikke godt ud" }];
}

/** The first day of an application's examination. */
export function examinedFrom({ closesOn }: Call): LocalDate {
  return movedBy(closesOn, 6);
}

/**
 * The course after each step, and the steps as they are kept.
 *
 * @throws Error for a step that may not follow
 */
export function takenSteps(random: Random, applied: CompanyCourse, steps: readonly PlannedStep[]) {
  let state: CompanyCourse["state"] | null = null;
  let course = applied;
  return steps.map(({ kind, on, reason, set }) => {
    const next = nextState(state, kind);
    if (next === undefined) throw new Error(`${kind} does not follow from ${state}.`);
    const event: CourseEvent = {
      ...{ ...ofCourse(applied), id: random.id(on), kind, fromState: state, toState: next, happenedOn: on },
      ...{ actor: "system:seed", reason: reason ?? null },
    };
    state = next;
    course = { ...course, ...set, state: next };
    return { on, change: { course, event } };
  });
}
