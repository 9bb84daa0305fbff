import type { Reader, Tx } from "@inclusion/kernel/runtime";
import { ProgrammeEntity, type ProgrammeRow } from "./programme.entity.ts";
import type { Programme, ProgrammeVersion } from "./programme.ts";

const SELECT = `
  SELECT p.id, p.slug, p.name, p.starts_on::text AS "startsOn", p.ends_on::text AS "endsOn", p.areas,
         p.priority_area AS "priorityArea", p.financing, p.recommended_by AS "recommendedBy",
         p.beneficiary_id AS "beneficiaryId", p.read_on::text AS "readOn", p.sheet_version AS "sheetVersion",
         p.synthetic,
         CASE WHEN p.partners_stated THEN ARRAY(
           SELECT organisation_id FROM partnership.programme_partner WHERE programme_id = p.id ORDER BY position) END
           AS "partnerIds"
  FROM partnership.programme p`;

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

/** Adds a version; versions are never changed. */
export async function insertVersion(tx: Tx, version: ProgrammeVersion, facts: string): Promise<void> {
  await tx.query(
    `INSERT INTO partnership.programme_version (programme_id, version, read_on, facts_hash, facts)
     VALUES ($1, $2, $3, $4, $5::jsonb)`,
    [version.programmeId, version.version, version.readOn, version.factsHash, facts],
  );
}

/** A target as stored. */
export type StoredTarget = Readonly<{ programmeId: string; code: string; target: number }>;

/** Targets of these programmes, in the order the sheet states them. */
export function findTargets(reader: Reader, programmeIds: readonly string[]): Promise<StoredTarget[]> {
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

/** A municipality's part in a programme. */
export type ProgrammeMunicipality = Readonly<{
  programmeId: string;
  municipalityCode: string;
  joinedOn: string;
  leftOn: string | null;
  synthetic: boolean;
}>;

/** Municipalities of these programmes, by code. */
export function findProgrammeMunicipalities(
  reader: Reader,
  programmeIds: readonly string[],
): Promise<ProgrammeMunicipality[]> {
  return reader.query(
    `SELECT programme_id AS "programmeId", municipality_code AS "municipalityCode", joined_on::text AS "joinedOn",
            left_on::text AS "leftOn", synthetic
     FROM partnership.programme_municipality WHERE programme_id = ANY ($1::uuid[])
     ORDER BY programme_id, municipality_code`,
    [programmeIds],
  );
}
