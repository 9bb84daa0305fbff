import {
  ledgerByCompany,
  unforced,
  visibleAnew,
  withColumns,
  within,
  withinCompany,
  withinMunicipalities,
} from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "accelerator";

const OF_PLACE = [within("programmes", "programme_id"), withinMunicipalities(S, "municipality_code")].join(" AND ");
const OF_COMPANY = `${OF_PLACE} AND ${withinCompany("course_id", "organisation_id")}`;

/** Rows that a company without a course can have from now on as well. */
const PLACES = ["training_place", "place_booking", "ordinary_hire"] as const;
/** Rows that it can have already. */
const ROOM = ["job_opening", "opening_fill", "inclusive_workplace", "employer_readiness"] as const;

/** Training places and ordinary hires of companies without a course, and the limit to a company on all that is theirs. */
export class OrdinaryCompanies1700000000008 implements MigrationInterface {
  name = "OrdinaryCompanies1700000000008";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...places(), ...limits(), ...ledgerByCompany(S, OWNERS_OF_ENTRIES)])
      await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

/** Every place, booking and hire says whose it is; those that are there are their course's company's. */
function places(): string[] {
  const placed = PLACES.flatMap((table) => {
    const both = [table, `${table}_history`];
    return [
      ...withColumns(S, table, ["organisation_id uuid", ...(table === "place_booking" ? [] : ["partnership_id uuid"])]),
      `ALTER TABLE ${S}.${table} DISABLE TRIGGER ${table}_keep`,
      ...unforced(S, ["company_course", ...both], both.map(ownedByCourse(table !== "place_booking"))),
      `ALTER TABLE ${S}.${table} ENABLE TRIGGER ${table}_keep`,
      ...both.map((each) => `ALTER TABLE ${S}.${each} ALTER COLUMN course_id DROP NOT NULL`),
      `ALTER TABLE ${S}.${table} ALTER COLUMN organisation_id SET NOT NULL`,
      `CREATE INDEX ${table}_organisation ON ${S}.${table} (organisation_id, id)`,
      ...visibleAnew(S, table, OF_COMPANY),
    ];
  });
  return [
    ...placed,
    `ALTER TABLE ${S}.company_course ADD CONSTRAINT company_course_owner UNIQUE (id, programme_id, organisation_id)`,
    ...["training_place", "ordinary_hire"].flatMap((table) => [
      `ALTER TABLE ${S}.${table} DROP CONSTRAINT ${table}_course_id_programme_id_municipality_code_fkey`,
      `ALTER TABLE ${S}.${table} ADD FOREIGN KEY (course_id, programme_id, organisation_id)
           REFERENCES ${S}.company_course (id, programme_id, organisation_id),
         ADD CHECK (municipality_code ~ '^[0-9]{4}$')`,
    ]),
    `CREATE UNIQUE INDEX training_place_name ON ${S}.training_place (programme_id, organisation_id, kind, reference)
       WHERE withdrawn_on IS NULL AND course_id IS NULL`,
  ];
}

function ownedByCourse(hasPartnership: boolean): (table: string) => string {
  const partnership = hasPartnership ? ", partnership_id = c.partnership_id" : "";
  return (table) =>
    `UPDATE ${S}.${table} r SET organisation_id = c.organisation_id${partnership}
     FROM ${S}.company_course c WHERE c.id = r.course_id`;
}

/**
 * Courses and room are limited by the token's companies as well: whoever works for an ordinary company sees it and no
 * other, and a course of another company neither.
 */
function limits(): string[] {
  return [
    ...ROOM.flatMap((table) => visibleAnew(S, table, OF_COMPANY)),
    `DROP POLICY job_opening_published ON ${S}.job_opening`,
    `CREATE POLICY job_opening_published ON ${S}.job_opening FOR SELECT TO ${S}_app USING (
       state <> 'DRAFT' AND ${within("programmes", "programme_id")} AND ${withinCompany("course_id", "organisation_id")})`,
    ...visibleAnew(S, "company_course", `${OF_PLACE} AND ${withinCompany("id", "organisation_id")}`),
    acceptedInCall(),
  ];
}

/** How full a cohort is does not depend on which of its companies the asker may see: every limit is lifted for it. */
function acceptedInCall(): string {
  const names = ["programmes", "municipalities", "courses", "organisations"];
  const kept = names.map((name) => `was_${name} text := current_setting('app.${name}', true);`);
  const lift = names.map((name) => `PERFORM set_config('app.${name}', '*', true);`);
  const back = names.map((name) => `PERFORM set_config('app.${name}', coalesce(was_${name}, ''), true);`);
  return `CREATE OR REPLACE FUNCTION ${S}.accepted_in_call(asked_call uuid) RETURNS SETOF integer LANGUAGE plpgsql AS $$
     DECLARE ${kept.join(" ")}
     BEGIN
       ${lift.join(" ")}
       RETURN QUERY SELECT count(*)::int FROM ${S}.company_course
         WHERE call_id = asked_call AND accepted_on IS NOT NULL;
       ${back.join(" ")}
     END $$`;
}

/** Whose company each entry is of: its course's, its row's, or that which the fact of a hire names. */
const OWNERS_OF_ENTRIES = unforced(
  S,
  ["company_course", ...ROOM.slice(0, 3), "inclusive_hire_fact"],
  [
    `UPDATE ${S}.measure_entry e SET organisation_id = c.organisation_id
     FROM ${S}.company_course c WHERE c.id = e.course_id`,
    ...ROOM.slice(0, 3).map(
      (table) =>
        `UPDATE ${S}.measure_entry e SET organisation_id = r.organisation_id
         FROM ${S}.${table} r WHERE r.id = e.subject_id AND e.organisation_id IS NULL`,
    ),
    `UPDATE ${S}.measure_entry e SET organisation_id = (
       SELECT h.organisation_id FROM ${S}.inclusive_hire_fact h
       WHERE h.participation_id = e.subject_id AND h.programme_id = e.programme_id AND h.hired_on = e.valid_on
       ORDER BY h.position DESC LIMIT 1)
     WHERE e.organisation_id IS NULL AND e.indicator = 'INCLUSIVE_HIRES'`,
  ],
);
