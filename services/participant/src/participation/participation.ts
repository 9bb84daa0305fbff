/** Participations: one person's way through one programme. Pure. */
import type { LocalDate } from "@inclusion/kernel";

export type EntryGate = "REFERRAL" | "ALUMNI_EMPLOYED" | "ALUMNI_LOST_JOB";

export type ParticipationState =
  | "REFERRED"
  | "SCREENED_OUT"
  | "WAITLISTED"
  | "ACCEPTED"
  | "ENROLLED"
  | "IN_PLACEMENT"
  | "COMPLETED"
  | "DROPPED_OUT"
  | "EMPLOYED"
  | "FOLLOW_UP"
  | "CLOSED"
  | "AFTERCARE";

/** What a person lives on when the participation begins. */
export type Benefit =
  | "UNEMPLOYMENT_INSURANCE"
  | "CASH_JOB_READY"
  | "CASH_ACTIVITY_READY"
  | "EDUCATION_READY"
  | "EDUCATION_ACTIVITY_READY"
  | "SELF_SUPPORT_RETURN"
  | "SICKNESS"
  | "JOB_CLARIFICATION"
  | "RESOURCE_COURSE"
  | "REHABILITATION"
  | "UNEMPLOYED_FLEX"
  | "FLEX_SUBSIDY"
  | "DISABILITY_PENSION"
  | "NONE_SELF_SUPPORTING";

/** A participation without the person: what leaves the service never tells whose it is. */
export type Participation = Readonly<{
  id: string;
  programmeId: string;
  municipalityCode: string;
  partnershipId: string | null;
  entryGate: EntryGate;
  /** Name of the earlier programme of an alumnus. */
  previousProgramme: string | null;
  state: ParticipationState;
  enteredOn: LocalDate | null;
  leftOn: LocalDate | null;
  benefit: Benefit;
  synthetic: boolean;
}>;

/** A participation as it is stored; the version is raised by every change of its file. */
export type StoredParticipation = Participation & Readonly<{ version: number }>;
