import { ANY_VIEWER, nounTable, within, withinMunicipalities } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "accelerator";
const VERSIONED = `version integer NOT NULL DEFAULT 1, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now()`;
const IN_PROGRAMME = within("programmes", "programme_id");
const VISIBLE = [IN_PROGRAMME, withinMunicipalities(S, "municipality_code"), within("courses", "course_id")].join(
  " AND ",
);

/** Columns that every row of a course's file has, so that row policies need no join. */
const OWNED = `id uuid PRIMARY KEY, course_id uuid NOT NULL, programme_id uuid NOT NULL, municipality_code text NOT NULL,
  ${VERSIONED},
  FOREIGN KEY (course_id, programme_id, municipality_code)
    REFERENCES ${S}.company_course (id, programme_id, municipality_code)`;

/** Calls and applications, what the other services tell of companies, and every step of a course from then on. */
export class CreateIntake1700000000002 implements MigrationInterface {
  name = "CreateIntake1700000000002";

  async up(runner: QueryRunner): Promise<void> {
    const statements = [...told(), ...calls(), ...widened(), ...intake(), ...during(), ...countsBeyondRows()];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

/** A table of the file, with its index by course. */
function fileTable(table: string, columns: string): string[] {
  return [
    `CREATE TABLE ${S}.${table} (${OWNED}, ${columns})`,
    `CREATE INDEX ${table}_course ON ${S}.${table} (course_id)`,
    ...nounTable(S, table, VISIBLE),
  ];
}

/** Copies of what partnership and participant tell. */
function told(): string[] {
  return [
    `CREATE TABLE ${S}.organisation_copy (
       id uuid PRIMARY KEY, cvr text, kinds text[] NOT NULL, size_class text, municipality_code text,
       rsv_registered boolean NOT NULL, merged_into uuid, ${VERSIONED})`,
    ...nounTable(S, "organisation_copy", ANY_VIEWER),
    `CREATE TABLE ${S}.partnership_copy (
       id uuid PRIMARY KEY, programme_id uuid NOT NULL, municipality_codes text[] NOT NULL, parties jsonb NOT NULL,
       signed_on date, closed_on date, ${VERSIONED})`,
    ...nounTable(S, "partnership_copy", ANY_VIEWER),
    `CREATE TABLE ${S}.open_placements (
       programme_id uuid, organisation_id uuid, count integer NOT NULL CHECK (count >= 0),
       PRIMARY KEY (programme_id, organisation_id))`,
    ...nounTable(S, "open_placements", ANY_VIEWER, false),
  ];
}

function calls(): string[] {
  return [
    `CREATE TABLE ${S}.accelerator_call (
       id uuid PRIMARY KEY, programme_id uuid NOT NULL, title text NOT NULL, opens_on date NOT NULL,
       closes_on date NOT NULL, cohort text NOT NULL, capacity integer NOT NULL CHECK (capacity >= 1),
       partnership_required boolean NOT NULL, lowest integer NOT NULL, highest integer NOT NULL,
       criteria jsonb NOT NULL, ${VERSIONED},
       CHECK (opens_on <= closes_on), CHECK (lowest < highest), UNIQUE (id, programme_id),
       CONSTRAINT accelerator_call_cohort UNIQUE (programme_id, cohort))`,
    ...nounTable(S, "accelerator_call", IN_PROGRAMME),
    `REVOKE DELETE ON ${S}.accelerator_call FROM ${S}_app`,
    `CREATE TABLE ${S}.course_session (
       id uuid PRIMARY KEY, call_id uuid NOT NULL, programme_id uuid NOT NULL,
       kind text NOT NULL CHECK (kind IN ('TEACHING', 'CAMP', 'NETWORK', 'PITCH')), title text NOT NULL,
       held_on date NOT NULL, hours_hundredths integer NOT NULL CHECK (hours_hundredths > 0), ${VERSIONED},
       FOREIGN KEY (call_id, programme_id) REFERENCES ${S}.accelerator_call (id, programme_id))`,
    `CREATE INDEX course_session_call ON ${S}.course_session (call_id, held_on)`,
    ...nounTable(S, "course_session", IN_PROGRAMME),
  ];
}

/** A course learns of its call, and of the days on which it was applied for and decided. */
function widened(): string[] {
  const columns = ["call_id uuid", "cohort text", "applied_on date", "decided_on date"];
  const history = `${S}.company_course_history`;
  const added = columns.map((column) => `ADD COLUMN ${column}`).join(", ");
  return [
    `ALTER TABLE ${S}.company_course ${added}`,
    `ALTER TABLE ${history} RENAME COLUMN recorded_until TO known_until`,
    `ALTER TABLE ${history} ${added}, ADD COLUMN recorded_until timestamptz`,
    `ALTER TABLE ${history} NO FORCE ROW LEVEL SECURITY`,
    `UPDATE ${history} SET recorded_until = known_until`,
    `ALTER TABLE ${history} FORCE ROW LEVEL SECURITY`,
    `ALTER TABLE ${history} ALTER COLUMN recorded_until SET NOT NULL, DROP COLUMN known_until`,
    `ALTER TABLE ${S}.company_course
       ADD FOREIGN KEY (call_id, programme_id) REFERENCES ${S}.accelerator_call (id, programme_id)`,
    `CREATE INDEX company_course_call ON ${S}.company_course (call_id)`,
  ];
}

function intake(): string[] {
  return [
    ...fileTable(
      "application",
      `submitted_on date NOT NULL, cvr text NOT NULL CHECK (cvr ~ '^[1-9][0-9]{7}$'),
       stated_size_class text CHECK (stated_size_class IN ('MICRO', 'SMALL', 'MEDIUM', 'LARGE')), size_evidence text,
       social_purpose text, social_purpose_evidence text, answers jsonb NOT NULL, CHECK (id = course_id)`,
    ),
    ...fileTable(
      "application_review",
      `reviewer text NOT NULL, criteria_version integer, scores jsonb NOT NULL, scored_on date, conflict_on date,
       conflict_reason text, UNIQUE (course_id, reviewer),
       CHECK (conflict_on IS NULL OR scored_on IS NULL), CHECK ((criteria_version IS NULL) = (scored_on IS NULL)),
       CHECK ((conflict_on IS NULL) = (conflict_reason IS NULL))`,
    ),
    ...fileTable(
      "due_diligence_check",
      `kind text NOT NULL CHECK (kind IN ('SOCIAL_PURPOSE', 'INDEPENDENCE', 'FINANCES', 'MANAGEMENT',
         'GROWTH_POTENTIAL', 'STATE_AID')),
       result text NOT NULL CHECK (result IN ('PASSED', 'FAILED')), checked_by text NOT NULL, checked_on date NOT NULL,
       evidence text, UNIQUE (course_id, kind)`,
    ),
    ...fileTable(
      "course_event",
      `kind text NOT NULL, from_state text, to_state text NOT NULL, happened_on date NOT NULL, actor text NOT NULL,
       reason text`,
    ),
    `REVOKE UPDATE, DELETE ON ${S}.course_event FROM ${S}_app`,
  ];
}

function during(): string[] {
  return [
    ...fileTable(
      "diagnosis",
      "diagnosed_on date NOT NULL, summary text NOT NULL, needs jsonb NOT NULL, CHECK (id = course_id)",
    ),
    ...fileTable(
      "growth_plan",
      `revision integer NOT NULL CHECK (revision >= 1), written_on date NOT NULL, reason text, goals jsonb NOT NULL,
       jobs_planned integer NOT NULL CHECK (jobs_planned >= 0), places_planned integer NOT NULL CHECK (places_planned >= 0),
       approved_on date, UNIQUE (course_id, revision), CHECK (revision = 1 OR reason IS NOT NULL),
       CHECK (written_on <= approved_on)`,
    ),
    `REVOKE DELETE ON ${S}.growth_plan FROM ${S}_app`,
    ...fileTable(
      "goal_measurement",
      `goal text NOT NULL, measured_on date NOT NULL, value_hundredths bigint NOT NULL, unit text NOT NULL,
       UNIQUE (course_id, goal, measured_on)`,
    ),
    ...fileTable(
      "milestone",
      `sprint integer NOT NULL CHECK (sprint >= 1), title text NOT NULL, is_mandatory boolean NOT NULL,
       due_on date NOT NULL, done_on date, evidence text, CHECK ((done_on IS NULL) = (evidence IS NULL))`,
    ),
    ...fileTable(
      "attendance",
      `session_id uuid NOT NULL REFERENCES ${S}.course_session (id), people_count integer NOT NULL CHECK (people_count >= 0),
       UNIQUE (course_id, session_id)`,
    ),
    ...fileTable(
      "advisory_hours",
      `kind text NOT NULL CHECK (kind IN ('MENTOR', 'SALES', 'STRATEGY', 'OPERATIONS', 'FINANCE', 'INCLUSION')),
       worked_on date NOT NULL, hours_hundredths integer NOT NULL CHECK (hours_hundredths > 0)`,
    ),
  ];
}

/**
 * How full a cohort is does not depend on which of its companies the asker may see; the number tells of none. The
 * limits are lifted for as long as the function runs.
 */
function countsBeyondRows(): string[] {
  const names = ["programmes", "municipalities", "courses"];
  const kept = names.map((name) => `was_${name} text := current_setting('app.${name}', true);`);
  const lift = names.map((name) => `PERFORM set_config('app.${name}', '*', true);`);
  const back = names.map((name) => `PERFORM set_config('app.${name}', coalesce(was_${name}, ''), true);`);
  return [
    `CREATE FUNCTION ${S}.accepted_in_call(asked_call uuid) RETURNS SETOF integer LANGUAGE plpgsql AS $$
     DECLARE ${kept.join(" ")}
     BEGIN
       ${lift.join(" ")}
       RETURN QUERY SELECT count(*)::int FROM ${S}.company_course
         WHERE call_id = asked_call AND accepted_on IS NOT NULL;
       ${back.join(" ")}
     END $$`,
  ];
}
