import type { Reader } from "@inclusion/kernel/runtime";
import type { Employment } from "./employment.ts";

/** The employments of these participations that the viewer may see, oldest first. */
export function findEmployments(reader: Reader, participationIds: readonly string[]): Promise<Employment[]> {
  return reader.query(
    `SELECT id, participation_id AS "participationId", programme_id AS "programmeId",
            municipality_code AS "municipalityCode", form, employer_id AS "employerId", started_on::text AS "startedOn",
            ended_on::text AS "endedOn", hours_per_week::float8 AS "hoursPerWeek"
     FROM participant.employment WHERE participation_id = ANY ($1::uuid[]) ORDER BY participation_id, started_on, id`,
    [participationIds],
  );
}
