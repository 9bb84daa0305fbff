import { copyDatabase, type TestDatabase } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { verdictOn } from "./verify.ts";

let copy: TestDatabase;
beforeAll(async () => {
  copy = await copyDatabase(inject("postgres"));
});
afterAll(() => copy?.drop());

test("an access log is looked through past all row policies", async () => {
  const adminUrl = copy.urlOf("admin");
  expect(await verdictOn(adminUrl, null)).toMatchObject({ ok: true, head: { position: 0 } });
  await copy.sql(
    `SELECT set_config('app.viewer', 'test', false);
     INSERT INTO participant.access_line (participation_id, municipality_code, field_group, purpose, request_id)
     SELECT gen_random_uuid(), '0751', 'IDENTITY', 'CASEWORK', 'r' FROM generate_series(1, 12)`,
  );
  const whole = await verdictOn(adminUrl, null);
  expect(whole).toMatchObject({ ok: true, head: { position: 12 } });
  await copy.sql(
    `SET session_replication_role = replica; UPDATE participant.access_line SET actor = 'x' WHERE position = 7`,
  );
  expect(await verdictOn(adminUrl, null)).toMatchObject({ ok: false, position: 7 });
});
