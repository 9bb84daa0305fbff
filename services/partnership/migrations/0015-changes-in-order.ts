import { changeIndexes } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

/** The list of changes is walked by an index: at national size a page was a scan of every row. */
export class PartnershipChangesInOrder1700000000015 implements MigrationInterface {
  name = "PartnershipChangesInOrder1700000000015";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of changeIndexes("partnership", ["partnership", "initiative", "tender"]))
      await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}
