import { type Reader, within, withinMunicipalities } from "@inclusion/kernel/runtime";
import type { StoredCourse } from "./course.ts";

const SELECT = `
  SELECT id, organisation_id AS "organisationId", programme_id AS "programmeId", partnership_id AS "partnershipId",
    municipality_code AS "municipalityCode", state, call_id AS "callId", cohort, applied_on::text AS "appliedOn",
    decided_on::text AS "decidedOn", accepted_on::text AS "acceptedOn", ended_on::text AS "endedOn", synthetic, version
  FROM accelerator.company_course`;

/** The courses whose column (`id` or `organisation_id`) has one of these values, oldest first. */
function findBy(reader: Reader, column: "id" | "organisation_id", values: readonly string[]): Promise<StoredCourse[]> {
  return reader.query(`${SELECT} WHERE ${column} = ANY ($1::uuid[]) ORDER BY accepted_on NULLS LAST, id`, [values]);
}

/** The courses with these ids that the viewer may see. */
export function findCourses(reader: Reader, ids: readonly string[]): Promise<StoredCourse[]> {
  return findBy(reader, "id", ids);
}

/** The courses of these organisations that the viewer may see: by acceptance, those without it last. */
export function findCoursesOfOrganisations(
  reader: Reader,
  organisationIds: readonly string[],
): Promise<StoredCourse[]> {
  return findBy(reader, "organisation_id", organisationIds);
}

/** Courses of a programme by id, after `id` or from the first. */
export function listCourses(
  reader: Reader,
  programmeId: string,
  after: string | null,
  limit: number,
): Promise<StoredCourse[]> {
  return reader.query(`${SELECT} WHERE programme_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`, [
    programmeId,
    after,
    limit,
  ]);
}

/** Whether the company has an open course in the programme that the viewer may see. */
export async function hasOpenCourse(reader: Reader, programmeId: string, organisationId: string): Promise<boolean> {
  const [open] = await reader.query(
    `SELECT 1 FROM accelerator.company_course WHERE programme_id = $1 AND organisation_id = $2
       AND state IN ('APPLIED', 'DUE_DILIGENCE', 'ACCEPTED', 'DIAGNOSED', 'IN_SPRINTS')`,
    [programmeId, organisationId],
  );
  return open !== undefined;
}

/** Whether the viewer may have companies of the municipality in the programme. */
export async function mayHold(reader: Reader, programmeId: string, municipalityCode: string): Promise<boolean> {
  const [held] = await reader.query<{ may: boolean }>(
    `SELECT ${within("programmes", "$1::uuid")} AND ${withinMunicipalities("accelerator", "$2::text")} AS may`,
    [programmeId, municipalityCode],
  );
  return held?.may === true;
}

/** Whether storing failed because the company has an open course in the programme, whoever may see it. */
export function isOpenTwice(error: unknown): boolean {
  return (error as Readonly<{ constraint?: unknown }> | null)?.constraint === "company_course_open";
}
