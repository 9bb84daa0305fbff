import { nounTable, within, withinMunicipalities } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "finance";
const VISIBLE = within("programmes", "programme_id");

/** Simulations with all that they are a function of, the jobs that run them, and what municipalities decide on them. */
export class CreateSimulation1700000000007 implements MigrationInterface {
  name = "CreateSimulation1700000000007";

  async up(runner: QueryRunner): Promise<void> {
    const recorded = `version integer NOT NULL DEFAULT 1, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now()`;
    const statements = [
      `CREATE TABLE ${S}.job (
         id uuid PRIMARY KEY, programme_id uuid NOT NULL, kind text NOT NULL, subject_id uuid NOT NULL,
         state text NOT NULL CHECK (state IN ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
         phase text NOT NULL, done bigint NOT NULL DEFAULT 0, total bigint NOT NULL DEFAULT 0, failure text,
         created_by text NOT NULL, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
         started_at timestamptz, beat_at timestamptz NOT NULL DEFAULT clock_timestamp(), ended_at timestamptz)`,
      `CREATE INDEX job_subject ON ${S}.job (subject_id, created_at)`,
      ...nounTable(S, "job", VISIBLE, false),
      `CREATE TABLE ${S}.simulation (
         id uuid PRIMARY KEY, programme_id uuid NOT NULL, name text NOT NULL,
         state text NOT NULL CHECK (state IN ('DRAFT', 'COMPUTED', 'FROZEN')),
         inputs text NOT NULL, inputs_hash text NOT NULL, code_version text, result text, result_hash text,
         computed_at timestamptz, frozen_at timestamptz, created_by text NOT NULL,
         created_at timestamptz NOT NULL DEFAULT clock_timestamp(), ${recorded},
         CHECK (state = 'DRAFT' OR (result IS NOT NULL AND result_hash IS NOT NULL AND code_version IS NOT NULL)),
         CHECK ((state = 'FROZEN') = (frozen_at IS NOT NULL)))`,
      `CREATE INDEX simulation_programme ON ${S}.simulation (programme_id, id)`,
      ...nounTable(S, "simulation", VISIBLE),
      `CREATE FUNCTION ${S}.keep_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN RAISE EXCEPTION 'simulation % is frozen', OLD.id USING ERRCODE = 'restrict_violation'; END $$`,
      `CREATE TRIGGER simulation_frozen BEFORE UPDATE OR DELETE ON ${S}.simulation
         FOR EACH ROW WHEN (OLD.state = 'FROZEN') EXECUTE FUNCTION ${S}.keep_frozen()`,
      `CREATE TABLE ${S}.municipal_decision (
         id uuid PRIMARY KEY, programme_id uuid NOT NULL, municipality_code text NOT NULL,
         simulation_id uuid NOT NULL REFERENCES ${S}.simulation,
         decision text NOT NULL CHECK (decision IN ('FINANCE', 'FINANCE_PARTLY', 'DECLINE')),
         decided_on date NOT NULL, council_reference text NOT NULL CHECK (council_reference <> ''),
         is_current boolean NOT NULL, decided_by text NOT NULL, ${recorded})`,
      `CREATE UNIQUE INDEX municipal_decision_current ON ${S}.municipal_decision (programme_id, municipality_code)
         WHERE is_current`,
      `CREATE INDEX municipal_decision_simulation ON ${S}.municipal_decision (simulation_id)`,
      ...nounTable(S, "municipal_decision", `${VISIBLE} AND ${withinMunicipalities(S, "municipality_code")}`),
      `REVOKE DELETE ON ${S}.municipal_decision FROM ${S}_app`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}
