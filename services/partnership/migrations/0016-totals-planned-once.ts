import { idsOncePerStatement, ledgerTotals } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "partnership";

/** Sums of the ledger are planned once for each connection, and limits are read once for each statement. */
export class PartnershipTotalsPlannedOnce1700000000016 implements MigrationInterface {
  name = "PartnershipTotalsPlannedOnce1700000000016";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...idsOncePerStatement(S), ...ledgerTotals(S)]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}
