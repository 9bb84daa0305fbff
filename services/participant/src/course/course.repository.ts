import type { Reader } from "@inclusion/kernel/runtime";
import type { Course } from "./course.ts";

/** The courses of these participations that the viewer may see, oldest first. */
export function findCourses(reader: Reader, participationIds: readonly string[]): Promise<Course[]> {
  return reader.query(
    `SELECT id, participation_id AS "participationId", programme_id AS "programmeId",
            municipality_code AS "municipalityCode", kind, axis, planned_weeks AS "plannedWeeks",
            started_on::text AS "startedOn", ended_on::text AS "endedOn", completion,
            end_form_on::text AS "endFormOn"
     FROM participant.course WHERE participation_id = ANY ($1::uuid[]) ORDER BY participation_id, started_on, id`,
    [participationIds],
  );
}
