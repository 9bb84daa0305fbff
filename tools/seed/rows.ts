/** The rows that stories are made of, table by table, as the services' own types say. Pure. */
import type { LocalDate, MeasureEntry } from "@inclusion/kernel";
import type { Activity, CompanyContact } from "@inclusion/participant/activity/activity";
import type { Course } from "@inclusion/participant/course/course";
import type { Employment } from "@inclusion/participant/employment/employment";
import type { EntryFacts, SensitiveFacts } from "@inclusion/participant/entry-facts/entry-facts";
import type { Exit } from "@inclusion/participant/exit/exit";
import type { FollowUp } from "@inclusion/participant/follow-up/follow-up";
import type { Match } from "@inclusion/participant/match/match";
import type { Measurement } from "@inclusion/participant/measurement/measurement";
import type { Owner } from "@inclusion/participant/owner/owner";
import type { Participation } from "@inclusion/participant/participation/participation";
import type { Person } from "@inclusion/participant/participation/person";
import type { PathwayEvent } from "@inclusion/participant/pathway/pathway";
import type { Placement } from "@inclusion/participant/placement/placement";
import type { Readiness } from "@inclusion/participant/readiness/readiness";
import type { Referral } from "@inclusion/participant/referral/referral";
import type { Screening } from "@inclusion/participant/screening/screening";
import type { OrganisationKind } from "@inclusion/partnership/organisation/organisation";
import type { Partnership, PartyRole } from "@inclusion/partnership/partnership/partnership";
import type { PartnershipCase } from "@inclusion/partnership/partnership-case/partnership-case";
import type { AcceleratorRows, FactRow, Told } from "./accelerator-rows.ts";
import type { TableRows } from "./table-rows.ts";

export { type AcceleratorRows, NO_COMPANIES } from "./accelerator-rows.ts";
export type { FactRow, Told };

export type OrganisationRow = Readonly<{
  id: string;
  name: string;
  kinds: readonly OrganisationKind[];
  municipalityCode: string;
  synthetic: boolean;
  /** A register number that nobody has; most have none. */
  cvr?: string;
}>;
export type ProgrammeMunicipalityRow = Readonly<{
  programmeId: string;
  municipalityCode: string;
  joinedOn: LocalDate;
  synthetic: boolean;
}>;
export type PartyRow = Readonly<{
  partnershipId: string;
  role: PartyRole;
  organisationId: string;
  programmeId: string;
  municipalityCode: string;
}>;
/** A case as it was published; nobody approved what is made up. */
export type CaseRow = Omit<PartnershipCase, "approvals" | "withdrawnOn" | "withdrawReason">;
export type ParticipationRow = Participation & Readonly<{ personId: string }>;

/** What a story says to each service; lists are in the order in which rows may be stored. */
export type PartnershipRows = Readonly<{
  organisation: readonly Told<OrganisationRow>[];
  programme_municipality: readonly Told<ProgrammeMunicipalityRow>[];
  partnership: readonly Told<Partnership>[];
  partnership_party: readonly Told<PartyRow>[];
  partnership_case: readonly Told<CaseRow>[];
  measure_entry: readonly Told<MeasureEntry>[];
  fact: readonly Told<FactRow>[];
}>;
export type ParticipantRows = Readonly<{
  person: readonly Told<Person>[];
  participation: readonly Told<ParticipationRow>[];
  course: readonly Told<Course>[];
  placement: readonly Told<Placement>[];
  employment: readonly Told<Employment>[];
  referral: readonly Told<Referral>[];
  screening: readonly Told<Screening>[];
  entry_facts: readonly Told<EntryFacts>[];
  sensitive_facts: readonly Told<SensitiveFacts>[];
  exit: readonly Told<Exit>[];
  follow_up: readonly Told<FollowUp>[];
  pathway_event: readonly Told<PathwayEvent>[];
  activity: readonly Told<Activity>[];
  company_contact: readonly Told<CompanyContact>[];
  measurement: readonly Told<Measurement>[];
  owner: readonly Told<Owner>[];
  readiness: readonly Told<Readiness>[];
  match: readonly Told<Match>[];
  measure_entry: readonly Told<MeasureEntry>[];
}>;

/** A programme's whole story. */
export type Story = Readonly<{
  partnership: PartnershipRows;
  accelerator: AcceleratorRows;
  participant: ParticipantRows;
  /** The partnerships, each with its company. */
  partnerships?: readonly Readonly<{ id: string; municipalityCode: string; companyId: string }>[];
  /** Tables of the partnership service that are stored besides, after those of the rows. */
  besides?: readonly TableRows[];
}>;

/** Rows of several stories as one; those of each table keep their order. */
export function joined<Rows extends Readonly<Record<string, readonly unknown[]>>>(
  parts: readonly Rows[],
  none: Rows,
): Rows {
  const tables = Object.keys(none).map((table) => [table, parts.flatMap((part) => part[table] as unknown[])]);
  return Object.fromEntries(tables) as Rows;
}

export const NO_PARTICIPANTS: ParticipantRows = {
  person: [],
  participation: [],
  course: [],
  placement: [],
  employment: [],
  referral: [],
  screening: [],
  entry_facts: [],
  sensitive_facts: [],
  exit: [],
  follow_up: [],
  pathway_event: [],
  activity: [],
  company_contact: [],
  measurement: [],
  owner: [],
  readiness: [],
  match: [],
  measure_entry: [],
};
