import {
  ACCESS_ROWS,
  EMERGENCY_ROWS,
  ERASABLE_ROWS,
  IDENTITY_ROWS,
  nounTable,
  openedToViewer,
  PERSON_ROWS,
  RESTRICTED_ROWS,
  SENSITIVE_ROWS,
  within,
  withinMunicipalities,
} from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "participant";
const IN_PLACE = withinMunicipalities(S, "municipality_code");
const VERSIONED = `version integer NOT NULL DEFAULT 1, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now()`;
const PURPOSES = `('CASEWORK', 'DATA_QUALITY', 'SUPERVISION', 'DATA_SUBJECT_REQUEST', 'NOT_STATED')`;
const FIELD_GROUPS = `('PARTICIPATION', 'FILE', 'MEASUREMENT', 'SENSITIVE', 'IDENTITY', 'CPR', 'DUPLICATES',
  'REGISTRATION', 'CORRECTION', 'EXPORT', 'RESTRICTION', 'ERASURE')`;

/** Tables of a participation's file that keep their earlier rows, and what else opens them besides seeing persons. */
const FILE_TABLES = [
  ...["course", "placement", "employment", "referral", "screening", "entry_facts", "activity", "company_contact"],
  ...["measurement", "match", "pathway_event", "exit", "follow_up", "readiness", "owner"],
];

/** Who reads whom, with document and token; access in an emergency; and what persons ask to see. */
export class ReadingAndEmergency1700000000010 implements MigrationInterface {
  name = "ReadingAndEmergency1700000000010";

  async up(runner: QueryRunner): Promise<void> {
    const statements = [...accessLines(), ...emergencies(), ...opened(), ...requests(), ...changes(), ...ownersGoToo()];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

/**
 * A line holds the set of participations that one operation read in one municipality. The hash of an earlier line
 * holds its one participation as a set of one holds it, so that the chain stands; lines of the second form hold more.
 */
function accessLines(): string[] {
  return [
    `DROP INDEX ${S}.access_line_participation`,
    `ALTER TABLE ${S}.access_line ALTER COLUMN participation_id TYPE uuid[] USING ARRAY[participation_id]`,
    `ALTER TABLE ${S}.access_line RENAME COLUMN participation_id TO participation_ids`,
    `ALTER TABLE ${S}.access_line ADD COLUMN token_id text, ADD COLUMN document text, ADD COLUMN emergency_id uuid,
       ADD COLUMN form integer NOT NULL DEFAULT 1,
       DROP CONSTRAINT access_line_field_group_check, DROP CONSTRAINT access_line_purpose_check,
       ADD CONSTRAINT access_line_field_group_check CHECK (field_group IN ${FIELD_GROUPS}),
       ADD CONSTRAINT access_line_purpose_check CHECK (purpose IN ${PURPOSES})`,
    `CREATE INDEX access_line_participations ON ${S}.access_line USING gin (participation_ids)`,
    `CREATE INDEX access_line_at ON ${S}.access_line (at)`,
    `CREATE INDEX access_line_emergency ON ${S}.access_line (emergency_id) WHERE emergency_id IS NOT NULL`,
    chainFunction(),
    `CREATE FUNCTION ${S}.access_positions(participations uuid[]) RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER
       SET search_path = ${S}, pg_temp AS $$
       SELECT ARRAY(SELECT position FROM access_line WHERE participation_ids && participations) $$`,
    `COMMENT ON FUNCTION ${S}.access_positions(uuid[]) IS
       'Places in the access log only: under row security the index of sets is not used. Lines are read under the policy.'`,
    `REVOKE ALL ON FUNCTION ${S}.access_positions(uuid[]) FROM PUBLIC`,
    `GRANT EXECUTE ON FUNCTION ${S}.access_positions(uuid[]) TO ${S}_app, ${S}_seed`,
  ];
}

function chainFunction(): string {
  const part = (text: string): string => `octet_length(${text}) || ':' || ${text}`;
  const parts = [
    "line.position::text",
    `to_char(line.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    "line.actor",
    "array_to_string(line.participation_ids, ',')",
    "line.municipality_code",
    "line.field_group",
    "line.purpose",
    "line.request_id",
    "coalesce(line.token_id, '')",
    "coalesce(line.document, '')",
    "coalesce(line.emergency_id::text, '')",
  ];
  return `CREATE OR REPLACE FUNCTION ${S}.chain_access_line() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = ${S}, pg_temp AS $$
    DECLARE last record; line record;
    BEGIN
      PERFORM pg_advisory_xact_lock(hashtext('access-line:${S}'));
      SELECT position, hash INTO last FROM access_line ORDER BY position DESC LIMIT 1;
      NEW.position := coalesce(last.position, 0) + 1;
      NEW.at := date_trunc('milliseconds', clock_timestamp());
      NEW.actor := current_setting('app.viewer');
      NEW.form := 2;
      NEW.previous_hash := coalesce(last.hash, sha256(''::bytea));
      line := NEW;
      NEW.hash := sha256(NEW.previous_hash || convert_to(${parts.map(part).join(" || ")}, 'UTF8'));
      RETURN NEW;
    END $$`;
}

/** A row is opened by its actor for itself, and reviewed by whoever reads the access log. */
function emergencies(): string[] {
  const own = `(${EMERGENCY_ROWS} AND actor = (SELECT current_setting('app.viewer', true)))`;
  return [
    `CREATE TABLE ${S}.emergency_access (
       id uuid PRIMARY KEY, participation_id uuid NOT NULL, programme_id uuid NOT NULL, municipality_code text NOT NULL,
       actor text NOT NULL, token_id text, reason text NOT NULL CHECK (reason <> ''), opened_at timestamptz NOT NULL,
       ends_at timestamptz NOT NULL, closed_at timestamptz, reviewed_at timestamptz, reviewed_by text,
       finding text CHECK (finding IN ('JUSTIFIED', 'NOT_JUSTIFIED')), review_note text, ${VERSIONED},
       CHECK (ends_at > opened_at AND ends_at <= opened_at + interval '60 minutes'),
       CHECK ((reviewed_at IS NULL) = (finding IS NULL) AND (reviewed_at IS NULL) = (reviewed_by IS NULL)),
       CHECK (reviewed_by <> actor))`,
    `CREATE INDEX emergency_access_actor ON ${S}.emergency_access (actor, ends_at)`,
    `CREATE INDEX emergency_access_listed ON ${S}.emergency_access ((reviewed_at IS NOT NULL), opened_at DESC, id)`,
    ...nounTable(S, "emergency_access", `(${own} OR (${ACCESS_ROWS} AND ${IN_PLACE}))`),
    `CREATE POLICY participation_owner_emergency ON ${S}.participation FOR SELECT TO ${S}_owner USING (${EMERGENCY_ROWS})`,
    `CREATE FUNCTION ${S}.emergency_target(participation uuid)
       RETURNS TABLE (programme_id uuid, municipality_code text) LANGUAGE sql STABLE SECURITY DEFINER
       SET search_path = ${S}, pg_temp AS $$
       SELECT p.programme_id, p.municipality_code FROM participation p
       WHERE p.id = participation AND p.id <> ALL ((SELECT restricted_participations())::uuid[]) $$`,
    `REVOKE ALL ON FUNCTION ${S}.emergency_target(uuid) FROM PUBLIC`,
    `GRANT EXECUTE ON FUNCTION ${S}.emergency_target(uuid) TO ${S}_app, ${S}_seed`,
    `CREATE FUNCTION ${S}.opened_participations() RETURNS text LANGUAGE sql VOLATILE SET search_path = ${S}, pg_temp AS $$
       SELECT coalesce(string_agg(DISTINCT participation_id::text, ','), '') FROM emergency_access
       WHERE actor = current_setting('app.viewer', true) AND closed_at IS NULL AND ends_at > clock_timestamp() $$`,
    `COMMENT ON FUNCTION ${S}.opened_participations() IS
       'What is open to the viewer in an emergency, for the setting app.opened that a transaction makes at its beginning.'`,
  ];
}

/** Rows that an emergency opens: to look at, not to change, and never those of a restricted person. */
function opened(): string[] {
  const policy = (table: string, column: string, condition = PERSON_ROWS): string =>
    `CREATE POLICY ${table}_opened ON ${S}.${table} FOR SELECT TO ${S}_app USING (${condition} AND ${openedToViewer(column)})`;
  const kept = (table: string): string[] => [table, `${table}_history`];
  return [
    ...kept("participation").map((table) => policy(table, "id")),
    ...[...FILE_TABLES.flatMap(kept), "paid_outcome"].map((table) => policy(table, "participation_id")),
    ...kept("sensitive_facts").map((table) =>
      policy(table, "participation_id", `${SENSITIVE_ROWS} AND ${PERSON_ROWS}`),
    ),
    ...kept("person_identity").map((table) => policy(table, "participation_id", IDENTITY_ROWS)),
  ];
}

/** Requests of persons to see what is kept of them; they outlive the participation, as the log does. */
function requests(): string[] {
  return [
    `CREATE TABLE ${S}.access_request (
       id uuid PRIMARY KEY, participation_id uuid NOT NULL, programme_id uuid NOT NULL, municipality_code text NOT NULL,
       received_on date NOT NULL, due_on date NOT NULL, answered_on date, ${VERSIONED},
       CHECK (due_on > received_on AND answered_on >= received_on))`,
    `CREATE INDEX access_request_listed ON ${S}.access_request ((answered_on IS NOT NULL), due_on, id)`,
    `CREATE UNIQUE INDEX access_request_open ON ${S}.access_request (participation_id) WHERE answered_on IS NULL`,
    ...nounTable(S, "access_request", `${RESTRICTED_ROWS} AND ${IN_PLACE}`),
  ];
}

/** Changes are walked by the instant; that a person was restricted is told as that the participation left. */
function changes(): string[] {
  return [
    `CREATE INDEX participation_recorded ON ${S}.participation (recorded_at, id)`,
    `CREATE FUNCTION ${S}.restricted_left() RETURNS TABLE (id uuid, version integer, at timestamptz)
       LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ${S}, pg_temp AS $$
       SELECT id, 1, recorded_at FROM participation_restriction
       WHERE ${PERSON_ROWS} AND NOT ${RESTRICTED_ROWS} AND ${within("programmes", "programme_id")} AND ${IN_PLACE} $$`,
    `REVOKE ALL ON FUNCTION ${S}.restricted_left() FROM PUBLIC`,
    `GRANT EXECUTE ON FUNCTION ${S}.restricted_left() TO ${S}_app, ${S}_seed`,
  ];
}

/** Who answers for a participation is hidden with it, and goes with it when the duty to keep it has ended. */
function ownersGoToo(): string[] {
  const tables = ["owner", "owner_history"];
  return [
    ...tables.flatMap((table) => [
      `CREATE POLICY ${table}_restricted ON ${S}.${table} AS RESTRICTIVE FOR ALL TO ${S}_app
         USING (${RESTRICTED_ROWS} OR participation_id <> ALL ((SELECT ${S}.restricted_participations())::uuid[]))`,
      `CREATE POLICY ${table}_owner_delete ON ${S}.${table} FOR ALL TO ${S}_owner USING (${ERASABLE_ROWS})`,
    ]),
    `DO $do$ BEGIN EXECUTE replace(pg_get_functiondef('${S}.delete_ended(date)'::regprocedure),
       'DELETE FROM participation t WHERE t.id = ANY (ids);',
       'DELETE FROM owner t WHERE t.participation_id = ANY (ids);
        DELETE FROM owner_history t WHERE t.participation_id = ANY (ids);
        DELETE FROM participation t WHERE t.id = ANY (ids);'); END $do$`,
  ];
}
