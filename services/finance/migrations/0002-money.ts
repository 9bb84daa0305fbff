import { ANY_VIEWER, MONEY_ROWS, nounTable, within } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "finance";
const OF_GRANT = `${MONEY_ROWS} AND ${within("programmes", "programme_id")} AND ${within("grants", "grant_id")}`;
const VERSIONED = `version integer NOT NULL DEFAULT 1, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now()`;
const RECORDED = `recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now()`;
const ACTIVITY = `main_activity text NOT NULL CHECK (main_activity ~ '^MA[1-4]_[A-Z_]+$'),
  axis text NOT NULL CHECK (axis IN ('AXIS_3B1', 'AXIS_3B2'))`;
const STATE = `('OPEN', 'LOCKED', 'AUDITED', 'SUBMITTED', 'QUERIED', 'ACCEPTED', 'PARTLY_ACCEPTED', 'REFUSED', 'PAID')`;

/** Grants in versions, cost and claims. */
export class CreateMoney1700000000002 implements MigrationInterface {
  name = "CreateMoney1700000000002";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...grants(), ...claims(), ...costs()]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

/** Rows that are added and never changed, not even by the service. */
function appendOnly(table: string, visible: string): string[] {
  return [...nounTable(S, table, visible, false), `REVOKE UPDATE, DELETE ON ${S}.${table} FROM ${S}_app, ${S}_seed`];
}

function grants(): string[] {
  return [
    `CREATE TABLE ${S}.grant_version (
       id uuid PRIMARY KEY, grant_id uuid NOT NULL REFERENCES ${S}.programme_grant, programme_id uuid NOT NULL,
       number integer NOT NULL CHECK (number > 0), status text NOT NULL CHECK (status IN ('ANNOUNCED', 'GRANTED', 'ADJUSTED')),
       currency text NOT NULL, total_minor bigint CHECK (total_minor > 0), rate_numerator bigint, rate_denominator bigint,
       cost_method text NOT NULL CHECK (cost_method IN ('REAL_COST', 'FLAT_15', 'FLAT_40', 'DANISH_18', 'STAFF_20')),
       eligible_from date, eligible_to date, parts jsonb NOT NULL, budget jsonb NOT NULL, decided_on date NOT NULL,
       reason text, ${RECORDED}, UNIQUE (grant_id, number), CHECK (eligible_from <= eligible_to),
       CHECK (rate_numerator > 0 AND rate_numerator <= rate_denominator))`,
    ...appendOnly("grant_version", ANY_VIEWER),
    // What stands already becomes the first version; row security binds the owner too, so it is lifted for this moment.
    ...["programme_grant", "funding_part", "grant_version"].map(
      (t) => `ALTER TABLE ${S}.${t} NO FORCE ROW LEVEL SECURITY`,
    ),
    `INSERT INTO ${S}.grant_version (id, grant_id, programme_id, number, status, currency, total_minor, rate_numerator,
       rate_denominator, cost_method, eligible_from, eligible_to, parts, budget, decided_on, recorded_at)
     SELECT gen_random_uuid(), g.id, g.programme_id, 1, 'GRANTED', g.currency, g.eligible_total_minor,
       CASE WHEN p.half THEN 1 WHEN p.is_rate THEN p.esf END, CASE WHEN p.half THEN 2 WHEN p.is_rate THEN g.eligible_total_minor END,
       'REAL_COST', g.eligible_from, g.eligible_to, coalesce(p.parts, '[]'), '[]', g.read_on, g.recorded_at
     FROM ${S}.programme_grant g LEFT JOIN LATERAL (
       SELECT sum(minor) FILTER (WHERE source = 'ESF') AS esf,
         sum(minor) FILTER (WHERE source = 'ESF') = floor(g.eligible_total_minor / 200.0) * 100 AS half,
         sum(minor) FILTER (WHERE source = 'ESF') BETWEEN 1 AND g.eligible_total_minor AS is_rate,
         jsonb_agg(jsonb_build_object('source', source, 'label', label, 'minor', jsonb_build_object('$minor', minor::text)) ORDER BY position) AS parts
       FROM ${S}.funding_part WHERE grant_id = g.id) p ON true`,
    ...["programme_grant", "funding_part", "grant_version"].map(
      (t) => `ALTER TABLE ${S}.${t} FORCE ROW LEVEL SECURITY`,
    ),
  ];
}

function claims(): string[] {
  return [
    `CREATE TABLE ${S}.cost_claim (
       id uuid PRIMARY KEY, grant_id uuid NOT NULL REFERENCES ${S}.programme_grant, programme_id uuid NOT NULL,
       number integer NOT NULL, period_from date NOT NULL, period_to date NOT NULL, state text NOT NULL CHECK (state IN ${STATE}),
       currency text NOT NULL, opened_by text NOT NULL, support_minor bigint, paid_on date, ${VERSIONED},
       UNIQUE (grant_id, number), CHECK (period_from <= period_to))`,
    ...nounTable(S, "cost_claim", OF_GRANT),
    `CREATE TABLE ${S}.cost_claim_event (
       id uuid PRIMARY KEY, claim_id uuid NOT NULL REFERENCES ${S}.cost_claim, grant_id uuid NOT NULL, programme_id uuid NOT NULL,
       from_state text CHECK (from_state IN ${STATE}), to_state text NOT NULL CHECK (to_state IN ${STATE}),
       happened_on date NOT NULL, actor text NOT NULL, note text, ${RECORDED})`,
    `CREATE INDEX cost_claim_event_claim ON ${S}.cost_claim_event (claim_id)`,
    ...appendOnly("cost_claim_event", OF_GRANT),
  ];
}

function costs(): string[] {
  return [
    `CREATE TABLE ${S}.cost_line (
       id uuid PRIMARY KEY, grant_id uuid NOT NULL REFERENCES ${S}.programme_grant, programme_id uuid NOT NULL,
       partner_organisation_id uuid NOT NULL,
       kind text NOT NULL CHECK (kind IN ('STAFF', 'EXTERNAL', 'PARTICIPANT_SUPPORT', 'AUDIT', 'INDIRECT', 'FLAT_RATE')),
       ${ACTIVITY}, currency text NOT NULL, minor bigint NOT NULL CHECK (minor <> 0), recoverable_vat_minor bigint NOT NULL CHECK (recoverable_vat_minor >= 0),
       invoice_ref text NOT NULL, invoice_line integer NOT NULL CHECK (invoice_line > 0), invoiced_on date NOT NULL, paid_on date,
       evidence_hash text CHECK (evidence_hash ~ '^[0-9a-f]{64}$'), activity text NOT NULL, is_additional boolean NOT NULL,
       has_market_check boolean NOT NULL, hours_kind text, staff_ref text, hours bigint, rate_minor bigint,
       state_aid_kind text, state_aid_beneficiary_id uuid, partnership_id uuid, participation_id uuid, municipality_code text,
       claim_id uuid REFERENCES ${S}.cost_claim, accepted_minor bigint, refused_minor bigint, refusal_reason text,
       corrects_line_id uuid REFERENCES ${S}.cost_line, recorded_by text NOT NULL, ${VERSIONED},
       CHECK (minor > 0 OR corrects_line_id IS NOT NULL OR kind = 'FLAT_RATE'),
       CHECK (accepted_minor + refused_minor = minor))`,
    `CREATE UNIQUE INDEX cost_line_invoice ON ${S}.cost_line (grant_id, partner_organisation_id, invoice_ref, invoice_line)
       WHERE corrects_line_id IS NULL AND kind <> 'FLAT_RATE'`,
    `CREATE INDEX cost_line_claim ON ${S}.cost_line (claim_id)`,
    `CREATE INDEX cost_line_grant ON ${S}.cost_line (grant_id, id)`,
    `CREATE INDEX cost_line_hours ON ${S}.cost_line (grant_id, staff_ref) WHERE staff_ref IS NOT NULL`,
    ...nounTable(S, "cost_line", OF_GRANT),
  ];
}
