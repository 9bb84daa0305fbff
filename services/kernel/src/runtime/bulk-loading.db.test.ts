import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { systemViewer } from "../pure/index.ts";
import { copyDatabase, type TestDatabase } from "../testing/test-database.ts";
import { type Database, openDatabase, type Session } from "./database.ts";

let copy: TestDatabase;
let seed: Database;
let app: Database;
beforeAll(async () => {
  copy = await copyDatabase(inject("postgres"));
  const of = (role: string) =>
    openDatabase({ schema: "participant", url: copy.urlOf(role), entities: [], head: "none", poolSize: 1 });
  [seed, app] = [await of("participant_seed"), await of("participant_app")];
});
afterAll(async () => {
  for (const database of [seed, app]) await database?.close();
  await copy?.drop();
});

const system = systemViewer("test");
const PROGRAMME = "00000000-0000-7000-8000-000000000001";

const inBulk = (work: (session: Session) => Promise<unknown>) =>
  seed.write(system, async (session) => {
    await session.query("SELECT participant.begin_bulk()");
    await work(session);
    await session.query("SELECT participant.end_bulk()");
  });

function insertEntries({ query }: Pick<Session, "query">, from: number, count: number) {
  return query(
    `INSERT INTO participant.measure_entry (indicator, amount, programme_id, municipality_code, subject_id, valid_on,
       recorded_at, definition_version, cause, synthetic)
     SELECT 'I' || at % 3, 1 - 2 * (at % 7 = 0)::int, $1::uuid, (ARRAY['0751', '0461', NULL])[at % 3 + 1],
       md5((at / 4)::text)::uuid, date '2020-01-01' + at % 500, timestamptz '2020-01-02' + at % 700 * interval '1 day',
       1 + (at % 11 = 0)::int, 'test', true
     FROM generate_series($2::int, $2::int + $3::int - 1) AS at`,
    [PROGRAMME, from, count],
  );
}

/** Everything that is set aside, by name and definition. */
const structure = () =>
  copy.sql(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS is FROM pg_index
       WHERE indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'participant'::regnamespace)
     UNION ALL SELECT conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid) || convalidated FROM pg_constraint
       WHERE connamespace = 'participant'::regnamespace
     UNION ALL SELECT tgrelid::regclass || ' ' || tgname, tgenabled::text FROM pg_trigger
       WHERE NOT tgisinternal AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'participant'::regnamespace)
     UNION ALL SELECT oid::regclass::text, relrowsecurity::text || relforcerowsecurity FROM pg_class
       WHERE relnamespace = 'participant'::regnamespace AND relkind = 'r' ORDER BY 1, 2`,
  );

const sums = () =>
  copy.sql(
    `SELECT to_jsonb(row) AS row FROM (SELECT to_jsonb(t) FROM participant.measure_total t
       UNION ALL SELECT to_jsonb(m) FROM participant.measure_month m) AS each(row) ORDER BY row`,
  );

const clear = () =>
  copy.sql("TRUNCATE participant.measure_entry, participant.measure_total, participant.measure_month");

describe("bulk loading", () => {
  test("gives the sums that the trigger gives, beside entries that were there", async () => {
    await seed.write(system, (session) => insertEntries(session, 0, 1_500));
    await seed.write(system, (session) => insertEntries(session, 1_500, 1_500));
    const byTrigger = await sums();
    expect(byTrigger.length).toBeGreaterThan(50);
    await clear();
    await seed.write(system, (session) => insertEntries(session, 0, 1_500));
    await inBulk(async (session) => {
      await insertEntries(session, 1_500, 800);
      await insertEntries(session, 2_300, 700);
    });
    expect(await sums()).toEqual(byTrigger);
    await seed.write(system, (session) => insertEntries(session, 3_000, 10));
    const [after] = await copy.sql<{ same: boolean }>(
      `SELECT sum(amount) = (SELECT sum(amount) FROM participant.measure_entry) AS same
       FROM participant.measure_total WHERE municipality_code = '*'`,
    );
    expect(after?.same).toBe(true);
  });

  test("leaves every index, key, policy and trigger as it was", async () => {
    const before = await structure();
    await inBulk((session) => insertEntries(session, 0, 10));
    expect(await structure()).toEqual(before);
    expect(await copy.sql("SELECT FROM participant.bulk_set_aside")).toEqual([]);
  });

  test("leaves all as it was when it fails, also for a row that a foreign key refuses", async () => {
    const before = [await structure(), await sums()];
    await expect(
      inBulk(async (session) => {
        await insertEntries(session, 0, 10);
        throw new Error("broken off");
      }),
    ).rejects.toThrow("broken off");
    const orphan = `INSERT INTO participant.participation
        (id, person_id, programme_id, municipality_code, entry_gate, state, benefit, synthetic)
      VALUES (gen_random_uuid(), gen_random_uuid(), $1, '0751', 'REFERRAL', 'REFERRED', 'SICKNESS', true)`;
    await expect(inBulk((session) => session.query(orphan, [PROGRAMME]))).rejects.toThrow(
      "participation_person_id_fkey",
    );
    expect([await structure(), await sums()]).toEqual(before);
  });

  test("is for the seed alone", async () => {
    for (const name of ["begin_bulk", "end_bulk"]) {
      await expect(app.write(system, ({ query }) => query(`SELECT participant.${name}()`))).rejects.toThrow(
        "permission denied",
      );
    }
    await expect(seed.write(system, ({ query }) => query("SELECT FROM participant.bulk_set_aside"))).rejects.toThrow(
      "permission denied",
    );
  });
});
