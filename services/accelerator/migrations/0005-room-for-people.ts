import { nounTable, within, withinMunicipalities } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "accelerator";
const VERSIONED = `version integer NOT NULL DEFAULT 1, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now()`;
const FORMS = `('ORDINARY', 'SMALL_JOB', 'FLEX_JOB', 'WAGE_SUBSIDY', 'WORK_TRIAL', 'UTILITY_JOB', 'HYBRID', 'APPRENTICE', 'SELF_EMPLOYED')`;
const AXES = `('AXIS_3B1', 'AXIS_3B2')`;
const HASH = "~ '^[0-9a-f]{64}$'";

/** The same limits as the ledger's, and the company: a row that counts can be seen where its entry can be written. */
const OF_COMPANY = [
  within("programmes", "programme_id"),
  withinMunicipalities(S, "municipality_code"),
  within("courses", "course_id"),
  within("organisations", "organisation_id"),
].join(" AND ");

const OF_COURSE = [
  within("programmes", "programme_id"),
  withinMunicipalities(S, "municipality_code"),
  within("courses", "course_id"),
].join(" AND ");

/** Whose row it is; without a course it is an ordinary company's. */
const COMPANY = `id uuid PRIMARY KEY, programme_id uuid NOT NULL, organisation_id uuid NOT NULL,
  course_id uuid REFERENCES ${S}.company_course (id), partnership_id uuid,
  municipality_code text NOT NULL CHECK (municipality_code ~ '^[0-9]{4}$'), synthetic boolean NOT NULL, ${VERSIONED}`;

/** Room for people: job openings, places, workplaces, and how ready employers are. */
export class RoomForPeople1700000000005 implements MigrationInterface {
  name = "RoomForPeople1700000000005";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...openings(), ...places(), ...hires(), ...workplaces(), ...readiness()])
      await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

/** The seats taken and broken off stand with the opening, so that it shows them to who may not see its fillings. */
function openings(): string[] {
  return [
    `CREATE TABLE ${S}.job_opening (${COMPANY},
       state text NOT NULL CHECK (state IN ('DRAFT', 'PUBLISHED', 'CLOSED')), form text NOT NULL CHECK (form IN ${FORMS}),
       axis text NOT NULL CHECK (axis IN ${AXES}),
       hours_per_week numeric(4,1) NOT NULL CHECK (hours_per_week > 0 AND hours_per_week <= 60),
       seats integer NOT NULL CHECK (seats BETWEEN 1 AND 500), requirements text[] NOT NULL, offers text[] NOT NULL,
       target_group text, opens_on date NOT NULL, closes_on date, published_on date,
       taken integer NOT NULL DEFAULT 0 CHECK (taken >= 0), broken_off integer NOT NULL DEFAULT 0 CHECK (broken_off >= 0),
       CHECK (opens_on <= closes_on), CHECK ((state = 'DRAFT') = (published_on IS NULL)),
       CHECK (state <> 'CLOSED' OR closes_on IS NOT NULL))`,
    `CREATE INDEX job_opening_programme ON ${S}.job_opening (programme_id, id)`,
    `CREATE INDEX job_opening_organisation ON ${S}.job_opening (organisation_id, id)`,
    `CREATE INDEX job_opening_open ON ${S}.job_opening (programme_id, opens_on) WHERE state = 'PUBLISHED' AND taken < seats`,
    ...nounTable(S, "job_opening", OF_COMPANY),
    `CREATE POLICY job_opening_published ON ${S}.job_opening FOR SELECT TO ${S}_app USING (
       state <> 'DRAFT' AND ${within("programmes", "programme_id")} AND ${within("courses", "course_id")}
       AND ${within("organisations", "organisation_id")})`,
    `CREATE TABLE ${S}.opening_fill (${COMPANY},
       opening_id uuid NOT NULL REFERENCES ${S}.job_opening (id), participation_id uuid, fact_id uuid UNIQUE,
       filled_on date NOT NULL, ended_on date, end_reason text,
       CHECK (filled_on <= ended_on), CHECK ((ended_on IS NULL) = (end_reason IS NULL)),
       CHECK (participation_id IS NOT NULL OR fact_id IS NOT NULL))`,
    `CREATE INDEX opening_fill_opening ON ${S}.opening_fill (opening_id)`,
    `CREATE UNIQUE INDEX opening_fill_open ON ${S}.opening_fill (opening_id, participation_id) WHERE ended_on IS NULL`,
    ...nounTable(S, "opening_fill", OF_COMPANY),
  ];
}

/** Places were rows that never change; now they are booked, freed and withdrawn, so they get versions. */
function places(): string[] {
  return [
    `ALTER TABLE ${S}.training_place
       ADD COLUMN axis text NOT NULL DEFAULT 'AXIS_3B2' CHECK (axis IN ${AXES}), ADD COLUMN reference text,
       ADD COLUMN evidence_hash text CHECK (evidence_hash ${HASH}), ADD COLUMN withdrawn_on date,
       ADD COLUMN withdraw_reason text, ADD COLUMN version integer NOT NULL DEFAULT 1,
       ADD COLUMN recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now(),
       ADD CHECK ((withdrawn_on IS NULL) = (withdraw_reason IS NULL))`,
    `CREATE UNIQUE INDEX training_place_evidence ON ${S}.training_place (programme_id, evidence_hash)
       WHERE withdrawn_on IS NULL`,
    `CREATE UNIQUE INDEX training_place_reference ON ${S}.training_place (course_id, kind, reference)
       WHERE withdrawn_on IS NULL`,
    ...withVersions("training_place"),
    `CREATE TABLE ${S}.place_booking (
       id uuid PRIMARY KEY, place_id uuid NOT NULL REFERENCES ${S}.training_place (id), programme_id uuid NOT NULL,
       course_id uuid NOT NULL, municipality_code text NOT NULL, booked_on date NOT NULL, freed_on date, ${VERSIONED},
       CHECK (booked_on <= freed_on))`,
    `CREATE UNIQUE INDEX place_booking_open ON ${S}.place_booking (place_id) WHERE freed_on IS NULL`,
    `CREATE INDEX place_booking_place ON ${S}.place_booking (place_id)`,
    ...nounTable(S, "place_booking", OF_COURSE),
  ];
}

function hires(): string[] {
  return [
    `ALTER TABLE ${S}.ordinary_hire
       ADD COLUMN was_unemployed boolean NOT NULL DEFAULT true CHECK (was_unemployed),
       ADD COLUMN evidence_hash text CHECK (evidence_hash ${HASH}), ADD COLUMN withdrawn_on date,
       ADD COLUMN withdraw_reason text, ADD COLUMN version integer NOT NULL DEFAULT 1,
       ADD COLUMN recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now(),
       ADD CHECK ((withdrawn_on IS NULL) = (withdraw_reason IS NULL))`,
    `CREATE UNIQUE INDEX ordinary_hire_evidence ON ${S}.ordinary_hire (programme_id, evidence_hash)
       WHERE withdrawn_on IS NULL`,
    ...withVersions("ordinary_hire"),
  ];
}

/** Gives a course's table history; its rows still cannot be deleted. */
function withVersions(table: string): string[] {
  return [
    ...["app", "seed"].map((role) => `DROP POLICY ${table}_${role} ON ${S}.${table}`),
    ...nounTable(S, table, OF_COURSE),
    `REVOKE DELETE ON ${S}.${table} FROM ${S}_app`,
  ];
}

/** A workplace is in one status on each day; every change of status is a row of its own beside it. */
function workplaces(): string[] {
  return [
    `CREATE TABLE ${S}.inclusive_workplace (${COMPANY},
       axis text NOT NULL CHECK (axis IN ${AXES}), status text NOT NULL CHECK (status IN ('NEW', 'RETAINED', 'LOST')),
       steps jsonb NOT NULL, evidence_hash text NOT NULL CHECK (evidence_hash ${HASH}),
       UNIQUE (programme_id, evidence_hash))`,
    `CREATE INDEX inclusive_workplace_organisation ON ${S}.inclusive_workplace (organisation_id, id)`,
    `CREATE INDEX inclusive_workplace_programme ON ${S}.inclusive_workplace (programme_id, id)`,
    ...nounTable(S, "inclusive_workplace", OF_COMPANY),
  ];
}

function readiness(): string[] {
  return [
    `CREATE TABLE ${S}.employer_readiness (${COMPANY},
       dimension text NOT NULL CHECK (dimension IN ('COMPETENCE', 'CAPACITY')), questionnaire_version integer NOT NULL,
       score integer NOT NULL CHECK (score BETWEEN 1 AND 5), mentor_count integer CHECK (mentor_count >= 0),
       measured_on date NOT NULL,
       UNIQUE (programme_id, organisation_id, dimension, questionnaire_version, measured_on))`,
    `CREATE INDEX employer_readiness_organisation ON ${S}.employer_readiness (organisation_id, programme_id)`,
    ...nounTable(S, "employer_readiness", OF_COMPANY),
  ];
}
