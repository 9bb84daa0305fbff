import { ANY_VIEWER, nounTable } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "partnership";
const VERSIONED = `version integer NOT NULL DEFAULT 1, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now()`;

/** What an organisation is and was, its registration as a social enterprise, and organisations found to be one. */
export class GrowOrganisation1700000000002 implements MigrationInterface {
  name = "GrowOrganisation1700000000002";

  async up(runner: QueryRunner): Promise<void> {
    const statements = [...widened(), ...kinds(), ...registrations(), ...regions(), ...telling()];
    for (const statement of statements) await runner.query(statement);
    await runner.query("SELECT set_config('app.viewer', 'system:migration', true)");
    const tables = ["organisation", "rsv_registration", "fact"];
    for (const table of tables) await runner.query(`ALTER TABLE ${S}.${table} NO FORCE ROW LEVEL SECURITY`);
    await runner.query(`SELECT ${S}.tell_organisations()`);
    for (const table of tables) await runner.query(`ALTER TABLE ${S}.${table} FORCE ROW LEVEL SECURITY`);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

/** The history's last column stays the last, because its trigger copies by position. */
function widened(): string[] {
  const history = `${S}.organisation_history`;
  const added = ["size_class text", "merged_into uuid"].map((column) => `ADD COLUMN ${column}`).join(", ");
  return [
    `ALTER TABLE ${S}.organisation ${added}`,
    `ALTER TABLE ${history} RENAME COLUMN recorded_until TO known_until`,
    `ALTER TABLE ${history} ${added}, ADD COLUMN recorded_until timestamptz`,
    `ALTER TABLE ${history} NO FORCE ROW LEVEL SECURITY`,
    `UPDATE ${history} SET recorded_until = known_until`,
    `ALTER TABLE ${history} FORCE ROW LEVEL SECURITY`,
    `ALTER TABLE ${history} ALTER COLUMN recorded_until SET NOT NULL, DROP COLUMN known_until`,
    `ALTER TABLE ${S}.organisation ADD FOREIGN KEY (merged_into) REFERENCES ${S}.organisation,
       ADD CHECK (size_class IN ('MICRO', 'SMALL', 'MEDIUM', 'LARGE')), ADD CHECK (merged_into <> id)`,
    `CREATE INDEX organisation_merged ON ${S}.organisation (merged_into) WHERE merged_into IS NOT NULL`,
    `CREATE INDEX organisation_by_name ON ${S}.organisation (name, id)`,
  ];
}

function kinds(): string[] {
  return [
    `CREATE TABLE ${S}.organisation_kind (
       id uuid PRIMARY KEY, organisation_id uuid NOT NULL REFERENCES ${S}.organisation, kind text NOT NULL,
       valid_from date, valid_until date, ${VERSIONED}, CHECK (valid_from <= valid_until))`,
    `CREATE UNIQUE INDEX organisation_kind_open ON ${S}.organisation_kind (organisation_id, kind) WHERE valid_until IS NULL`,
    `CREATE INDEX organisation_kind_of ON ${S}.organisation_kind (organisation_id, kind)`,
    ...nounTable(S, "organisation_kind", ANY_VIEWER),
  ];
}

function registrations(): string[] {
  return [
    `CREATE TABLE ${S}.rsv_registration (
       id uuid PRIMARY KEY, organisation_id uuid NOT NULL REFERENCES ${S}.organisation, since date NOT NULL,
       until date, end_reason text CHECK (end_reason IN ('OWN_REQUEST', 'BY_AUTHORITY', 'CEASED')),
       source text NOT NULL, checked_on date NOT NULL, criteria jsonb NOT NULL, ${VERSIONED},
       CHECK (since <= until), CHECK (since <= checked_on), CHECK ((until IS NULL) = (end_reason IS NULL)))`,
    `CREATE UNIQUE INDEX rsv_registration_open ON ${S}.rsv_registration (organisation_id) WHERE until IS NULL`,
    `CREATE INDEX rsv_registration_of ON ${S}.rsv_registration (organisation_id, since)`,
    ...nounTable(S, "rsv_registration", ANY_VIEWER),
    `CREATE INDEX rsv_registration_history_of ON ${S}.rsv_registration_history (organisation_id)`,
  ];
}

/** From where a region is known, beside its row. */
function regions(): string[] {
  return [
    `ALTER TABLE ${S}.region ADD COLUMN source text NOT NULL DEFAULT
       'Region codes of the address register, as general knowledge; days of the reform of 2007.'`,
    `ALTER TABLE ${S}.region NO FORCE ROW LEVEL SECURITY`,
    `SELECT set_config('app.viewer', 'system:migration', true)`,
    `UPDATE ${S}.region SET source = 'Agreement on the health reform: Region Østdanmark takes over Region Hovedstaden and Region Sjælland on 1 January 2027. No official code was found: the word is our assumption until there is one.'
       WHERE code = 'OESTDANMARK'`,
    `UPDATE ${S}.region SET source = source || ' Ends on 31 December 2026, when Region Østdanmark takes over.'
       WHERE code IN ('1084', '1085')`,
    `ALTER TABLE ${S}.region FORCE ROW LEVEL SECURITY`,
    `CREATE INDEX municipality_region_region ON ${S}.municipality_region (region_code)`,
  ];
}

/** Every organisation as a fact, for rows that were stored without telling. */
function telling(): string[] {
  return [
    `CREATE FUNCTION ${S}.tell_organisations() RETURNS void LANGUAGE sql SET search_path = ${S}, pg_temp AS $$
       INSERT INTO fact (id, type, version, subject, payload)
       SELECT gen_random_uuid(), 'OrganisationSet', 1, o.id::text, jsonb_build_object('organisationId', o.id,
         'cvr', o.cvr, 'kinds', to_jsonb(o.kinds), 'sizeClass', o.size_class, 'municipalityCode', o.municipality_code,
         'rsvRegistered', EXISTS (SELECT 1 FROM rsv_registration r WHERE r.organisation_id = o.id
           AND r.since <= current_date AND (r.until IS NULL OR r.until >= current_date)),
         'mergedInto', o.merged_into)
       FROM organisation o
       WHERE NOT EXISTS (SELECT 1 FROM fact f WHERE f.type = 'OrganisationSet' AND f.subject = o.id::text)
       ORDER BY o.id $$`,
    `REVOKE ALL ON FUNCTION ${S}.tell_organisations() FROM PUBLIC`,
    `GRANT EXECUTE ON FUNCTION ${S}.tell_organisations() TO ${S}_seed`,
    `CREATE INDEX fact_organisation ON ${S}.fact (subject) WHERE type = 'OrganisationSet'`,
  ];
}
