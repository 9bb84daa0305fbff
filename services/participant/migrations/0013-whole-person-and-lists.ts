import {
  ACCESS_ROWS,
  changeIndexes,
  EMERGENCY_ROWS,
  limitedKeys,
  visibleAnew,
  withColumns,
  withinMunicipalities,
} from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "participant";
const FIELD_GROUPS = `('PARTICIPATION', 'FILE', 'MEASUREMENT', 'SENSITIVE', 'IDENTITY', 'CPR', 'DUPLICATES',
  'REGISTRATION', 'CORRECTION', 'EXPORT', 'RESTRICTION', 'ERASURE', 'AGGREGATE')`;

/**
 * An emergency opens a person: every participation of theirs. Sensitive figures leave a line in the log of reading. And
 * the list of changes is walked by an index.
 */
export class WholePersonAndLists1700000000013 implements MigrationInterface {
  name = "WholePersonAndLists1700000000013";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...persons(), ...aggregates(), ...lists(), ...keys()]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

/**
 * What was opened is kept as it was then, and told to the officer of each place. A person is who has the person's id or
 * the same civil registration number: where one is open in the programme elsewhere, a second id was given.
 */
function persons(): string[] {
  const own = `(${EMERGENCY_ROWS} AND actor = (SELECT current_setting('app.viewer', true)))`;
  const inPlace = `(${withinMunicipalities(S, "municipality_code")}
    OR municipality_codes && (SELECT ${S}.visible_municipalities())::text[])`;
  return [
    ...withColumns(S, "emergency_access", [
      "participation_ids uuid[] NOT NULL DEFAULT '{}'",
      "municipality_codes text[] NOT NULL DEFAULT '{}'",
    ]),
    ...visibleAnew(S, "emergency_access", `(${own} OR (${ACCESS_ROWS} AND ${inPlace}))`),
    `CREATE POLICY person_identity_owner_emergency ON ${S}.person_identity FOR SELECT TO ${S}_owner USING (${EMERGENCY_ROWS})`,
    `DROP FUNCTION ${S}.emergency_target(uuid)`,
    `CREATE FUNCTION ${S}.emergency_person(participation uuid)
       RETURNS TABLE (participation_id uuid, programme_id uuid, municipality_code text) LANGUAGE sql STABLE SECURITY DEFINER
       SET search_path = ${S}, pg_temp AS $$
       WITH named AS (
         SELECT p.id, p.person_id FROM participation p
         WHERE p.id = participation AND p.id <> ALL ((SELECT restricted_participations())::uuid[])),
       same AS (
         SELECT p.id FROM participation p JOIN named USING (person_id)
         UNION SELECT other.participation_id FROM person_identity own
           JOIN named ON named.id = own.participation_id JOIN person_identity other USING (cpr_index))
       SELECT p.id, p.programme_id, p.municipality_code FROM participation p JOIN same ON same.id = p.id
       WHERE p.id <> ALL ((SELECT restricted_participations())::uuid[]) ORDER BY p.id $$`,
    `REVOKE ALL ON FUNCTION ${S}.emergency_person(uuid) FROM PUBLIC`,
    `GRANT EXECUTE ON FUNCTION ${S}.emergency_person(uuid) TO ${S}_app, ${S}_seed`,
    `CREATE OR REPLACE FUNCTION ${S}.opened_participations() RETURNS text LANGUAGE sql VOLATILE
       SET search_path = ${S}, pg_temp AS $$
       SELECT coalesce(string_agg(DISTINCT opened::text, ','), '')
       FROM emergency_access CROSS JOIN unnest(participation_id || participation_ids) AS opened
       WHERE actor = current_setting('app.viewer', true) AND closed_at IS NULL AND ends_at > clock_timestamp() $$`,
  ];
}

/** A line about figures is about nobody: it holds no participation and no place. */
function aggregates(): string[] {
  return [
    `ALTER TABLE ${S}.access_line DROP CONSTRAINT access_line_field_group_check,
       ADD CONSTRAINT access_line_field_group_check CHECK (field_group IN ${FIELD_GROUPS}),
       ADD CONSTRAINT access_line_of_somebody CHECK ((field_group = 'AGGREGATE') = (participation_ids = '{}')) NOT VALID`,
  ];
}

function lists(): string[] {
  return [`DROP INDEX ${S}.participation_recorded`, ...changeIndexes(S, ["participation"])];
}

/** A key holds the limits of the row that it names, so that it tells nobody of rows beyond their limits. */
function keys(): string[] {
  return limitedKeys(S, [
    {
      name: "participant_import_row_import_id_fkey",
      child: "participant_import_row",
      columns: ["import_id"],
      parent: "participant_import",
      limits: ["programme_id"],
    },
  ]);
}
