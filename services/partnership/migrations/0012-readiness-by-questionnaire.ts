import { unforced } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "partnership";
const TABLE = `${S}.employer_readiness`;

/**
 * By which version of the questionnaire an employer was measured: scores of two versions are not compared. What was
 * copied without it goes, for the accelerator tells all of it again.
 */
export class ReadinessByQuestionnaire1700000000012 implements MigrationInterface {
  name = "ReadinessByQuestionnaire1700000000012";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      ...unforced(S, ["employer_readiness"], [`DELETE FROM ${TABLE}`]),
      `ALTER TABLE ${TABLE} ADD COLUMN questionnaire_version integer NOT NULL CHECK (questionnaire_version > 0)`,
      `ALTER TABLE ${TABLE} DROP CONSTRAINT employer_readiness_pkey`,
      `ALTER TABLE ${TABLE} ADD PRIMARY KEY
         (programme_id, organisation_id, dimension, questionnaire_version, measured_on)`,
    ]) {
      await runner.query(statement);
    }
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}
