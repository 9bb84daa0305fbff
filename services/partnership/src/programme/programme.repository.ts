import type { LocalDate } from "@inclusion/kernel";
import type { Reader, Tx } from "@inclusion/kernel/runtime";
import { ProgrammeEntity, type ProgrammeRow } from "./programme.entity.ts";
import type { Programme, ProgrammeVersion } from "./programme.ts";

/** Targets of the programme `p`: those of the sheet, and later ones that were set since it was read. */
const TARGETS = `
  SELECT DISTINCT ON (code) * FROM (
    SELECT p.id AS "programmeId", i.position, i.code, i.target, NULL::text AS definition, NULL::int AS "definitionVersion", 0 AS rank
    FROM partnership.indicator_target i WHERE i.programme_id = p.id
    UNION ALL
    SELECT p.id, coalesce((SELECT position FROM partnership.indicator_target WHERE programme_id = p.id AND code = v.code), 1000),
      v.code, v.target, v.definition, v.number, v.number
    FROM partnership.target_version v WHERE v.programme_id = p.id AND v.stated_on >= p.read_on) every_target
  ORDER BY code, rank DESC`;

const SELECT = `
  SELECT p.id, p.slug, p.name, p.starts_on::text AS "startsOn", p.ends_on::text AS "endsOn", p.areas,
         p.priority_area AS "priorityArea", p.financing, p.recommended_by AS "recommendedBy",
         p.beneficiary_id AS "beneficiaryId", p.read_on::text AS "readOn", p.sheet_version AS "sheetVersion",
         p.synthetic,
         CASE WHEN p.partners_stated THEN ARRAY(
           SELECT organisation_id FROM partnership.programme_partner WHERE programme_id = p.id ORDER BY position) END
           AS "partnerIds",
         coalesce(l.state, 'GRANTED') AS state, coalesce(l.version, 0) AS "lifeVersion",
         (SELECT coalesce(jsonb_agg(t ORDER BY t.position, t.code), '[]') FROM (${TARGETS}) t) AS targets
  FROM partnership.programme p LEFT JOIN partnership.programme_life l ON l.id = p.id`;

/** Programmes in the order of their slugs, after `slug` or from the first. */
export function listProgrammes(reader: Reader, after: string | null, limit: number): Promise<Programme[]> {
  return reader.query(`${SELECT} WHERE $1::text IS NULL OR p.slug > $1 ORDER BY p.slug LIMIT $2`, [after, limit]);
}

/** The programmes with these slugs, in any order. */
export function findProgrammesBySlug(reader: Reader, slugs: readonly string[]): Promise<Programme[]> {
  return reader.query(`${SELECT} WHERE p.slug = ANY ($1)`, [slugs]);
}

/** The programmes with these ids, in any order. */
export function findProgrammes(reader: Reader, ids: readonly string[]): Promise<Programme[]> {
  return reader.query(`${SELECT} WHERE p.id = ANY ($1::uuid[])`, [ids]);
}

/** The programme of this slug, held until the transaction ends, also when it does not exist yet. */
export async function lockProgramme(tx: Tx, slug: string): Promise<Programme | null> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`programme:${slug}`]);
  const [found] = await findProgrammesBySlug(tx, [slug]);
  return found ?? null;
}

/** A stored version with when it became known. */
export type StoredVersion = ProgrammeVersion &
  Readonly<{ startsOn: string | null; endsOn: string | null; recordedAt: Date }>;

/** All versions of these programmes, oldest first. */
export function findVersions(reader: Reader, programmeIds: readonly string[]): Promise<StoredVersion[]> {
  return reader.query(
    `SELECT programme_id AS "programmeId", version, read_on::text AS "readOn", facts_hash AS "factsHash",
            facts->>'startsOn' AS "startsOn", facts->>'endsOn' AS "endsOn", recorded_at AS "recordedAt"
     FROM partnership.programme_version WHERE programme_id = ANY ($1::uuid[]) ORDER BY programme_id, version`,
    [programmeIds],
  );
}

/** Stores a programme that was not there, or everything its sheet in force says now. */
export async function putProgramme(tx: Tx, programme: ProgrammeRow, partnerIds: readonly string[]): Promise<void> {
  await tx.manager.upsert(ProgrammeEntity, programme, ["id"]);
  await tx.query("DELETE FROM partnership.programme_partner WHERE programme_id = $1", [programme.id]);
  await tx.query(
    `INSERT INTO partnership.programme_partner (programme_id, position, organisation_id)
     SELECT $1, position, id FROM unnest($2::uuid[]) WITH ORDINALITY AS partner(id, position)`,
    [programme.id, partnerIds],
  );
}

/** Gives a programme another last day, without another sheet. */
export async function putEndsOn(tx: Tx, programmeId: string, endsOn: LocalDate): Promise<void> {
  await tx.query("UPDATE partnership.programme SET ends_on = $2 WHERE id = $1", [programmeId, endsOn]);
}

/** Adds a version; versions are never changed. */
export async function insertVersion(tx: Tx, version: ProgrammeVersion, facts: string): Promise<void> {
  await tx.query(
    `INSERT INTO partnership.programme_version (programme_id, version, read_on, facts_hash, facts)
     VALUES ($1, $2, $3, $4, $5::jsonb)`,
    [version.programmeId, version.version, version.readOn, version.factsHash, facts],
  );
}

/** Targets of these programmes as their sheets in force state them, in the sheet's order. */
export function findTargets(
  reader: Reader,
  programmeIds: readonly string[],
): Promise<Readonly<{ programmeId: string; code: string; target: number }>[]> {
  return reader.query(
    `SELECT programme_id AS "programmeId", code, target FROM partnership.indicator_target
     WHERE programme_id = ANY ($1::uuid[]) ORDER BY programme_id, position`,
    [programmeIds],
  );
}

/** Replaces a programme's targets by those of the sheet in force. */
export async function putTargets(
  tx: Tx,
  programmeId: string,
  targets: readonly Readonly<{ code: string; target: number }>[],
): Promise<void> {
  await tx.query("DELETE FROM partnership.indicator_target WHERE programme_id = $1", [programmeId]);
  await tx.query(
    `INSERT INTO partnership.indicator_target (programme_id, position, code, target)
     SELECT $1, position, code, target FROM ROWS FROM (unnest($2::text[]), unnest($3::int[]))
       WITH ORDINALITY AS stated(code, target, position)`,
    [programmeId, targets.map(({ code }) => code), targets.map(({ target }) => target)],
  );
}
