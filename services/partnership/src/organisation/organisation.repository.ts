import type { Reader, Tx } from "@inclusion/kernel/runtime";
import { OrganisationEntity } from "./organisation.entity.ts";
import { nameKey, type Organisation, type OrganisationKind } from "./organisation.ts";

/** The organisations with these ids that the viewer may see. */
export function findOrganisations(reader: Reader, ids: readonly string[]): Promise<Organisation[]> {
  return reader.query(
    `SELECT o.id, o.name, o.cvr, o.kinds, o.municipality_code AS "municipalityCode", o.synthetic,
            coalesce(array_agg(n.name ORDER BY n.name) FILTER (WHERE n.name <> o.name), '{}') AS aliases
     FROM partnership.organisation o LEFT JOIN partnership.organisation_name n ON n.organisation_id = o.id
     WHERE o.id = ANY ($1::uuid[]) GROUP BY o.id`,
    [ids],
  );
}

/** What a party is when it is met for the first time, or what is to be added to it. */
export type MetParty = Readonly<{ name: string; kind: OrganisationKind; municipalityCode: string | null }>;

/**
 * The id of the party with this name in any spelling; a party that was never met gets the id `newId`.
 * A new spelling and a new kind are kept.
 */
export async function meetOrganisation(tx: Tx, newId: string, party: MetParty): Promise<string> {
  const key = nameKey(party.name);
  await tx.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`organisation:${key}`]);
  const [known] = await tx.query<{ id: string }>(
    "SELECT organisation_id AS id FROM partnership.organisation_name WHERE name_key = $1 LIMIT 1",
    [key],
  );
  const kinds: OrganisationKind[] = party.municipalityCode === null ? [party.kind] : [party.kind, "MUNICIPALITY"];
  const id = known?.id ?? newId;
  if (known === undefined) {
    const { name, municipalityCode } = party;
    await tx.manager.insert(OrganisationEntity, { id, name, cvr: null, kinds, municipalityCode, synthetic: false });
  } else {
    await tx.query(
      `UPDATE partnership.organisation SET kinds = ARRAY(SELECT DISTINCT unnest(kinds || $2::text[]) ORDER BY 1)
       WHERE id = $1 AND NOT kinds @> $2::text[]`,
      [id, kinds],
    );
  }
  await tx.query(
    `INSERT INTO partnership.organisation_name (name, name_key, organisation_id) VALUES ($1, $2, $3)
     ON CONFLICT (name) DO NOTHING`,
    [party.name, key, id],
  );
  return id;
}
