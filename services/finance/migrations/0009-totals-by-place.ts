import { rollupPlaces } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

/** The ledger's sums are found by place, for viewers whom places limit. */
export class FinanceByPlace1700000000009 implements MigrationInterface {
  name = "FinanceByPlace1700000000009";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of rollupPlaces("finance")) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}
