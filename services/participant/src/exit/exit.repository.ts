import type { Reader } from "@inclusion/kernel/runtime";
import type { Exit } from "./exit.ts";

/** The exits of these participations that the viewer may see. */
export function findExits(reader: Reader, participationIds: readonly string[]): Promise<Exit[]> {
  return reader.query(
    `SELECT id, participation_id AS "participationId", programme_id AS "programmeId",
            municipality_code AS "municipalityCode",
            left_on::text AS "leftOn", reason_code AS "reasonCode", labour_status AS "labourStatus",
            searches_job AS "searchesJob", in_education AS "inEducation", gained_qualification AS "gainedQualification"
     FROM participant.exit WHERE participation_id = ANY ($1::uuid[]) ORDER BY participation_id, id`,
    [participationIds],
  );
}
