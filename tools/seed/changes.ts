/** The rows of one participation, each as it stands from a day on. Pure. */
import type { Activity, CompanyContact } from "@inclusion/participant/activity/activity";
import type { Course } from "@inclusion/participant/course/course";
import type { Employment } from "@inclusion/participant/employment/employment";
import type { EntryFacts, SensitiveFacts } from "@inclusion/participant/entry-facts/entry-facts";
import type { Exit } from "@inclusion/participant/exit/exit";
import type { FollowUp } from "@inclusion/participant/follow-up/follow-up";
import type { Measurement } from "@inclusion/participant/measurement/measurement";
import type { Owner } from "@inclusion/participant/owner/owner";
import type { PathwayEvent } from "@inclusion/participant/pathway/pathway";
import type { Placement } from "@inclusion/participant/placement/placement";
import type { Referral } from "@inclusion/participant/referral/referral";
import type { Screening } from "@inclusion/participant/screening/screening";
import type { ParticipationRow } from "./rows.ts";

/** The rows of a participation, by their tables. */
type RowsOfTables = Readonly<{
  participation: ParticipationRow;
  referral: Referral;
  screening: Screening;
  entry_facts: EntryFacts;
  sensitive_facts: SensitiveFacts;
  course: Course;
  placement: Placement;
  employment: Employment;
  exit: Exit;
  follow_up: FollowUp;
  pathway_event: PathwayEvent;
  activity: Activity;
  company_contact: CompanyContact;
  measurement: Measurement;
  owner: Owner;
}>;

/** A row of a person's way as it stands from a day on. */
export type Change = {
  [Table in keyof RowsOfTables]: Readonly<{ table: Table; row: RowsOfTables[Table] }>;
}[keyof RowsOfTables];
