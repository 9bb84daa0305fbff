import { ANY_VIEWER, foundations, nounTable, within, withinMunicipalities } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";
import municipalities from "../data/municipalities.json" with { type: "json" };

const S = "partnership";
const VERSIONED = `version integer NOT NULL DEFAULT 1, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now()`;

/** Programmes, organisations, places and partnerships, with the 98 municipalities and their regions. */
export class CreatePartnership1700000000001 implements MigrationInterface {
  name = "CreatePartnership1700000000001";

  async up(runner: QueryRunner): Promise<void> {
    const statements = [...foundations(S, {}), ...places(), ...organisations(), ...programmes(), ...partnerships()];
    for (const statement of statements) await runner.query(statement);
    await fillPlaces(runner);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

function places(): string[] {
  return [
    `CREATE TABLE ${S}.municipality (
       code text PRIMARY KEY CHECK (code ~ '^[0-9]{4}$'), name text NOT NULL, nuts3 text NOT NULL,
       province text NOT NULL, programme_area text NOT NULL)`,
    `CREATE TABLE ${S}.region (code text PRIMARY KEY, name text NOT NULL, valid_from date, valid_until date)`,
    ...nounTable(S, "municipality", ANY_VIEWER, false),
    ...nounTable(S, "region", ANY_VIEWER, false),
  ];
}

function organisations(): string[] {
  return [
    `CREATE TABLE ${S}.organisation (
       id uuid PRIMARY KEY, name text NOT NULL, cvr text CHECK (cvr ~ '^[1-9][0-9]{7}$'), kinds text[] NOT NULL,
       municipality_code text REFERENCES ${S}.municipality, synthetic boolean NOT NULL, ${VERSIONED})`,
    `CREATE UNIQUE INDEX organisation_cvr ON ${S}.organisation (cvr)`,
    `CREATE TABLE ${S}.organisation_name (
       name text PRIMARY KEY, name_key text NOT NULL, organisation_id uuid NOT NULL REFERENCES ${S}.organisation)`,
    `CREATE INDEX organisation_name_key ON ${S}.organisation_name (name_key)`,
    `CREATE INDEX organisation_name_organisation ON ${S}.organisation_name (organisation_id)`,
    ...nounTable(S, "organisation", ANY_VIEWER),
    ...nounTable(S, "organisation_name", ANY_VIEWER, false),
  ];
}

function programmes(): string[] {
  return [
    `CREATE TABLE ${S}.programme (
       id uuid PRIMARY KEY, slug text NOT NULL UNIQUE, name text NOT NULL, starts_on date, ends_on date,
       areas text[], priority_area text, financing text[], recommended_by text,
       beneficiary_id uuid REFERENCES ${S}.organisation, partners_stated boolean NOT NULL,
       read_on date NOT NULL, sheet_version integer NOT NULL, facts_hash text NOT NULL,
       synthetic boolean NOT NULL, ${VERSIONED}, CHECK (starts_on <= ends_on))`,
    `CREATE TABLE ${S}.programme_partner (
       programme_id uuid REFERENCES ${S}.programme, position integer, organisation_id uuid NOT NULL
       REFERENCES ${S}.organisation, PRIMARY KEY (programme_id, position))`,
    `CREATE TABLE ${S}.programme_version (
       programme_id uuid REFERENCES ${S}.programme, version integer, read_on date NOT NULL, facts_hash text NOT NULL,
       facts jsonb NOT NULL, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now(),
       PRIMARY KEY (programme_id, version))`,
    `CREATE TABLE ${S}.indicator_target (
       programme_id uuid REFERENCES ${S}.programme, position integer NOT NULL, code text,
       target integer NOT NULL CHECK (target >= 0), PRIMARY KEY (programme_id, code))`,
    `CREATE TABLE ${S}.programme_municipality (
       programme_id uuid REFERENCES ${S}.programme, municipality_code text REFERENCES ${S}.municipality,
       joined_on date NOT NULL, left_on date, synthetic boolean NOT NULL,
       PRIMARY KEY (programme_id, municipality_code), CHECK (joined_on <= left_on))`,
    ...nounTable(S, "programme", ANY_VIEWER),
    ...["programme_partner", "programme_version", "indicator_target", "programme_municipality"].flatMap((table) =>
      nounTable(S, table, ANY_VIEWER, false),
    ),
    `REVOKE UPDATE, DELETE ON ${S}.programme_version FROM ${S}_app, ${S}_seed`,
  ];
}

function partnerships(): string[] {
  const visible = `${within("programmes", "programme_id")} AND ${withinMunicipalities(S, "municipality_code")}`;
  return [
    `CREATE TABLE ${S}.partnership (
       id uuid PRIMARY KEY, programme_id uuid NOT NULL REFERENCES ${S}.programme,
       kind text NOT NULL CHECK (kind IN ('GROWTH', 'PUBLIC_PRIVATE_SOCIAL')),
       state text NOT NULL CHECK (state IN ('DRAFTED', 'PROPOSED', 'SIGNED', 'ACTIVE', 'ANCHORED', 'CLOSED')),
       municipality_code text NOT NULL REFERENCES ${S}.municipality, active_from date, case_title text,
       case_published_on date, synthetic boolean NOT NULL, ${VERSIONED},
       CHECK ((case_title IS NULL) = (case_published_on IS NULL)))`,
    `CREATE INDEX partnership_programme ON ${S}.partnership (programme_id, id)`,
    `CREATE TABLE ${S}.partnership_party (
       partnership_id uuid REFERENCES ${S}.partnership,
       role text CHECK (role IN ('MUNICIPALITY', 'OTHER_ACTOR', 'SOCIAL_ENTERPRISE')),
       organisation_id uuid REFERENCES ${S}.organisation, programme_id uuid NOT NULL, municipality_code text NOT NULL,
       PRIMARY KEY (partnership_id, role, organisation_id))`,
    ...nounTable(S, "partnership", visible),
    ...nounTable(S, "partnership_party", visible, false),
  ];
}

/**
 * Municipalities by code, and their regions: the five of 2007, of which two become one in 2027.
 *
 * @source docs/sources.md#municipalities
 */
async function fillPlaces(runner: QueryRunner): Promise<void> {
  await runner.query("SELECT set_config('app.viewer', 'system:migration', true)");
  const tables = ["municipality", "region", "municipality_region", "fact"];
  for (const table of tables) await runner.query(`ALTER TABLE ${S}.${table} NO FORCE ROW LEVEL SECURITY`);
  await runner.query(
    `INSERT INTO ${S}.municipality (code, name, nuts3, province, programme_area)
     SELECT code, name, nuts3, province, "programmeArea" FROM jsonb_to_recordset($1::jsonb)
       AS place(code text, name text, nuts3 text, province text, "programmeArea" text)`,
    [JSON.stringify(municipalities)],
  );
  await runner.query(
    `INSERT INTO ${S}.region (code, name, valid_from, valid_until) VALUES
       ('1081', 'Region Nordjylland', '2007-01-01', NULL), ('1082', 'Region Midtjylland', '2007-01-01', NULL),
       ('1083', 'Region Syddanmark', '2007-01-01', NULL), ('1084', 'Region Hovedstaden', '2007-01-01', '2026-12-31'),
       ('1085', 'Region Sjælland', '2007-01-01', '2026-12-31'), ('OESTDANMARK', 'Region Østdanmark', '2027-01-01', NULL)`,
  );
  await runner.query(
    `INSERT INTO ${S}.municipality_region (municipality_code, region_code, valid_from, valid_until)
     SELECT place.code, region.code, region.valid_from, region.valid_until
     FROM jsonb_to_recordset($1::jsonb) AS place(code text, "regionCode" text)
     JOIN ${S}.region ON region.code = place."regionCode"
       OR (region.code = 'OESTDANMARK' AND place."regionCode" IN ('1084', '1085'))`,
    [JSON.stringify(municipalities)],
  );
  await runner.query(
    `INSERT INTO ${S}.fact (id, type, version, subject, payload)
     SELECT gen_random_uuid(), 'RegionMembershipsSet', 1, 'geography', jsonb_build_object('memberships', jsonb_agg(
       jsonb_build_object('municipalityCode', municipality_code, 'regionCode', region_code,
         'validFrom', valid_from, 'validUntil', valid_until) ORDER BY municipality_code, valid_from))
     FROM ${S}.municipality_region`,
  );
  await runner.query(
    `INSERT INTO ${S}.fact (id, type, version, subject, payload)
     SELECT gen_random_uuid(), 'MunicipalityAreasSet', 1, 'geography', jsonb_build_object('areas', jsonb_agg(
       jsonb_build_object('municipalityCode', code, 'area', programme_area) ORDER BY code))
     FROM ${S}.municipality`,
  );
  for (const table of tables) await runner.query(`ALTER TABLE ${S}.${table} FORCE ROW LEVEL SECURITY`);
}
