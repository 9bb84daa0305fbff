/** How the rows of the accelerator's story stand in its tables. */
import type { AcceleratorRows, Told } from "./accelerator-rows.ts";
import { entriesTable, type TableRows, tableOf } from "./tables.ts";

const OF_COURSE = ["id", "courseId", "programmeId", "municipalityCode"] as const;
const OF_COMPANY = ["id", "programmeId", "organisationId", "courseId", "partnershipId", "municipalityCode"] as const;

/** The tables of the accelerator, in the order of their foreign keys. */
export function acceleratorTables(rows: AcceleratorRows): TableRows[] {
  return [
    ...toldTables(rows),
    ...intakeTables(rows),
    ...courseTables(rows),
    ...roomTables(rows),
    entriesTable(rows.measure_entry, ["course_id", "organisation_id"]),
    tableOf("fact", "instant", rows.fact, ["id", "type", "version", "subject", "payload"]),
  ];
}

/** What the other services tell, and other actors. */
function toldTables(rows: AcceleratorRows): TableRows[] {
  return [
    tableOf("organisation_copy", "versions", rows.organisation_copy, [
      ...(["id", "cvr", "kinds", "sizeClass", "municipalityCode", "rsvRegistered", "mergedInto"] as const),
    ]),
    tableOf("registration_copy", "versions", rows.registration_copy, ["id", "registeredOn"]),
    tableOf("other_actor", "versions", rows.other_actor, [
      ...(["id", "programmeId", "partnershipId", "organisationId", "municipalityCode", "grownOn"] as const),
    ]),
    tableOf("other_actor_figures", "instant", rows.other_actor_figures, [
      ...(["id", "otherActorId", "programmeId", "organisationId", "municipalityCode", "kind", "periodFrom"] as const),
      ...(["periodTo", "currency", "turnoverMinor", "fteHundredths", "source", "enteredBy"] as const),
    ]),
    tableOf("inclusive_hire_fact", "none", rows.inclusive_hire_fact, [
      ...(["factId", "position", "sign", "programmeId", "participationId", "organisationId"] as const),
      ...(["municipalityCode", "hiredOn", "cause"] as const),
    ]),
    tableOf("ready_participation", "none", rows.ready_participation, [
      ...(["participationId", "programmeId", "municipalityCode", "readyFrom", "readyUntil", "hoursPerWeek"] as const),
      ...(["needs", "earlierForms", "position"] as const),
    ]),
  ];
}

function intakeTables(rows: AcceleratorRows): TableRows[] {
  return [
    tableOf("growth_rule", "instant", rows.growth_rule, [
      ...(["id", "programmeId", "ruleVersion", "countsFrom", "turnoverAboveBp", "fteAboveBp", "needsBoth"] as const),
    ]),
    tableOf("accelerator_call", "instant", asJson(rows.accelerator_call, "criteria"), [
      ...(["id", "programmeId", "title", "opensOn", "closesOn", "cohort", "capacity", "partnershipRequired"] as const),
      ...(["lowest", "highest", "criteria"] as const),
    ]),
    tableOf("course_session", "instant", rows.course_session, [
      ...(["id", "callId", "programmeId", "kind", "title", "heldOn", "hoursHundredths"] as const),
    ]),
    tableOf("company_course", "versions", rows.company_course, [
      ...(["id", "organisationId", "programmeId", "partnershipId", "municipalityCode", "state", "callId"] as const),
      ...(["cohort", "appliedOn", "decidedOn", "acceptedOn", "endedOn", "synthetic"] as const),
    ]),
    tableOf("course_event", "instant", rows.course_event, [
      ...OF_COURSE,
      ...(["kind", "fromState", "toState", "happenedOn", "actor", "reason"] as const),
    ]),
    tableOf("application", "instant", asJson(rows.application, "answers"), [
      ...OF_COURSE,
      ...(["submittedOn", "cvr", "statedSizeClass", "sizeEvidence", "socialPurpose"] as const),
      ...(["socialPurposeEvidence", "answers"] as const),
    ]),
    tableOf("application_review", "instant", asJson(rows.application_review, "scores"), [
      ...OF_COURSE,
      ...(["reviewer", "criteriaVersion", "scores", "scoredOn", "conflictOn", "conflictReason"] as const),
    ]),
    tableOf("due_diligence_check", "instant", rows.due_diligence_check, [
      ...OF_COURSE,
      ...(["kind", "result", "checkedBy", "checkedOn", "evidence"] as const),
    ]),
  ];
}

function courseTables(rows: AcceleratorRows): TableRows[] {
  return [
    tableOf("diagnosis", "instant", asJson(rows.diagnosis, "needs"), [
      ...OF_COURSE,
      ...(["diagnosedOn", "summary", "needs"] as const),
    ]),
    tableOf("growth_plan", "instant", asJson(rows.growth_plan, "goals"), [
      ...OF_COURSE,
      ...(["revision", "writtenOn", "reason", "goals", "jobsPlanned", "placesPlanned", "approvedOn"] as const),
    ]),
    tableOf("goal_measurement", "instant", rows.goal_measurement, [
      ...OF_COURSE,
      ...(["goal", "measuredOn", "valueHundredths", "unit"] as const),
    ]),
    tableOf("milestone", "versions", rows.milestone, [
      ...OF_COURSE,
      ...(["sprint", "title", "isMandatory", "dueOn", "doneOn", "evidence"] as const),
    ]),
    tableOf("attendance", "instant", rows.attendance, [...OF_COURSE, "sessionId", "peopleCount"]),
    tableOf("advisory_hours", "instant", rows.advisory_hours, [
      ...OF_COURSE,
      ...(["kind", "workedOn", "hoursHundredths"] as const),
    ]),
    tableOf("metric_snapshot", "instant", rows.metric_snapshot, [
      ...OF_COURSE,
      ...(["kind", "month", "periodFrom", "periodTo", "currency", "turnoverMinor", "publicSalesMinor"] as const),
      ...(["privateSalesMinor", "fteHundredths", "headcount", "vulnerableFteHundredths", "newCustomers"] as const),
      ...(["source", "frozenOn", "enteredBy", "synthetic"] as const),
    ]),
  ];
}

function roomTables(rows: AcceleratorRows): TableRows[] {
  const given = ["evidenceHash", "synthetic"] as const;
  return [
    tableOf("training_place", "instant", rows.training_place, [
      ...OF_COMPANY,
      ...(["kind", "axis", "reference", "establishedOn"] as const),
      ...given,
    ]),
    tableOf("place_booking", "versions", rows.place_booking, [
      ...OF_COURSE,
      ...(["organisationId", "placeId", "bookedOn", "freedOn"] as const),
    ]),
    tableOf("ordinary_hire", "instant", rows.ordinary_hire, [...OF_COMPANY, "hiredOn", "hoursPerWeek", ...given]),
    tableOf("job_opening", "versions", asJson(rows.job_opening, "earlierTerms"), [
      ...OF_COMPANY,
      ...(["synthetic", "state", "form", "axis", "hoursPerWeek", "seats", "requirements", "offers"] as const),
      ...(["targetGroup", "opensOn", "closesOn", "publishedOn", "earlierTerms", "taken", "brokenOff"] as const),
      ...(["fullOn"] as const),
    ]),
    tableOf("opening_fill", "versions", rows.opening_fill, [
      ...OF_COMPANY,
      ...(["synthetic", "openingId", "participationId", "factId", "filledOn", "endedOn", "endReason"] as const),
    ]),
    tableOf("inclusive_workplace", "versions", asJson(rows.inclusive_workplace, "steps"), [
      ...OF_COMPANY,
      ...(["axis", "status", "steps"] as const),
      ...given,
    ]),
    tableOf("employer_readiness", "instant", rows.employer_readiness, [
      ...OF_COMPANY,
      ...(["synthetic", "dimension", "questionnaireVersion", "score", "mentorCount", "measuredOn"] as const),
    ]),
  ];
}

/** One column is one JSON text: a list would be taken for an array of PostgreSQL. */
function asJson<Row extends object>(told: readonly Told<Row>[], key: keyof Row): Told<Row>[] {
  return told.map(({ row, recordedAt }) => ({ row: { ...row, [key]: JSON.stringify(row[key]) }, recordedAt }));
}
