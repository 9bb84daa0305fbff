/** Referrals: a municipality sends a citizen whom earlier efforts did not reach. Pure. */
import type { LocalDate } from "@inclusion/kernel";

/** An earlier effort (tidligere indsats) and what became of it. */
export type PriorEffort = Readonly<{
  kind: "GUIDANCE" | "WORK_TRIAL" | "WAGE_SUBSIDY" | "COURSE" | "MENTOR" | "REHABILITATION" | "OTHER";
  endedOn?: LocalDate | null | undefined;
  result: "NO_JOB" | "JOB_LOST" | "BROKEN_OFF" | "NOT_STARTED";
}>;

/** Why there is no earlier effort; alumni need none. */
export type NoPriorEffortReason = "YOUNG" | "NEW_IN_COUNTRY" | "NEW_IN_MUNICIPALITY" | "ALUMNUS" | "OTHER";

/** The referral of a participation; there is at most one, with the participation's id. */
export type Referral = Readonly<{
  id: string;
  participationId: string;
  programmeId: string;
  municipalityCode: string;
  referredOn: LocalDate;
  /** The caseworker's own mark in the municipality's system; no name. */
  caseworkerRef: string | null;
  priorEfforts: readonly PriorEffort[];
  /** Why there is no earlier effort, when there is none. */
  noPriorEffortReason: NoPriorEffortReason | null;
  /** What the municipality would have done anyway, and what the programme adds (additionalitet). */
  ordinaryEffort: string | null;
  whatIsAdded: string | null;
}>;
