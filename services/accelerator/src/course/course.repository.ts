import type { Reader } from "@inclusion/kernel/runtime";
import type { CompanyCourse } from "./course.ts";

/** The courses whose column (`id` or `organisation_id`) has one of these values, oldest first. */
function findBy(reader: Reader, column: "id" | "organisation_id", values: readonly string[]): Promise<CompanyCourse[]> {
  return reader.query(
    `SELECT id, organisation_id AS "organisationId", programme_id AS "programmeId", partnership_id AS "partnershipId",
            municipality_code AS "municipalityCode", state, accepted_on::text AS "acceptedOn",
            ended_on::text AS "endedOn", synthetic
     FROM accelerator.company_course WHERE ${column} = ANY ($1::uuid[]) ORDER BY accepted_on NULLS LAST, id`,
    [values],
  );
}

/** The courses with these ids that the viewer may see. */
export function findCourses(reader: Reader, ids: readonly string[]): Promise<CompanyCourse[]> {
  return findBy(reader, "id", ids);
}

/** The courses of these organisations that the viewer may see: by acceptance, those without it last. */
export function findCoursesOfOrganisations(
  reader: Reader,
  organisationIds: readonly string[],
): Promise<CompanyCourse[]> {
  return findBy(reader, "organisation_id", organisationIds);
}
