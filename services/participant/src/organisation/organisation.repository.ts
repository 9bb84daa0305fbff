import type { Reader, Tx } from "@inclusion/kernel/runtime";
import type { OrganisationSet } from "@inclusion/schema/facts";
import type { KnownOrganisations } from "./organisation.ts";

/**
 * SQL of every organisation that is one with `id`: itself, the survivor of its merger, and all that were merged into it.
 *
 * @param id SQL expression of an organisation's id
 */
export function sameOrganisations(id: string): string {
  const survivor = `coalesce((SELECT survivor_id FROM participant.organisation WHERE organisation_id = ${id}), ${id})`;
  return `SELECT ${id} AS id UNION SELECT ${survivor} UNION
    SELECT merged.organisation_id FROM participant.organisation merged
    WHERE merged.survivor_id = ${survivor} AND merged.survivor_id <> merged.organisation_id`;
}

/**
 * Which of these are organisations of the graph.
 *
 * An id is one when it was told, by the partnership service or as a company of the accelerator, or when the programme
 * has a job or a placement there from before organisations were told. While none was ever told, every id is taken.
 */
export async function findOrganisations(
  reader: Reader,
  programmeId: string,
  ids: readonly string[],
): Promise<KnownOrganisations> {
  const known = await reader.query<{ id: string; survivorId: string }>(
    `SELECT asked.id, coalesce(o.survivor_id, asked.id) AS "survivorId"
     FROM unnest($2::uuid[]) AS asked(id) LEFT JOIN participant.organisation o ON o.organisation_id = asked.id
     WHERE o.organisation_id IS NOT NULL OR NOT EXISTS (SELECT FROM participant.organisation)
       OR EXISTS (SELECT FROM participant.accelerator_membership a WHERE a.organisation_id = asked.id)
       OR EXISTS (SELECT FROM participant.employment e WHERE e.programme_id = $1 AND e.employer_id = asked.id)
       OR EXISTS (SELECT FROM participant.placement l WHERE l.programme_id = $1 AND l.company_id = asked.id)`,
    [programmeId, ids],
  );
  const survivors = known.map(({ survivorId }) => [survivorId, survivorId] as const);
  return new Map([...survivors, ...known.map(({ id, survivorId }) => [id, survivorId] as const)]);
}

/**
 * Stores an organisation as it was told.
 *
 * @returns participations that may count otherwise by it: whose employer is one with another organisation than before
 */
export async function putOrganisation(
  tx: Tx,
  { organisationId, mergedInto }: OrganisationSet,
): Promise<readonly string[]> {
  const [known] = await tx.query<{ mergedInto: string | null }>(
    `SELECT merged_into AS "mergedInto" FROM participant.organisation WHERE organisation_id = $1`,
    [organisationId],
  );
  if (known !== undefined && known.mergedInto === mergedInto) return [];
  const before = await findHired(tx, organisationId);
  await tx.query(
    `INSERT INTO participant.organisation (organisation_id, merged_into, survivor_id) VALUES ($1::uuid, $2::uuid, coalesce($2::uuid, $1::uuid))
     ON CONFLICT (organisation_id) DO UPDATE SET merged_into = excluded.merged_into`,
    [organisationId, mergedInto],
  );
  if (known === undefined && mergedInto === null) return [];
  await tx.query(FOLLOW_MERGERS);
  return [...new Set([...before, ...(await findHired(tx, organisationId))])].sort();
}

/** Mergers follow one another; a circle, which nobody should tell, ends after as many steps as no merger takes. */
const FOLLOW_MERGERS = `
  WITH RECURSIVE way AS (
    SELECT organisation_id, coalesce(merged_into, organisation_id) AS at, 1 AS step FROM participant.organisation
    UNION ALL
    SELECT way.organisation_id, next.merged_into, step + 1 FROM way
    JOIN participant.organisation next ON next.organisation_id = way.at
    WHERE next.merged_into IS NOT NULL AND step < 50),
  last AS (SELECT DISTINCT ON (organisation_id) organisation_id, at FROM way ORDER BY organisation_id, step DESC)
  UPDATE participant.organisation o SET survivor_id = last.at FROM last
  WHERE last.organisation_id = o.organisation_id AND o.survivor_id <> last.at`;

async function findHired(tx: Tx, organisationId: string): Promise<readonly string[]> {
  const hired = await tx.query<{ id: string }>(
    `SELECT DISTINCT e.participation_id AS id FROM participant.employment e
     WHERE e.employer_id IN (${sameOrganisations("$1::uuid")})
       AND e.programme_id IN (SELECT programme_id FROM participant.accelerator_membership)`,
    [organisationId],
  );
  return hired.map(({ id }) => id);
}
