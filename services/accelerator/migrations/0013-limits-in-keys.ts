import { changeIndexes, type LimitedKey, limitedKeys } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

/** Keys that named a row by its id alone. */
const KEYS: readonly LimitedKey[] = [
  {
    name: "attendance_session_id_fkey",
    child: "attendance",
    columns: ["session_id"],
    parent: "course_session",
    limits: ["programme_id"],
  },
  {
    name: "employer_readiness_course_id_fkey",
    child: "employer_readiness",
    columns: ["course_id"],
    parent: "company_course",
    limits: ["programme_id", "organisation_id", "municipality_code"],
  },
  {
    name: "inclusive_workplace_course_id_fkey",
    child: "inclusive_workplace",
    columns: ["course_id"],
    parent: "company_course",
    limits: ["programme_id", "organisation_id", "municipality_code"],
  },
  {
    name: "job_opening_course_id_fkey",
    child: "job_opening",
    columns: ["course_id"],
    parent: "company_course",
    limits: ["programme_id", "organisation_id", "municipality_code"],
  },
  {
    name: "opening_fill_course_id_fkey",
    child: "opening_fill",
    columns: ["course_id"],
    parent: "company_course",
    limits: ["programme_id", "organisation_id", "municipality_code"],
  },
  {
    name: "opening_fill_opening_id_fkey",
    child: "opening_fill",
    columns: ["opening_id"],
    parent: "job_opening",
    limits: ["programme_id", "organisation_id", "municipality_code"],
    limitsIfAny: ["course_id"],
  },
  {
    name: "ordinary_hire_course_id_programme_id_organisation_id_fkey",
    child: "ordinary_hire",
    columns: ["course_id"],
    parent: "company_course",
    limits: ["programme_id", "organisation_id", "municipality_code"],
  },
  {
    name: "place_booking_place_id_fkey",
    child: "place_booking",
    columns: ["place_id"],
    parent: "training_place",
    limits: ["programme_id", "organisation_id", "municipality_code"],
    limitsIfAny: ["course_id"],
  },
  {
    name: "training_place_course_id_programme_id_organisation_id_fkey",
    child: "training_place",
    columns: ["course_id"],
    parent: "company_course",
    limits: ["programme_id", "organisation_id", "municipality_code"],
  },
];

/**
 * A key holds the limits of the row that it names, so that it tells nobody of rows beyond their limits. And the list of
 * changes is walked by an index: at national size a page was a scan of every row.
 */
export class AcceleratorLimitsInKeys1700000000013 implements MigrationInterface {
  name = "AcceleratorLimitsInKeys1700000000013";

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...limitedKeys("accelerator", KEYS),
      ...changeIndexes("accelerator", ["company_course", "job_opening"]),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}
