/** What is known of a participant at entry, as the authorities' start form asks for it. Pure. */
import type { LocalDate } from "@inclusion/kernel";

export type LabourStatus =
  | "UNEMPLOYED"
  | "LONG_TERM_UNEMPLOYED"
  | "INACTIVE"
  | "INACTIVE_NOT_IN_EDUCATION"
  | "EMPLOYED";

/** Highest completed education, ISCED 2011. */
export type Education =
  | "ISCED_0"
  | "ISCED_1"
  | "ISCED_2"
  | "ISCED_3"
  | "ISCED_4"
  | "ISCED_5"
  | "ISCED_6"
  | "ISCED_7"
  | "ISCED_8";

export type Household = "WITH_WORK" | "JOBLESS" | "JOBLESS_WITH_CHILDREN" | "SINGLE_ADULT_WITH_CHILDREN";

/** An answer to a sensitive question: refused, unknown and no are three things. */
export type SensitiveAnswer = "YES" | "NO" | "REFUSED" | "UNKNOWN";

/** Facts at entry; null is "not asked yet". Frozen at the first entry. */
export type EntryFacts = Readonly<{
  id: string;
  participationId: string;
  programmeId: string;
  municipalityCode: string;
  labourStatus: LabourStatus | null;
  education: Education | null;
  household: Household | null;
  /** Weeks on benefit before entry, for the refund ladder. */
  seniorityWeeks: number | null;
  /** The day the start form was signed; null without one. */
  startFormOn: LocalDate | null;
}>;

/** Sensitive facts, which stand apart and need a scope of their own. */
export type SensitiveFacts = Readonly<{
  id: string;
  participationId: string;
  programmeId: string;
  municipalityCode: string;
  migrantOrMinority: SensitiveAnswer | null;
  disability: SensitiveAnswer | null;
  otherDisadvantage: SensitiveAnswer | null;
  /** The day the questions were asked: the evidence of the attempt. */
  askedOn: LocalDate | null;
}>;
