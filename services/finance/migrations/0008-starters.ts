import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "finance";

/** The number of a programme's starters past the viewer's places, so that a place bears its own part of the cost. */
export class CountStarters1700000000008 implements MigrationInterface {
  name = "CountStarters1700000000008";

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE POLICY pathway_whole ON ${S}.pathway FOR SELECT TO ${S}_owner USING (true)`,
      `CREATE FUNCTION ${S}.started_in(of_programme uuid, from_day date, to_day date) RETURNS integer
         LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ${S}, pg_temp AS $$
         SELECT count(*)::int FROM pathway WHERE programme_id = of_programme AND started_on BETWEEN from_day AND to_day $$`,
      `REVOKE ALL ON FUNCTION ${S}.started_in(uuid, date, date) FROM PUBLIC`,
      `GRANT EXECUTE ON FUNCTION ${S}.started_in(uuid, date, date) TO ${S}_app, ${S}_seed`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}
