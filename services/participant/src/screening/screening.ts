/** Screenings: whether a citizen is of the target group and can start. Pure. */
import type { LocalDate } from "@inclusion/kernel";

export type ScreeningOutcome = "FIT" | "NOT_FIT" | "WAITLIST";

/** What puts somebody at the edge of the labour market, without any diagnosis. */
export type ScreeningCriterion =
  | "LONG_ON_BENEFIT"
  | "NEEDS_BESIDE_UNEMPLOYMENT"
  | "LITTLE_WORK_EXPERIENCE"
  | "EARLIER_EFFORTS_FAILED"
  | "REDUCED_WORK_ABILITY";

/** Why somebody is turned away or has to wait. */
export type ScreeningReason =
  | "NOT_IN_TARGET_GROUP"
  | "OTHER_OFFER_FITS_BETTER"
  | "DOES_NOT_WANT"
  | "NO_PLACE"
  | "OTHER";

/** One screening; a participation may have several. */
export type Screening = Readonly<{
  id: string;
  participationId: string;
  programmeId: string;
  municipalityCode: string;
  screenedOn: LocalDate;
  outcome: ScreeningOutcome;
  /** Coded reason; always there when the outcome is NOT_FIT. */
  reasonCode: ScreeningReason | null;
  criteria: readonly ScreeningCriterion[];
}>;
