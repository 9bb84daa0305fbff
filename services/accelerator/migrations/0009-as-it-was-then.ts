import { ANY_VIEWER, nounTable, unforced, withColumns } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "accelerator";

/** In which order organisations were told of, and on which days every seat of an opening was taken. */
export class AsItWasThen1700000000009 implements MigrationInterface {
  name = "AsItWasThen1700000000009";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...told(), ...fullDays()]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

function told(): string[] {
  return [
    `CREATE TABLE ${S}.organisation_told (organisation_id uuid PRIMARY KEY, position bigint NOT NULL)`,
    ...nounTable(S, "organisation_told", ANY_VIEWER, false),
  ];
}

/**
 * The days stand with the opening, as its numbers do, so that whoever may not see its fillings finds it on a day in the
 * past as it was then.
 */
function fullDays(): string[] {
  const table = `${S}.job_opening`;
  return [
    ...withColumns(S, "job_opening", ["full_on datemultirange NOT NULL DEFAULT '{}'"]),
    `ALTER TABLE ${table} DISABLE TRIGGER job_opening_keep`,
    ...unforced(
      S,
      ["job_opening", "opening_fill"],
      [
        `UPDATE ${table} o SET full_on = full_days.days FROM (
         SELECT opening_id, range_agg(daterange(first, until)) AS days FROM (
           SELECT p.opening_id, p.day AS first, lead(p.day) OVER (PARTITION BY p.opening_id ORDER BY p.day) AS until,
             (SELECT count(*) FROM ${S}.opening_fill f WHERE f.opening_id = p.opening_id AND f.filled_on <= p.day
               AND (f.ended_on IS NULL OR p.day < f.ended_on)) AS taken
           FROM (SELECT opening_id, filled_on AS day FROM ${S}.opening_fill
             UNION SELECT opening_id, ended_on FROM ${S}.opening_fill WHERE ended_on IS NOT NULL) p) step
         JOIN ${table} j ON j.id = step.opening_id WHERE step.taken >= j.seats GROUP BY opening_id) full_days
       WHERE full_days.opening_id = o.id`,
      ],
    ),
    `ALTER TABLE ${table} ENABLE TRIGGER job_opening_keep`,
  ];
}
