import { bulkLoading, rebuildInOnePass } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

/** Millions of rows can be written at once. */
export class ParticipantAtSize1700000000008 implements MigrationInterface {
  name = "ParticipantAtSize1700000000008";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...rebuildInOnePass("participant"), ...bulkLoading("participant")])
      await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}
