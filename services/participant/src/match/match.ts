/** Matches: a participation and a job opening, proposed and decided by a caseworker. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { WorkForm } from "../employment/employment.ts";

export type MatchStatus = "PROPOSED" | "ACCEPTED" | "DECLINED" | "HIRED";

/** Why a proposal came to nothing; no reason tells anything of a person's health or life. */
export type DeclineReason =
  | "PARTICIPANT_DECLINED"
  | "COMPANY_DECLINED"
  | "HOURS_DO_NOT_FIT"
  | "TASKS_DO_NOT_FIT"
  | "TOO_FAR"
  | "OTHER_JOB"
  | "OPENING_WITHDRAWN"
  | "OTHER";

/** A proposal; it says nothing of the person but the participation's id. */
export type Match = Readonly<{
  id: string;
  participationId: string;
  programmeId: string;
  municipalityCode: string;
  openingId: string;
  proposedOn: LocalDate;
  /** The day from which the status holds; null while it is only proposed. */
  decidedOn: LocalDate | null;
  status: MatchStatus;
  declineReason: DeclineReason | null;
}>;

/** A job opening, as the accelerator tells it. */
export type JobOpening = Readonly<{
  id: string;
  programmeId: string;
  organisationId: string;
  municipalityCode: string;
  form: WorkForm;
  hoursPerWeek: number;
  /** The first day. */
  opensOn: LocalDate;
  /** The last day; null when it is not known. */
  closesOn: LocalDate | null;
}>;

/** What is decided of a match, from which day on. */
export type MatchDecision = Readonly<{ matchId: string; decidedOn: LocalDate }> &
  Readonly<{ status: "ACCEPTED" | "HIRED" } | { status: "DECLINED"; reason: DeclineReason | null }>;

/** What may follow; DECLINED and HIRED are ends. */
export const NEXT_STATUSES: Readonly<Record<MatchStatus, readonly MatchStatus[]>> = {
  PROPOSED: ["ACCEPTED", "DECLINED"],
  ACCEPTED: ["HIRED", "DECLINED"],
  DECLINED: [],
  HIRED: [],
};

/** Whether the match is neither declined nor come to an end in a job. */
export function isOpenMatch({ status }: Pick<Match, "status">): boolean {
  return NEXT_STATUSES[status].length > 0;
}

/** Whether someone can be proposed for the opening on `day`, its first and last day included. */
export function isOpenOn({ opensOn, closesOn }: JobOpening, day: LocalDate): boolean {
  return opensOn <= day && (closesOn === null || day <= closesOn);
}
