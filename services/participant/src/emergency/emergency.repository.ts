import { type Reader, rowLoader, type Tx, type Widening, withinMunicipalities } from "@inclusion/kernel/runtime";
import type { EmergencyAccess } from "./emergency.ts";

/**
 * A holder of the scope begins each transaction with what is open to it just then, as the table says: nothing that the
 * caller sends has a part in it.
 */
export const EMERGENCY_WIDENING: Widening = {
  scope: "emergency:open",
  statement: "SELECT set_config('app.opened', participant.opened_participations(), true)",
};

/** Whoever sees an access for the sake of one place learns nothing of what the person does in others. */
const openedTo = (column: string): string => `ARRAY(
  SELECT ${column} FROM unnest(participation_ids, municipality_codes) WITH ORDINALITY AS opened(participation, place, at)
  WHERE actor = current_setting('app.viewer', true) OR ${withinMunicipalities("participant", "place")} ORDER BY at)`;

const SELECT = `
  SELECT id, participation_id AS "participationId", programme_id AS "programmeId",
         ${openedTo("participation")} AS "participationIds", ${openedTo("place")} AS "municipalityCodes",
         municipality_code AS "municipalityCode", actor, token_id AS "tokenId", reason, opened_at AS "openedAt",
         ends_at AS "endsAt", closed_at AS "closedAt", reviewed_at AS "reviewedAt", reviewed_by AS "reviewedBy",
         finding, review_note AS "reviewNote", version
  FROM participant.emergency_access`;

/** A participation of a person who is to be opened; visible when it lies within the viewer's own limits. */
export type EmergencyTarget = Readonly<{
  participationId: string;
  programmeId: string;
  municipalityCode: string;
  isVisible: boolean;
}>;

/** Participations that a function of the schema gives out, with whether they lie within the viewer's own limits. */
const targetsOf = (call: string): string => `
  SELECT participation_id AS "participationId", programme_id AS "programmeId", municipality_code AS "municipalityCode",
    EXISTS (SELECT FROM participant.participation p WHERE p.id = participation_id
      AND p.id::text <> ALL (string_to_array(current_setting('app.opened', true), ','))) AS "isVisible"
  FROM participant.${call}`;

/** All participations of whoever's this one is, also beyond the viewer's limits; none when this one cannot be opened. */
export function findTargets(tx: Tx, participationId: string): Promise<EmergencyTarget[]> {
  return tx.query<EmergencyTarget>(targetsOf("emergency_person($1)"), [participationId]);
}

/** The same of whoever has a number; `indexes` are its hashes by every version of the keys. */
export function findTargetsByCpr(tx: Tx, indexes: readonly Buffer[]): Promise<EmergencyTarget[]> {
  return tx.query<EmergencyTarget>(targetsOf("emergency_person_by_cpr($1)"), [indexes]);
}

/** Lets nobody else open something for this actor until the transaction ends, and gives what is open to it. */
export async function lockOpenOf(tx: Tx, actor: string): Promise<EmergencyAccess | null> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`emergency:${actor}`]);
  const [open] = await tx.query<EmergencyAccess>(
    `${SELECT} WHERE actor = $1 AND closed_at IS NULL AND ends_at > clock_timestamp() ORDER BY opened_at LIMIT 1`,
    [actor],
  );
  return open ?? null;
}

export async function insertEmergency(tx: Tx, access: EmergencyAccess): Promise<void> {
  const { id, participationId, programmeId, municipalityCode, actor, tokenId, reason, openedAt, endsAt } = access;
  const { participationIds, municipalityCodes } = access;
  await tx.query(
    `INSERT INTO participant.emergency_access
       (id, participation_id, programme_id, municipality_code, actor, token_id, reason, opened_at, ends_at,
        participation_ids, municipality_codes)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[id, participationId, programmeId, municipalityCode, actor, tokenId, reason, openedAt, endsAt],
      ...[participationIds, municipalityCodes],
    ],
  );
}

/** The access, locked until the transaction ends; null when there is none that the viewer may see. */
export async function lockEmergency(tx: Tx, id: string): Promise<EmergencyAccess | null> {
  const [found] = await tx.query<EmergencyAccess>(`${SELECT} WHERE id = $1 FOR UPDATE`, [id]);
  return found ?? null;
}

export async function storeEmergency(tx: Tx, access: EmergencyAccess): Promise<void> {
  const { id, closedAt, reviewedAt, reviewedBy, finding, reviewNote } = access;
  await tx.query(
    `UPDATE participant.emergency_access
     SET closed_at = $2, reviewed_at = $3, reviewed_by = $4, finding = $5, review_note = $6 WHERE id = $1`,
    [id, closedAt, reviewedAt, reviewedBy, finding, reviewNote],
  );
}

/** The columns by which accesses are walked. */
export const emergencyKeys = ({ reviewedAt, openedAt, id }: EmergencyAccess): readonly string[] => [
  ...[String(reviewedAt !== null), openedAt.toISOString(), id],
];

/** Accesses that the viewer may see: those that nobody has reviewed first, then the newest. */
export function listEmergencies(
  reader: Reader,
  after: readonly string[] | null,
  limit: number,
): Promise<EmergencyAccess[]> {
  return reader.query(
    `${SELECT} WHERE $1::boolean IS NULL OR (reviewed_at IS NOT NULL) > $1
       OR ((reviewed_at IS NOT NULL) = $1 AND (opened_at < $2 OR (opened_at = $2 AND id > $3)))
     ORDER BY (reviewed_at IS NOT NULL), opened_at DESC, id LIMIT $4`,
    [...(after ?? [null, null, null]), limit],
  );
}

/** Loaders of one operation. */
export function emergencyLoaders({ reader }: Readonly<{ reader: () => Promise<Reader> }>) {
  return {
    emergencyAccess: rowLoader(
      async (ids: readonly string[]) =>
        (await reader()).query<EmergencyAccess>(`${SELECT} WHERE id = ANY ($1::uuid[])`, [ids]),
      ({ id }) => id,
    ),
    emergencyReads: rowLoader(
      async (ids: readonly string[]) =>
        (await reader()).query<Readonly<{ id: string; reads: number }>>(
          `SELECT emergency_id AS id, count(*)::int AS reads FROM participant.access_line
           WHERE emergency_id = ANY ($1::uuid[]) GROUP BY emergency_id`,
          [ids],
        ),
      ({ id }) => id,
    ),
  };
}
