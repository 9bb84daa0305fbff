import { isId, type LocalDate } from "@inclusion/kernel";
import type { Reader } from "@inclusion/kernel/runtime";

/** Columns of `OfCompany`. */
export const COMPANY = `id, programme_id AS "programmeId", organisation_id AS "organisationId", course_id AS "courseId",
  partnership_id AS "partnershipId", municipality_code AS "municipalityCode", synthetic`;

/** What new room takes over from a company's course. */
export type CourseOfCompany = Readonly<{
  id: string;
  organisationId: string;
  programmeId: string;
  partnershipId: string | null;
  municipalityCode: string;
  acceptedOn: LocalDate | null;
  synthetic: boolean;
}>;

/** The course of this id that the viewer may see; null when there is none. */
export async function findCourseOfCompany(reader: Reader, courseId: string): Promise<CourseOfCompany | null> {
  if (!isId(courseId)) return null;
  const [course] = await reader.query<CourseOfCompany>(
    `SELECT id, organisation_id AS "organisationId", programme_id AS "programmeId", partnership_id AS "partnershipId",
            municipality_code AS "municipalityCode", accepted_on::text AS "acceptedOn", synthetic
     FROM accelerator.company_course WHERE id = $1`,
    [courseId],
  );
  return course ?? null;
}

/**
 * The latest course of a company in a programme; null when it has none, as an ordinary company.
 *
 * @param acceptedBy when given, only courses that were accepted until this day
 */
export async function findLatestCourse(
  reader: Reader,
  { organisationId, programmeId }: Readonly<{ organisationId: string; programmeId: string }>,
  acceptedBy: LocalDate | null = null,
): Promise<CourseOfCompany | null> {
  const [course] = await reader.query<{ id: string }>(
    `SELECT id FROM accelerator.company_course WHERE organisation_id = $1 AND programme_id = $2
       AND state NOT IN ('REJECTED', 'WITHDRAWN') AND ($3::date IS NULL OR accepted_on <= $3)
     ORDER BY accepted_on DESC NULLS LAST, id LIMIT 1`,
    [organisationId, programmeId, acceptedBy],
  );
  return course === undefined ? null : findCourseOfCompany(reader, course.id);
}
