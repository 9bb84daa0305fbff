/** A system with rows from before ordinary companies had places: after the migration every row says whose it is. */
import { copyDatabase, type TestDatabase } from "@inclusion/kernel/testing";
import type { MigrationInterface, QueryRunner } from "typeorm";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { migrations } from "./service.ts";

const idOf = (number: number): string => `0190a000-0000-7000-8000-${String(number).padStart(12, "0")}`;
const [PROGRAMME, COMPANY, ORDINARY, COURSE, PARTNERSHIP] = [1, 11, 12, 21, 31].map(idOf);

let copy: TestDatabase;
beforeAll(async () => {
  copy = await copyDatabase(inject("postgres"));
  await copy.sql(`DROP SCHEMA accelerator CASCADE; CREATE SCHEMA accelerator AUTHORIZATION accelerator_owner;
    GRANT USAGE ON SCHEMA accelerator TO accelerator_app, accelerator_seed`);
});
afterAll(() => copy?.drop());

/** Runs migrations in one transaction of the schema's owner, as the command does. */
async function migrate(migrations: readonly (new () => MigrationInterface)[]): Promise<void> {
  const statements: string[] = [];
  const runner = { query: async (sql: string) => void statements.push(sql) } as unknown as QueryRunner;
  for (const Migration of migrations) await new Migration().up(runner);
  await copy.sql(["SET ROLE accelerator_owner", "BEGIN", ...statements, "COMMIT"].join(";\n"));
}

const BEFORE = `
  INSERT INTO accelerator.company_course (id, organisation_id, programme_id, partnership_id, municipality_code, state,
    accepted_on, synthetic) VALUES ('${COURSE}', '${COMPANY}', '${PROGRAMME}', '${PARTNERSHIP}', '0751', 'ACCEPTED', '2018-09-03', true);
  INSERT INTO accelerator.training_place (id, course_id, programme_id, municipality_code, kind, established_on, synthetic)
    VALUES ('${idOf(41)}', '${COURSE}', '${PROGRAMME}', '0751', 'INTERNSHIP', '2019-01-07', true);
  UPDATE accelerator.training_place SET reference = 'A-1';
  INSERT INTO accelerator.place_booking (id, place_id, programme_id, course_id, municipality_code, booked_on)
    VALUES ('${idOf(42)}', '${idOf(41)}', '${PROGRAMME}', '${COURSE}', '0751', '2019-02-04');
  INSERT INTO accelerator.ordinary_hire (id, course_id, programme_id, municipality_code, hired_on, hours_per_week, synthetic)
    VALUES ('${idOf(43)}', '${COURSE}', '${PROGRAMME}', '0751', '2019-02-04', 30, true);
  INSERT INTO accelerator.inclusive_workplace (id, programme_id, organisation_id, municipality_code, axis, status, steps,
    evidence_hash, synthetic) VALUES ('${idOf(44)}', '${PROGRAMME}', '${ORDINARY}', '0751', 'AXIS_3B2', 'NEW', '[]', '${"a".repeat(64)}', true);
  INSERT INTO accelerator.inclusive_hire_fact (fact_id, position, sign, programme_id, participation_id, organisation_id,
    municipality_code, hired_on, cause)
    VALUES ('${idOf(61)}', 1, 1, '${PROGRAMME}', '${idOf(45)}', '${ORDINARY}', '0751', '2019-06-03', 'employment');
  INSERT INTO accelerator.measure_entry (indicator, amount, programme_id, municipality_code, subject_id, valid_on,
    definition_version, cause, synthetic, course_id) VALUES
    ('TRAINING_PLACES', 1, '${PROGRAMME}', '0751', '${idOf(41)}', '2019-01-07', 1, 'place', true, '${COURSE}'),
    ('WORKPLACES_NEW', 1, '${PROGRAMME}', '0751', '${idOf(44)}', '2019-03-01', 1, 'workplace', true, NULL),
    ('INCLUSIVE_HIRES', 1, '${PROGRAMME}', '0751', '${idOf(45)}', '2019-06-03', 1, 'employment', true, NULL)`;

const SUMS = `SELECT indicator, municipality_code, sum(amount)::int AS amount FROM accelerator.measure_total
  GROUP BY 1, 2 ORDER BY 1, 2`;

test("every row and entry from before says whose it is, no version is raised and no sum changes", async () => {
  const at = migrations.findIndex(({ name }) => name.startsWith("OrdinaryCompanies"));
  await migrate(migrations.slice(0, at));
  await copy.sql(BEFORE);
  const sums = await copy.sql(SUMS);
  expect(sums).toHaveLength(6);
  await migrate(migrations.slice(at));
  const owner = (table: string) =>
    copy.sql(`SELECT organisation_id AS of, version FROM accelerator.${table} ORDER BY version`);
  expect(await owner("training_place")).toEqual([{ of: COMPANY, version: 2 }]);
  expect(await owner("training_place_history")).toEqual([{ of: COMPANY, version: 1 }]);
  expect(await owner("place_booking")).toEqual([{ of: COMPANY, version: 1 }]);
  expect(await owner("ordinary_hire")).toEqual([{ of: COMPANY, version: 1 }]);
  const [place] = await copy.sql("SELECT partnership_id FROM accelerator.training_place");
  expect(place).toEqual({ partnership_id: PARTNERSHIP });
  expect(await copy.sql("SELECT organisation_id AS of FROM accelerator.measure_entry ORDER BY position")).toEqual([
    { of: COMPANY },
    { of: ORDINARY },
    { of: ORDINARY },
  ]);
  expect(await copy.sql(SUMS)).toEqual(sums);
  await copy.sql("UPDATE accelerator.training_place SET withdrawn_on = '2020-01-01', withdraw_reason = 'None.'");
  expect(await owner("training_place_history")).toHaveLength(2);
  const [kept] = await copy.sql(
    "SELECT recorded_until >= recorded_at AS is_closed FROM accelerator.training_place_history WHERE version = 2",
  );
  expect(kept).toEqual({ is_closed: true });
});
