import { nounTable, within, withinMunicipalities } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "finance";
/** As for the measure ledger: money is counted for whoever may see programme and place, and small counts are hidden later. */
const VISIBLE = `${within("programmes", "programme_id")} AND ${withinMunicipalities(S, "municipality_code")}`;

/** What the participant service tells of participations: days and work, by an id that says nothing of the person. */
export class CreatePathway1700000000006 implements MigrationInterface {
  name = "CreatePathway1700000000006";

  async up(runner: QueryRunner): Promise<void> {
    const recorded = `version integer NOT NULL DEFAULT 1, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now()`;
    const statements = [
      `CREATE TABLE ${S}.pathway (
         participation_id uuid PRIMARY KEY, id uuid GENERATED ALWAYS AS (participation_id) STORED,
         -- Null until the steps are told: a person may be restricted before that, and stays so.
         programme_id uuid, municipality_code text, partnership_id uuid, referred_on date, started_on date,
         completed_on date, left_on date, is_restricted boolean NOT NULL DEFAULT false, ${recorded})`,
      `CREATE INDEX pathway_programme ON ${S}.pathway (programme_id, started_on)`,
      `CREATE TABLE ${S}.work_history (
         participation_id uuid PRIMARY KEY, id uuid GENERATED ALWAYS AS (participation_id) STORED,
         programme_id uuid NOT NULL, municipality_code text,
         benefit_at_entry text, seniority_weeks integer CHECK (seniority_weeks >= 0), ${recorded})`,
      `CREATE INDEX work_history_programme ON ${S}.work_history (programme_id)`,
      `CREATE TABLE ${S}.work_spell (
         employment_id uuid PRIMARY KEY, id uuid GENERATED ALWAYS AS (employment_id) STORED,
         participation_id uuid NOT NULL, programme_id uuid NOT NULL, municipality_code text,
         form text NOT NULL, hours_per_week numeric(5,2) NOT NULL CHECK (hours_per_week > 0),
         is_subsidised boolean NOT NULL, started_on date NOT NULL, ended_on date, ${recorded})`,
      `CREATE INDEX work_spell_participation ON ${S}.work_spell (participation_id)`,
      `CREATE INDEX work_spell_programme ON ${S}.work_spell (programme_id)`,
      ...["pathway", "work_history", "work_spell"].flatMap((table) => nounTable(S, table, VISIBLE)),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}
