import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "participant";

/** In an emergency a person is found by the civil registration number too, and is then the same person as by an id. */
export class EmergencyByCpr1700000000016 implements MigrationInterface {
  name = "EmergencyByCpr1700000000016";

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE FUNCTION ${S}.emergency_person_by_cpr(indexes bytea[])
         RETURNS TABLE (participation_id uuid, programme_id uuid, municipality_code text) LANGUAGE sql STABLE SECURITY DEFINER
         SET search_path = ${S}, pg_temp AS $$
         SELECT DISTINCT person.* FROM person_identity i CROSS JOIN LATERAL emergency_person(i.participation_id) AS person
         WHERE i.cpr_index = ANY (indexes) ORDER BY 1 $$`,
      `REVOKE ALL ON FUNCTION ${S}.emergency_person_by_cpr(bytea[]) FROM PUBLIC`,
      `GRANT EXECUTE ON FUNCTION ${S}.emergency_person_by_cpr(bytea[]) TO ${S}_app, ${S}_seed`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}
