import { rollupPlaces } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

/** The ledger's sums are found by place, for viewers whom places limit. */
export class ParticipantByPlace1700000000007 implements MigrationInterface {
  name = "ParticipantByPlace1700000000007";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of rollupPlaces("participant")) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}
