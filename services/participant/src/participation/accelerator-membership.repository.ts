import type { Tx } from "@inclusion/kernel/runtime";
import { AcceleratorMembershipEntity } from "./accelerator-membership.entity.ts";
import type { AcceleratorMembership } from "./accelerator-membership.ts";

/**
 * Stores that a company was accepted, or what its course says now.
 *
 * @returns participations that may count otherwise by it: with a job at the company that is not in 3B.3 yet, or all
 *   with a job there when the day of the acceptance was another one before
 */
export async function putAcceleratorMembership(tx: Tx, membership: AcceleratorMembership): Promise<readonly string[]> {
  const { courseId, programmeId, organisationId, acceptedOn } = membership;
  const [known] = await tx.query<{ acceptedOn: string }>(
    `SELECT accepted_on::text AS "acceptedOn" FROM participant.accelerator_membership WHERE course_id = $1`,
    [courseId],
  );
  await tx.manager.upsert(AcceleratorMembershipEntity, membership, ["courseId"]);
  if (known?.acceptedOn === acceptedOn) return [];
  const concerned = await tx.query<{ id: string }>(
    `SELECT DISTINCT e.participation_id AS id FROM participant.employment e
     WHERE e.programme_id = $1 AND e.employer_id = $2 AND ($4 OR e.started_on >= $3 AND NOT EXISTS (
       SELECT FROM participant.measure_entry m
       WHERE m.subject_id = e.participation_id AND m.indicator = '3B.3' AND m.valid_on <= e.started_on
       HAVING sum(m.amount) > 0))
     ORDER BY id`,
    [programmeId, organisationId, acceptedOn, known !== undefined],
  );
  return concerned.map(({ id }) => id);
}
