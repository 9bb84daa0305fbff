import { copyDatabase, type TestDatabase } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { ledgerVerdictOn, verdictOn } from "./verify.ts";

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
     INSERT INTO participant.access_line (participation_ids, municipality_code, field_group, purpose, request_id)
     SELECT ARRAY[gen_random_uuid()], '0751', 'IDENTITY', 'CASEWORK', 'r' FROM generate_series(1, 12)`,
  );
  const whole = await verdictOn(adminUrl, null);
  expect(whole).toMatchObject({ ok: true, head: { position: 12 } });
  await copy.sql(
    `SET session_replication_role = replica; UPDATE participant.access_line SET actor = 'x' WHERE position = 7`,
  );
  expect(await verdictOn(adminUrl, null)).toMatchObject({ ok: false, position: 7 });
});

test("a ledger is replayed past all row policies", async () => {
  const adminUrl = copy.urlOf("admin");
  expect(await ledgerVerdictOn(adminUrl, {})).toEqual({ ok: true, sets: 0, heads: {} });
  const programme = "00000000-0000-4000-8000-000000000001";
  await copy.sql(
    `SET session_replication_role = replica;
     INSERT INTO finance.ledger_set (programme_id, position, business_key, subject_id, happened_on, reason, previous_hash, hash)
     VALUES ('${programme}', 1, 'forged', '${programme}', '2021-01-01', 'x', decode(repeat('00', 32), 'hex'), 'x')`,
  );
  expect(await ledgerVerdictOn(adminUrl, {})).toMatchObject({ ok: false, position: 1, businessKey: "forged" });
});
