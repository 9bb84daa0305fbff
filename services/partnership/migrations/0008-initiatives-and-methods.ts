import { nounTable, within, withinMunicipalities } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "partnership";
const VERSIONED = `version integer NOT NULL DEFAULT 1, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now()`;
const WITHIN_PROGRAMME = within("programmes", "programme_id");
const VISIBLE = `${WITHIN_PROGRAMME} AND ${withinMunicipalities(S, "municipality_code")}`;

/** Initiatives from a need to an enterprise or a project, and methods with their versions and evidence. */
export class InitiativesAndMethods1700000000008 implements MigrationInterface {
  name = "InitiativesAndMethods1700000000008";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...initiatives(), ...methods()]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

function initiatives(): string[] {
  return [
    `CREATE TABLE ${S}.initiative (
       id uuid PRIMARY KEY, programme_id uuid NOT NULL REFERENCES ${S}.programme,
       municipality_code text REFERENCES ${S}.municipality, kind text NOT NULL
         CHECK (kind IN ('SOCIAL_ENTERPRISE', 'DEVELOPMENT_PROJECT')), title text NOT NULL, need text NOT NULL,
       stage text NOT NULL CHECK (stage IN ('NEED', 'EXPLORING', 'DESIGNED', 'PILOT', 'ESTABLISHED', 'DROPPED')),
       organisation_id uuid REFERENCES ${S}.organisation, drop_reason text, synthetic boolean NOT NULL, ${VERSIONED},
       CHECK (kind <> 'SOCIAL_ENTERPRISE' OR stage <> 'ESTABLISHED' OR organisation_id IS NOT NULL),
       CHECK ((stage = 'DROPPED') = (drop_reason IS NOT NULL)))`,
    `CREATE INDEX initiative_programme ON ${S}.initiative (programme_id, id)`,
    ...nounTable(S, "initiative", VISIBLE),
    `CREATE TABLE ${S}.initiative_step (
       id uuid PRIMARY KEY, initiative_id uuid NOT NULL REFERENCES ${S}.initiative, programme_id uuid NOT NULL,
       municipality_code text, stage text NOT NULL, reached_on date NOT NULL, ${VERSIONED})`,
    `CREATE INDEX initiative_step_initiative ON ${S}.initiative_step (initiative_id)`,
    ...nounTable(S, "initiative_step", VISIBLE, false),
    `REVOKE UPDATE, DELETE ON ${S}.initiative_step FROM ${S}_app`,
  ];
}

function methods(): string[] {
  return [
    `CREATE TABLE ${S}.method (
       id uuid PRIMARY KEY, programme_id uuid NOT NULL REFERENCES ${S}.programme, name text NOT NULL,
       synthetic boolean NOT NULL, ${VERSIONED}, UNIQUE (programme_id, name))`,
    ...nounTable(S, "method", WITHIN_PROGRAMME),
    `CREATE TABLE ${S}.method_version (
       id uuid PRIMARY KEY, method_id uuid NOT NULL REFERENCES ${S}.method, programme_id uuid NOT NULL,
       number integer NOT NULL CHECK (number > 0), description text NOT NULL, state text NOT NULL
         CHECK (state IN ('DRAFT', 'TESTED', 'ADOPTED')), written_on date NOT NULL, tested_on date, adopted_on date,
       scalability text, ${VERSIONED}, UNIQUE (method_id, number))`,
    ...nounTable(S, "method_version", WITHIN_PROGRAMME),
    `CREATE TABLE ${S}.method_evidence (
       id uuid PRIMARY KEY, method_id uuid NOT NULL REFERENCES ${S}.method, programme_id uuid NOT NULL,
       method_version_id uuid NOT NULL REFERENCES ${S}.method_version, title text NOT NULL, link text NOT NULL,
       content_hash text NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'), added_on date NOT NULL, ${VERSIONED})`,
    `CREATE INDEX method_evidence_method ON ${S}.method_evidence (method_id)`,
    ...nounTable(S, "method_evidence", WITHIN_PROGRAMME, false),
    `REVOKE UPDATE, DELETE ON ${S}.method_evidence FROM ${S}_app`,
    `ALTER TABLE ${S}.anchoring_plan ADD FOREIGN KEY (method_version_id) REFERENCES ${S}.method_version`,
  ];
}
