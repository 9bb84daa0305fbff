import {
  ANY_VIEWER,
  nounTable,
  PERSON_ROWS,
  SENSITIVE_ROWS,
  within,
  withinMunicipalities,
} from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "participant";
const VISIBLE = `${PERSON_ROWS} AND ${within("programmes", "programme_id")} AND ${withinMunicipalities(S, "municipality_code")}`;
const SENSITIVE = `${SENSITIVE_ROWS} AND ${VISIBLE}`;
const LABOUR_STATUS = `('UNEMPLOYED', 'LONG_TERM_UNEMPLOYED', 'INACTIVE', 'INACTIVE_NOT_IN_EDUCATION', 'EMPLOYED')`;
const ANSWER = `('YES', 'NO', 'REFUSED', 'UNKNOWN')`;

/** Columns that every row of a participation's file has. */
const OWNED = `id uuid PRIMARY KEY, participation_id uuid NOT NULL, programme_id uuid NOT NULL, municipality_code text NOT NULL,
  version integer NOT NULL DEFAULT 1, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now(),
  FOREIGN KEY (participation_id, programme_id, municipality_code)
    REFERENCES ${S}.participation (id, programme_id, municipality_code)`;

/** The way through a programme: what comes before a course, beside it and after it, and every step that was taken. */
export class CreatePathway1700000000002 implements MigrationInterface {
  name = "CreatePathway1700000000002";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...terms(), ...before(), ...during(), ...after(), ...openings(), ...widened()])
      await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

/** A table of the file, with its index by participation. */
function fileTable(table: string, columns: string, visible = VISIBLE): string[] {
  return [
    `CREATE TABLE ${S}.${table} (${OWNED}, ${columns})`,
    `CREATE INDEX ${table}_participation ON ${S}.${table} (participation_id)`,
    ...nounTable(S, table, visible),
  ];
}

/** Copies of what the partnership service tells of programmes. */
function terms(): string[] {
  return [
    `CREATE TABLE ${S}.programme_terms (
       programme_id uuid PRIMARY KEY, starts_on date, ends_on date, minimum_hours integer NOT NULL DEFAULT 8)`,
    `CREATE TABLE ${S}.programme_place (
       programme_id uuid, municipality_code text, joined_on date NOT NULL, left_on date,
       capacity integer CHECK (capacity >= 0),
       PRIMARY KEY (programme_id, municipality_code))`,
    ...nounTable(S, "programme_terms", ANY_VIEWER, false),
    ...nounTable(S, "programme_place", ANY_VIEWER, false),
  ];
}

function before(): string[] {
  return [
    ...fileTable(
      "referral",
      `referred_on date NOT NULL, caseworker_ref text, prior_efforts jsonb NOT NULL, no_prior_effort_reason text,
       ordinary_effort text, what_is_added text, CHECK (id = participation_id)`,
    ),
    ...fileTable(
      "screening",
      `screened_on date NOT NULL, outcome text NOT NULL CHECK (outcome IN ('FIT', 'NOT_FIT', 'WAITLIST')),
       reason_code text, criteria text[] NOT NULL, CHECK (outcome <> 'NOT_FIT' OR reason_code IS NOT NULL)`,
    ),
    ...fileTable(
      "entry_facts",
      `labour_status text CHECK (labour_status IN ${LABOUR_STATUS}), education text CHECK (education ~ '^ISCED_[0-8]$'),
       household text CHECK (household IN ('WITH_WORK', 'JOBLESS', 'JOBLESS_WITH_CHILDREN', 'SINGLE_ADULT_WITH_CHILDREN')),
       seniority_weeks integer CHECK (seniority_weeks >= 0), start_form_on date, CHECK (id = participation_id)`,
    ),
    ...fileTable(
      "sensitive_facts",
      `migrant_or_minority text CHECK (migrant_or_minority IN ${ANSWER}), disability text CHECK (disability IN ${ANSWER}),
       other_disadvantage text CHECK (other_disadvantage IN ${ANSWER}), asked_on date, CHECK (id = participation_id)`,
      SENSITIVE,
    ),
  ];
}

function during(): string[] {
  return [
    ...fileTable(
      "activity",
      `kind text NOT NULL CHECK (kind IN ('UPSKILLING', 'EDUCATION', 'MENTOR', 'COMPANY_VISIT', 'GUIDANCE', 'OTHER')),
       axis text NOT NULL CHECK (axis IN ('AXIS_3B1', 'AXIS_3B2')), happened_on date NOT NULL,
       hours numeric(6,2) NOT NULL CHECK (hours > 0)`,
    ),
    ...fileTable(
      "company_contact",
      `company_id uuid NOT NULL, kind text NOT NULL CHECK (kind IN ('MEETING', 'CALL', 'VISIT', 'INTERVIEW')),
       happened_on date NOT NULL`,
    ),
    ...fileTable(
      "measurement",
      `instrument text NOT NULL, instrument_version integer NOT NULL,
       rater text NOT NULL CHECK (rater IN ('PARTICIPANT', 'CASEWORKER')), measured_on date NOT NULL, scores jsonb NOT NULL`,
    ),
    ...fileTable(
      "match",
      `opening_id uuid NOT NULL, proposed_on date NOT NULL, decided_on date,
       status text NOT NULL CHECK (status IN ('PROPOSED', 'ACCEPTED', 'DECLINED', 'HIRED')), decline_reason text,
       CHECK (proposed_on <= decided_on)`,
    ),
    ...fileTable(
      "pathway_event",
      `kind text NOT NULL, from_state text, to_state text NOT NULL, happened_on date NOT NULL, actor text NOT NULL,
       reason_code text`,
    ),
    `REVOKE UPDATE, DELETE ON ${S}.pathway_event FROM ${S}_app`,
    `CREATE UNIQUE INDEX measurement_series
       ON ${S}.measurement (participation_id, instrument, instrument_version, rater, measured_on)`,
    `CREATE UNIQUE INDEX match_open ON ${S}.match (participation_id, opening_id) WHERE status IN ('PROPOSED', 'ACCEPTED')`,
    `CREATE INDEX activity_month ON ${S}.activity (programme_id, happened_on)`,
    ...sumsBeyondRows(),
  ];
}

/**
 * Sums over rows that the asker may not see one by one. Each function lifts the limits that would make its sum wrong,
 * for as long as it runs, and gives nothing by which a person could be told.
 */
function sumsBeyondRows(): string[] {
  return [
    ...liftedFunction(
      "hours_delivered(programme uuid, asked_axis text, asked_kind text, asked_month text) RETURNS SETOF numeric",
      { person_rows: "on", restricted_rows: "on", programmes: "*", municipalities: "*" },
      `SELECT coalesce(sum(hours), 0) FROM ${S}.activity
       WHERE programme_id = programme AND axis = asked_axis AND kind = asked_kind
         AND happened_on >= (asked_month || '-01')::date
         AND happened_on < ((asked_month || '-01')::date + interval '1 month')::date`,
    ),
    ...liftedFunction(
      `score_pairs(programmes uuid[], asked_instrument text, asked_version integer, asked_rater text, as_of date)
       RETURNS TABLE (programme uuid, measured integer, first_scores jsonb, latest_scores jsonb, made_up boolean)`,
      { person_rows: "on", restricted_rows: "on" },
      `SELECT p.programme_id, count(m.id)::int, (array_agg(m.scores ORDER BY m.measured_on))[1],
         (array_agg(m.scores ORDER BY m.measured_on DESC))[1], p.synthetic
       FROM ${S}.participation p LEFT JOIN ${S}.measurement m ON m.participation_id = p.id
         AND m.instrument = asked_instrument AND m.instrument_version = asked_version AND m.rater = asked_rater
         AND m.measured_on <= as_of
       WHERE p.programme_id = ANY (programmes) AND p.entered_on <= as_of
       GROUP BY p.id`,
    ),
  ];
}

/** A function that runs one query under other settings than the viewer's, and then sets the viewer's again. */
function liftedFunction(signature: string, settings: Readonly<Record<string, string>>, query: string): string[] {
  const names = Object.keys(settings);
  const kept = names.map((name) => `was_${name} text := current_setting('app.${name}', true);`);
  const lift = names.map((name) => `PERFORM set_config('app.${name}', '${settings[name]}', true);`);
  const back = names.map((name) => `PERFORM set_config('app.${name}', coalesce(was_${name}, ''), true);`);
  return [
    `CREATE FUNCTION ${S}.${signature} LANGUAGE plpgsql AS $$
     DECLARE ${kept.join(" ")}
     BEGIN
       ${lift.join(" ")}
       RETURN QUERY ${query};
       ${back.join(" ")}
     END $$`,
  ];
}

function after(): string[] {
  return [
    ...fileTable(
      "exit",
      `left_on date NOT NULL, reason_code text NOT NULL,
       labour_status text NOT NULL CHECK (labour_status IN ${LABOUR_STATUS}), searches_job boolean NOT NULL,
       in_education boolean NOT NULL, gained_qualification boolean NOT NULL, CHECK (id = participation_id)`,
    ),
    ...fileTable(
      "follow_up",
      `kind text NOT NULL CHECK (kind IN ('IMMEDIATE_4W', 'LONG_TERM_6M')), left_on date NOT NULL, due_on date NOT NULL,
       status text NOT NULL CHECK (status IN ('PLANNED', 'DONE', 'NOT_REACHED', 'EXPIRED')), recorded_on date,
       labour_status text CHECK (labour_status IN ${LABOUR_STATUS}), in_education boolean, gained_qualification boolean,
       searches_job boolean, improved_situation boolean,
       UNIQUE (participation_id, kind, left_on), CHECK (left_on < due_on)`,
    ),
    `CREATE INDEX follow_up_due ON ${S}.follow_up (programme_id, status, due_on)`,
  ];
}

/** Job openings, as the accelerator tells them. */
function openings(): string[] {
  return [
    `CREATE TABLE ${S}.job_opening (
       id uuid PRIMARY KEY, programme_id uuid NOT NULL, organisation_id uuid NOT NULL, municipality_code text NOT NULL,
       form text NOT NULL, hours_per_week numeric(4,1) NOT NULL, opens_on date NOT NULL, closes_on date)`,
    `CREATE INDEX job_opening_programme ON ${S}.job_opening (programme_id, opens_on)`,
    ...nounTable(S, "job_opening", ANY_VIEWER, false),
  ];
}

/** What the first tables lacked: forms of the end, tasks of hybrid placements, and the way back for who was turned away. */
function widened(): string[] {
  return [
    ...withColumns("course", ["end_form_on date"]),
    ...withColumns("placement", ["task_code text", "paired_with_id uuid"]),
    `DROP INDEX ${S}.participation_open`,
    `CREATE UNIQUE INDEX participation_open ON ${S}.participation (person_id, programme_id)
       WHERE left_on IS NULL AND state <> 'SCREENED_OUT'`,
    `CREATE INDEX participation_places ON ${S}.participation (programme_id, municipality_code)
       WHERE state IN ('ACCEPTED', 'ENROLLED', 'IN_PLACEMENT', 'AFTERCARE')`,
    `CREATE INDEX employment_company ON ${S}.employment (programme_id, employer_id)`,
  ];
}

/** Adds columns to a table and its history, whose last column stays the last: the trigger copies by position. */
function withColumns(table: string, columns: readonly string[]): string[] {
  const history = `${S}.${table}_history`;
  const added = columns.map((column) => `ADD COLUMN ${column}`).join(", ");
  return [
    `ALTER TABLE ${S}.${table} ${added}`,
    `ALTER TABLE ${history} RENAME COLUMN recorded_until TO known_until`,
    `ALTER TABLE ${history} ${added}, ADD COLUMN recorded_until timestamptz`,
    `ALTER TABLE ${history} NO FORCE ROW LEVEL SECURITY`,
    `UPDATE ${history} SET recorded_until = known_until`,
    `ALTER TABLE ${history} FORCE ROW LEVEL SECURITY`,
    `ALTER TABLE ${history} ALTER COLUMN recorded_until SET NOT NULL, DROP COLUMN known_until`,
  ];
}
