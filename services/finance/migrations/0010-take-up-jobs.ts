import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "finance";

/** A job says who runs it, so that one whose process is gone is taken up by another, and by one only. */
export class TakeUpJobs1700000000010 implements MigrationInterface {
  name = "TakeUpJobs1700000000010";

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `ALTER TABLE ${S}.job ADD COLUMN runner uuid, ADD COLUMN attempts integer NOT NULL DEFAULT 1 CHECK (attempts > 0)`,
      `CREATE INDEX job_open ON ${S}.job (beat_at) WHERE state IN ('QUEUED', 'RUNNING')`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}
