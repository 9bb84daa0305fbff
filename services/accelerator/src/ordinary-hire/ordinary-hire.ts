/** Ordinary hires: of people who were unemployed and are no participants. Nothing is known of them. Pure. */
import { acceptUnless, type Decision, type LocalDate, type MeasureEntry } from "@inclusion/kernel";
import { evidenceGiven, type Given, type Moment, notBefore, notInFuture, reasonGiven, when } from "../refusal/rule.ts";
import type { AcceleratorRefusalCode } from "../refusals.ts";

/** That a company hired somebody who was unemployed. */
export type OrdinaryHire = Readonly<{
  id: string;
  courseId: string;
  programmeId: string;
  municipalityCode: string;
  hiredOn: LocalDate;
  hoursPerWeek: number;
  wasUnemployed: boolean;
  evidenceHash: string | null;
  withdrawnOn: LocalDate | null;
  withdrawReason: string | null;
  synthetic: boolean;
}>;

type Decided = Decision<OrdinaryHire, AcceleratorRefusalCode>;

/** Of a course: what a hire repeats of it. */
export type HiringCourse = Readonly<{
  id: string;
  programmeId: string;
  municipalityCode: string;
  acceptedOn: string | null;
  synthetic: boolean;
}>;

/** A hire as it is entered. */
export type HireEntered = Readonly<{
  hiredOn: LocalDate;
  hoursPerWeek: number;
  wasUnemployed: boolean;
  evidenceHash: string;
}>;

/**
 * Records a hire.
 *
 * @param isCounted whether a hire counts already by the same evidence
 * @refuses EVIDENCE_MISSING, HIRE_ALREADY_COUNTED, NOT_UNEMPLOYED, ILLEGAL_TRANSITION, DATE_ORDER, DATE_IN_FUTURE,
 *   VALUE_OUT_OF_RANGE
 */
export function recordHire(course: HiringCourse, entered: HireEntered, isCounted: boolean, at: Moment): Decided {
  const { hiredOn, hoursPerWeek, wasUnemployed, evidenceHash } = entered;
  const { id: courseId, programmeId, municipalityCode, acceptedOn, synthetic } = course;
  const isWrongHours = !(hoursPerWeek > 0 && hoursPerWeek <= MOST_HOURS);
  const problems = [
    ...evidenceGiven(evidenceHash),
    ...when(isCounted, "HIRE_ALREADY_COUNTED", "A hire is counted by this evidence already.", "evidenceHash"),
    ...when(!wasUnemployed, "NOT_UNEMPLOYED", "Only who was unemployed is counted here.", "wasUnemployed"),
    ...when(acceptedOn === null, "ILLEGAL_TRANSITION", "The company has not been accepted yet.", "courseId"),
    ...(acceptedOn === null ? [] : notBefore(hiredOn, acceptedOn as LocalDate, "the company's acceptance", "hiredOn")),
    ...notInFuture(at, hiredOn, "hiredOn"),
    ...when(
      isWrongHours,
      "VALUE_OUT_OF_RANGE",
      `Hours a week are more than 0 and at most ${MOST_HOURS}.`,
      "hoursPerWeek",
    ),
  ];
  return acceptUnless(problems, () => ({
    ...{ id: at.newId(), courseId, programmeId, municipalityCode, synthetic },
    ...{ hiredOn, hoursPerWeek, wasUnemployed, evidenceHash, withdrawnOn: null, withdrawReason: null },
  }));
}

/** @refuses ILLEGAL_TRANSITION, REASON_REQUIRED, VALUE_OUT_OF_RANGE */
export function withdrawHire(hire: OrdinaryHire, reason: Given<string>, { today }: Moment): Decided {
  const problems = [
    ...when(hire.withdrawnOn !== null, "ILLEGAL_TRANSITION", "The hire was withdrawn already.", "id"),
    ...reasonGiven(reason),
  ];
  return acceptUnless(problems, () => ({ ...hire, withdrawnOn: today, withdrawReason: reason?.trim() ?? null }));
}

/** One hire from its day on; none when it was withdrawn. */
export function hireMeasures(hire: OrdinaryHire): readonly MeasureEntry[] {
  const { id, courseId, programmeId, municipalityCode, hiredOn, withdrawnOn, synthetic } = hire;
  if (withdrawnOn !== null) return [];
  return [
    {
      ...{ indicator: "ORDINARY_HIRES", amount: 1, programmeId, municipalityCode, subjectId: id, synthetic },
      ...{ validOn: hiredOn, definitionVersion: 1, cause: `hire ${id}` },
      dimensions: { course_id: courseId },
    },
  ];
}

const MOST_HOURS = 60;
