/** How the rows of a story stand in the services' tables. */
import type { MeasureEntry } from "@inclusion/kernel";
import { entryRow } from "@inclusion/kernel/runtime";
import { DIMENSIONS } from "@inclusion/participant/participation/ledger-entry";
import type { Readiness } from "@inclusion/participant/readiness/readiness";
import type { Referral } from "@inclusion/participant/referral/referral";
import { nameKey } from "@inclusion/partnership/organisation/organisation";
import type { OrganisationRow, ParticipantRows, PartnershipRows, Told } from "./rows.ts";
import type { Recording, TableRows } from "./table-rows.ts";

export type { Recording, TableRows };

/** The tables of the partnership service, in the order of their foreign keys. */
export function partnershipTables(rows: PartnershipRows): TableRows[] {
  const names = rows.organisation.map(({ row, recordedAt }) => ({ row: nameRow(row), recordedAt }));
  return [
    tableOf("organisation", "versions", rows.organisation, [
      "id",
      "name",
      "cvr",
      "kinds",
      "municipalityCode",
      "synthetic",
    ]),
    tableOf("organisation_name", "none", names, ["name", "nameKey", "organisationId"]),
    tableOf("programme_municipality", "none", rows.programme_municipality, [
      ...(["programmeId", "municipalityCode", "joinedOn", "synthetic"] as const),
    ]),
    tableOf("partnership", "versions", rows.partnership, [
      ...(["id", "programmeId", "kind", "state", "municipalityCode", "origin", "axis"] as const),
      ...(["draftedOn", "signedOn", "activeFrom", "anchoredOn", "closedOn", "closeReason", "synthetic"] as const),
    ]),
    tableOf("partnership_party", "none", rows.partnership_party, [
      ...(["partnershipId", "role", "organisationId", "programmeId", "municipalityCode"] as const),
    ]),
    tableOf("partnership_case", "versions", rows.partnership_case, [
      ...(["id", "partnershipId", "programmeId", "municipalityCode", "title", "summary", "state"] as const),
      ...(["draftedOn", "publishedOn"] as const),
    ]),
    entriesTable(rows.measure_entry, []),
    tableOf("fact", "instant", rows.fact, ["id", "type", "version", "subject", "payload"]),
  ];
}

const OF_PARTICIPATION = ["id", "participationId", "programmeId", "municipalityCode"] as const;

/** The tables of the participant service, in the order of their foreign keys. */
export function participantTables(rows: ParticipantRows): TableRows[] {
  const days = ["startedOn", "endedOn"] as const;
  return [
    tableOf("person", "versions", rows.person, ["id", "birthDate", "sex", "synthetic"]),
    tableOf("participation", "versions", rows.participation, [
      ...(["id", "personId", "programmeId", "municipalityCode", "partnershipId", "entryGate"] as const),
      ...(["previousProgramme", "state", "enteredOn", "leftOn", "benefit", "synthetic"] as const),
    ]),
    tableOf("course", "versions", rows.course, [
      ...OF_PARTICIPATION,
      ...(["kind", "axis", "plannedWeeks"] as const),
      ...days,
      "completion",
      "endFormOn",
    ]),
    tableOf("placement", "versions", rows.placement, [
      ...OF_PARTICIPATION,
      "form",
      "companyId",
      ...days,
      "hoursPerWeek",
    ]),
    tableOf("employment", "versions", rows.employment, [
      ...OF_PARTICIPATION,
      "form",
      "employerId",
      ...days,
      "hoursPerWeek",
    ]),
    tableOf("referral", "versions", rows.referral.map(withJson), [
      ...OF_PARTICIPATION,
      ...(["referredOn", "priorEfforts", "noPriorEffortReason", "ordinaryEffort", "whatIsAdded"] as const),
    ]),
    tableOf("screening", "versions", rows.screening, [
      ...OF_PARTICIPATION,
      ...(["screenedOn", "outcome", "reasonCode", "criteria"] as const),
    ]),
    tableOf("entry_facts", "versions", rows.entry_facts, [
      ...OF_PARTICIPATION,
      ...(["labourStatus", "education", "household", "seniorityWeeks", "startFormOn"] as const),
    ]),
    tableOf("sensitive_facts", "versions", rows.sensitive_facts, [
      ...OF_PARTICIPATION,
      ...(["migrantOrMinority", "disability", "otherDisadvantage", "askedOn"] as const),
    ]),
    tableOf("exit", "versions", rows.exit, [
      ...OF_PARTICIPATION,
      ...(["leftOn", "reasonCode", "labourStatus", "searchesJob", "inEducation", "gainedQualification"] as const),
    ]),
    tableOf("follow_up", "versions", rows.follow_up, [
      ...OF_PARTICIPATION,
      ...(["kind", "leftOn", "dueOn", "status", "recordedOn", "labourStatus", "inEducation"] as const),
      ...(["gainedQualification", "searchesJob", "improvedSituation"] as const),
    ]),
    tableOf("pathway_event", "versions", rows.pathway_event, [
      ...OF_PARTICIPATION,
      ...(["kind", "fromState", "toState", "happenedOn", "actor", "reasonCode"] as const),
    ]),
    ...besideTables(rows),
    entriesTable(rows.measure_entry, DIMENSIONS),
  ];
}

/** What happens beside the steps of the way. */
function besideTables(rows: ParticipantRows): TableRows[] {
  return [
    tableOf("activity", "versions", rows.activity, [
      ...OF_PARTICIPATION,
      ...(["kind", "axis", "happenedOn", "hours"] as const),
    ]),
    tableOf("company_contact", "versions", rows.company_contact, [
      ...OF_PARTICIPATION,
      ...(["companyId", "kind", "happenedOn"] as const),
    ]),
    tableOf("measurement", "versions", rows.measurement, [
      ...OF_PARTICIPATION,
      ...(["instrument", "instrumentVersion", "rater", "measuredOn", "scores"] as const),
    ]),
    tableOf("owner", "versions", rows.owner, [
      ...OF_PARTICIPATION,
      ...(["kind", "caseworkerRef", "fromOn", "untilOn"] as const),
    ]),
    tableOf("readiness", "versions", rows.readiness.map(withNeeds), [
      ...OF_PARTICIPATION,
      ...(["readyFrom", "readyUntil", "hoursPerWeek", "needs", "endReason"] as const),
    ]),
    tableOf("match", "versions", rows.match, [
      ...OF_PARTICIPATION,
      ...(["openingId", "proposedOn", "decidedOn", "status", "declineReason"] as const),
    ]),
  ];
}

/** Efforts are one JSON text: a list would be taken for an array of PostgreSQL. */
function withJson({ row, recordedAt }: Told<Referral>) {
  return { row: { ...row, priorEfforts: JSON.stringify(row.priorEfforts) }, recordedAt };
}

function withNeeds({ row, recordedAt }: Told<Readiness>) {
  return { row: { ...row, needs: JSON.stringify(row.needs) }, recordedAt };
}

/** Whether rows are of the ledger or facts, whose order is the order of their commits. */
export function isOrdered({ table }: TableRows): boolean {
  return table === "measure_entry" || table === "fact";
}

/** Rows of one table with these columns; the first key names the row whose versions they are. */
export function tableOf<Row extends object>(
  table: string,
  recording: Recording,
  told: readonly Told<Row>[],
  keys: readonly (keyof Row & string)[],
): TableRows {
  const rows = told.map(({ row, recordedAt }) => ({
    values: keys.map((key) => row[key]),
    id: row[keys[0] as keyof Row],
    recordedAt,
  }));
  return { table, columns: keys.map(columnOf), recording, rows };
}

/** Entries on their way into the ledger. */
export function entriesTable(told: readonly Told<MeasureEntry>[], dimensions: readonly string[]): TableRows {
  const columns = [...ENTRY_COLUMNS, ...dimensions];
  const rows = told.map(({ row, recordedAt }) => {
    const stored = entryRow(row);
    return { values: columns.map((column) => stored[column]), id: row.subjectId, recordedAt };
  });
  return { table: "measure_entry", columns, recording: "instant", rows };
}

const ENTRY_COLUMNS = [
  ...["indicator", "amount", "programme_id", "municipality_code", "subject_id", "valid_on"],
  ...["definition_version", "cause", "synthetic"],
];

function nameRow({ id: organisationId, name }: OrganisationRow) {
  return { name, nameKey: nameKey(name), organisationId };
}

function columnOf(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
