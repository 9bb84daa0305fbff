import type { Reader } from "@inclusion/kernel/runtime";
import type { EntryFacts, SensitiveFacts } from "./entry-facts.ts";

/** Facts at entry of these participations that the viewer may see. */
export function findEntryFacts(reader: Reader, participationIds: readonly string[]): Promise<EntryFacts[]> {
  return reader.query(
    `SELECT id, participation_id AS "participationId", programme_id AS "programmeId",
            municipality_code AS "municipalityCode",
            labour_status AS "labourStatus", education, household,
            seniority_weeks AS "seniorityWeeks", start_form_on::text AS "startFormOn"
     FROM participant.entry_facts WHERE participation_id = ANY ($1::uuid[]) ORDER BY participation_id, id`,
    [participationIds],
  );
}

/** Sensitive answers of these participations that the viewer may see. */
export function findSensitiveFacts(reader: Reader, participationIds: readonly string[]): Promise<SensitiveFacts[]> {
  return reader.query(
    `SELECT id, participation_id AS "participationId", programme_id AS "programmeId",
            municipality_code AS "municipalityCode",
            migrant_or_minority AS "migrantOrMinority", disability, other_disadvantage AS "otherDisadvantage",
            asked_on::text AS "askedOn"
     FROM participant.sensitive_facts WHERE participation_id = ANY ($1::uuid[])`,
    [participationIds],
  );
}
