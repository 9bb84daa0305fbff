import type { LocalDate } from "@inclusion/kernel";
import type { Reader, Tx } from "@inclusion/kernel/runtime";

/** A participation of a person, and where it belongs. */
export type ParticipationOfPerson = Readonly<{
  participationId: string;
  personId: string;
  programmeId: string;
  municipalityCode: string;
}>;

/** A participation that is hidden, and whether for good. */
export type RestrictedParticipation = Readonly<{ id: string; isErased: boolean }>;

/** Why a restriction is lifted, and the day on which the person was told that it will be. */
export type RestrictionLift = Readonly<{
  reason: "ACCURACY_VERIFIED" | "REQUEST_WITHDRAWN" | "CLAIM_SETTLED" | "OBJECTION_DECIDED" | "MISTAKE";
  informedOn: LocalDate;
}>;

/** A stored row, by the names of its columns. */
export type StoredRow = Readonly<{ table: string; row: Readonly<Record<string, unknown>> }>;

/**
 * Every participation of the person of this one that the viewer may see, by person and by civil registration number;
 * none when the viewer may not see this one.
 */
export function findParticipationsOfPerson(reader: Reader, participationId: string): Promise<ParticipationOfPerson[]> {
  return reader.query(
    `WITH own AS (SELECT id, person_id FROM participant.participation WHERE id = $1),
     same AS (
       SELECT person_id FROM own
       UNION
       SELECT p.person_id FROM own JOIN participant.person_identity a ON a.participation_id = own.id
       JOIN participant.person_identity b ON b.cpr_index = a.cpr_index
       JOIN participant.participation p ON p.id = b.participation_id)
     SELECT id AS "participationId", person_id AS "personId", programme_id AS "programmeId",
            municipality_code AS "municipalityCode"
     FROM participant.participation WHERE person_id IN (SELECT person_id FROM same) ORDER BY id`,
    [participationId],
  );
}

/**
 * Every row about these participations and persons that the viewer may see, earlier ones too: of each table that
 * names the participation, whichever noun it belongs to. Sealed names and numbers are left to those who open them.
 */
export async function findRowsOfPerson(tx: Tx, participations: readonly ParticipationOfPerson[]): Promise<StoredRow[]> {
  await tx.query("SELECT set_config('app.sensitive_rows', 'on', true)");
  const tables = await tx.query<{ name: string }>(
    `SELECT c.table_name AS name FROM information_schema.columns c
     JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'participant' AND c.column_name = 'participation_id' AND t.table_type = 'BASE TABLE'
       AND c.table_name <> ALL (ARRAY['person_identity', 'person_identity_history', 'access_line'])
     ORDER BY c.table_name`,
  );
  const parts = [
    ...["participation", "participation_history"].map((table) => rowsSql(table, "id = ANY ($1::uuid[])")),
    ...["person", "person_history"].map((table) => rowsSql(table, "id = ANY ($2::uuid[])")),
    ...tables.map(({ name }) => rowsSql(name, "participation_id = ANY ($1::uuid[])")),
    rowsSql("measure_entry", "subject_id = ANY ($1::uuid[])"),
  ];
  return tx.query(`${parts.join(" UNION ALL ")} ORDER BY 1, 2`, [
    participations.map(({ participationId }) => participationId),
    participations.map(({ personId }) => personId),
  ]);
}

/** Hides these participations from today; one that is hidden already stays as it is. Gives whether any changed. */
export async function restrictParticipations(
  tx: Tx,
  participations: readonly ParticipationOfPerson[],
  today: LocalDate,
): Promise<boolean> {
  const hidden = await tx.query(
    `${insertRestrictions("$2::date, NULL, NULL")} ON CONFLICT (id) DO NOTHING RETURNING id`,
    [participations.map(({ participationId }) => participationId), today],
  );
  return hidden.length > 0;
}

/** Those of the participations that are hidden, locked. */
export function lockRestrictions(
  tx: Tx,
  participations: readonly ParticipationOfPerson[],
): Promise<RestrictedParticipation[]> {
  return tx.query(
    `SELECT id, erased_on IS NOT NULL AS "isErased" FROM participant.participation_restriction
     WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`,
    [participations.map(({ participationId }) => participationId)],
  );
}

/** Shows hidden participations again; why it was done is the last row of their restrictions' history. */
export async function liftRestrictions(
  tx: Tx,
  ids: readonly string[],
  { reason, informedOn }: RestrictionLift,
): Promise<void> {
  await tx.query(
    `UPDATE participant.participation_restriction SET lift_reason = $2, informed_on = $3 WHERE id = ANY ($1::uuid[])`,
    [ids, reason, informedOn],
  );
  await tx.query("DELETE FROM participant.participation_restriction WHERE id = ANY ($1::uuid[])", [ids]);
}

/**
 * Erases what need not be kept of these participations, with every earlier row of it: identity, measurements and
 * contacts. The rest is hidden until it may go; a later day that was set before stays.
 */
export async function eraseParticipations(
  tx: Tx,
  participations: readonly ParticipationOfPerson[],
  today: LocalDate,
  retentionEndsOn: LocalDate,
): Promise<boolean> {
  const ids = participations.map(({ participationId }) => participationId);
  const changed = await tx.query(
    `${insertRestrictions("$2::date, $2::date, $3::date")}
     ON CONFLICT (id) DO UPDATE SET erased_on = coalesce(participation_restriction.erased_on, excluded.erased_on),
       retention_ends_on = greatest(participation_restriction.retention_ends_on, excluded.retention_ends_on)
     WHERE participation_restriction.erased_on IS NULL
       OR participation_restriction.retention_ends_on < excluded.retention_ends_on
     RETURNING id`,
    [ids, today, retentionEndsOn],
  );
  await tx.query("SELECT participant.erase_rows($1)", [ids]);
  return changed.length > 0;
}

function insertRestrictions(days: string): string {
  return `INSERT INTO participant.participation_restriction
      (id, participation_id, programme_id, municipality_code, restricted_on, erased_on, retention_ends_on)
    SELECT id, id, programme_id, municipality_code, ${days}
    FROM participant.participation WHERE id = ANY ($1::uuid[])`;
}

function rowsSql(table: string, condition: string): string {
  const name = `"${table.replaceAll('"', '""')}"`;
  return `SELECT '${table.replaceAll("'", "''")}' AS "table", to_jsonb(t) AS row FROM participant.${name} t WHERE ${condition}`;
}
