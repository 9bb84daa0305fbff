import type { LocalDate } from "@inclusion/kernel";
import { type BaseContext, type NewFact, type Reader, rowLoader, rowsLoader, type Tx } from "@inclusion/kernel/runtime";
import type { OrganisationSet } from "@inclusion/schema/facts";
import type { Spelling } from "./likeness.ts";
import { OrganisationEntity } from "./organisation.entity.ts";
import { type KindPeriod, nameKey, type Organisation, type OrganisationKind, type SizeClass } from "./organisation.ts";

/** An organisation, and the id under which it was asked for: its own, or one that was merged into it. */
type Asked = Organisation & Readonly<{ askedId: string }>;

/** Columns of an organisation `o`, in the names of its type. */
export const ORGANISATION_COLUMNS = `
  o.id, o.name, o.cvr, o.kinds, o.size_class AS "sizeClass", o.municipality_code AS "municipalityCode", o.version,
  o.synthetic, ARRAY(SELECT n.name FROM partnership.organisation_name n
    WHERE n.organisation_id = o.id AND n.name <> o.name ORDER BY n.name) AS aliases,
  ARRAY(SELECT m.id FROM partnership.organisation m WHERE m.merged_into = o.id ORDER BY m.id) AS "mergedIds"`;

/** The organisations with these ids; for a merged one the survivor. */
export function findOrganisations(reader: Reader, ids: readonly string[]): Promise<Asked[]> {
  return reader.query(
    `SELECT asked.id AS "askedId", ${ORGANISATION_COLUMNS}
     FROM partnership.organisation asked JOIN partnership.organisation o ON o.id = coalesce(asked.merged_into, asked.id)
     WHERE asked.id = ANY ($1::uuid[])`,
    [ids],
  );
}

/** The organisation with this register number, or null. */
export async function findByCvr(reader: Reader, cvr: string): Promise<Organisation | null> {
  const [found] = await reader.query<Organisation>(
    `SELECT ${ORGANISATION_COLUMNS} FROM partnership.organisation o WHERE o.cvr = $1`,
    [cvr],
  );
  return found ?? null;
}

/** Organisations that stand for themselves, by name, after these keys or from the first. */
export function listOrganisations(
  reader: Reader,
  { kind, after, limit }: Readonly<{ kind: string | null; after: readonly string[] | null; limit: number }>,
): Promise<Organisation[]> {
  return reader.query(
    `SELECT ${ORGANISATION_COLUMNS} FROM partnership.organisation o
     WHERE o.merged_into IS NULL AND ($1::text IS NULL OR $1 = ANY (o.kinds))
       AND ($2::text IS NULL OR (o.name, o.id) > ($2, $3::uuid)) ORDER BY o.name, o.id LIMIT $4`,
    [kind, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

/** Every spelling of every organisation that stands for itself. */
export function listSpellings(reader: Reader): Promise<Spelling[]> {
  return reader.query(
    `SELECT n.organisation_id AS "organisationId", n.name FROM partnership.organisation_name n
     JOIN partnership.organisation o ON o.id = n.organisation_id WHERE o.merged_into IS NULL ORDER BY n.name`,
  );
}

/** The periods of these organisations; a kind that was only ever met has no days. */
export function findKindPeriods(reader: Reader, organisationIds: readonly string[]): Promise<KindPeriod[]> {
  return reader.query(
    `SELECT id::text, organisation_id AS "organisationId", kind, valid_from::text AS "from", valid_until::text AS "until"
     FROM partnership.organisation_kind WHERE organisation_id = ANY ($1::uuid[])
     UNION ALL
     SELECT o.id || ' ' || kind, o.id, kind, NULL, NULL FROM partnership.organisation o, unnest(o.kinds) AS kind
     WHERE o.id = ANY ($1::uuid[]) AND NOT EXISTS (
       SELECT 1 FROM partnership.organisation_kind k WHERE k.organisation_id = o.id AND k.kind = kind.kind)
     ORDER BY 2, 3, 4`,
    [organisationIds],
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
    const rest = { cvr: null, sizeClass: null, mergedInto: null, synthetic: false };
    await tx.manager.insert(OrganisationEntity, { id, name, kinds, municipalityCode, ...rest });
  } else {
    await tx.query(
      `UPDATE partnership.organisation SET kinds = ARRAY(SELECT DISTINCT unnest(kinds || $2::text[]) ORDER BY 1)
       WHERE id = $1 AND NOT kinds @> $2::text[]`,
      [id, kinds],
    );
  }
  await putSpellings(tx, id, [party.name]);
  return id;
}

/** The organisation, held until the transaction ends; null when there is none. */
export async function lockOrganisation(tx: Tx, id: string): Promise<Organisation | null> {
  await tx.query("SELECT 1 FROM partnership.organisation WHERE id = $1 FOR UPDATE", [id]);
  const [found] = await findOrganisations(tx, [id]);
  return found ?? null;
}

/** Waits for whoever gives or merges the same thing, so that no two requests both find it free. */
export async function lockClaim(tx: Tx, claim: string): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`organisation:${claim}`]);
}

/** Columns of an organisation that people change. */
export type OrganisationValues = Readonly<{
  id: string;
  name: string;
  cvr: string | null;
  kinds: readonly OrganisationKind[];
  sizeClass: SizeClass | null;
  municipalityCode: string | null;
}>;

/** Stores a new organisation. */
export async function insertOrganisation(tx: Tx, values: OrganisationValues): Promise<void> {
  await tx.manager.insert(OrganisationEntity, {
    ...values,
    kinds: [...values.kinds],
    mergedInto: null,
    synthetic: false,
  });
}

/** Stores what an organisation is now; the version counts on. */
export async function updateOrganisation(
  tx: Tx,
  { id, name, cvr, kinds, sizeClass, municipalityCode }: OrganisationValues,
): Promise<void> {
  await tx.query(
    `UPDATE partnership.organisation
     SET name = $2, cvr = $3, kinds = $4, size_class = $5, municipality_code = $6 WHERE id = $1`,
    [id, name, cvr, kinds, sizeClass, municipalityCode],
  );
}

/** Keeps spellings of an organisation; one that is kept already stays whose it is. */
export async function putSpellings(tx: Tx, organisationId: string, names: readonly string[]): Promise<void> {
  await tx.query(
    `INSERT INTO partnership.organisation_name (name, name_key, organisation_id)
     SELECT name, key, $1 FROM ROWS FROM (unnest($2::text[]), unnest($3::text[])) AS spelling(name, key)
     ON CONFLICT (name) DO NOTHING`,
    [organisationId, names, names.map(nameKey)],
  );
}

/** Those of the names that belong to another organisation, in any case and punctuation. */
export async function findTakenNames(reader: Reader, names: readonly string[], but: string | null): Promise<string[]> {
  const rows = await reader.query<{ key: string }>(
    `SELECT DISTINCT name_key AS key FROM partnership.organisation_name
     WHERE name_key = ANY ($1) AND ($2::uuid IS NULL OR organisation_id <> $2)`,
    [names.map(nameKey), but],
  );
  const taken = new Set(rows.map(({ key }) => key));
  return names.filter((name) => taken.has(nameKey(name)));
}

/** Stores periods of kinds that are new or have changed. */
export async function putKindPeriods(tx: Tx, periods: readonly KindPeriod[]): Promise<void> {
  await tx.query(
    `INSERT INTO partnership.organisation_kind AS k (id, organisation_id, kind, valid_from, valid_until)
     SELECT id, "organisationId", kind, "from", until FROM jsonb_to_recordset($1::jsonb)
       AS p(id uuid, "organisationId" uuid, kind text, "from" date, until date)
     ON CONFLICT (id) DO UPDATE SET valid_from = excluded.valid_from, valid_until = excluded.valid_until
       WHERE (k.valid_from, k.valid_until) IS DISTINCT FROM (excluded.valid_from, excluded.valid_until)`,
    [JSON.stringify(periods)],
  );
}

/** Lets `merged` end in `survivor`: its spellings, and whoever was merged into it before. */
export async function mergeInto(tx: Tx, survivor: string, merged: string): Promise<void> {
  await tx.query("UPDATE partnership.organisation_name SET organisation_id = $1 WHERE organisation_id = $2", [
    survivor,
    merged,
  ]);
  await tx.query("UPDATE partnership.organisation SET merged_into = $1, cvr = NULL WHERE id = $2 OR merged_into = $2", [
    survivor,
    merged,
  ]);
}

/** The facts that tell these organisations as they stand now. */
export async function organisationFacts(tx: Tx, ids: readonly string[], today: LocalDate): Promise<NewFact[]> {
  const rows = await tx.query<OrganisationSet>(
    `SELECT o.id AS "organisationId", o.cvr, o.kinds, o.size_class AS "sizeClass",
            o.municipality_code AS "municipalityCode", o.merged_into AS "mergedInto",
            EXISTS (SELECT 1 FROM partnership.rsv_registration r WHERE r.organisation_id = o.id
              AND r.since <= $2 AND (r.until IS NULL OR r.until >= $2)) AS "rsvRegistered"
     FROM partnership.organisation o WHERE o.id = ANY ($1::uuid[]) ORDER BY o.id`,
    [ids, today],
  );
  return rows.map((payload) => ({ type: "OrganisationSet", version: 1, subject: payload.organisationId, payload }));
}

/** The loaders of organisations: one statement for all keys of a tick. */
export function organisationLoaders({ reader }: Pick<BaseContext, "reader">) {
  return {
    organisation: rowLoader<string, Asked>(
      async (ids) => findOrganisations(await reader(), ids),
      ({ askedId }) => askedId,
    ),
    kindPeriods: rowsLoader<string, KindPeriod>(
      async (ids) => findKindPeriods(await reader(), ids),
      ({ organisationId }) => organisationId,
    ),
  };
}
