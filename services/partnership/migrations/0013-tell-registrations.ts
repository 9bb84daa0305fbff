import { unforced } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "partnership";

/**
 * Tells the days of registrations as social enterprises that are there already, and of every programme once more: the
 * accelerator takes both over from now on.
 */
export class TellRegistrations1700000000013 implements MigrationInterface {
  name = "TellRegistrations1700000000013";

  async up(runner: QueryRunner): Promise<void> {
    const told = unforced(
      S,
      ["programme", "organisation", "rsv_registration", "fact"],
      [`SELECT ${S}.tell_registrations()`, tellProgrammes()],
    );
    await runner.query("SELECT set_config('app.viewer', 'system:migration', true)");
    for (const statement of [...telling(), ...told]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

/** Every organisation that has been registered as a fact, for rows that were stored without telling. */
function telling(): string[] {
  return [
    `CREATE FUNCTION ${S}.tell_registrations() RETURNS void LANGUAGE sql SET search_path = ${S}, pg_temp AS $$
       INSERT INTO fact (id, type, version, subject, payload)
       SELECT gen_random_uuid(), 'RsvSet', 1, r.organisation_id::text, jsonb_build_object(
         'organisationId', r.organisation_id,
         'registrations', jsonb_agg(jsonb_build_object('from', r.since, 'until', r.until) ORDER BY r.since))
       FROM rsv_registration r
       WHERE NOT EXISTS (SELECT 1 FROM fact f WHERE f.type = 'RsvSet' AND f.subject = r.organisation_id::text)
       GROUP BY r.organisation_id ORDER BY r.organisation_id $$`,
    `REVOKE ALL ON FUNCTION ${S}.tell_registrations() FROM PUBLIC`,
    `GRANT EXECUTE ON FUNCTION ${S}.tell_registrations() TO ${S}_seed`,
    `CREATE INDEX fact_registration ON ${S}.fact (subject) WHERE type = 'RsvSet'`,
  ];
}

function tellProgrammes(): string {
  return `INSERT INTO ${S}.fact (id, type, version, subject, payload)
    SELECT gen_random_uuid(), 'ProgrammePeriodSet', 1, id::text,
      jsonb_build_object('programmeId', id, 'startsOn', starts_on, 'endsOn', ends_on)
    FROM ${S}.programme ORDER BY id`;
}
