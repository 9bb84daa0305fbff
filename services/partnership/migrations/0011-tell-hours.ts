import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "partnership";
const TABLES = ["programme", "programme_setting", "fact"];

/**
 * Tells of every programme from how many hours a week a job counts, as its settings have it: from here on the settings
 * are where that is set, and whoever counts by it has taken over the same list.
 */
export class TellHours1700000000011 implements MigrationInterface {
  name = "TellHours1700000000011";

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`ALTER TABLE ${S}.${table} NO FORCE ROW LEVEL SECURITY`);
    await runner.query(
      `INSERT INTO ${S}.fact (id, type, version, subject, payload)
       SELECT gen_random_uuid(), 'MinimumHoursSet', 1, p.id::text, jsonb_build_object('programmeId', p.id,
         'steps', coalesce((SELECT jsonb_agg(jsonb_build_object('validFrom', s.valid_from, 'hours', s.value::int)
             ORDER BY s.valid_from)
           FROM (SELECT DISTINCT ON (valid_from) valid_from, value FROM ${S}.programme_setting
             WHERE programme_id = p.id AND name = 'MINIMUM_WEEKLY_HOURS'
             ORDER BY valid_from, recorded_at DESC) s), '[]'))
       FROM ${S}.programme p ORDER BY p.id`,
    );
    for (const table of TABLES) await runner.query(`ALTER TABLE ${S}.${table} FORCE ROW LEVEL SECURITY`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}
