/** A system with programmes and registrations from before they were told to the accelerator: each is told once. */
import { migrate } from "@inclusion/kernel/runtime";
import { copyDatabase, type TestDatabase } from "@inclusion/kernel/testing";
import { ProgrammePeriodSet, RsvSet } from "@inclusion/schema/facts";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { migrations } from "../service.ts";

const idOf = (number: number): string => `0190a000-0000-7000-8000-${String(number).padStart(12, "0")}`;

let copy: TestDatabase;
beforeAll(async () => {
  copy = await copyDatabase(inject("postgres"));
  await copy.sql(`DROP SCHEMA partnership CASCADE; CREATE SCHEMA partnership AUTHORIZATION partnership_owner;
    GRANT USAGE ON SCHEMA partnership TO partnership_app, partnership_seed`);
});
afterAll(() => copy?.drop());

test("what is there is told when the system is brought up to it", async () => {
  const at = migrations.findIndex(({ name }) => name.startsWith("TellRegistrations"));
  const bringTo = (head: number) => migrate("partnership", copy.urlOf("partnership_owner"), migrations.slice(0, head));
  await bringTo(at);
  const [programme, registered, never] = [idOf(1), idOf(11), idOf(12)];
  await copy.sql(`INSERT INTO partnership.programme (id, slug, name, starts_on, ends_on, partners_stated, read_on,
      sheet_version, facts_hash, synthetic)
    VALUES ('${programme}', 'et-program', 'Et program', '2018-02-06', NULL, false, '2018-02-06', 1, 'x', true)`);
  for (const [id, name] of [
    [registered, "Opdigtet Registreret"],
    [never, "Opdigtet Uregistreret"],
  ]) {
    await copy.sql(`INSERT INTO partnership.organisation (id, name, kinds, synthetic)
      VALUES ('${id}', '${name}', '{SOCIAL_ENTERPRISE}', true)`);
  }
  await copy.sql(`INSERT INTO partnership.rsv_registration (id, organisation_id, since, until, end_reason, source,
      checked_on, criteria) VALUES
      ('${idOf(21)}', '${registered}', '2018-02-15', '2018-11-16', 'CEASED', 'CVR', '2018-02-15', '[]'),
      ('${idOf(22)}', '${registered}', '2020-05-09', NULL, NULL, 'CVR', '2020-05-09', '[]')`);
  await copy.sql("DELETE FROM partnership.fact");
  await bringTo(at + 1);
  const facts = await copy.sql<{ type: string; subject: string; payload: unknown }>(
    "SELECT type, subject, payload FROM partnership.fact ORDER BY type",
  );
  expect(facts.map(({ type, subject }) => [type, subject])).toEqual([
    ["ProgrammePeriodSet", programme],
    ["RsvSet", registered],
  ]);
  expect(ProgrammePeriodSet.parse(facts[0]?.payload)).toEqual({
    ...{ programmeId: programme, startsOn: "2018-02-06", endsOn: null },
  });
  expect(RsvSet.parse(facts[1]?.payload).registrations).toEqual([
    { from: "2018-02-15", until: "2018-11-16" },
    { from: "2020-05-09", until: null },
  ]);
});
