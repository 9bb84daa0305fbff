import { nounTable, within, withinMunicipalities } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "accelerator";
const OF_PLACE = `${within("programmes", "programme_id")} AND ${withinMunicipalities(S, "municipality_code")}`;

/** What the participant service tells of participations: hires that count, and who is ready for work. Ids only. */
export class PeopleByTheirFacts1700000000006 implements MigrationInterface {
  name = "PeopleByTheirFacts1700000000006";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...hires(), ...ready()]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

/** Every fact about a hire once, by its id: the sum of the signs is the same in every order. */
function hires(): string[] {
  return [
    `CREATE TABLE ${S}.inclusive_hire_fact (
       fact_id uuid PRIMARY KEY, position bigint NOT NULL, sign smallint NOT NULL CHECK (sign IN (-1, 1)),
       programme_id uuid NOT NULL, participation_id uuid NOT NULL, organisation_id uuid NOT NULL,
       municipality_code text, hired_on date NOT NULL, cause text NOT NULL)`,
    `CREATE INDEX inclusive_hire_fact_participation ON ${S}.inclusive_hire_fact (participation_id, programme_id)`,
    `CREATE INDEX inclusive_hire_fact_organisation ON ${S}.inclusive_hire_fact (organisation_id, programme_id)`,
    ...nounTable(S, "inclusive_hire_fact", OF_PLACE, false),
    `REVOKE UPDATE, DELETE ON ${S}.inclusive_hire_fact FROM ${S}_app`,
  ];
}

/** `position` is that of the fact which the row was told by: an earlier one that comes late changes nothing. */
function ready(): string[] {
  return [
    `CREATE TABLE ${S}.ready_participation (
       participation_id uuid PRIMARY KEY, programme_id uuid NOT NULL, municipality_code text NOT NULL,
       ready_from date NOT NULL, ready_until date, hours_per_week numeric(4,1) NOT NULL, needs text[] NOT NULL,
       earlier_forms text[] NOT NULL, position bigint NOT NULL)`,
    `CREATE INDEX ready_participation_programme ON ${S}.ready_participation (programme_id, ready_from)`,
    ...nounTable(S, "ready_participation", OF_PLACE, false),
  ];
}
