import type { Reader, Tx } from "@inclusion/kernel/runtime";
import type { OpenPlacementsSet, OrganisationSet, PartnershipClosed, PartnershipSigned } from "@inclusion/schema/facts";
import type { OrganisationCopy, PartnershipCopy } from "./organisation.ts";

const ORGANISATION = `id, cvr, kinds, size_class AS "sizeClass", municipality_code AS "municipalityCode",
  rsv_registered AS "rsvRegistered", merged_into AS "mergedInto"`;

/** The organisations with these ids that were told of. */
export function findOrganisations(reader: Reader, ids: readonly string[]): Promise<OrganisationCopy[]> {
  return reader.query(`SELECT ${ORGANISATION} FROM accelerator.organisation_copy WHERE id = ANY ($1::uuid[])`, [ids]);
}

/** The partnerships with these ids that were told of. */
export function findPartnerships(reader: Reader, ids: readonly string[]): Promise<PartnershipCopy[]> {
  return reader.query(
    `SELECT id, programme_id AS "programmeId", municipality_codes AS "municipalityCodes", parties,
       signed_on::text AS "signedOn", closed_on::text AS "closedOn"
     FROM accelerator.partnership_copy WHERE id = ANY ($1::uuid[])`,
    [ids],
  );
}

/**
 * Whether nothing later was told of an organisation yet: an earlier fact that comes late changes nothing.
 *
 * @param what     the organisation itself, or its registrations
 * @param position the fact's place among all of its source
 */
export async function isLatestTold(
  tx: Tx,
  what: "organisation" | "registration",
  organisationId: string,
  position: string,
): Promise<boolean> {
  const kept = await tx.query(
    `INSERT INTO accelerator.${what}_told AS t (organisation_id, position) VALUES ($1, $2)
     ON CONFLICT (organisation_id) DO UPDATE SET position = excluded.position WHERE t.position < excluded.position
     RETURNING 1`,
    [organisationId, position],
  );
  return kept.length > 0;
}

/** Keeps an organisation as it was told last; told the same again, nothing changes. */
export async function putOrganisation(tx: Tx, told: OrganisationSet): Promise<void> {
  await tx.query(
    `INSERT INTO accelerator.organisation_copy AS o
       (id, cvr, kinds, size_class, municipality_code, rsv_registered, merged_into)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (id) DO UPDATE SET cvr = $2, kinds = $3, size_class = $4, municipality_code = $5,
       rsv_registered = $6, merged_into = $7
     WHERE (o.cvr, o.kinds, o.size_class, o.municipality_code, o.rsv_registered, o.merged_into)
       IS DISTINCT FROM ($2, $3::text[], $4, $5, $6::boolean, $7::uuid)`,
    [
      ...[told.organisationId, told.cvr, told.kinds, told.sizeClass, told.municipalityCode],
      ...[told.rsvRegistered, told.mergedInto],
    ],
  );
}

/** Keeps a signed partnership with its parties; its end, when that was told first, stays. */
export async function putPartnership(tx: Tx, told: PartnershipSigned): Promise<void> {
  await tx.query(
    `INSERT INTO accelerator.partnership_copy (id, programme_id, municipality_codes, parties, signed_on)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (id) DO UPDATE SET municipality_codes = $3, parties = $4, signed_on = $5`,
    [told.partnershipId, told.programmeId, told.municipalityCodes, JSON.stringify(told.parties), told.signedOn],
  );
}

/** Keeps that a partnership has ended, also when its beginning was not told yet. */
export async function closePartnership(tx: Tx, told: PartnershipClosed): Promise<void> {
  await tx.query(
    `INSERT INTO accelerator.partnership_copy (id, programme_id, municipality_codes, parties, closed_on)
     VALUES ($1, $2, '{}', '[]', $3) ON CONFLICT (id) DO UPDATE SET closed_on = $3`,
    [told.partnershipId, told.programmeId, told.closedOn],
  );
}

/** Keeps how many placements go on at a company. */
export async function putOpenPlacements(tx: Tx, told: OpenPlacementsSet): Promise<void> {
  await tx.query(
    `INSERT INTO accelerator.open_placements (programme_id, organisation_id, count) VALUES ($1, $2, $3)
     ON CONFLICT (programme_id, organisation_id) DO UPDATE SET count = $3`,
    [told.programmeId, told.organisationId, told.count],
  );
}
