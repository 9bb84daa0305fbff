/** Why some are left out of a number, and the passport's rows. Pure. */
import type { IndicatorDefinition } from "@inclusion/kernel";

/** Why some of those who take part are not in a number. */
export type ExclusionReason =
  | "INCOMPLETE_RECORD"
  | "NOT_LEFT"
  | "FOLLOW_UP_NOT_DUE"
  | "FOLLOW_UP_NOT_REACHED"
  | "REFUSED"
  | "UNKNOWN"
  | "MISSING";

/** The definition of one number about participations. */
export type ParticipantIndicator = IndicatorDefinition<ExclusionReason>;
