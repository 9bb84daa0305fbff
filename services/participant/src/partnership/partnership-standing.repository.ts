import type { Reader, Tx } from "@inclusion/kernel/runtime";
import type { PartnershipClosed, PartnershipSigned } from "@inclusion/schema/facts";
import type { PartnershipStanding } from "./partnership-standing.ts";

/** How a partnership stands towards a programme. */
export async function findPartnershipStanding(
  reader: Reader,
  programmeId: string,
  partnershipId: string,
): Promise<PartnershipStanding> {
  const [found] = await reader.query<PartnershipStanding>(
    `SELECT asked.id AS "partnershipId", s.programme_id AS "programmeId", s.signed_on::text AS "signedOn",
            s.closed_on::text AS "closedOn",
            s.partnership_id IS NULL AND (
              NOT EXISTS (SELECT FROM participant.partnership_standing WHERE programme_id = $1)
              OR EXISTS (SELECT FROM participant.participation WHERE partnership_id = asked.id)) AS "isOlder"
     FROM (SELECT $2::uuid AS id) asked
     LEFT JOIN participant.partnership_standing s ON s.partnership_id = asked.id`,
    [programmeId, partnershipId],
  );
  return found as PartnershipStanding;
}

/** Stores that all have signed; told again when a party is replaced, which leaves the first day as it is. */
export async function putSigned(tx: Tx, { partnershipId, programmeId, signedOn }: PartnershipSigned): Promise<void> {
  await tx.query(
    `INSERT INTO participant.partnership_standing AS known (partnership_id, programme_id, signed_on) VALUES ($1, $2, $3)
     ON CONFLICT (partnership_id) DO UPDATE SET signed_on = least(known.signed_on, excluded.signed_on)`,
    [partnershipId, programmeId, signedOn],
  );
}

/** Stores that a partnership has ended. */
export async function putClosed(tx: Tx, { partnershipId, programmeId, closedOn }: PartnershipClosed): Promise<void> {
  await tx.query(
    `INSERT INTO participant.partnership_standing (partnership_id, programme_id, closed_on) VALUES ($1, $2, $3)
     ON CONFLICT (partnership_id) DO UPDATE SET closed_on = excluded.closed_on`,
    [partnershipId, programmeId, closedOn],
  );
}
