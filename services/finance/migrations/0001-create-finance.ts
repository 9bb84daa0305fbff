import { ANY_VIEWER, foundations, nounTable } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "finance";

/** Grants and their funding parts, as public sheets state them. */
export class CreateFinance1700000000001 implements MigrationInterface {
  name = "CreateFinance1700000000001";

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...foundations(S, {}),
      `CREATE TABLE ${S}.programme_grant (
         id uuid PRIMARY KEY, programme_id uuid NOT NULL UNIQUE, currency text NOT NULL CHECK (currency IN ('DKK', 'EUR')),
         eligible_total_minor bigint CHECK (eligible_total_minor > 0), eligible_total_derived boolean NOT NULL,
         eligible_from date, eligible_to date, read_on date NOT NULL,
         version integer NOT NULL DEFAULT 1, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now(),
         CHECK (eligible_from <= eligible_to))`,
      `CREATE TABLE ${S}.funding_part (
         grant_id uuid REFERENCES ${S}.programme_grant, position integer,
         source text NOT NULL CHECK (source IN ('ESF', 'DECENTRALISED_BUSINESS_PROMOTION', 'OWN_OR_OTHER')),
         label text NOT NULL, minor bigint NOT NULL CHECK (minor >= 0), PRIMARY KEY (grant_id, position))`,
      ...nounTable(S, "programme_grant", ANY_VIEWER),
      ...nounTable(S, "funding_part", ANY_VIEWER, false),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}
