import { nounTable, within, withinMunicipalities } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "accelerator";
const VERSIONED = `version integer NOT NULL DEFAULT 1, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now()`;
const IN_PROGRAMME = within("programmes", "programme_id");
const VISIBLE = [IN_PROGRAMME, withinMunicipalities(S, "municipality_code"), within("courses", "course_id")].join(
  " AND ",
);

/** All that is measured of a company, by whom it was entered and corrected, and the rules by which it has grown. */
export class CreateGrowth1700000000003 implements MigrationInterface {
  name = "CreateGrowth1700000000003";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...snapshots(), ...rules()]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

/** Figures can be corrected from now on, and keep what they were. */
function snapshots(): string[] {
  return [
    `ALTER TABLE ${S}.metric_snapshot
       ADD COLUMN month integer CHECK (month IN (6, 12, 24)),
       ADD COLUMN currency text NOT NULL DEFAULT 'DKK' CHECK (currency IN ('DKK', 'EUR')),
       ADD COLUMN public_sales_minor bigint CHECK (public_sales_minor >= 0),
       ADD COLUMN private_sales_minor bigint CHECK (private_sales_minor >= 0),
       ADD COLUMN headcount integer CHECK (headcount >= 0),
       ADD COLUMN vulnerable_fte_hundredths integer CHECK (vulnerable_fte_hundredths >= 0),
       ADD COLUMN new_customers integer CHECK (new_customers >= 0),
       ADD COLUMN equity_minor bigint, ADD COLUMN source text, ADD COLUMN frozen_on date, ADD COLUMN entered_by text,
       ADD COLUMN corrections jsonb NOT NULL DEFAULT '[]',
       ADD COLUMN version integer NOT NULL DEFAULT 1,
       ADD COLUMN recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now()`,
    ...["app", "seed"].map((role) => `DROP POLICY metric_snapshot_${role} ON ${S}.metric_snapshot`),
    ...nounTable(S, "metric_snapshot", VISIBLE),
    `REVOKE DELETE ON ${S}.metric_snapshot FROM ${S}_app`,
    `CREATE UNIQUE INDEX metric_snapshot_month ON ${S}.metric_snapshot (course_id, kind, month) WHERE month IS NOT NULL`,
    `CREATE UNIQUE INDEX metric_snapshot_period ON ${S}.metric_snapshot (course_id, kind, period_from, period_to)
       WHERE month IS NULL`,
  ];
}

function rules(): string[] {
  return [
    `CREATE TABLE ${S}.growth_rule (
       id uuid PRIMARY KEY, programme_id uuid NOT NULL, rule_version integer NOT NULL CHECK (rule_version >= 1),
       counts_from date NOT NULL, turnover_above_bp integer, fte_above_bp integer, needs_both boolean NOT NULL,
       ${VERSIONED}, UNIQUE (programme_id, rule_version),
       CHECK (turnover_above_bp IS NOT NULL OR fte_above_bp IS NOT NULL),
       CHECK (NOT needs_both OR (turnover_above_bp IS NOT NULL AND fte_above_bp IS NOT NULL)))`,
    ...nounTable(S, "growth_rule", IN_PROGRAMME),
    `REVOKE UPDATE, DELETE ON ${S}.growth_rule FROM ${S}_app`,
  ];
}
