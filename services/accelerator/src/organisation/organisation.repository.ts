import { DAY_ZONE, type LocalDate } from "@inclusion/kernel";
import { type BaseContext, type Reader, rowsLoader, type Tx } from "@inclusion/kernel/runtime";
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

/** A registration that lapsed while the company was in the accelerator, by the day on which we were told. */
export type LapsedRegistration = Readonly<{ programmeId: string; courseId: string; toldOn: LocalDate }>;

/** Lapses during courses of these programmes that the viewer may see, by their day. */
export function findLapses(reader: Reader, programmeIds: readonly string[]): Promise<LapsedRegistration[]> {
  return reader.query(
    `WITH told AS (
       SELECT id, rsv_registered, recorded_at FROM accelerator.organisation_copy
       UNION ALL SELECT id, rsv_registered, recorded_at FROM accelerator.organisation_copy_history),
     step AS (
       SELECT id, rsv_registered AS is_registered, (recorded_at AT TIME ZONE '${DAY_ZONE}')::date AS told_on,
         lag(rsv_registered) OVER (PARTITION BY id ORDER BY recorded_at) AS was_registered
       FROM told WHERE id IN (
         SELECT organisation_id FROM accelerator.company_course WHERE programme_id = ANY ($1::uuid[])))
     SELECT c.programme_id AS "programmeId", c.id AS "courseId", step.told_on::text AS "toldOn"
     FROM step JOIN accelerator.company_course c ON c.organisation_id = step.id
     WHERE step.was_registered AND NOT step.is_registered AND c.programme_id = ANY ($1::uuid[])
       AND step.told_on >= c.accepted_on AND (c.ended_on IS NULL OR step.told_on <= c.ended_on)
     ORDER BY step.told_on, c.id`,
    [programmeIds],
  );
}

/** The loaders of what is told of organisations. */
export function organisationLoaders({ reader }: Pick<BaseContext, "reader">) {
  return {
    lapses: rowsLoader<string, LapsedRegistration>(
      async (ids) => findLapses(await reader(), ids),
      ({ programmeId }) => programmeId,
    ),
  };
}
