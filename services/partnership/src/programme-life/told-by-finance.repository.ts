/** What finance tells of a programme: claims, frozen simulations, the last eligible day. */
import type { LocalDate } from "@inclusion/kernel";
import type { Reader, Tx } from "@inclusion/kernel/runtime";
import type { ClaimStateSet, GrantEnded, SimulationFrozen } from "@inclusion/schema/facts";

/** Keeps the state of a claim as it was told at this position; what was told later stays. */
export async function putClaimState(tx: Tx, claim: ClaimStateSet, position: string): Promise<void> {
  await tx.query(
    `INSERT INTO partnership.claim_state (claim_id, programme_id, state, is_final, told_position)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (claim_id) DO UPDATE SET state = excluded.state, is_final = excluded.is_final,
       told_position = excluded.told_position
     WHERE claim_state.told_position < excluded.told_position`,
    [claim.claimId, claim.programmeId, claim.state, claim.isFinal, position],
  );
}

/** Keeps that a simulation was frozen. */
export async function putFrozen(tx: Tx, { simulationId, programmeId, frozenAt }: SimulationFrozen): Promise<void> {
  await tx.query(
    `INSERT INTO partnership.frozen_simulation (simulation_id, programme_id, frozen_at) VALUES ($1, $2, $3)
     ON CONFLICT (simulation_id) DO NOTHING`,
    [simulationId, programmeId, frozenAt],
  );
}

/** Keeps the last day on which costs of a grant are eligible, as told at this position; what was told later stays. */
export async function putGrantEnd(tx: Tx, grant: GrantEnded, position: string): Promise<void> {
  await tx.query(
    `INSERT INTO partnership.grant_end (grant_id, programme_id, eligible_to, told_position) VALUES ($1, $2, $3, $4)
     ON CONFLICT (grant_id) DO UPDATE SET eligible_to = excluded.eligible_to, told_position = excluded.told_position
     WHERE grant_end.told_position < excluded.told_position`,
    [grant.grantId, grant.programmeId, grant.eligibleTo, position],
  );
}

/** The last day on which costs of these programmes are eligible, over all their grants; none where no grant has told it. */
export function findGrantEnds(
  reader: Reader,
  programmeIds: readonly string[],
): Promise<Readonly<{ programmeId: string; eligibleTo: LocalDate }>[]> {
  return reader.query(
    `SELECT programme_id AS "programmeId", max(eligible_to)::text AS "eligibleTo"
     FROM partnership.grant_end WHERE programme_id = ANY ($1::uuid[]) GROUP BY 1`,
    [programmeIds],
  );
}
