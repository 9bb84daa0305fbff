import {
  ACCESS_ROWS,
  ANY_VIEWER,
  ERASABLE_ROWS,
  IDENTITY_ROWS,
  nounTable,
  PERSON_ROWS,
  RESTRICTED_ROWS,
  within,
  withinMunicipalities,
} from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "participant";
const IN_PLACE = withinMunicipalities(S, "municipality_code");
const VERSIONED = `version integer NOT NULL DEFAULT 1, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now()`;
const PURPOSES = `('CASEWORK', 'DATA_QUALITY', 'SUPERVISION', 'DATA_SUBJECT_REQUEST')`;
const FIELD_GROUPS = `('IDENTITY', 'CPR', 'DUPLICATES', 'REGISTRATION', 'CORRECTION', 'EXPORT', 'RESTRICTION', 'ERASURE')`;

/** Tables of what is kept without a duty to keep it; their rows go at once when a person is erased. */
const OPTIONAL = ["measurement", "company_contact"];

/** Who the persons are, sealed; who has read it, in a chain; and whose data is restricted. */
export class CreateIdentity1700000000003 implements MigrationInterface {
  name = "CreateIdentity1700000000003";

  async up(runner: QueryRunner): Promise<void> {
    const statements = [...identities(), ...restrictions(), ...lookups(), ...erasure(), ...accessLines()];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

/** Lets the schema's owner, as whom the functions below run, see a table's rows under a condition. */
function ownerMay(what: "ALL" | "SELECT", table: string, condition: string): string {
  return `CREATE POLICY ${table}_owner_${what.toLowerCase()} ON ${S}.${table} FOR ${what} TO ${S}_owner USING (${condition})`;
}

/** A function for the app alone, run with the owner's rights. */
function appFunction(signature: string, name: string, body: string): string[] {
  return [
    `CREATE FUNCTION ${S}.${signature} SECURITY DEFINER SET search_path = ${S}, pg_temp AS $$ ${body} $$`,
    `REVOKE ALL ON FUNCTION ${S}.${name} FROM PUBLIC`,
    `GRANT EXECUTE ON FUNCTION ${S}.${name} TO ${S}_app, ${S}_seed`,
  ];
}

/**
 * A row is what was registered with one participation, and not one row a person: so no municipality reads another's
 * words, a mistyped number never touches somebody else's name, and the row policy is that of the participation.
 */
function identities(): string[] {
  return [
    `CREATE TABLE ${S}.person_identity (
       id uuid PRIMARY KEY, participation_id uuid NOT NULL CHECK (id = participation_id), programme_id uuid NOT NULL,
       municipality_code text NOT NULL, name_cipher bytea NOT NULL, cpr_cipher bytea NOT NULL, cpr_index bytea NOT NULL,
       name_index bytea NOT NULL, key_version integer NOT NULL,
       cpr_ground text NOT NULL CHECK (cpr_ground IN ('LAW', 'CONSENT', 'STATISTICS', 'DISCLOSURE_REQUIRED')),
       ${VERSIONED}, FOREIGN KEY (participation_id, programme_id, municipality_code)
         REFERENCES ${S}.participation (id, programme_id, municipality_code))`,
    `CREATE INDEX person_identity_cpr ON ${S}.person_identity (cpr_index)`,
    `CREATE INDEX person_identity_name ON ${S}.person_identity (name_index)`,
    `CREATE INDEX person_identity_key ON ${S}.person_identity (key_version)`,
    ...nounTable(S, "person_identity", `${IDENTITY_ROWS} AND ${within("programmes", "programme_id")} AND ${IN_PLACE}`),
  ];
}

/** Restricted participations are hidden from the app as rows; what the ledger counts of them stays. */
function restrictions(): string[] {
  const visible = `${RESTRICTED_ROWS} AND ${PERSON_ROWS} AND ${within("programmes", "programme_id")} AND ${IN_PLACE}`;
  const hides = (table: string): string =>
    `CREATE POLICY ${table}_restricted ON ${S}.${table} AS RESTRICTIVE FOR ALL TO ${S}_app
       USING (${RESTRICTED_ROWS} OR id <> ALL ((SELECT ${S}.restricted_participations())::uuid[]))`;
  return [
    `CREATE TABLE ${S}.participation_restriction (
       id uuid PRIMARY KEY, participation_id uuid NOT NULL CHECK (id = participation_id), programme_id uuid NOT NULL,
       municipality_code text NOT NULL, restricted_on date NOT NULL, erased_on date, retention_ends_on date,
       ${VERSIONED}, CHECK ((erased_on IS NULL) = (retention_ends_on IS NULL)),
       FOREIGN KEY (participation_id, programme_id, municipality_code)
         REFERENCES ${S}.participation (id, programme_id, municipality_code))`,
    ...nounTable(S, "participation_restriction", visible),
    ownerMay("SELECT", "participation_restriction", "true"),
    ...appFunction(
      "restricted_participations() RETURNS uuid[] LANGUAGE sql STABLE",
      "restricted_participations()",
      "SELECT ARRAY(SELECT id FROM participation_restriction)",
    ),
    hides("participation"),
    hides("participation_history"),
  ];
}

/** What must be known across municipalities, and says no name: these functions see every row and give out ids. */
function lookups(): string[] {
  return [
    ownerMay("SELECT", "person_identity", IDENTITY_ROWS),
    ownerMay("SELECT", "participation", IDENTITY_ROWS),
    ...appFunction(
      `known_person(indexes bytea[], self uuid)
         RETURNS TABLE (person_id uuid, taken boolean, taken_here boolean) LANGUAGE sql STABLE`,
      "known_person(bytea[], uuid)",
      `WITH own AS (SELECT programme_id, municipality_code FROM participation WHERE id = self),
       same AS (
         SELECT p.* FROM person_identity i JOIN participation p ON p.id = i.participation_id
         WHERE i.cpr_index = ANY (indexes) AND p.id <> self),
       taken AS (SELECT same.* FROM same JOIN own USING (programme_id) WHERE same.left_on IS NULL)
       SELECT first.person_id,
              EXISTS (SELECT 1 FROM taken) OR EXISTS (SELECT 1 FROM participation p JOIN own USING (programme_id)
                WHERE p.person_id = first.person_id AND p.id <> self AND p.left_on IS NULL),
              EXISTS (SELECT 1 FROM taken JOIN own USING (municipality_code))
       FROM same AS first ORDER BY first.id LIMIT 1`,
    ),
    ...appFunction(
      `identity_pairs(programme uuid)
         RETURNS TABLE (own_id uuid, other_id uuid, other_municipality text, same_cpr boolean, own_since timestamptz,
           other_since timestamptz) LANGUAGE sql STABLE`,
      "identity_pairs(uuid)",
      `WITH known AS (
         SELECT p.id, p.programme_id, p.municipality_code, p.person_id, i.cpr_index, i.name_index, i.recorded_at
         FROM participation p JOIN person_identity i ON i.participation_id = p.id
         WHERE p.id <> ALL ((SELECT restricted_participations())::uuid[])),
       found AS (
         SELECT a.id AS own, b.id AS other, true AS same FROM known a JOIN known b ON b.cpr_index = a.cpr_index
           WHERE a.programme_id = programme AND b.id <> a.id
         UNION ALL SELECT a.id, b.id, true FROM known a JOIN known b ON b.person_id = a.person_id
           WHERE a.programme_id = programme AND b.id <> a.id
         UNION ALL SELECT a.id, b.id, false FROM known a JOIN known b ON b.name_index = a.name_index
           WHERE a.programme_id = programme AND b.id <> a.id)
       SELECT own, other, b.municipality_code, bool_or(same), a.recorded_at, b.recorded_at
       FROM found JOIN known a ON a.id = own JOIN known b ON b.id = other
       GROUP BY own, other, b.municipality_code, a.recorded_at, b.recorded_at`,
    ),
  ];
}

/** Erasing leaves no earlier row behind either, which the app itself could not do. */
function erasure(): string[] {
  const tables = ["person_identity", ...OPTIONAL].flatMap((table) => [table, `${table}_history`]);
  return [
    ...tables.map((table) => ownerMay("ALL", table, ERASABLE_ROWS)),
    ...appFunction(
      "erase_rows(participations uuid[]) RETURNS void LANGUAGE sql",
      "erase_rows(uuid[])",
      tables.map((table) => `DELETE FROM ${table} WHERE participation_id = ANY (participations)`).join("; "),
    ),
  ];
}

/**
 * The access log: a line is made from what it holds and the line before it, so that one which was changed, removed or
 * put in between shows. Whatever the app says of time, actor and order is overwritten.
 */
function accessLines(): string[] {
  const part = (column: string): string => `octet_length(${column}) || ':' || ${column}`;
  const parts = [
    "line.position::text",
    `to_char(line.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    "line.actor",
    "line.participation_id::text",
    "line.municipality_code",
    "line.field_group",
    "line.purpose",
    "line.request_id",
  ];
  return [
    `CREATE TABLE ${S}.access_line (
       position bigint PRIMARY KEY, at timestamptz NOT NULL, actor text NOT NULL, participation_id uuid NOT NULL,
       municipality_code text NOT NULL, field_group text NOT NULL CHECK (field_group IN ${FIELD_GROUPS}),
       purpose text NOT NULL CHECK (purpose IN ${PURPOSES}), request_id text NOT NULL,
       previous_hash bytea NOT NULL, hash bytea NOT NULL)`,
    `CREATE INDEX access_line_participation ON ${S}.access_line (participation_id, position)`,
    `CREATE INDEX access_line_actor ON ${S}.access_line (actor, position)`,
    `ALTER TABLE ${S}.access_line ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${S}.access_line FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY access_line_write ON ${S}.access_line FOR INSERT TO ${S}_app, ${S}_seed WITH CHECK (${ANY_VIEWER})`,
    `CREATE POLICY access_line_read ON ${S}.access_line FOR SELECT TO ${S}_app, ${S}_seed
       USING (${ACCESS_ROWS} AND ${IN_PLACE})`,
    ownerMay("SELECT", "access_line", "true"),
    `GRANT SELECT, INSERT ON ${S}.access_line TO ${S}_app, ${S}_seed`,
    `CREATE FUNCTION ${S}.chain_access_line() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
       SET search_path = ${S}, pg_temp AS $$
       DECLARE last record; line record;
       BEGIN
         PERFORM pg_advisory_xact_lock(hashtext('access-line:${S}'));
         SELECT position, hash INTO last FROM access_line ORDER BY position DESC LIMIT 1;
         NEW.position := coalesce(last.position, 0) + 1;
         NEW.at := date_trunc('milliseconds', clock_timestamp());
         NEW.actor := current_setting('app.viewer');
         NEW.previous_hash := coalesce(last.hash, sha256(''::bytea));
         line := NEW;
         NEW.hash := sha256(NEW.previous_hash || convert_to(${parts.map(part).join(" || ")}, 'UTF8'));
         RETURN NEW;
       END $$`,
    `REVOKE ALL ON FUNCTION ${S}.chain_access_line() FROM PUBLIC`,
    `CREATE TRIGGER access_line_chain BEFORE INSERT ON ${S}.access_line
       FOR EACH ROW EXECUTE FUNCTION ${S}.chain_access_line()`,
    `CREATE FUNCTION ${S}.refuse_access_line_change() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'The access log is only added to.'; END $$`,
    `CREATE TRIGGER access_line_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON ${S}.access_line
       FOR EACH STATEMENT EXECUTE FUNCTION ${S}.refuse_access_line_change()`,
  ];
}
