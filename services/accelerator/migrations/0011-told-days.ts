import { DAY_ZONE } from "@inclusion/kernel";
import { ANY_VIEWER, nounTable, unforced, withColumns, within } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "accelerator";
const VERSIONED = `version integer NOT NULL DEFAULT 1, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now()`;

/**
 * On which days companies were registered as social enterprises, and which programmes there are, as partnership tells;
 * and what job openings offered before they were changed.
 */
export class ToldDays1700000000011 implements MigrationInterface {
  name = "ToldDays1700000000011";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...registrations(), ...programmes(), ...offers()]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

/** `id` is the organisation's. */
function registrations(): string[] {
  return [
    `CREATE TABLE ${S}.registration_copy (id uuid PRIMARY KEY, registered_on datemultirange NOT NULL, ${VERSIONED})`,
    ...nounTable(S, "registration_copy", ANY_VIEWER),
    `CREATE TABLE ${S}.registration_told (organisation_id uuid PRIMARY KEY, position bigint NOT NULL)`,
    ...nounTable(S, "registration_told", ANY_VIEWER, false),
  ];
}

/** Programmes that have courses or calls are known at once; partnership tells all of them again. */
function programmes(): string[] {
  const known = ["company_course", "accelerator_call", "job_opening"];
  return [
    `CREATE TABLE ${S}.known_programme (programme_id uuid PRIMARY KEY)`,
    ...nounTable(S, "known_programme", within("programmes", "programme_id"), false),
    ...unforced(
      S,
      [...known, "known_programme"],
      [
        `INSERT INTO ${S}.known_programme (programme_id)
         ${known.map((table) => `SELECT programme_id FROM ${S}.${table}`).join(" UNION ")}`,
      ],
    ),
  ];
}

const TERMS = "hours_per_week, seats, requirements, offers, target_group";

/**
 * What an opening offered before today stands with it. Of those that were changed already it is read from their history:
 * what held from a day on until the day of the next change, and on a day at least.
 */
function offers(): string[] {
  const table = `${S}.job_opening`;
  const versions = [table, `${table}_history`].map(
    (each) => `SELECT id, recorded_at, ${TERMS}, published_on FROM ${each} WHERE state <> 'DRAFT'`,
  );
  const day = (instant: string): string => `(${instant} AT TIME ZONE '${DAY_ZONE}')::date`;
  const following = `OVER (PARTITION BY id ORDER BY recorded_at)`;
  const backfill = `WITH version AS (${versions.join(" UNION ALL ")}),
    step AS (
      SELECT id, recorded_at, ${TERMS}, ${day("recorded_at")} AS since, published_on,
        ${day(`lead(recorded_at) ${following}`)} AS until,
        lead(ROW (${TERMS})) ${following} AS next, ROW (${TERMS}) AS terms
      FROM version),
    held AS (
      SELECT DISTINCT ON (id, until) * FROM step
      WHERE until IS NOT NULL AND terms IS DISTINCT FROM next AND published_on < until
      ORDER BY id, until, recorded_at)
    UPDATE ${table} o SET earlier_terms = earlier.terms FROM (
      SELECT id, jsonb_agg(jsonb_build_object('until', until, 'hoursPerWeek', hours_per_week, 'seats', seats,
        'requirements', requirements, 'offers', offers, 'targetGroup', target_group) ORDER BY until) AS terms
      FROM held GROUP BY id) earlier
    WHERE earlier.id = o.id`;
  return [
    ...withColumns(S, "job_opening", ["earlier_terms jsonb NOT NULL DEFAULT '[]'"]),
    `ALTER TABLE ${table} DISABLE TRIGGER job_opening_keep`,
    ...unforced(S, ["job_opening", "job_opening_history", "opening_fill"], [backfill, fullDays()]),
    `ALTER TABLE ${table} ENABLE TRIGGER job_opening_keep`,
  ];
}

/** The days on which every seat that was offered then was taken, of openings whose offer was changed. */
function fullDays(): string {
  const changed = `${S}.job_opening o CROSS JOIN jsonb_array_elements(o.earlier_terms) AS earlier`;
  return `WITH point AS (
      SELECT o.id, (earlier->>'until')::date AS day FROM ${changed}
      UNION SELECT f.opening_id, f.filled_on FROM ${S}.opening_fill f
      UNION SELECT f.opening_id, f.ended_on FROM ${S}.opening_fill f WHERE f.ended_on IS NOT NULL),
    step AS (
      SELECT p.id, p.day, lead(p.day) OVER (PARTITION BY p.id ORDER BY p.day) AS until,
        (SELECT count(*) FROM ${S}.opening_fill f WHERE f.opening_id = p.id AND f.filled_on <= p.day
          AND (f.ended_on IS NULL OR p.day < f.ended_on)) AS taken,
        coalesce((SELECT (earlier->>'seats')::int FROM ${changed}
          WHERE o.id = p.id AND p.day < (earlier->>'until')::date ORDER BY earlier->>'until' LIMIT 1), j.seats) AS seats
      FROM point p JOIN ${S}.job_opening j ON j.id = p.id AND j.earlier_terms <> '[]')
    UPDATE ${S}.job_opening j SET full_on = full_days.days FROM (
      SELECT id, coalesce(range_agg(daterange(day, until)) FILTER (WHERE taken >= seats), '{}') AS days
      FROM step GROUP BY id) full_days
    WHERE full_days.id = j.id`;
}
