import { changeIndexes } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

/** The list of changes is walked by an index: at national size a page was a scan of every row. */
export class FinanceChangesInOrder1700000000013 implements MigrationInterface {
  name = "FinanceChangesInOrder1700000000013";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of changeIndexes("finance", ["outcome", "payment_run", "cost_claim", "cost_line"]))
      await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}
