/** Companies' courses in the accelerator, and what comes of them. Pure. */
import type { LocalDate } from "@inclusion/kernel";

export type CompanyCourseState =
  | "APPLIED"
  | "DUE_DILIGENCE"
  | "REJECTED"
  | "WITHDRAWN"
  | "ACCEPTED"
  | "DIAGNOSED"
  | "IN_SPRINTS"
  | "GRADUATED"
  | "EXITED";

/** A company's way through the accelerator; `acceptedOn` stays when the course has ended. */
export type CompanyCourse = Readonly<{
  id: string;
  organisationId: string;
  programmeId: string;
  partnershipId: string | null;
  municipalityCode: string;
  state: CompanyCourseState;
  acceptedOn: LocalDate | null;
  endedOn: LocalDate | null;
  synthetic: boolean;
}>;

/** What a course's results repeat of it, so that their rows can be limited like the course's own. */
type OfCourse = Readonly<{
  id: string;
  courseId: string;
  programmeId: string;
  municipalityCode: string;
  synthetic: boolean;
}>;

export type TrainingPlaceKind = "APPRENTICESHIP" | "INTERNSHIP" | "WORK_TRIAL";

/** A place for training in the company; it counts when it is established, filled or not. */
export type TrainingPlace = OfCourse & Readonly<{ kind: TrainingPlaceKind; establishedOn: LocalDate }>;

/** That the company hired somebody who was unemployed and is no participant; nothing is known of the person. */
export type OrdinaryHire = OfCourse & Readonly<{ hiredOn: LocalDate; hoursPerWeek: number }>;

export type MetricKind = "BASELINE" | "FOLLOW_UP" | "FINAL";

/** The company's figures of one closed period: turnover in minor units, full-time equivalents in hundredths. */
export type MetricSnapshot = OfCourse &
  Readonly<{
    kind: MetricKind;
    periodFrom: LocalDate;
    periodTo: LocalDate;
    turnoverMinor: bigint;
    fteHundredths: number;
  }>;

/**
 * Whether a company has grown: its turnover or its full-time equivalents are above those of the frozen baseline.
 *
 * @source docs/sources.md#indicators
 */
export function hasGrown(baseline: MetricSnapshot, later: MetricSnapshot): boolean {
  return later.turnoverMinor > baseline.turnoverMinor || later.fteHundredths > baseline.fteHundredths;
}
