import {
  ANY_VIEWER,
  ERASABLE_ROWS,
  nounTable,
  PERSON_ROWS,
  RESTRICTED_ROWS,
  within,
  withinMunicipalities,
} from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "participant";
const VISIBLE = `${PERSON_ROWS} AND ${within("programmes", "programme_id")} AND ${withinMunicipalities(S, "municipality_code")}`;
const OWN_ACTOR = "actor = (SELECT current_setting('app.viewer', true))";

/** Tables of a participation's file that keep their earlier rows. */
const FILE_TABLES = [
  ...["course", "placement", "employment", "referral", "screening", "entry_facts", "sensitive_facts", "activity"],
  ...["company_contact", "measurement", "match", "pathway_event", "exit", "follow_up", "readiness"],
];

/** Tables with rows of a participation that keep no earlier ones. */
const PLAIN_TABLES = ["paid_outcome", "participant_import_row"];

/** What other services tell of companies, partnerships and payments; readiness for work; limits, lists and deletion. */
export class TellAndList1700000000006 implements MigrationInterface {
  name = "TellAndList1700000000006";

  async up(runner: QueryRunner): Promise<void> {
    const statements = [...told(), ...readiness(), ...payments(), ...lookups(), ...openCounts()];
    for (const statement of [...statements, ...hidden(), ...lists(), ...deletion()]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

/** Copies of what is told. An exit can be told of a course whose acceptance is not told yet. */
function told(): string[] {
  return [
    `ALTER TABLE ${S}.accelerator_membership ALTER COLUMN accepted_on DROP NOT NULL, ADD COLUMN exited_on date`,
    `CREATE TABLE ${S}.organisation (
       organisation_id uuid PRIMARY KEY, merged_into uuid, survivor_id uuid NOT NULL)`,
    `CREATE INDEX organisation_merged ON ${S}.organisation (survivor_id) WHERE survivor_id <> organisation_id`,
    `CREATE TABLE ${S}.partnership_standing (
       partnership_id uuid PRIMARY KEY, programme_id uuid NOT NULL, signed_on date, closed_on date)`,
    `CREATE INDEX partnership_standing_programme ON ${S}.partnership_standing (programme_id)`,
    ...nounTable(S, "organisation", ANY_VIEWER, false),
    ...nounTable(S, "partnership_standing", ANY_VIEWER, false),
  ];
}

/** One row a participation: a later statement takes the place of an earlier one, which stays in the history. */
function readiness(): string[] {
  return [
    `CREATE TABLE ${S}.readiness (
       id uuid PRIMARY KEY CHECK (id = participation_id), participation_id uuid NOT NULL, programme_id uuid NOT NULL,
       municipality_code text NOT NULL, version integer NOT NULL DEFAULT 1,
       recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now(), ready_from date NOT NULL, ready_until date,
       hours_per_week numeric(4,1) NOT NULL CHECK (hours_per_week > 0 AND hours_per_week <= 37), needs jsonb NOT NULL,
       end_reason text CHECK (end_reason IN ('WITHDRAWN', 'EMPLOYED', 'DROPPED_OUT', 'LEFT', 'RESTRICTED')),
       CHECK (end_reason IS NULL OR ready_until IS NOT NULL),
       FOREIGN KEY (participation_id, programme_id, municipality_code)
         REFERENCES ${S}.participation (id, programme_id, municipality_code))`,
    `CREATE INDEX readiness_programme ON ${S}.readiness (programme_id, id)`,
    ...nounTable(S, "readiness", VISIBLE),
  ];
}

/** Which outcomes finance has paid, for filters; the money itself is finance's. */
function payments(): string[] {
  return [
    `CREATE TABLE ${S}.paid_outcome (
       outcome_id uuid PRIMARY KEY, participation_id uuid NOT NULL, programme_id uuid NOT NULL,
       municipality_code text NOT NULL, metric text NOT NULL, paid_on date, reversed_on date,
       FOREIGN KEY (participation_id, programme_id, municipality_code)
         REFERENCES ${S}.participation (id, programme_id, municipality_code))`,
    `CREATE INDEX paid_outcome_participation ON ${S}.paid_outcome (participation_id)`,
    ...nounTable(S, "paid_outcome", VISIBLE, false),
  ];
}

/** When somebody searched by a civil registration number; never which one. */
function lookups(): string[] {
  return [
    `CREATE TABLE ${S}.cpr_lookup (
       actor text NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp(), lookup uuid PRIMARY KEY)`,
    `CREATE INDEX cpr_lookup_actor ON ${S}.cpr_lookup (actor, at)`,
    ...nounTable(S, "cpr_lookup", OWN_ACTOR, false),
  ];
}

/** Counts over rows that the asker may not see one by one; they give a number and nothing of a person. */
function openCounts(): string[] {
  const lifted = { person_rows: "on", restricted_rows: "on", programmes: "*", municipalities: "*" };
  return [
    liftedCount("open_matches(asked_partnership uuid)", lifted, [
      `SELECT count(*)::int FROM ${S}.match m JOIN ${S}.participation p ON p.id = m.participation_id`,
      "WHERE p.partnership_id = asked_partnership AND m.status IN ('PROPOSED', 'ACCEPTED')",
    ]),
    liftedCount("open_placements(asked_programme uuid, asked_company uuid)", lifted, [
      `SELECT count(*)::int FROM ${S}.placement WHERE programme_id = asked_programme AND company_id = asked_company`,
      "AND ended_on IS NULL AND (paired_with_id IS NULL OR id < paired_with_id)",
    ]),
    `CREATE INDEX placement_company ON ${S}.placement (programme_id, company_id)`,
  ];
}

function liftedCount(signature: string, settings: Readonly<Record<string, string>>, query: readonly string[]): string {
  const names = Object.keys(settings);
  const kept = names.map((name) => `was_${name} text := current_setting('app.${name}', true);`);
  const lift = names.map((name) => `PERFORM set_config('app.${name}', '${settings[name]}', true);`);
  const back = names.map((name) => `PERFORM set_config('app.${name}', coalesce(was_${name}, ''), true);`);
  return `CREATE FUNCTION ${S}.${signature} RETURNS integer LANGUAGE plpgsql AS $$
     DECLARE counted integer; ${kept.join(" ")}
     BEGIN
       ${lift.join(" ")}
       counted := (${query.join(" ")});
       ${back.join(" ")}
       RETURN counted;
     END $$`;
}

/** What hides a participation hides every row of its file, so that a list and its count never differ. */
function hidden(): string[] {
  const tables = [...FILE_TABLES.flatMap((table) => [table, `${table}_history`]), ...PLAIN_TABLES];
  return tables.map(
    (table) => `CREATE POLICY ${table}_restricted ON ${S}.${table} AS RESTRICTIVE FOR ALL TO ${S}_app
       USING (${RESTRICTED_ROWS} OR participation_id <> ALL ((SELECT ${S}.restricted_participations())::uuid[]))`,
  );
}

/** Lists of a programme are walked by id. */
function lists(): string[] {
  return ["employment", "placement", "follow_up"].map(
    (table) => `CREATE INDEX ${table}_listed ON ${S}.${table} (programme_id, id)`,
  );
}

/** What may go when the duty to keep it has ended; the ledger and the access log stay, as they name nobody. */
function deletion(): string[] {
  const erasable = new Set(["company_contact", "measurement"]);
  const fileTables = FILE_TABLES.flatMap((table) => [table, `${table}_history`]);
  const rows = [...fileTables, ...PLAIN_TABLES, "participation_restriction", "participation_restriction_history"];
  const people = ["participation", "participation_history", "person", "person_history", "request_once"];
  const imports = ["participant_import", "participant_import_finding", "participant_import_file"];
  const opened = [...rows.filter((table) => !erasable.has(table.replace("_history", ""))), ...people, ...imports];
  return [
    ...opened.map(
      (table) => `CREATE POLICY ${table}_owner_delete ON ${S}.${table} FOR ALL TO ${S}_owner USING (${ERASABLE_ROWS})`,
    ),
    `CREATE FUNCTION ${S}.delete_ended(as_of date)
       RETURNS TABLE (participation_id uuid, programme_id uuid) LANGUAGE plpgsql SECURITY DEFINER
       SET search_path = ${S}, pg_temp AS $$
       #variable_conflict use_column
       DECLARE ids uuid[]; persons uuid[];
       BEGIN
         ids := ARRAY(SELECT r.id FROM participation_restriction r WHERE r.retention_ends_on < as_of ORDER BY r.id);
         persons := ARRAY(SELECT DISTINCT p.person_id FROM participation p WHERE p.id = ANY (ids));
         RETURN QUERY SELECT p.id, p.programme_id FROM participation p WHERE p.id = ANY (ids) ORDER BY p.id;
         PERFORM erase_rows(ids);
         ${rows.map((table) => `DELETE FROM ${table} t WHERE t.participation_id = ANY (ids);`).join("\n         ")}
         DELETE FROM request_once t WHERE t.input->>'participationId' = ANY (ids::text[])
           OR t.answer->>'id' = ANY (ids::text[]) OR t.answer->>'participationId' = ANY (ids::text[]);
         DELETE FROM participation t WHERE t.id = ANY (ids);
         DELETE FROM participation_history t WHERE t.id = ANY (ids);
         DELETE FROM person t WHERE t.id = ANY (persons)
           AND NOT EXISTS (SELECT FROM participation p WHERE p.person_id = t.id);
         DELETE FROM person_history t WHERE t.id = ANY (persons) AND NOT EXISTS (SELECT FROM person p WHERE p.id = t.id);
       END $$`,
    `CREATE FUNCTION ${S}.forget_staged_imports() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
       SET search_path = ${S}, pg_temp AS $$
       DECLARE stale uuid[] := ARRAY(SELECT id FROM participant_import
         WHERE state <> 'COMMITTED' AND expires_at <= clock_timestamp());
       BEGIN
         PERFORM forget_import_files();
         DELETE FROM participant_import_file WHERE import_id = ANY (stale);
         DELETE FROM participant_import_finding WHERE import_id = ANY (stale);
         DELETE FROM participant_import WHERE id = ANY (stale);
         RETURN cardinality(stale);
       END $$`,
    `CREATE FUNCTION ${S}.forget_lookups() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
       SET search_path = ${S}, pg_temp AS $$
       DECLARE gone integer;
       BEGIN
         DELETE FROM cpr_lookup WHERE at < clock_timestamp() - interval '1 day';
         GET DIAGNOSTICS gone = ROW_COUNT;
         RETURN gone;
       END $$`,
    `CREATE POLICY cpr_lookup_owner_delete ON ${S}.cpr_lookup FOR ALL TO ${S}_owner USING (true)`,
    ...["delete_ended(date)", "forget_staged_imports()", "forget_lookups()"].flatMap((name) => [
      `REVOKE ALL ON FUNCTION ${S}.${name} FROM PUBLIC`,
      `GRANT EXECUTE ON FUNCTION ${S}.${name} TO ${S}_app, ${S}_seed`,
    ]),
  ];
}
