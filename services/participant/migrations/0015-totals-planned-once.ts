import { idsOncePerStatement, ledgerTotals } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "participant";

/** Sums of the ledger are planned once for each connection, and limits are read once for each statement. */
export class ParticipantTotalsPlannedOnce1700000000015 implements MigrationInterface {
  name = "ParticipantTotalsPlannedOnce1700000000015";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...idsOncePerStatement(S), ...ledgerTotals(S)]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}
