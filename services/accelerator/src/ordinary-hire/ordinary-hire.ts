/** Ordinary hires: of people who were unemployed and are no participants. Nothing is known of them. Pure. */
import { acceptUnless, type Decision, type LocalDate, type MeasureEntry } from "@inclusion/kernel";
import type { OfCompany } from "../job-opening/job-opening.ts";
import { evidenceGiven, type Given, type Moment, notInFuture, reasonGiven, when } from "../refusal/rule.ts";
import type { AcceleratorRefusalCode } from "../refusals.ts";
import { acceptanceProblems, type RoomOwner } from "../room/company.ts";

/** That a company hired somebody who was unemployed. */
export type OrdinaryHire = OfCompany &
  Readonly<{
    hiredOn: LocalDate;
    hoursPerWeek: number;
    wasUnemployed: boolean;
    evidenceHash: string | null;
    withdrawnOn: LocalDate | null;
    withdrawReason: string | null;
  }>;

type Decided = Decision<OrdinaryHire, AcceleratorRefusalCode>;

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
export function recordHire(owner: RoomOwner, entered: HireEntered, isCounted: boolean, at: Moment): Decided {
  const { hiredOn, hoursPerWeek, wasUnemployed, evidenceHash } = entered;
  const isWrongHours = !(hoursPerWeek > 0 && hoursPerWeek <= MOST_HOURS);
  const problems = [
    ...evidenceGiven(evidenceHash),
    ...when(isCounted, "HIRE_ALREADY_COUNTED", "A hire is counted by this evidence already.", "evidenceHash"),
    ...when(!wasUnemployed, "NOT_UNEMPLOYED", "Only who was unemployed is counted here.", "wasUnemployed"),
    ...acceptanceProblems(owner, hiredOn, "hiredOn"),
    ...notInFuture(at, hiredOn, "hiredOn"),
    ...when(
      isWrongHours,
      "VALUE_OUT_OF_RANGE",
      `Hours a week are more than 0 and at most ${MOST_HOURS}.`,
      "hoursPerWeek",
    ),
  ];
  return acceptUnless(problems, () => ({
    ...owner.company,
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

/**
 * One hire from its day on; none when it was withdrawn. Hires by ordinary companies are another number, beside what the
 * accelerator promised.
 */
export function hireMeasures(hire: OrdinaryHire): readonly MeasureEntry[] {
  const { id, courseId, organisationId, programmeId, municipalityCode, hiredOn, withdrawnOn, synthetic } = hire;
  const indicator = courseId === null ? "ORDINARY_HIRES_ELSEWHERE" : "ORDINARY_HIRES";
  if (withdrawnOn !== null) return [];
  return [
    {
      ...{ indicator, amount: 1, programmeId, municipalityCode, subjectId: id, synthetic },
      ...{ validOn: hiredOn, definitionVersion: 1, cause: `hire ${id}` },
      dimensions: { course_id: courseId, organisation_id: organisationId },
    },
  ];
}

const MOST_HOURS = 60;
