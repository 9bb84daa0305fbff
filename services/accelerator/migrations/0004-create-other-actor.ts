import { nounTable, within, withinMunicipalities } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "accelerator";
const VERSIONED = `version integer NOT NULL DEFAULT 1, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now()`;
const VISIBLE = [
  within("programmes", "programme_id"),
  within("organisations", "organisation_id"),
  withinMunicipalities(S, "municipality_code"),
].join(" AND ");

/** Figures of other actors, which grow through a partnership and not through a course, and which of them count. */
export class CreateOtherActor1700000000004 implements MigrationInterface {
  name = "CreateOtherActor1700000000004";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      `CREATE TABLE ${S}.other_actor (
         id uuid PRIMARY KEY, programme_id uuid NOT NULL, partnership_id uuid NOT NULL, organisation_id uuid NOT NULL,
         municipality_code text NOT NULL CHECK (municipality_code ~ '^[0-9]{4}$'), grown_on date, ${VERSIONED},
         UNIQUE (id, programme_id, organisation_id, municipality_code),
         UNIQUE (programme_id, partnership_id, organisation_id, municipality_code))`,
      `CREATE UNIQUE INDEX other_actor_counted ON ${S}.other_actor (programme_id, municipality_code)
         WHERE grown_on IS NOT NULL`,
      ...nounTable(S, "other_actor", VISIBLE),
      `REVOKE DELETE ON ${S}.other_actor FROM ${S}_app`,
      `CREATE TABLE ${S}.other_actor_figures (
         id uuid PRIMARY KEY, other_actor_id uuid NOT NULL, programme_id uuid NOT NULL, organisation_id uuid NOT NULL,
         municipality_code text NOT NULL, kind text NOT NULL CHECK (kind IN ('BASELINE', 'FOLLOW_UP')),
         period_from date NOT NULL, period_to date NOT NULL,
         currency text NOT NULL CHECK (currency IN ('DKK', 'EUR')),
         turnover_minor bigint NOT NULL CHECK (turnover_minor >= 0),
         fte_hundredths integer NOT NULL CHECK (fte_hundredths >= 0), source text NOT NULL, entered_by text NOT NULL,
         voided_on date, voided_by text, void_reason text, ${VERSIONED},
         FOREIGN KEY (other_actor_id, programme_id, organisation_id, municipality_code)
           REFERENCES ${S}.other_actor (id, programme_id, organisation_id, municipality_code),
         CHECK (period_from <= period_to), CHECK ((voided_on IS NULL) = (void_reason IS NULL)))`,
      `CREATE UNIQUE INDEX other_actor_baseline ON ${S}.other_actor_figures (other_actor_id)
         WHERE kind = 'BASELINE' AND voided_on IS NULL`,
      `CREATE INDEX other_actor_figures_actor ON ${S}.other_actor_figures (other_actor_id)`,
      ...nounTable(S, "other_actor_figures", VISIBLE),
      `REVOKE DELETE ON ${S}.other_actor_figures FROM ${S}_app`,
    ])
      await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}
