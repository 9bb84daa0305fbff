import { nounTable, PERSON_ROWS, within, withinMunicipalities } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "participant";
const VISIBLE = `${PERSON_ROWS} AND ${within("programmes", "programme_id")} AND ${withinMunicipalities(S, "municipality_code")}`;
const VERSIONED = `version integer NOT NULL DEFAULT 1, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now()`;
const OWN = `created_by = (SELECT current_setting('app.viewer', true))`;

/** Who answers for a participation, what a programme asks of a job and since when, and how far an import is. */
export class CreateOwners1700000000005 implements MigrationInterface {
  name = "CreateOwners1700000000005";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...owners(), ...hours(), ...progress(), ...figures()]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

function owners(): string[] {
  return [
    `CREATE TABLE ${S}.owner (
       id uuid PRIMARY KEY, participation_id uuid NOT NULL, programme_id uuid NOT NULL, municipality_code text NOT NULL,
       kind text NOT NULL CHECK (kind IN ('RESPONSIBLE', 'STAND_IN')),
       caseworker_ref text NOT NULL CHECK (caseworker_ref <> ''), from_on date NOT NULL, until_on date, ${VERSIONED},
       CHECK (from_on <= until_on), FOREIGN KEY (participation_id, programme_id, municipality_code)
         REFERENCES ${S}.participation (id, programme_id, municipality_code))`,
    `CREATE INDEX owner_participation ON ${S}.owner (participation_id, from_on)`,
    `CREATE INDEX referral_programme ON ${S}.referral (programme_id, referred_on)`,
    ...nounTable(S, "owner", VISIBLE),
  ];
}

/** Hours a week from which a job counts, by the day from which they hold. Whoever knows the programme may see them. */
function hours(): string[] {
  return [
    `CREATE TABLE ${S}.programme_hours (
       id uuid PRIMARY KEY, programme_id uuid NOT NULL, valid_from date NOT NULL,
       minimum_hours integer NOT NULL CHECK (minimum_hours BETWEEN 1 AND 37), ${VERSIONED},
       UNIQUE (programme_id, valid_from))`,
    ...nounTable(S, "programme_hours", within("programmes", "programme_id")),
  ];
}

/** How far an import is, for every process to see while the import itself is not committed; counts only. */
function progress(): string[] {
  return [
    `CREATE TABLE ${S}.participant_import_progress (
       import_id uuid PRIMARY KEY, programme_id uuid NOT NULL, created_by text NOT NULL,
       phase text NOT NULL CHECK (phase IN ('COMMITTING', 'REFUSED', 'FAILED')), done integer NOT NULL,
       total integer NOT NULL, refusals jsonb NOT NULL DEFAULT '[]',
       beat_at timestamptz NOT NULL DEFAULT clock_timestamp())`,
    ...nounTable(
      S,
      "participant_import_progress",
      `${PERSON_ROWS} AND ${within("programmes", "programme_id")} AND (${OWN}
         OR import_id IN (SELECT id FROM ${S}.participant_import))`,
      false,
    ),
  ];
}

/**
 * What is counted over everyone, whoever may see rows: a figure does not depend on who asks. Programmes and
 * municipalities stay limited, and nothing is given by which a person could be told.
 */
function lifted(signature: string, query: string): string {
  return `CREATE FUNCTION ${S}.${signature} LANGUAGE plpgsql AS $$
    DECLARE was_person_rows text := current_setting('app.person_rows', true);
      was_restricted_rows text := current_setting('app.restricted_rows', true);
    BEGIN
      PERFORM set_config('app.person_rows', 'on', true), set_config('app.restricted_rows', 'on', true);
      RETURN QUERY ${query};
      PERFORM set_config('app.person_rows', coalesce(was_person_rows, ''), true),
        set_config('app.restricted_rows', coalesce(was_restricted_rows, ''), true);
    END $$`;
}

/**
 * Responsible caseworkers of a day; and scores of so many days after entry, with whether the person was in work six
 * months after entry or after leaving.
 */
function figures(): string[] {
  const due = "(p.entered_on + interval '6 months')::date";
  return [
    lifted(
      `ownership_counts(programmes uuid[], as_of date)
         RETURNS TABLE (programme uuid, nobody integer, somebody integer, several integer, made_up boolean)`,
      `SELECT open.programme_id, (count(*) FILTER (WHERE owners = 0))::int, (count(*) FILTER (WHERE owners = 1))::int,
         (count(*) FILTER (WHERE owners > 1))::int, bool_or(open.synthetic)
       FROM (SELECT p.programme_id, p.synthetic, (SELECT count(*) FROM ${S}.owner o WHERE o.participation_id = p.id
               AND o.kind = 'RESPONSIBLE' AND o.from_on <= as_of AND (o.until_on IS NULL OR o.until_on >= as_of)) AS owners
             FROM ${S}.participation p LEFT JOIN ${S}.referral r ON r.participation_id = p.id
             WHERE p.programme_id = ANY (programmes) AND p.state <> 'SCREENED_OUT'
               AND (p.left_on IS NULL OR p.left_on >= as_of) AND coalesce(r.referred_on, p.entered_on) <= as_of) open
       GROUP BY open.programme_id`,
    ),
    lifted(
      `score_outcomes(programmes uuid[], asked_instrument text, asked_version integer, asked_rater text,
         asked_moment text, measured_after integer, tolerance integer, as_of date)
         RETURNS TABLE (programme uuid, score_sum integer, answered integer, outcome text, made_up boolean)`,
      `SELECT p.programme_id, m.score_sum, m.answered,
         CASE
           WHEN asked_moment = 'AFTER_ENTRY' AND ${due} > as_of THEN 'NOT_KNOWN'
           WHEN asked_moment = 'AFTER_ENTRY' THEN CASE WHEN EXISTS (
             SELECT 1 FROM ${S}.employment e WHERE e.participation_id = p.id AND e.started_on <= ${due}
               AND (e.ended_on IS NULL OR e.ended_on >= ${due})) THEN 'EMPLOYED' ELSE 'NOT_EMPLOYED' END
           ELSE coalesce((SELECT CASE f.labour_status WHEN 'EMPLOYED' THEN 'EMPLOYED' ELSE 'NOT_EMPLOYED' END
             FROM ${S}.follow_up f WHERE f.participation_id = p.id AND f.kind = 'LONG_TERM_6M' AND f.status = 'DONE'
               AND f.left_on = p.left_on AND f.recorded_on <= as_of), 'NOT_KNOWN') END,
         p.synthetic
       FROM ${S}.participation p LEFT JOIN LATERAL (
         SELECT (SELECT sum(value::int)::int FROM jsonb_each_text(s.scores)) AS score_sum,
           (SELECT count(value)::int FROM jsonb_each_text(s.scores)) AS answered
         FROM ${S}.measurement s WHERE s.participation_id = p.id AND s.instrument = asked_instrument
           AND s.instrument_version = asked_version AND s.rater = asked_rater AND s.measured_on <= as_of
           AND abs(s.measured_on - (p.entered_on + measured_after)) <= tolerance
         ORDER BY abs(s.measured_on - (p.entered_on + measured_after)), s.measured_on LIMIT 1) m ON true
       WHERE p.programme_id = ANY (programmes) AND p.entered_on <= as_of`,
    ),
  ];
}
