import { unforced } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "accelerator";

/** Tells every measurement of an employer again, now with the version of its questionnaire. */
export class TellQuestionnaires1700000000010 implements MigrationInterface {
  name = "TellQuestionnaires1700000000010";

  async up(runner: QueryRunner): Promise<void> {
    const tell = `INSERT INTO ${S}.fact (id, type, version, subject, payload)
      SELECT gen_random_uuid(), 'EmployerReadinessMeasured', 1, organisation_id::text, jsonb_build_object(
        'programmeId', programme_id, 'organisationId', organisation_id, 'dimension', dimension, 'score', score,
        'mentorCount', mentor_count, 'questionnaireVersion', questionnaire_version, 'measuredOn', measured_on)
      FROM ${S}.employer_readiness ORDER BY measured_on, id`;
    for (const statement of unforced(S, ["employer_readiness", "fact"], [tell])) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}
