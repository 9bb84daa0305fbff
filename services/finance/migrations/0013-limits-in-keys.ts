import { changeIndexes, type LimitedKey, limitedKeys } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

/** Keys that named a row by its id alone. */
const KEYS: readonly LimitedKey[] = [
  {
    name: "cost_claim_event_claim_id_fkey",
    child: "cost_claim_event",
    columns: ["claim_id"],
    parent: "cost_claim",
    limits: ["programme_id", "grant_id"],
  },
  {
    name: "cost_line_claim_id_fkey",
    child: "cost_line",
    columns: ["claim_id"],
    parent: "cost_claim",
    limits: ["programme_id", "grant_id"],
  },
  {
    name: "cost_line_corrects_line_id_fkey",
    child: "cost_line",
    columns: ["corrects_line_id"],
    parent: "cost_line",
    limits: ["programme_id", "grant_id"],
    limitsIfAny: ["municipality_code"],
  },
  {
    name: "ledger_set_reverses_fkey",
    child: "ledger_set",
    columns: ["reverses"],
    parent: "ledger_set",
    named: ["business_key"],
    limits: ["programme_id"],
  },
  {
    name: "municipal_decision_simulation_id_fkey",
    child: "municipal_decision",
    columns: ["simulation_id"],
    parent: "simulation",
    limits: ["programme_id"],
  },
  {
    name: "outcome_card_id_mode_fkey",
    child: "outcome",
    columns: ["card_id", "mode"],
    parent: "rate_card",
    named: ["id", "mode"],
    limits: ["programme_id"],
  },
  {
    name: "outcome_run_id_fkey",
    child: "outcome",
    columns: ["run_id"],
    parent: "payment_run",
    limits: ["programme_id"],
  },
  {
    name: "outcome_event_outcome_id_fkey",
    child: "outcome_event",
    columns: ["outcome_id"],
    parent: "outcome",
    limits: ["programme_id"],
    limitsIfAny: ["municipality_code"],
  },
  {
    name: "outcome_evidence_outcome_id_fkey",
    child: "outcome_evidence",
    columns: ["outcome_id"],
    parent: "outcome",
    limits: ["programme_id"],
    limitsIfAny: ["municipality_code"],
  },
  {
    name: "outcome_price_outcome_id_mode_fkey",
    child: "outcome_price",
    columns: ["outcome_id", "mode"],
    parent: "outcome",
    named: ["id", "mode"],
    limits: ["programme_id"],
    limitsIfAny: ["municipality_code"],
  },
  {
    name: "simulated_price_outcome_id_mode_fkey",
    child: "simulated_price",
    columns: ["outcome_id", "mode"],
    parent: "outcome",
    named: ["id", "mode"],
    limits: ["programme_id"],
    limitsIfAny: ["municipality_code"],
  },
];

/**
 * A key holds the limits of the row that it names, so that it tells nobody of rows beyond their limits. And the list of
 * changes is walked by an index: at national size a page was a scan of every row.
 */
export class FinanceLimitsInKeys1700000000013 implements MigrationInterface {
  name = "FinanceLimitsInKeys1700000000013";

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...limitedKeys("finance", KEYS),
      ...changeIndexes("finance", ["outcome", "payment_run", "cost_claim", "cost_line"]),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}
