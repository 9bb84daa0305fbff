import { type BaseContext, type NewFact, type Reader, rowsLoader, type Tx } from "@inclusion/kernel/runtime";
import type { ProgrammePlacesSet } from "@inclusion/schema/facts";
import type {
  ProgrammeElement,
  ProgrammePlace,
  ProgrammeRole,
  RegionalSupport,
  SelectionProfile,
} from "./programme-place.ts";
import { toldPlaces } from "./programme-place.ts";

/** Municipalities of these programmes, by code and first day. */
export function findPlaces(reader: Reader, programmeIds: readonly string[]): Promise<ProgrammePlace[]> {
  return reader.query(
    `SELECT programme_id AS "programmeId", municipality_code AS "municipalityCode", joined_on::text AS "joinedOn",
            left_on::text AS "leftOn", capacity, agreement_ref AS "agreementRef", leave_reason AS "leaveReason", synthetic
     FROM partnership.programme_municipality WHERE programme_id = ANY ($1::uuid[])
     ORDER BY programme_id, municipality_code, joined_on`,
    [programmeIds],
  );
}

/** Stores a part that is new or has ended. */
export async function putPlace(tx: Tx, place: ProgrammePlace): Promise<void> {
  const { programmeId, municipalityCode, joinedOn, leftOn, capacity, agreementRef, leaveReason, synthetic } = place;
  await tx.query(
    `INSERT INTO partnership.programme_municipality
       (programme_id, municipality_code, joined_on, left_on, capacity, agreement_ref, leave_reason, synthetic)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (programme_id, municipality_code, joined_on)
       DO UPDATE SET left_on = excluded.left_on, leave_reason = excluded.leave_reason`,
    [programmeId, municipalityCode, joinedOn, leftOn, capacity, agreementRef, leaveReason, synthetic],
  );
}

/** The fact that tells which municipalities take part as it stands now. */
export async function placesFact(tx: Tx, programmeId: string): Promise<NewFact> {
  const parts = toldPlaces(await findPlaces(tx, [programmeId]));
  const places = parts.map(({ municipalityCode, joinedOn, leftOn, capacity }) => ({
    municipalityCode,
    joinedOn,
    leftOn,
    capacity,
  }));
  const payload: ProgrammePlacesSet = { programmeId, places };
  return { type: "ProgrammePlacesSet", version: 1, subject: programmeId, payload };
}

/** Adds a profile; profiles are never changed. */
export async function insertProfile(tx: Tx, profile: SelectionProfile & Readonly<{ id: string }>): Promise<void> {
  const { id, programmeId, municipalityCode, companies, socialEnterprises, population, vulnerableCount } = profile;
  await tx.query(
    `INSERT INTO partnership.selection_profile (id, programme_id, municipality_code, companies, social_enterprises,
       population, vulnerable_count, problem_mix, as_of, source) VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10)`,
    [
      ...[id, programmeId, municipalityCode, companies, socialEnterprises, population, vulnerableCount],
      ...[JSON.stringify(profile.problemMix), profile.asOf, profile.source],
    ],
  );
}

/** The last profile of each municipality of these programmes. */
function findProfiles(reader: Reader, programmeIds: readonly string[]): Promise<SelectionProfile[]> {
  return reader.query(
    `SELECT DISTINCT ON (programme_id, municipality_code) programme_id AS "programmeId",
       municipality_code AS "municipalityCode", companies, social_enterprises AS "socialEnterprises", population,
       vulnerable_count AS "vulnerableCount", problem_mix AS "problemMix", as_of::text AS "asOf", source
     FROM partnership.selection_profile WHERE programme_id = ANY ($1::uuid[])
     ORDER BY programme_id, municipality_code, as_of DESC, recorded_at DESC`,
    [programmeIds],
  );
}

/** Supports of these programmes, by first day. */
export function findSupports(reader: Reader, programmeIds: readonly string[]): Promise<RegionalSupport[]> {
  return reader.query(
    `SELECT id, programme_id AS "programmeId", region_code AS "regionCode", kind, contact, valid_from::text AS "from",
            valid_until::text AS "until"
     FROM partnership.regional_support WHERE programme_id = ANY ($1::uuid[]) ORDER BY programme_id, valid_from, id`,
    [programmeIds],
  );
}

/** Stores a support that is new or has ended. */
export async function putSupport(
  tx: Tx,
  { id, programmeId, regionCode, kind, contact, from, until }: RegionalSupport,
): Promise<void> {
  await tx.query(
    `INSERT INTO partnership.regional_support (id, programme_id, region_code, kind, contact, valid_from, valid_until)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO UPDATE SET valid_until = excluded.valid_until`,
    [id, programmeId, regionCode, kind, contact, from, until],
  );
}

/** Roles in these programmes, by role and first day. */
export function findRoles(reader: Reader, programmeIds: readonly string[]): Promise<ProgrammeRole[]> {
  return reader.query(
    `SELECT id, programme_id AS "programmeId", role, organisation_id AS "organisationId", valid_from::text AS "from",
            valid_until::text AS "until"
     FROM partnership.programme_role WHERE programme_id = ANY ($1::uuid[]) ORDER BY programme_id, role, valid_from, id`,
    [programmeIds],
  );
}

/** Stores a role that is new or has ended. */
export async function putRole(
  tx: Tx,
  { id, programmeId, role, organisationId, from, until }: ProgrammeRole,
): Promise<void> {
  await tx.query(
    `INSERT INTO partnership.programme_role (id, programme_id, role, organisation_id, valid_from, valid_until)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO UPDATE SET valid_until = excluded.valid_until`,
    [id, programmeId, role, organisationId, from, until],
  );
}

/** Parts of these programmes, by code. */
function findElements(reader: Reader, programmeIds: readonly string[]): Promise<ProgrammeElement[]> {
  return reader.query(
    `SELECT id, programme_id AS "programmeId", code, title, axis, description
     FROM partnership.programme_element WHERE programme_id = ANY ($1::uuid[]) ORDER BY programme_id, code`,
    [programmeIds],
  );
}

/** Adds a part, or says it anew; the history keeps what it was. */
export async function putElement(
  tx: Tx,
  { id, programmeId, code, title, axis, description }: ProgrammeElement,
): Promise<void> {
  await tx.query(
    `INSERT INTO partnership.programme_element (id, programme_id, code, title, axis, description)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (programme_id, code)
       DO UPDATE SET title = excluded.title, axis = excluded.axis, description = excluded.description`,
    [id, programmeId, code, title, axis, description],
  );
}

/** The loaders of who takes part: one statement for all keys of a tick. */
export function placeLoaders({ reader }: Pick<BaseContext, "reader">) {
  const byProgramme = ({ programmeId }: Readonly<{ programmeId: string }>): string => programmeId;
  return {
    places: rowsLoader<string, ProgrammePlace>(async (ids) => findPlaces(await reader(), ids), byProgramme),
    profiles: rowsLoader<string, SelectionProfile>(async (ids) => findProfiles(await reader(), ids), byProgramme),
    supports: rowsLoader<string, RegionalSupport>(async (ids) => findSupports(await reader(), ids), byProgramme),
    roles: rowsLoader<string, ProgrammeRole>(async (ids) => findRoles(await reader(), ids), byProgramme),
    elements: rowsLoader<string, ProgrammeElement>(async (ids) => findElements(await reader(), ids), byProgramme),
  };
}
