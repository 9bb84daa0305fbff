import { openDatabase, runDaily } from "@inclusion/kernel/runtime";
import { copyDatabase, type TestDatabase } from "@inclusion/kernel/testing";
import { service } from "@inclusion/participant";
import { privacySweep } from "@inclusion/participant/privacy/retention.actions";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

let copy: TestDatabase;
beforeAll(async () => {
  copy = await copyDatabase(inject("postgres"));
});
afterAll(() => copy?.drop());

test("a sweep works as the service's own role, and finds nothing the second time", async () => {
  await copy.sql(
    `INSERT INTO participant.participant_import (id, programme_id, file_name, file_hash, created_by, state, row_count,
       error_count, warning_count, municipality_codes, cpr_ground, synthetic, created_at, expires_at)
     SELECT gen_random_uuid(), gen_random_uuid(), 'file.csv', repeat('a', 64), 'somebody', 'VALIDATED', 1, 0, 0, '{}',
       'LAW', true, now(), now() - interval '1 hour' FROM generate_series(1, 3)`,
  );
  const { name: schema, entities, head } = service;
  const database = await openDatabase({ schema, url: copy.urlOf("participant_app"), entities, head, poolSize: 1 });
  try {
    expect(await runDaily(database, privacySweep)).toEqual({ participations: 0, imports: 3, lookups: 0 });
    expect(await runDaily(database, privacySweep)).toEqual({ participations: 0, imports: 0, lookups: 0 });
  } finally {
    await database.close();
  }
});
