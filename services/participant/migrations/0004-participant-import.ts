import { IDENTITY_ROWS, nounTable, PERSON_ROWS, within, withinMunicipalities } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "participant";
const VERSIONED = `version integer NOT NULL DEFAULT 1, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now()`;
const OWN = `created_by = (SELECT current_setting('app.viewer', true))`;

/** Whoever made an import sees it, and whoever may see every municipality that it brings citizens of. */
const VISIBLE = `${PERSON_ROWS} AND ${within("programmes", "programme_id")} AND (${OWN} OR (municipality_codes <> '{}' AND
  ((SELECT current_setting('app.municipalities', true) = '*')
   OR municipality_codes <@ ((SELECT ${S}.visible_municipalities())::text[]))))`;
const CHILD_VISIBLE = `${PERSON_ROWS} AND ${within("programmes", "programme_id")} AND ${withinMunicipalities(S, "municipality_code")}`;

/** Imports of citizens: what was sent, what was found in it, and which row became which participation. */
export class CreateParticipantImport1700000000004 implements MigrationInterface {
  name = "CreateParticipantImport1700000000004";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...imports(), ...files(), ...rows(), ...lookup()]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

function imports(): string[] {
  return [
    `CREATE TABLE ${S}.participant_import (
       id uuid PRIMARY KEY, programme_id uuid NOT NULL, file_name text NOT NULL,
       file_hash text NOT NULL CHECK (file_hash ~ '^[0-9a-f]{64}$'), created_by text NOT NULL,
       state text NOT NULL CHECK (state IN ('INVALID', 'VALIDATED', 'COMMITTED')),
       encoding text CHECK (encoding IN ('UTF_8', 'WINDOWS_1252')), delimiter text,
       row_count integer NOT NULL, error_count integer NOT NULL, warning_count integer NOT NULL,
       created_count integer, passed_over_count integer, municipality_codes text[] NOT NULL,
       cpr_ground text NOT NULL, synthetic boolean NOT NULL, created_at timestamptz NOT NULL,
       expires_at timestamptz NOT NULL, committed_at timestamptz, ${VERSIONED},
       CHECK ((state = 'COMMITTED') = (committed_at IS NOT NULL)), CHECK (state = 'INVALID' OR error_count = 0))`,
    `CREATE UNIQUE INDEX participant_import_once ON ${S}.participant_import (programme_id, file_hash)
       WHERE state = 'COMMITTED'`,
    `CREATE INDEX participant_import_hash ON ${S}.participant_import (programme_id, file_hash, created_by)`,
    ...nounTable(S, "participant_import", VISIBLE),
  ];
}

/** The file itself, sealed, for a day at most; what was found in it, without what names a person. Both are the maker's. */
function files(): string[] {
  return [
    `CREATE TABLE ${S}.participant_import_file (
       import_id uuid PRIMARY KEY, created_by text NOT NULL, content_cipher bytea NOT NULL,
       annotated_cipher bytea NOT NULL, expires_at timestamptz NOT NULL)`,
    `CREATE INDEX participant_import_file_expiry ON ${S}.participant_import_file (expires_at)`,
    `CREATE TABLE ${S}.participant_import_finding (
       import_id uuid, position integer, created_by text NOT NULL, line integer NOT NULL, column_name text,
       column_number integer, value text, severity text NOT NULL CHECK (severity IN ('ERROR', 'WARNING')),
       code text NOT NULL, text_da text NOT NULL, text_en text NOT NULL, suggestion text, participation_id uuid,
       PRIMARY KEY (import_id, position))`,
    ...nounTable(S, "participant_import_file", `${PERSON_ROWS} AND ${OWN}`, false),
    ...nounTable(S, "participant_import_finding", `${PERSON_ROWS} AND ${OWN}`, false),
    `CREATE POLICY participant_import_file_owner ON ${S}.participant_import_file FOR ALL TO ${S}_owner
       USING (expires_at <= clock_timestamp())`,
    `CREATE FUNCTION ${S}.forget_import_files() RETURNS void LANGUAGE sql SECURITY DEFINER
       SET search_path = ${S}, pg_temp AS $$
       DELETE FROM participant_import_file WHERE expires_at <= clock_timestamp() $$`,
    `REVOKE ALL ON FUNCTION ${S}.forget_import_files() FROM PUBLIC`,
    `GRANT EXECUTE ON FUNCTION ${S}.forget_import_files() TO ${S}_app, ${S}_seed`,
  ];
}

/** Where a participation came from, and what the file said of the work that was planned. */
function rows(): string[] {
  return [
    `CREATE TABLE ${S}.participant_import_row (
       participation_id uuid PRIMARY KEY, programme_id uuid NOT NULL, municipality_code text NOT NULL,
       import_id uuid NOT NULL REFERENCES ${S}.participant_import, line integer NOT NULL, work_form text,
       hours_per_week numeric(4,1) CHECK (hours_per_week > 0 AND hours_per_week <= 37),
       FOREIGN KEY (participation_id, programme_id, municipality_code)
         REFERENCES ${S}.participation (id, programme_id, municipality_code))`,
    `CREATE UNIQUE INDEX participant_import_row_line ON ${S}.participant_import_row (import_id, line)`,
    ...nounTable(S, "participant_import_row", CHILD_VISIBLE, false),
  ];
}

/**
 * Who of many numbers is known, across municipalities; like known_person, for a whole file in one statement.
 * `taken` says that every person with the number has been in the programme, `taken_in` in which municipalities.
 */
function lookup(): string[] {
  return [
    `CREATE FUNCTION ${S}.known_persons(indexes bytea[], programme uuid)
       RETURNS TABLE (cpr_index bytea, person_id uuid, taken boolean, taken_in text[]) LANGUAGE sql STABLE SECURITY DEFINER
       SET search_path = ${S}, pg_temp AS $$
       WITH same AS (
         SELECT i.cpr_index, p.id, p.person_id, p.programme_id, p.municipality_code,
                p.person_id IN (SELECT t.person_id FROM participation t WHERE t.programme_id = programme) AS taken
         FROM person_identity i JOIN participation p ON p.id = i.participation_id
         WHERE ${IDENTITY_ROWS} AND i.cpr_index = ANY (indexes))
       SELECT cpr_index, (array_agg(person_id ORDER BY taken, id))[1], bool_and(taken),
              coalesce(array_agg(municipality_code) FILTER (WHERE programme_id = programme), '{}')
       FROM same GROUP BY cpr_index $$`,
    `REVOKE ALL ON FUNCTION ${S}.known_persons(bytea[], uuid) FROM PUBLIC`,
    `GRANT EXECUTE ON FUNCTION ${S}.known_persons(bytea[], uuid) TO ${S}_app, ${S}_seed`,
  ];
}
