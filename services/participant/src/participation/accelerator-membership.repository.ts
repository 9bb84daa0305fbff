import type { LocalDate } from "@inclusion/kernel";
import type { Tx } from "@inclusion/kernel/runtime";
import { sameOrganisations } from "../organisation/organisation.repository.ts";
import type { AcceleratorMembership } from "./accelerator-membership.ts";

type Company = Pick<AcceleratorMembership, "courseId" | "programmeId" | "organisationId">;

/**
 * Stores that a company was accepted, or what its course says now.
 *
 * @returns participations that may count otherwise by it: with a job at the company that is not in 3B.3 yet, or all
 *   with a job there when the day of the acceptance was another one before
 */
export async function putAcceptance(tx: Tx, company: Company, acceptedOn: LocalDate): Promise<readonly string[]> {
  const before = await putDay(tx, company, "accepted_on", acceptedOn);
  if (before === acceptedOn) return [];
  const isNew = `e.started_on >= $3 AND NOT EXISTS (
    SELECT FROM participant.measure_entry m
    WHERE m.subject_id = e.participation_id AND m.indicator = '3B.3' AND m.valid_on <= e.started_on
    HAVING sum(m.amount) > 0)`;
  return findHired(tx, company, before === null ? isNew : "$3::date IS NOT NULL", acceptedOn);
}

/**
 * Stores that a company left the accelerator.
 *
 * @returns participations that may count otherwise by it: with a job at the company that began on that day or later,
 *   or all with a job there when the day was another one before
 */
export async function putExit(tx: Tx, company: Company, exitedOn: LocalDate): Promise<readonly string[]> {
  const before = await putDay(tx, company, "exited_on", exitedOn);
  if (before === exitedOn) return [];
  return findHired(tx, company, before === null ? "e.started_on >= $3" : "$3::date IS NOT NULL", exitedOn);
}

/** Sets one day of a course; gives the day that it had before. */
async function putDay(
  tx: Tx,
  { courseId, programmeId, organisationId }: Company,
  column: "accepted_on" | "exited_on",
  day: LocalDate,
): Promise<string | null> {
  const [known] = await tx.query<{ day: string | null }>(
    `SELECT ${column}::text AS day FROM participant.accelerator_membership WHERE course_id = $1 FOR UPDATE`,
    [courseId],
  );
  await tx.query(
    `INSERT INTO participant.accelerator_membership (course_id, programme_id, organisation_id, ${column})
     VALUES ($1, $2, $3, $4) ON CONFLICT (course_id) DO UPDATE SET programme_id = excluded.programme_id,
       organisation_id = excluded.organisation_id, ${column} = excluded.${column}`,
    [courseId, programmeId, organisationId, day],
  );
  return known?.day ?? null;
}

async function findHired(
  tx: Tx,
  { programmeId, organisationId }: Company,
  condition: string,
  day: LocalDate,
): Promise<readonly string[]> {
  const concerned = await tx.query<{ id: string }>(
    `SELECT DISTINCT e.participation_id AS id FROM participant.employment e
     WHERE e.programme_id = $1 AND e.employer_id IN (${sameOrganisations("$2::uuid")}) AND ${condition} ORDER BY id`,
    [programmeId, organisationId, day],
  );
  return concerned.map(({ id }) => id);
}
