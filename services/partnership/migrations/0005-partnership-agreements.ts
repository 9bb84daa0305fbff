import { nounTable, within, withinMunicipalities } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "partnership";
const VERSIONED = `version integer NOT NULL DEFAULT 1, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now()`;
const VISIBLE = `${within("programmes", "programme_id")} AND ${withinMunicipalities(S, "municipality_code")}`;
const OWNED = `id uuid PRIMARY KEY, partnership_id uuid NOT NULL, programme_id uuid NOT NULL, municipality_code text NOT NULL,
  ${VERSIONED}, FOREIGN KEY (partnership_id, programme_id, municipality_code)
    REFERENCES ${S}.partnership (id, programme_id, municipality_code)`;
const HASH = "CHECK (text_hash ~ '^[0-9a-f]{64}$')";

/** Partnerships from the draft to the end: agreements, signatures, parties that come and go, promises, cases, plans. */
export class PartnershipAgreements1700000000005 implements MigrationInterface {
  name = "PartnershipAgreements1700000000005";

  async up(runner: QueryRunner): Promise<void> {
    const statements = [...partnerships(), ...parties(), ...agreements(), ...cases(), ...promises(), ...published()];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

/** A table of the partnership's file, with its index by partnership. */
function fileTable(table: string, columns: string): string[] {
  return [
    `CREATE TABLE ${S}.${table} (${OWNED}, ${columns})`,
    `CREATE INDEX ${table}_partnership ON ${S}.${table} (partnership_id)`,
    ...nounTable(S, table, VISIBLE),
  ];
}

function partnerships(): string[] {
  return [
    `ALTER TABLE ${S}.partnership DROP CONSTRAINT partnership_kind_check`,
    `ALTER TABLE ${S}.partnership ADD CONSTRAINT partnership_kind_check
       CHECK (kind IN ('GROWTH', 'PUBLIC_PRIVATE_SOCIAL', 'OTHER'))`,
    `ALTER TABLE ${S}.partnership ADD UNIQUE (id, programme_id, municipality_code)`,
    ...withColumns("partnership", [
      "origin text CHECK (origin IN ('STRENGTHENED', 'NEW'))",
      "axis text CHECK (axis IN ('AXIS_3B1', 'AXIS_3B2'))",
      ...["drafted_on date", "signed_on date", "anchored_on date", "closed_on date", "close_reason text"],
    ]),
  ];
}

/** A party of before has no first day: it is one from the beginning. */
function parties(): string[] {
  const table = `${S}.partnership_party`;
  return [
    `ALTER TABLE ${table} DROP CONSTRAINT partnership_party_pkey, DROP CONSTRAINT partnership_party_role_check`,
    `ALTER TABLE ${table} ADD COLUMN id uuid PRIMARY KEY DEFAULT gen_random_uuid(), ADD COLUMN joined_on date,
       ADD COLUMN left_on date, ADD COLUMN leave_reason text,
       ADD COLUMN version integer NOT NULL DEFAULT 1,
       ADD COLUMN recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now(),
       ADD CHECK (role IN ('MUNICIPALITY', 'OTHER_ACTOR', 'SOCIAL_ENTERPRISE', 'ORDINARY_COMPANY', 'PUBLIC_AUTHORITY')),
       ADD CHECK (joined_on <= left_on), ALTER COLUMN role SET NOT NULL, ALTER COLUMN organisation_id SET NOT NULL,
       ALTER COLUMN partnership_id SET NOT NULL`,
    `CREATE UNIQUE INDEX partnership_party_present ON ${table} (partnership_id, role, organisation_id) WHERE left_on IS NULL`,
    `CREATE INDEX partnership_party_organisation ON ${table} (organisation_id)`,
    `DROP POLICY partnership_party_app ON ${table}`,
    `DROP POLICY partnership_party_seed ON ${table}`,
    ...nounTable(S, "partnership_party", VISIBLE),
  ];
}

/** Texts and signatures are evidence: they are added and never changed. */
function agreements(): string[] {
  return [
    ...fileTable(
      "agreement",
      `number integer NOT NULL CHECK (number > 0), is_addendum boolean NOT NULL, text text NOT NULL,
       text_hash text NOT NULL ${HASH}, written_on date NOT NULL, valid_from date NOT NULL, valid_to date,
       leaving_party_id uuid REFERENCES ${S}.partnership_party, joining_organisation_id uuid REFERENCES ${S}.organisation,
       revised_on date, revise_reason text, UNIQUE (partnership_id, number), CHECK (valid_from <= valid_to),
       CHECK (is_addendum = (joining_organisation_id IS NOT NULL))`,
    ),
    ...fileTable(
      "signature",
      `agreement_id uuid NOT NULL REFERENCES ${S}.agreement, organisation_id uuid NOT NULL REFERENCES ${S}.organisation,
       signatory text NOT NULL, text_hash text NOT NULL ${HASH}, method text NOT NULL
         CHECK (method IN ('PAPER', 'DIGITAL')), signed_on date NOT NULL, UNIQUE (agreement_id, organisation_id)`,
    ),
    `REVOKE UPDATE, DELETE ON ${S}.signature FROM ${S}_app`,
  ];
}

function cases(): string[] {
  return [
    ...fileTable(
      "partnership_case",
      `title text NOT NULL, summary text NOT NULL, state text NOT NULL
         CHECK (state IN ('DRAFT', 'PUBLISHED', 'WITHDRAWN')), drafted_on date NOT NULL, published_on date,
       withdrawn_on date, withdraw_reason text, approvals jsonb NOT NULL DEFAULT '[]',
       CHECK ((state = 'DRAFT') = (published_on IS NULL))`,
    ),
    `CREATE UNIQUE INDEX partnership_case_counted ON ${S}.partnership_case (partnership_id) WHERE state = 'PUBLISHED'`,
    `CREATE INDEX partnership_case_programme ON ${S}.partnership_case (programme_id, published_on, id) WHERE state = 'PUBLISHED'`,
    `INSERT INTO ${S}.partnership_case (id, partnership_id, programme_id, municipality_code, title, summary, state,
       drafted_on, published_on)
     SELECT gen_random_uuid(), id, programme_id, municipality_code, case_title, case_title, 'PUBLISHED',
       case_published_on, case_published_on FROM ${S}.partnership WHERE case_title IS NOT NULL`,
    ...["partnership", "partnership_history"].map(
      (table) => `ALTER TABLE ${S}.${table} DROP COLUMN case_title, DROP COLUMN case_published_on`,
    ),
  ];
}

function promises(): string[] {
  return [
    ...fileTable(
      "commitment",
      `kind text NOT NULL CHECK (kind IN ('JOB', 'TRAINING_PLACE')), seats integer NOT NULL CHECK (seats >= 0),
       organisation_id uuid NOT NULL REFERENCES ${S}.organisation, promised_on date NOT NULL, due_on date,
       change_reason text, CHECK (promised_on <= due_on)`,
    ),
    ...fileTable(
      "anchoring_plan",
      `method_version_id uuid, owner text NOT NULL, starts_on date NOT NULL,
       yearly_budget_minor bigint NOT NULL CHECK (yearly_budget_minor >= 0), currency text NOT NULL DEFAULT 'DKK',
       state text NOT NULL CHECK (state IN ('PROPOSED', 'ADOPTED', 'REJECTED', 'RUNNING')), proposed_on date NOT NULL,
       decided_on date, decision_reference text, running_from date,
       CHECK ((state = 'PROPOSED') = (decided_on IS NULL)), CHECK ((state = 'RUNNING') = (running_from IS NOT NULL))`,
    ),
    `CREATE UNIQUE INDEX anchoring_plan_open ON ${S}.anchoring_plan (partnership_id) WHERE state <> 'REJECTED'`,
  ];
}

/** What anybody may read of a published case: no row of a person or of a partnership is given. */
function published(): string[] {
  return [
    `CREATE FUNCTION ${S}.published_cases(asked uuid[]) RETURNS SETOF ${S}.partnership_case LANGUAGE plpgsql STABLE AS $$
     DECLARE was_programmes text := current_setting('app.programmes', true);
       was_municipalities text := current_setting('app.municipalities', true);
     BEGIN
       PERFORM set_config('app.programmes', '*', true), set_config('app.municipalities', '*', true);
       RETURN QUERY SELECT * FROM ${S}.partnership_case WHERE programme_id = ANY (asked) AND state = 'PUBLISHED';
       PERFORM set_config('app.programmes', coalesce(was_programmes, ''), true),
         set_config('app.municipalities', coalesce(was_municipalities, ''), true);
     END $$`,
  ];
}

/** Adds columns to a table and its history, whose last column stays the last: the trigger copies by position. */
function withColumns(table: string, columns: readonly string[]): string[] {
  const history = `${S}.${table}_history`;
  const added = columns.map((column) => `ADD COLUMN ${column}`).join(", ");
  return [
    `ALTER TABLE ${S}.${table} ${added}`,
    `ALTER TABLE ${history} RENAME COLUMN recorded_until TO known_until`,
    `ALTER TABLE ${history} ${added}, ADD COLUMN recorded_until timestamptz`,
    `ALTER TABLE ${history} NO FORCE ROW LEVEL SECURITY`,
    `UPDATE ${history} SET recorded_until = known_until`,
    `ALTER TABLE ${history} FORCE ROW LEVEL SECURITY`,
    `ALTER TABLE ${history} ALTER COLUMN recorded_until SET NOT NULL, DROP COLUMN known_until`,
  ];
}
