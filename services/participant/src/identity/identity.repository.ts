import type { FieldKeys, Reader, Tx } from "@inclusion/kernel/runtime";
import type { Cpr } from "./cpr.ts";
import { type SealedIdentity, SealedIdentityEntity } from "./identity.entity.ts";
import type { PersonKnown } from "./identity.ts";
import { cprIndexes, type IdentityOwner, resealed } from "./sealed-identity.repository.ts";

/** A participation with what is known of its person, held until the transaction ends. */
export type HeldParticipation = IdentityOwner & PersonKnown & Readonly<{ personId: string; synthetic: boolean }>;

/** What the other rows say of a number: whose it is, and whether that person is open in the same programme already. */
export type KnownPerson = Readonly<{ personId: string; taken: boolean; takenHere: boolean }>;

const SELECT = `
  SELECT i.id, i.participation_id AS "participationId", i.programme_id AS "programmeId",
         i.municipality_code AS "municipalityCode", i.name_cipher AS "nameCipher", i.cpr_cipher AS "cprCipher",
         i.cpr_index AS "cprIndex", i.name_index AS "nameIndex", i.key_version AS "keyVersion",
         i.cpr_ground AS "cprGround"
  FROM participant.person_identity i`;

/** Identities of these participations that the viewer may see; of a restricted one there is none to read. */
export function findReadableIdentities(reader: Reader, participationIds: readonly string[]): Promise<SealedIdentity[]> {
  return reader.query(
    `${SELECT} JOIN participant.participation p ON p.id = i.participation_id
     WHERE i.participation_id = ANY ($1::uuid[])
       AND i.participation_id <> ALL ((SELECT participant.restricted_participations())::uuid[])`,
    [participationIds],
  );
}

/** Identities of these participations that the viewer may see, restricted or not. */
export function findIdentities(reader: Reader, participationIds: readonly string[]): Promise<SealedIdentity[]> {
  return reader.query(`${SELECT} WHERE i.participation_id = ANY ($1::uuid[]) ORDER BY i.id`, [participationIds]);
}

/** The participation, held; null when there is none that the viewer may see. */
export async function holdParticipation(tx: Tx, id: string): Promise<HeldParticipation | null> {
  const [held] = await tx.query<HeldParticipation>(
    `SELECT p.id AS "participationId", p.programme_id AS "programmeId", p.municipality_code AS "municipalityCode",
            p.person_id AS "personId", p.synthetic, person.birth_date::text AS "birthDate", person.sex
     FROM participant.participation p JOIN participant.person ON person.id = p.person_id
     WHERE p.id = $1 FOR UPDATE OF p`,
    [id],
  );
  return held ?? null;
}

/** Who else has this number. Registrations of one number wait for each other. */
export async function findKnownPerson(
  tx: Tx,
  keys: FieldKeys,
  cpr: Cpr,
  participationId: string,
): Promise<KnownPerson | null> {
  const indexes = cprIndexes(keys, cpr);
  await tx.query("SELECT pg_advisory_xact_lock($1::bigint)", [(indexes.at(-1) as Buffer).readBigInt64BE().toString()]);
  const [known] = await tx.query<KnownPerson>(
    `SELECT person_id AS "personId", taken, taken_here AS "takenHere" FROM participant.known_person($1, $2)`,
    [indexes, participationId],
  );
  return known ?? null;
}

/** Makes the participation one of another person's. */
export async function attachParticipation(tx: Tx, participationId: string, personId: string): Promise<void> {
  await tx.query("UPDATE participant.participation SET person_id = $2 WHERE id = $1", [participationId, personId]);
}

/** Another person of whom the same is known. */
export async function insertPersonLike(tx: Tx, id: string, like: string): Promise<void> {
  await tx.query(
    `INSERT INTO participant.person (id, birth_date, sex, synthetic)
     SELECT $1, birth_date, sex, synthetic FROM participant.person WHERE id = $2`,
    [id, like],
  );
}

/** Stores an identity, or what it is after a change. */
export async function putIdentity(tx: Tx, identity: SealedIdentity): Promise<void> {
  await tx.manager.upsert(SealedIdentityEntity, identity, ["id"]);
}

/**
 * Seals rows of older key versions anew, in one statement; rows that somebody else is changing are left to the next.
 *
 * @returns how many were sealed anew
 */
export async function resealIdentities(tx: Tx, keys: FieldKeys, rows: readonly SealedIdentity[]): Promise<number> {
  const fresh = resealed(keys, rows);
  if (fresh.length === 0) return 0;
  const column = <Key extends keyof SealedIdentity>(key: Key): SealedIdentity[Key][] => fresh.map((row) => row[key]);
  const done = await tx.query(
    `WITH free AS (
       SELECT id FROM participant.person_identity WHERE id = ANY ($1::uuid[]) AND key_version <> $6
       FOR UPDATE SKIP LOCKED)
     UPDATE participant.person_identity AS i
     SET name_cipher = fresh.name, cpr_cipher = fresh.cpr, cpr_index = fresh.cpr_index, name_index = fresh.name_index,
         key_version = $6
     FROM free JOIN unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::bytea[], $5::bytea[])
       AS fresh(id, name, cpr, cpr_index, name_index) USING (id)
     WHERE i.id = free.id RETURNING i.id`,
    [column("id"), column("nameCipher"), column("cprCipher"), column("cprIndex"), column("nameIndex"), keys.current],
  );
  return done.length;
}

/** Seals at most `limit` rows of older key versions anew; call it until it gives 0, then the old keys can go. */
export async function rotateIdentities(tx: Tx, keys: FieldKeys, limit = 500): Promise<number> {
  const stale = await tx.query<SealedIdentity>(`${SELECT} WHERE i.key_version <> $1 ORDER BY i.id LIMIT $2`, [
    keys.current,
    limit,
  ]);
  return resealIdentities(tx, keys, stale);
}
