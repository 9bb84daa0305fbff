import { ANY_VIEWER, nounTable, UNPUBLISHED_ROWS, within } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "partnership";
const RECORDED = `recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now()`;
const VERSIONED = `version integer NOT NULL DEFAULT 1, ${RECORDED}`;
/** The position of the fact that a row was last told by: an older one changes nothing. */
const TOLD = "told_position bigint NOT NULL";
const STATES = `('DRAFT', 'GRANTED', 'RUNNING', 'EXTENDED', 'CLOSING', 'CLOSED', 'ARCHIVED')`;

/** The life of a programme, what was said of it, who takes part in it, and what was written of its results. */
export class GrowProgramme1700000000003 implements MigrationInterface {
  name = "GrowProgramme1700000000003";

  async up(runner: QueryRunner): Promise<void> {
    const statements = [...life(), ...statementsOf(), ...settings(), ...places(), ...organisation(), ...results()];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

/** A table whose rows are added and never changed. */
function addedOnly(table: string, columns: string, visible = ANY_VIEWER): string[] {
  return [
    `CREATE TABLE ${S}.${table} (${columns}, ${RECORDED})`,
    ...nounTable(S, table, visible, false),
    `REVOKE UPDATE, DELETE ON ${S}.${table} FROM ${S}_app, ${S}_seed`,
  ];
}

function life(): string[] {
  return [
    `CREATE TABLE ${S}.programme_life (
       id uuid PRIMARY KEY REFERENCES ${S}.programme, state text NOT NULL CHECK (state IN ${STATES}),
       since date NOT NULL, ${VERSIONED})`,
    ...nounTable(S, "programme_life", ANY_VIEWER),
    ...addedOnly(
      "programme_life_event",
      `id uuid PRIMARY KEY, programme_id uuid NOT NULL REFERENCES ${S}.programme, from_state text NOT NULL,
       to_state text NOT NULL, happened_on date NOT NULL, reason text, actor text NOT NULL`,
    ),
    `CREATE INDEX programme_life_event_of ON ${S}.programme_life_event (programme_id)`,
    `CREATE TABLE ${S}.claim_state (
       claim_id uuid PRIMARY KEY, programme_id uuid NOT NULL, state text NOT NULL, is_final boolean NOT NULL,
       ${TOLD})`,
    `CREATE TABLE ${S}.frozen_simulation (
       simulation_id uuid PRIMARY KEY, programme_id uuid NOT NULL, frozen_at timestamptz NOT NULL)`,
    `CREATE TABLE ${S}.grant_end (
       grant_id uuid PRIMARY KEY, programme_id uuid NOT NULL, eligible_to date NOT NULL, ${TOLD})`,
    ...["claim_state", "frozen_simulation", "grant_end"].flatMap((table) => [
      ...nounTable(S, table, ANY_VIEWER, false),
      `CREATE INDEX ${table}_programme ON ${S}.${table} (programme_id)`,
    ]),
  ];
}

function statementsOf(): string[] {
  return [
    ...addedOnly(
      "programme_statement",
      `id uuid PRIMARY KEY, programme_id uuid NOT NULL REFERENCES ${S}.programme,
       kind text NOT NULL CHECK (kind IN ('ANNOUNCED', 'GRANTED', 'ADJUSTED', 'PAID')), starts_on date, ends_on date,
       eligible_total_minor bigint CHECK (eligible_total_minor >= 0),
       eu_support_minor bigint CHECK (eu_support_minor >= 0),
       currency text NOT NULL CHECK (currency IN ('DKK', 'EUR')), stated_on date NOT NULL, source text NOT NULL,
       UNIQUE (programme_id, kind, stated_on, source), CHECK (starts_on <= ends_on),
       CHECK (eu_support_minor <= eligible_total_minor)`,
    ),
    `CREATE INDEX programme_statement_order
       ON ${S}.programme_statement (programme_id, kind, stated_on, recorded_at)`,
    ...addedOnly(
      "target_version",
      `programme_id uuid REFERENCES ${S}.programme, code text, number integer, target integer NOT NULL CHECK (target >= 0),
       definition text NOT NULL, stated_on date NOT NULL, source text NOT NULL, PRIMARY KEY (programme_id, code, number)`,
    ),
  ];
}

function settings(): string[] {
  return addedOnly(
    "programme_setting",
    `id uuid PRIMARY KEY, programme_id uuid NOT NULL REFERENCES ${S}.programme, name text NOT NULL, value text NOT NULL,
     valid_from date NOT NULL, source text NOT NULL, UNIQUE (programme_id, name, valid_from, id)`,
  );
}

/** A municipality may come back: its part is known by its first day too. */
function places(): string[] {
  return [
    `ALTER TABLE ${S}.programme_municipality ADD COLUMN capacity integer CHECK (capacity >= 0),
       ADD COLUMN agreement_ref text, ADD COLUMN leave_reason text,
       DROP CONSTRAINT programme_municipality_pkey,
       ADD PRIMARY KEY (programme_id, municipality_code, joined_on)`,
    `CREATE UNIQUE INDEX programme_municipality_open
       ON ${S}.programme_municipality (programme_id, municipality_code) WHERE left_on IS NULL`,
    ...addedOnly(
      "selection_profile",
      `id uuid PRIMARY KEY, programme_id uuid NOT NULL, municipality_code text NOT NULL REFERENCES ${S}.municipality,
       companies integer CHECK (companies >= 0), social_enterprises integer CHECK (social_enterprises >= 0),
       population integer CHECK (population >= 0), vulnerable_count integer CHECK (vulnerable_count >= 0),
       problem_mix jsonb NOT NULL, as_of date NOT NULL, source text NOT NULL`,
    ),
    `CREATE INDEX selection_profile_of ON ${S}.selection_profile (programme_id, municipality_code, as_of)`,
  ];
}

function organisation(): string[] {
  const period = `valid_from date NOT NULL, valid_until date, ${VERSIONED}, CHECK (valid_from <= valid_until)`;
  return [
    `CREATE TABLE ${S}.regional_support (
       id uuid PRIMARY KEY, programme_id uuid NOT NULL REFERENCES ${S}.programme,
       region_code text NOT NULL REFERENCES ${S}.region,
       kind text NOT NULL CHECK (kind IN ('CO_FINANCING', 'ADVICE', 'RECOMMENDATION')), contact text, ${period})`,
    `CREATE TABLE ${S}.programme_role (
       id uuid PRIMARY KEY, programme_id uuid NOT NULL REFERENCES ${S}.programme,
       role text NOT NULL CHECK (role IN ('BENEFICIARY', 'PROJECT_LEAD', 'STEERING_GROUP', 'COMPANY_ADVISER', 'EVALUATOR')),
       organisation_id uuid NOT NULL REFERENCES ${S}.organisation, ${period})`,
    `CREATE UNIQUE INDEX regional_support_open
       ON ${S}.regional_support (programme_id, region_code, kind) WHERE valid_until IS NULL`,
    `CREATE UNIQUE INDEX programme_role_open
       ON ${S}.programme_role (programme_id, role, organisation_id) WHERE valid_until IS NULL`,
    `CREATE TABLE ${S}.programme_element (
       id uuid PRIMARY KEY, programme_id uuid NOT NULL REFERENCES ${S}.programme, code text NOT NULL, title text NOT NULL,
       axis text NOT NULL CHECK (axis IN ('AXIS_3B1', 'AXIS_3B2')), description text NOT NULL, ${VERSIONED},
       UNIQUE (programme_id, code))`,
    ...["regional_support", "programme_role", "programme_element"].flatMap((table) => nounTable(S, table, ANY_VIEWER)),
  ];
}

function results(): string[] {
  const visible = `${ANY_VIEWER} AND (published_on IS NOT NULL OR (${UNPUBLISHED_ROWS} AND ${within("programmes", "programme_id")}))`;
  return [
    ...addedOnly(
      "published_result",
      `id uuid PRIMARY KEY, programme_id uuid NOT NULL REFERENCES ${S}.programme, code text NOT NULL, what text NOT NULL,
       value numeric(18,2) NOT NULL CHECK (value >= 0), unit text NOT NULL, counted_at text NOT NULL, published_on date,
       source text NOT NULL, UNIQUE (programme_id, code, value, counted_at, source)`,
    ),
    `CREATE TABLE ${S}.evaluation (
       id uuid PRIMARY KEY, programme_id uuid NOT NULL REFERENCES ${S}.programme,
       kind text NOT NULL CHECK (kind IN ('MIDTERM', 'FINAL')), title text NOT NULL, author text NOT NULL,
       file_url text NOT NULL, media_type text NOT NULL, sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
       published_on date, ${VERSIONED}, CHECK (published_on IS NULL OR sha256 IS NOT NULL))`,
    `CREATE INDEX evaluation_of ON ${S}.evaluation (programme_id)`,
    ...nounTable(S, "evaluation", visible),
    `CREATE FUNCTION ${S}.keep_published() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'a published evaluation is never changed'; END $$`,
    `CREATE TRIGGER evaluation_published BEFORE UPDATE OR DELETE ON ${S}.evaluation
       FOR EACH ROW WHEN (OLD.published_on IS NOT NULL) EXECUTE FUNCTION ${S}.keep_published()`,
  ];
}
