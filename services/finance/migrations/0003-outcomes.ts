import { MONEY_ROWS, nounTable, within, withinMunicipalities } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "finance";
const OF_PROGRAMME = `${MONEY_ROWS} AND ${within("programmes", "programme_id")}`;
const OF_PLACE = `${OF_PROGRAMME} AND ${withinMunicipalities(S, "municipality_code")}`;
/** Counted, never shown by row: a viewer of figures may count within its limits. */
const COUNTED = `${within("programmes", "programme_id")} AND ${withinMunicipalities(S, "municipality_code")}`;
const VERSIONED = `version integer NOT NULL DEFAULT 1, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now()`;
const RECORDED = `recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now()`;
const STATE = `('REPORTED', 'EVIDENCED', 'VERIFIED', 'PAYABLE', 'CLAIMED', 'PAID', 'REJECTED', 'REVERSED')`;

/** Contracts on outcomes, outcomes and what is paid for them, and what the participant service tells. */
export class CreateOutcomes1700000000003 implements MigrationInterface {
  name = "CreateOutcomes1700000000003";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...contracts(), ...outcomes(), ...prices(), ...told(), ...whole()])
      await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

function appendOnly(table: string, visible: string): string[] {
  return [...nounTable(S, table, visible, false), `REVOKE UPDATE, DELETE ON ${S}.${table} FROM ${S}_app, ${S}_seed`];
}

function contracts(): string[] {
  return [
    `CREATE TABLE ${S}.rate_card (
       id uuid PRIMARY KEY, programme_id uuid NOT NULL, number integer NOT NULL CHECK (number > 0),
       mode text NOT NULL CHECK (mode IN ('ACTUAL', 'SIMULATED')), currency text NOT NULL, valid_from date NOT NULL,
       contract_ends_on date, person_cap_minor bigint CHECK (person_cap_minor >= 0),
       programme_cap_minor bigint CHECK (programme_cap_minor >= 0), payers jsonb NOT NULL, schedule jsonb NOT NULL,
       lines jsonb NOT NULL, published_by text NOT NULL, ${RECORDED}, UNIQUE (programme_id, mode, number), UNIQUE (id, mode))`,
    ...appendOnly("rate_card", OF_PROGRAMME),
    `CREATE TABLE ${S}.payment_run (
       id uuid PRIMARY KEY, programme_id uuid NOT NULL, period_from date NOT NULL, period_to date NOT NULL,
       is_open boolean NOT NULL, ${VERSIONED}, CHECK (period_from <= period_to))`,
    `CREATE INDEX payment_run_programme ON ${S}.payment_run (programme_id)`,
    ...nounTable(S, "payment_run", OF_PROGRAMME),
  ];
}

function outcomes(): string[] {
  return [
    `CREATE TABLE ${S}.outcome (
       id uuid PRIMARY KEY, programme_id uuid NOT NULL, participation_id uuid NOT NULL, municipality_code text,
       metric text NOT NULL, indicator text NOT NULL, event_on date NOT NULL, card_id uuid NOT NULL, mode text NOT NULL,
       state text NOT NULL CHECK (state IN ${STATE}), round integer NOT NULL, rejections integer NOT NULL,
       reported_by text NOT NULL, verified_at text, verified_by text, run_id uuid REFERENCES ${S}.payment_run,
       paid_on date, is_restricted boolean NOT NULL, ${VERSIONED},
       UNIQUE (participation_id, metric), UNIQUE (id, mode), FOREIGN KEY (card_id, mode) REFERENCES ${S}.rate_card (id, mode),
       CHECK (mode = 'ACTUAL' OR state NOT IN ('CLAIMED', 'PAID')))`,
    `CREATE INDEX outcome_programme ON ${S}.outcome (programme_id, id)`,
    `CREATE INDEX outcome_verified ON ${S}.outcome (programme_id, verified_at, id) WHERE state = 'VERIFIED'`,
    `CREATE INDEX outcome_run ON ${S}.outcome (run_id) WHERE run_id IS NOT NULL`,
    ...nounTable(S, "outcome", OF_PLACE),
    `CREATE TABLE ${S}.outcome_evidence (
       id uuid PRIMARY KEY, outcome_id uuid NOT NULL REFERENCES ${S}.outcome, programme_id uuid NOT NULL, municipality_code text,
       kind text NOT NULL CHECK (kind IN ('PAYSLIP', 'CONTRACT', 'E_INCOME', 'SIGNED_FORM')),
       hash text NOT NULL UNIQUE CHECK (hash ~ '^[0-9a-f]{64}$'), attached_by text NOT NULL, attached_on date NOT NULL,
       attempt text NOT NULL, ${RECORDED})`,
    `CREATE INDEX outcome_evidence_outcome ON ${S}.outcome_evidence (outcome_id)`,
    ...appendOnly("outcome_evidence", OF_PLACE),
    `CREATE TABLE ${S}.outcome_event (
       id uuid PRIMARY KEY, outcome_id uuid NOT NULL REFERENCES ${S}.outcome, programme_id uuid NOT NULL, municipality_code text,
       round integer NOT NULL, from_state text CHECK (from_state IN ${STATE}), to_state text NOT NULL CHECK (to_state IN ${STATE}),
       happened_on date NOT NULL, actor text NOT NULL, reason text, evidence_kinds text[] NOT NULL, ${RECORDED})`,
    `CREATE INDEX outcome_event_outcome ON ${S}.outcome_event (outcome_id)`,
    `CREATE INDEX outcome_event_programme ON ${S}.outcome_event (programme_id)`,
    ...appendOnly("outcome_event", OF_PLACE),
  ];
}

/** Real and simulated prices stand in tables of their own, with columns of other names, so that no sum takes both. */
function prices(): string[] {
  const of = (table: string, mode: string, column: (name: string) => string): string[] => [
    `CREATE TABLE ${S}.${table} (
       outcome_id uuid NOT NULL, mode text NOT NULL CHECK (mode = '${mode}'), round integer NOT NULL,
       programme_id uuid NOT NULL, municipality_code text, participation_id uuid NOT NULL, currency text NOT NULL,
       card_version integer NOT NULL, ${column("unit_price")} bigint NOT NULL, ${column("amount")} bigint NOT NULL CHECK (${column("amount")} >= 0),
       ${column("cut")} bigint NOT NULL CHECK (${column("cut")} >= 0), parts jsonb NOT NULL, priced_on date NOT NULL, ${RECORDED},
       PRIMARY KEY (outcome_id, round), FOREIGN KEY (outcome_id, mode) REFERENCES ${S}.outcome (id, mode),
       CHECK (${column("amount")} + ${column("cut")} = ${column("unit_price")}))`,
    `CREATE INDEX ${table}_programme ON ${S}.${table} (programme_id)`,
    ...appendOnly(table, OF_PLACE),
  ];
  return [
    ...of("outcome_price", "ACTUAL", (name) => `${name}_minor`),
    ...of("simulated_price", "SIMULATED", (name) => `simulated_${name}`),
  ];
}

/** Copies of what the participant service tells. */
function told(): string[] {
  return [
    `CREATE TABLE ${S}.reached_outcome (
       participation_id uuid, metric text, programme_id uuid NOT NULL, municipality_code text, event_on date NOT NULL,
       is_void boolean NOT NULL, PRIMARY KEY (participation_id, metric))`,
    `CREATE INDEX reached_outcome_programme ON ${S}.reached_outcome (programme_id)`,
    ...nounTable(S, "reached_outcome", COUNTED, false),
    `CREATE TABLE ${S}.hours_delivered (
       programme_id uuid, axis text, activity text, month text, hours_hundredths bigint NOT NULL,
       PRIMARY KEY (programme_id, axis, activity, month))`,
    ...nounTable(S, "hours_delivered", OF_PROGRAMME, false),
  ];
}

/** What rules must know of the whole programme, whichever places the viewer sees: sums and one id, never a row. */
function whole(): string[] {
  const owner = (table: string): string =>
    `CREATE POLICY ${table}_whole ON ${S}.${table} FOR SELECT TO ${S}_owner USING (true)`;
  return [
    ...["outcome", "outcome_event", "outcome_evidence", "outcome_price", "simulated_price"].map(owner),
    `CREATE FUNCTION ${S}.cap_state(of_programme uuid, of_mode text, of_participation uuid, of_verified_at text, of_outcome uuid)
       RETURNS TABLE (used text, used_by_person text, waits_for uuid, state_version integer)
       LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ${S}, pg_temp AS $$
       WITH price AS (
         SELECT outcome_id, round, amount_minor AS amount FROM outcome_price WHERE of_mode = 'ACTUAL' AND programme_id = of_programme
         UNION ALL
         SELECT outcome_id, round, simulated_amount FROM simulated_price WHERE of_mode = 'SIMULATED' AND programme_id = of_programme),
       live AS (
         SELECT o.participation_id, p.amount FROM outcome o JOIN price p ON p.outcome_id = o.id AND p.round = o.round
         WHERE o.programme_id = of_programme AND o.mode = of_mode AND o.state IN ('PAYABLE', 'CLAIMED', 'PAID'))
       SELECT coalesce(sum(amount), 0)::text, coalesce(sum(amount) FILTER (WHERE participation_id = of_participation), 0)::text,
         (SELECT id FROM outcome WHERE programme_id = of_programme AND mode = of_mode AND state = 'VERIFIED'
            AND (verified_at, id) < (of_verified_at, of_outcome) ORDER BY verified_at, id LIMIT 1),
         (SELECT count(*)::int FROM outcome_event e WHERE e.programme_id = of_programme
            AND ((e.from_state = 'VERIFIED' AND e.to_state = 'PAYABLE') OR e.to_state = 'REVERSED'))
       FROM live $$`,
    `CREATE FUNCTION ${S}.evidence_taken(of_hash text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
       SET search_path = ${S}, pg_temp AS $$ SELECT EXISTS (SELECT FROM outcome_evidence WHERE hash = of_hash) $$`,
    ...["cap_state(uuid, text, uuid, text, uuid)", "evidence_taken(text)"].flatMap((each) => [
      `REVOKE ALL ON FUNCTION ${S}.${each} FROM PUBLIC`,
      `GRANT EXECUTE ON FUNCTION ${S}.${each} TO ${S}_app, ${S}_seed`,
    ]),
  ];
}
