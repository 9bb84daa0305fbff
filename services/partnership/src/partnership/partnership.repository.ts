import type { Reader } from "@inclusion/kernel/runtime";
import type { Partnership, Party } from "./partnership.ts";

const SELECT = `
  SELECT id, programme_id AS "programmeId", kind, state, municipality_code AS "municipalityCode",
         active_from::text AS "activeFrom", case_title AS "caseTitle",
         case_published_on::text AS "casePublishedOn", synthetic
  FROM partnership.partnership`;

/** The partnerships with these ids that the viewer may see. */
export function findPartnerships(reader: Reader, ids: readonly string[]): Promise<Partnership[]> {
  return reader.query(`${SELECT} WHERE id = ANY ($1::uuid[])`, [ids]);
}

/** Partnerships of a programme by id, after `id` or from the first. */
export function listPartnerships(
  reader: Reader,
  programmeId: string,
  after: string | null,
  limit: number,
): Promise<Partnership[]> {
  return reader.query(`${SELECT} WHERE programme_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`, [
    programmeId,
    after,
    limit,
  ]);
}

/** Parties of these partnerships, by role. */
export function findParties(reader: Reader, partnershipIds: readonly string[]): Promise<Party[]> {
  return reader.query(
    `SELECT partnership_id AS "partnershipId", role, organisation_id AS "organisationId"
     FROM partnership.partnership_party WHERE partnership_id = ANY ($1::uuid[])
     ORDER BY partnership_id, role, organisation_id`,
    [partnershipIds],
  );
}
