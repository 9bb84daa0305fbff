/** Follow-ups: what is owed after a participant has left. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { LabourStatus } from "../entry-facts/entry-facts.ts";

export type FollowUpKind = "IMMEDIATE_4W" | "LONG_TERM_6M";
export type FollowUpStatus = "PLANNED" | "DONE" | "NOT_REACHED" | "EXPIRED";

/** One follow-up; `recordedOn` and the answers are null until it is done. */
export type FollowUp = Readonly<{
  id: string;
  participationId: string;
  programmeId: string;
  municipalityCode: string;
  kind: FollowUpKind;
  /** The exit that it follows. */
  leftOn: LocalDate;
  /** The day about which is asked: the last of four weeks, or six calendar months after. */
  dueOn: LocalDate;
  status: FollowUpStatus;
  /** The day about which the answer tells. */
  recordedOn: LocalDate | null;
  labourStatus: LabourStatus | null;
  inEducation: boolean | null;
  gainedQualification: boolean | null;
  searchesJob: boolean | null;
  /** Better situation on the labour market than at entry; only for those employed at entry. */
  improvedSituation: boolean | null;
}>;
