import type { Reader } from "@inclusion/kernel/runtime";
import type { FollowUp } from "./follow-up.ts";

/** The follow-ups of these participations that the viewer may see, by the day on which they are due. */
export function findFollowUps(reader: Reader, participationIds: readonly string[]): Promise<FollowUp[]> {
  return reader.query(
    `SELECT id, participation_id AS "participationId", programme_id AS "programmeId",
            municipality_code AS "municipalityCode",
            kind, left_on::text AS "leftOn", due_on::text AS "dueOn", status,
            recorded_on::text AS "recordedOn", labour_status AS "labourStatus", in_education AS "inEducation",
            gained_qualification AS "gainedQualification", searches_job AS "searchesJob",
            improved_situation AS "improvedSituation"
     FROM participant.follow_up WHERE participation_id = ANY ($1::uuid[]) ORDER BY participation_id, due_on, id`,
    [participationIds],
  );
}
