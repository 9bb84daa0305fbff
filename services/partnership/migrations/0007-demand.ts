import { nounTable, within, withinMunicipalities } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "partnership";
const VERSIONED = `version integer NOT NULL DEFAULT 1, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now()`;
const VISIBLE = `${within("programmes", "programme_id")} AND ${withinMunicipalities(S, "municipality_code")}`;
const PLACED = `id uuid PRIMARY KEY, programme_id uuid NOT NULL REFERENCES ${S}.programme,
  municipality_code text REFERENCES ${S}.municipality, synthetic boolean NOT NULL, ${VERSIONED}`;
const CLAUSES = `('LABOUR_CLAUSE', 'TRAINING_CLAUSE', 'EMPLOYMENT_CLAUSE', 'RESERVED_CONTRACT', 'SOCIAL_AWARD_CRITERION')`;

/** Demand for social responsibility: tenders with clauses and what was delivered, purchases, surveys, activities. */
export class Demand1700000000007 implements MigrationInterface {
  name = "Demand1700000000007";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tenders(), ...purchases(), ...sums()]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

function ofTender(table: string, columns: string): string[] {
  return [
    `CREATE TABLE ${S}.${table} (id uuid PRIMARY KEY, tender_id uuid NOT NULL REFERENCES ${S}.tender,
       programme_id uuid NOT NULL, municipality_code text, ${VERSIONED}, ${columns})`,
    `CREATE INDEX ${table}_tender ON ${S}.${table} (tender_id)`,
    ...nounTable(S, table, VISIBLE),
  ];
}

function tenders(): string[] {
  return [
    `CREATE TABLE ${S}.tender (${PLACED}, buyer_id uuid NOT NULL REFERENCES ${S}.organisation, reference text NOT NULL,
       title text NOT NULL, tendered_on date NOT NULL, contract_kind text NOT NULL
         CHECK (contract_kind IN ('WORKS', 'SERVICES', 'SUPPLIES')), duration_months integer NOT NULL
         CHECK (duration_months > 0), value_minor bigint NOT NULL CHECK (value_minor >= 0),
       currency text NOT NULL CHECK (currency IN ('DKK', 'EUR')), no_clause_reason text,
       state text NOT NULL CHECK (state IN ('PUBLISHED', 'AWARDED', 'CANCELLED')), awarded_to_id uuid
         REFERENCES ${S}.organisation, awarded_on date, cancelled_on date, cancel_reason text,
       staff_total integer CHECK (staff_total >= 0), staff_disadvantaged integer CHECK (staff_disadvantaged >= 0),
       UNIQUE (programme_id, buyer_id, reference), CHECK ((state = 'AWARDED') = (awarded_to_id IS NOT NULL)),
       CHECK (tendered_on <= awarded_on), CHECK (staff_disadvantaged <= staff_total))`,
    `CREATE INDEX tender_programme ON ${S}.tender (programme_id, tendered_on, id)`,
    ...nounTable(S, "tender", VISIBLE),
    ...ofTender(
      "tender_clause",
      `kind text NOT NULL CHECK (kind IN ${CLAUSES}), promised_hours integer CHECK (promised_hours >= 0),
       promised_places integer CHECK (promised_places >= 0), UNIQUE (tender_id, kind)`,
    ),
    ...ofTender(
      "clause_delivery",
      `clause_id uuid NOT NULL REFERENCES ${S}.tender_clause, month text NOT NULL CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
       hours integer NOT NULL CHECK (hours >= 0), places integer NOT NULL CHECK (places >= 0), evidence text NOT NULL,
       evidence_hash text NOT NULL CHECK (evidence_hash ~ '^[0-9a-f]{64}$'), reported_on date NOT NULL,
       correction_reason text, UNIQUE (clause_id, month)`,
    ),
    ...ofTender(
      "tender_hire",
      `hired_on date NOT NULL, count integer NOT NULL CHECK (count > 0), source text NOT NULL, reported_on date NOT NULL`,
    ),
  ];
}

function purchases(): string[] {
  return [
    `CREATE TABLE ${S}.purchase (${PLACED}, buyer_id uuid NOT NULL REFERENCES ${S}.organisation,
       supplier_id uuid NOT NULL REFERENCES ${S}.organisation, quarter text NOT NULL CHECK (quarter ~ '^[0-9]{4}-Q[1-4]$'),
       amount_minor bigint NOT NULL CHECK (amount_minor >= 0), currency text NOT NULL CHECK (currency IN ('DKK', 'EUR')),
       source text NOT NULL, correction_reason text, UNIQUE (programme_id, buyer_id, supplier_id, quarter, currency))`,
    ...nounTable(S, "purchase", VISIBLE),
    `CREATE TABLE ${S}.buyer_survey (${PLACED}, buyer_id uuid NOT NULL REFERENCES ${S}.organisation,
       dimension text NOT NULL CHECK (dimension IN ('AWARENESS', 'PRACTICE')), phase text NOT NULL
         CHECK (phase IN ('BEFORE', 'AFTER')), questionnaire_version integer NOT NULL CHECK (questionnaire_version > 0),
       score integer NOT NULL CHECK (score BETWEEN 1 AND 5), answered_on date NOT NULL,
       UNIQUE (programme_id, buyer_id, dimension, questionnaire_version, answered_on))`,
    ...nounTable(S, "buyer_survey", VISIBLE),
    `CREATE TABLE ${S}.demand_activity (${PLACED}, kind text NOT NULL CHECK (kind IN ('MEETING', 'CAMPAIGN', 'GUIDE')),
       title text NOT NULL, held_on date NOT NULL, organisation_ids uuid[] NOT NULL, link text,
       reached integer CHECK (reached >= 0))`,
    `CREATE INDEX demand_activity_programme ON ${S}.demand_activity (programme_id, held_on, id)`,
    ...nounTable(S, "demand_activity", VISIBLE),
  ];
}

/** Parts of sums over rows that the asker may not see one by one, by buyer: what is told of them is hidden by dominance. */
function sums(): string[] {
  const known = (table: string): string => {
    const columns = table === "tender" ? TENDER_COLUMNS : "id, tender_id, kind";
    return `(SELECT ${columns} FROM ${S}.${table} WHERE recorded_at <= known_at
      UNION ALL SELECT ${columns} FROM ${S}.${table}_history WHERE recorded_at <= known_at AND known_at < recorded_until)`;
  };
  return [
    ...lifted(
      `clause_parts(asked uuid[], as_of date, known_at timestamptz)
       RETURNS TABLE (programme uuid, kind text, currency text, buyer uuid, clauses integer, minor text, synthetic boolean)`,
      `SELECT t.programme_id, c.kind, t.currency, t.buyer_id, count(*)::int, sum(t.value_minor)::text, bool_or(t.synthetic)
       FROM ${known("tender")} t JOIN ${known("tender_clause")} c ON c.tender_id = t.id
       WHERE t.programme_id = ANY (asked) AND t.tendered_on <= as_of AND t.state <> 'CANCELLED'
       GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
    ),
    ...lifted(
      `purchase_parts(asked uuid[]) RETURNS TABLE (programme uuid, quarter text, currency text, buyer uuid, minor text, synthetic boolean)`,
      `SELECT p.programme_id, p.quarter, p.currency, p.buyer_id, sum(p.amount_minor)::text, bool_or(p.synthetic)
       FROM ${S}.purchase p WHERE p.programme_id = ANY (asked) GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
    ),
    ...lifted(
      `survey_answers(asked uuid[]) RETURNS TABLE (programme uuid, buyer uuid, asked_dimension text, questionnaire integer, asked_phase text,
         answer integer, answered date)`,
      `SELECT s.programme_id, s.buyer_id, s.dimension, s.questionnaire_version, s.phase, s.score, s.answered_on
       FROM ${S}.buyer_survey s WHERE s.programme_id = ANY (asked) ORDER BY s.answered_on, s.id`,
    ),
  ];
}

const TENDER_COLUMNS = "id, programme_id, currency, buyer_id, value_minor, tendered_on, state, synthetic";

function lifted(signature: string, query: string): string[] {
  return [
    `CREATE FUNCTION ${S}.${signature} LANGUAGE plpgsql STABLE AS $$
     #variable_conflict use_column
     DECLARE was_programmes text := current_setting('app.programmes', true);
       was_municipalities text := current_setting('app.municipalities', true);
     BEGIN
       PERFORM set_config('app.programmes', '*', true), set_config('app.municipalities', '*', true);
       RETURN QUERY ${query};
       PERFORM set_config('app.programmes', coalesce(was_programmes, ''), true),
         set_config('app.municipalities', coalesce(was_municipalities, ''), true);
     END $$`,
  ];
}
