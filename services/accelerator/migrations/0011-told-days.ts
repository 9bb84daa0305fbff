import { ANY_VIEWER, nounTable, unforced, within } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "accelerator";
const VERSIONED = `version integer NOT NULL DEFAULT 1, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now()`;

/** On which days companies were registered as social enterprises, and which programmes there are, as partnership tells. */
export class ToldDays1700000000011 implements MigrationInterface {
  name = "ToldDays1700000000011";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...registrations(), ...programmes()]) await runner.query(statement);
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
