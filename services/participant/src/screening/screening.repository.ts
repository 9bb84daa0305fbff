import type { Reader } from "@inclusion/kernel/runtime";
import type { Screening } from "./screening.ts";

/** The screenings of these participations that the viewer may see, oldest first. */
export function findScreenings(reader: Reader, participationIds: readonly string[]): Promise<Screening[]> {
  return reader.query(
    `SELECT id, participation_id AS "participationId", programme_id AS "programmeId",
            municipality_code AS "municipalityCode",
            screened_on::text AS "screenedOn", outcome, reason_code AS "reasonCode", criteria
     FROM participant.screening WHERE participation_id = ANY ($1::uuid[]) ORDER BY participation_id, screened_on, id`,
    [participationIds],
  );
}
