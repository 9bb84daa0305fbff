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

/** A company's way through the accelerator; `acceptedOn` stays when the course has ended, `decidedOn` when it was turned down. */
export type CompanyCourse = Readonly<{
  id: string;
  organisationId: string;
  programmeId: string;
  partnershipId: string | null;
  municipalityCode: string;
  state: CompanyCourseState;
  /** The call it applied to, and the cohort of that call; null for a course that began without one. */
  callId: string | null;
  cohort: string | null;
  appliedOn: LocalDate | null;
  /** The day of acceptance or rejection, from which follow-ups are owed. */
  decidedOn: LocalDate | null;
  acceptedOn: LocalDate | null;
  endedOn: LocalDate | null;
  synthetic: boolean;
}>;

/** A course as it stands in the database. */
export type StoredCourse = CompanyCourse & Readonly<{ version: number }>;

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
