import { foundations, nounTable, within, withinMunicipalities } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "accelerator";
const VERSIONED = `version integer NOT NULL DEFAULT 1, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now()`;

/** A child of a course repeats its programme and municipality, so that row policies need no join. */
const OF_COURSE = `course_id uuid NOT NULL, programme_id uuid NOT NULL, municipality_code text NOT NULL,
         FOREIGN KEY (course_id, programme_id, municipality_code)
           REFERENCES ${S}.company_course (id, programme_id, municipality_code)`;

/** Courses of companies, and what comes of them: training places, hires and yearly figures. */
export class CreateAccelerator1700000000001 implements MigrationInterface {
  name = "CreateAccelerator1700000000001";

  async up(runner: QueryRunner): Promise<void> {
    const statements = [...foundations(S, { course_id: "uuid" }), ...courses(), ...results()];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

function visibleBy(courseColumn: string): string {
  return [
    within("programmes", "programme_id"),
    withinMunicipalities(S, "municipality_code"),
    within("courses", courseColumn),
  ].join(" AND ");
}

function courses(): string[] {
  return [
    `CREATE TABLE ${S}.company_course (
       id uuid PRIMARY KEY, organisation_id uuid NOT NULL, programme_id uuid NOT NULL, partnership_id uuid,
       municipality_code text NOT NULL CHECK (municipality_code ~ '^[0-9]{4}$'),
       state text NOT NULL CHECK (state IN ('APPLIED', 'DUE_DILIGENCE', 'REJECTED', 'WITHDRAWN', 'ACCEPTED', 'DIAGNOSED',
         'IN_SPRINTS', 'GRADUATED', 'EXITED')),
       accepted_on date, ended_on date, synthetic boolean NOT NULL, ${VERSIONED},
       UNIQUE (id, programme_id, municipality_code), CHECK (accepted_on <= ended_on),
       CHECK ((accepted_on IS NULL) = (state IN ('APPLIED', 'DUE_DILIGENCE', 'REJECTED', 'WITHDRAWN'))),
       CHECK ((ended_on IS NOT NULL) = (state IN ('GRADUATED', 'EXITED'))))`,
    `CREATE UNIQUE INDEX company_course_open ON ${S}.company_course (organisation_id, programme_id)
       WHERE state IN ('APPLIED', 'DUE_DILIGENCE', 'ACCEPTED', 'DIAGNOSED', 'IN_SPRINTS')`,
    `CREATE INDEX company_course_organisation ON ${S}.company_course (organisation_id)`,
    `CREATE INDEX company_course_programme ON ${S}.company_course (programme_id, id)`,
    `CREATE INDEX company_course_partnership ON ${S}.company_course (partnership_id)`,
    ...nounTable(S, "company_course", visibleBy("id")),
  ];
}

function results(): string[] {
  return [
    `CREATE TABLE ${S}.training_place (
       id uuid PRIMARY KEY, kind text NOT NULL CHECK (kind IN ('APPRENTICESHIP', 'INTERNSHIP', 'WORK_TRIAL')),
       established_on date NOT NULL, synthetic boolean NOT NULL, ${OF_COURSE})`,
    `CREATE TABLE ${S}.ordinary_hire (
       id uuid PRIMARY KEY, hired_on date NOT NULL,
       hours_per_week numeric(4,1) NOT NULL CHECK (hours_per_week > 0 AND hours_per_week <= 168),
       synthetic boolean NOT NULL, ${OF_COURSE})`,
    `CREATE TABLE ${S}.metric_snapshot (
       id uuid PRIMARY KEY, kind text NOT NULL CHECK (kind IN ('BASELINE', 'FOLLOW_UP', 'FINAL')),
       period_from date NOT NULL, period_to date NOT NULL, turnover_minor bigint NOT NULL CHECK (turnover_minor >= 0),
       fte_hundredths integer NOT NULL CHECK (fte_hundredths >= 0), synthetic boolean NOT NULL, ${OF_COURSE},
       CHECK (period_from <= period_to))`,
    `CREATE UNIQUE INDEX metric_snapshot_baseline ON ${S}.metric_snapshot (course_id) WHERE kind = 'BASELINE'`,
    ...["training_place", "ordinary_hire", "metric_snapshot"].flatMap((table) => [
      `CREATE INDEX ${table}_course ON ${S}.${table} (course_id)`,
      ...nounTable(S, table, visibleBy("course_id"), false),
      `REVOKE UPDATE, DELETE ON ${S}.${table} FROM ${S}_app`,
    ]),
  ];
}
