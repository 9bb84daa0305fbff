import type { Reader } from "@inclusion/kernel/runtime";
import type { StoredParticipation } from "./participation.ts";

const SELECT = `
  SELECT id, programme_id AS "programmeId", municipality_code AS "municipalityCode", partnership_id AS "partnershipId",
         entry_gate AS "entryGate", previous_programme AS "previousProgramme", state, entered_on::text AS "enteredOn",
         left_on::text AS "leftOn", benefit, synthetic, version
  FROM participant.participation`;

/** The participations with these ids that the viewer may see. */
export function findParticipations(reader: Reader, ids: readonly string[]): Promise<StoredParticipation[]> {
  return reader.query(`${SELECT} WHERE id = ANY ($1::uuid[])`, [ids]);
}

/** Participations of a programme by id, after `id` or from the first. */
export function listParticipations(
  reader: Reader,
  programmeId: string,
  after: string | null,
  limit: number,
): Promise<StoredParticipation[]> {
  return reader.query(`${SELECT} WHERE programme_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`, [
    programmeId,
    after,
    limit,
  ]);
}
