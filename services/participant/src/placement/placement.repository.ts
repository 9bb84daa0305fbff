import type { Reader } from "@inclusion/kernel/runtime";
import type { Placement } from "./placement.ts";

/** The placements of these participations that the viewer may see, oldest first. */
export function findPlacements(reader: Reader, participationIds: readonly string[]): Promise<Placement[]> {
  return reader.query(
    `SELECT id, participation_id AS "participationId", programme_id AS "programmeId",
            municipality_code AS "municipalityCode", form, company_id AS "companyId", started_on::text AS "startedOn",
            ended_on::text AS "endedOn", hours_per_week::float8 AS "hoursPerWeek",
            task_code AS "taskCode", paired_with_id AS "pairedWithId"
     FROM participant.placement WHERE participation_id = ANY ($1::uuid[]) ORDER BY participation_id, started_on, id`,
    [participationIds],
  );
}
