import { idsOncePerStatement, ledgerTotals } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "finance";

/** Sums of the ledger are planned once for each connection, and limits are read once for each statement. */
export class FinanceTotalsPlannedOnce1700000000014 implements MigrationInterface {
  name = "FinanceTotalsPlannedOnce1700000000014";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...idsOncePerStatement(S), ...ledgerTotals(S)]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}
