import {
  ANY_VIEWER,
  foundations,
  nounTable,
  PERSON_ROWS,
  within,
  withinMunicipalities,
} from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "participant";
const VERSIONED = `version integer NOT NULL DEFAULT 1, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now()`;
const VISIBLE = `${PERSON_ROWS} AND ${within("programmes", "programme_id")} AND ${withinMunicipalities(S, "municipality_code")}`;

/** A child of a participation repeats its programme and municipality, so that row policies need no join. */
const OF_PARTICIPATION = `participation_id uuid NOT NULL, programme_id uuid NOT NULL, municipality_code text NOT NULL,
         FOREIGN KEY (participation_id, programme_id, municipality_code)
           REFERENCES ${S}.participation (id, programme_id, municipality_code)`;

const WORK_FORMS = `('ORDINARY', 'SMALL_JOB', 'FLEX_JOB', 'WAGE_SUBSIDY', 'WORK_TRIAL', 'UTILITY_JOB', 'HYBRID',
           'APPRENTICE', 'SELF_EMPLOYED')`;

/** Persons, their participations with courses, placements and employments, and the companies of the accelerator. */
export class CreateParticipant1700000000001 implements MigrationInterface {
  name = "CreateParticipant1700000000001";

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...foundations(S, {
        ...{ sex: "text", benefit: "text", axis: "text", course_kind: "text", age_at_entry: "text" },
        partnership_id: "uuid",
      }),
      ...participations(),
      ...courses(),
      ...work(),
      ...acceleratorMemberships(),
      ...areas(),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

function participations(): string[] {
  return [
    `CREATE TABLE ${S}.person (
       id uuid PRIMARY KEY, birth_date date NOT NULL, sex text NOT NULL CHECK (sex IN ('F', 'M')),
       synthetic boolean NOT NULL, ${VERSIONED})`,
    `CREATE TABLE ${S}.participation (
       id uuid PRIMARY KEY, person_id uuid NOT NULL REFERENCES ${S}.person, programme_id uuid NOT NULL,
       municipality_code text NOT NULL CHECK (municipality_code ~ '^[0-9]{4}$'), partnership_id uuid,
       entry_gate text NOT NULL CHECK (entry_gate IN ('REFERRAL', 'ALUMNI_EMPLOYED', 'ALUMNI_LOST_JOB')),
       previous_programme text,
       state text NOT NULL CHECK (state IN ('REFERRED', 'SCREENED_OUT', 'WAITLISTED', 'ACCEPTED', 'ENROLLED',
         'IN_PLACEMENT', 'COMPLETED', 'DROPPED_OUT', 'EMPLOYED', 'FOLLOW_UP', 'CLOSED', 'AFTERCARE')),
       entered_on date, left_on date,
       benefit text NOT NULL CHECK (benefit IN ('UNEMPLOYMENT_INSURANCE', 'CASH_JOB_READY', 'CASH_ACTIVITY_READY',
         'EDUCATION_READY', 'EDUCATION_ACTIVITY_READY', 'SELF_SUPPORT_RETURN', 'SICKNESS', 'JOB_CLARIFICATION',
         'RESOURCE_COURSE', 'REHABILITATION', 'UNEMPLOYED_FLEX', 'FLEX_SUBSIDY', 'DISABILITY_PENSION',
         'NONE_SELF_SUPPORTING')),
       synthetic boolean NOT NULL, ${VERSIONED},
       UNIQUE (id, programme_id, municipality_code), CHECK (entered_on <= left_on))`,
    `CREATE UNIQUE INDEX participation_open ON ${S}.participation (person_id, programme_id) WHERE left_on IS NULL`,
    `CREATE INDEX participation_person ON ${S}.participation (person_id)`,
    `CREATE INDEX participation_programme ON ${S}.participation (programme_id, id)`,
    `CREATE INDEX participation_partnership ON ${S}.participation (partnership_id)`,
    ...nounTable(S, "person", PERSON_ROWS),
    ...nounTable(S, "participation", VISIBLE),
  ];
}

function courses(): string[] {
  return [
    `CREATE TABLE ${S}.course (
       id uuid PRIMARY KEY,
       kind text NOT NULL CHECK (kind IN ('ENTRY', 'INCLUSION', 'RETENTION', 'FAST_TRACK_AFTERCARE')),
       axis text NOT NULL CHECK (axis IN ('AXIS_3B1', 'AXIS_3B2')),
       planned_weeks integer NOT NULL CHECK (planned_weeks > 0), started_on date NOT NULL, ended_on date,
       completion text CHECK (completion IN ('COMPLETED', 'DROPPED_OUT', 'ENDED_BY_JOB')), ${VERSIONED},
       ${OF_PARTICIPATION}, CHECK (started_on <= ended_on), CHECK ((ended_on IS NULL) = (completion IS NULL)))`,
    `CREATE INDEX course_participation ON ${S}.course (participation_id, started_on)`,
    ...nounTable(S, "course", VISIBLE),
  ];
}

function work(): string[] {
  return [
    `CREATE TABLE ${S}.placement (
       id uuid PRIMARY KEY, form text NOT NULL CHECK (form IN ${WORK_FORMS}), company_id uuid NOT NULL,
       started_on date NOT NULL, ended_on date,
       hours_per_week numeric(4,1) NOT NULL CHECK (hours_per_week > 0 AND hours_per_week <= 37), ${VERSIONED},
       ${OF_PARTICIPATION}, CHECK (started_on <= ended_on))`,
    `CREATE TABLE ${S}.employment (
       id uuid PRIMARY KEY, form text NOT NULL CHECK (form IN ${WORK_FORMS}), employer_id uuid NOT NULL,
       started_on date NOT NULL, ended_on date,
       hours_per_week numeric(4,1) NOT NULL CHECK (hours_per_week > 0 AND hours_per_week <= 168), ${VERSIONED},
       ${OF_PARTICIPATION}, CHECK (started_on <= ended_on))`,
    `CREATE INDEX placement_participation ON ${S}.placement (participation_id, started_on)`,
    `CREATE INDEX employment_participation ON ${S}.employment (participation_id, started_on)`,
    ...nounTable(S, "placement", VISIBLE),
    ...nounTable(S, "employment", VISIBLE),
  ];
}

/** A copy of what the accelerator tells, by which hires in its companies are known from all others. */
function acceleratorMemberships(): string[] {
  return [
    `CREATE TABLE ${S}.accelerator_membership (
       course_id uuid PRIMARY KEY, programme_id uuid NOT NULL, organisation_id uuid NOT NULL, accepted_on date NOT NULL)`,
    `CREATE INDEX accelerator_membership_company ON ${S}.accelerator_membership (programme_id, organisation_id)`,
    ...nounTable(S, "accelerator_membership", ANY_VIEWER, false),
  ];
}

/** A copy of what the partnership service tells: the programme area of each municipality. */
function areas(): string[] {
  return [
    `CREATE TABLE ${S}.municipality_area (municipality_code text PRIMARY KEY, area text NOT NULL)`,
    ...nounTable(S, "municipality_area", ANY_VIEWER, false),
  ];
}
