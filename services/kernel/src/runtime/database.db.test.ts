import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { localDate, type MeasureEntry, reversalOf, systemViewer } from "../pure/index.ts";
import { copyDatabase, type TestDatabase } from "../testing/test-database.ts";
import { viewerWith, viewerWithin } from "../testing/test-viewer.ts";
import { type Database, openDatabase } from "./database.ts";
import { readTotals } from "./measure-ledger.ts";
import { unitOfWork } from "./unit-of-work.ts";

// The kernel has no schema of its own: what every schema holds is tried on the finance service's.
let copy: TestDatabase;
let database: Database;
beforeAll(async () => {
  copy = await copyDatabase(inject("postgres"));
  database = await openDatabase({
    schema: "finance",
    url: copy.urlOf("finance_app"),
    entities: [],
    head: "none",
    poolSize: 1,
  });
});
afterAll(async () => {
  await database?.close();
  await copy?.drop();
});

const system = systemViewer("test");
const insertGrant = (id: string) =>
  `INSERT INTO finance.programme_grant (id, programme_id, currency, eligible_total_derived, read_on)
   VALUES ('${id}', '${randomUUID()}', 'DKK', false, '2024-01-01')`;

function entry(other: Partial<MeasureEntry> = {}): MeasureEntry {
  return {
    indicator: "3B.1",
    amount: 1,
    programmeId: "00000000-0000-7000-8000-000000000001",
    municipalityCode: "0751",
    subjectId: randomUUID(),
    validOn: localDate("2020-03-01"),
    definitionVersion: 1,
    cause: "test",
    dimensions: {},
    synthetic: true,
    ...other,
  };
}

describe("a scope transaction", () => {
  test("says of a statement that is cut off for its length what to do, and serves the next one", async () => {
    const cutOff = database.read(system, async ({ query }) => {
      await query("SET LOCAL statement_timeout = 20");
      await query("SELECT pg_sleep(30)");
    });
    await expect(cutOff).rejects.toMatchObject({ code: "SUBGRAPH_TIMEOUT", message: expect.stringContaining("less") });
    expect(await database.read(system, ({ query }) => query("SELECT 1 AS one"))).toEqual([{ one: 1 }]);
  });

  test("shows rows to its viewer, and to nobody on the same connection afterwards", async () => {
    const id = randomUUID();
    await database.write(system, ({ query }) => query(insertGrant(id)));
    const seen = await database.read(system, ({ query }) =>
      query(`SELECT id FROM finance.programme_grant WHERE id = '${id}'`),
    );
    expect(seen).toHaveLength(1);
    const bare = await database.beginRead({ ...system, subject: "" });
    expect(await bare.query("SELECT id FROM finance.programme_grant")).toEqual([]);
    expect(await bare.query("SELECT position FROM finance.measure_entry")).toEqual([]);
    await bare.end("ROLLBACK");
    // The pool's one connection, without a transaction that says who asks.
    const used = await database.beginRead(system);
    expect(await used.query("SELECT id FROM finance.programme_grant LIMIT 1")).toHaveLength(1);
    await used.end("COMMIT");
    expect(await used.runner.dataSource.query("SELECT id FROM finance.programme_grant")).toEqual([]);
  });

  test("that waits for another which waits for it is ended with the word that it may be tried again", async () => {
    const [one, other] = await Promise.all([
      openDatabase({ schema: "finance", url: copy.urlOf("finance_app"), entities: [], head: "none", poolSize: 2 }),
      database,
    ]);
    const locking = (on: Database, first: number, second: number) =>
      on.write(system, async ({ query }) => {
        await query("SELECT pg_advisory_xact_lock($1)", [first]);
        await new Promise((resolve) => setTimeout(resolve, 300));
        await query("SELECT pg_advisory_xact_lock($1)", [second]);
      });
    const ended = await Promise.allSettled([locking(one, 1, 2), locking(other, 2, 1)]);
    await one.close();
    expect(ended.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(ended.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "SUBGRAPH_TIMEOUT" } });
  });

  test("takes any text as the viewer's name without running it", async () => {
    for (const subject of ["'; DROP TABLE finance.fact; --", "a\\", "a\\'; SELECT 1; --", "\u0000x", "$1 ''"]) {
      const rows = await database.read({ ...system, subject }, ({ query }) =>
        query<{ viewer: string }>("SELECT current_setting('app.viewer') AS viewer"),
      );
      expect(rows).toEqual([{ viewer: subject.replace("\0", "") }]);
    }
  });

  test("cannot write while it reads", async () => {
    await expect(database.read(system, ({ query }) => query(insertGrant(randomUUID())))).rejects.toThrow(/read-only/);
  });

  test("undoes everything when the work throws", async () => {
    const id = randomUUID();
    const failing = database.write(system, async ({ query }) => {
      await query(insertGrant(id));
      throw new Error("stop");
    });
    await expect(failing).rejects.toThrow("stop");
    expect(await copy.sql(`SELECT 1 FROM finance.programme_grant WHERE id = '${id}'`)).toEqual([]);
  });
});

describe("recording", () => {
  test("keeps each earlier row with the time until which it was known", async () => {
    const id = randomUUID();
    await database.write(system, ({ query }) => query(insertGrant(id)));
    await database.write(system, ({ query }) =>
      query(`UPDATE finance.programme_grant SET read_on = '2024-02-01' WHERE id = '${id}'`),
    );
    const [now] = await copy.sql<{ version: number; recorded_at: Date }>(
      `SELECT version, recorded_at FROM finance.programme_grant WHERE id = '${id}'`,
    );
    const before = await copy.sql<{ version: number; readOn: string; recorded_until: Date }>(
      `SELECT version, read_on::text AS "readOn", recorded_until FROM finance.programme_grant_history WHERE id = '${id}'`,
    );
    expect(now?.version).toBe(2);
    expect(before).toEqual([{ version: 1, readOn: "2024-01-01", recorded_until: now?.recorded_at }]);
  });

  test("cannot be dated back, except by the seed", async () => {
    const backdated = `INSERT INTO finance.fact (id, type, version, subject, payload, recorded_at)
      VALUES (gen_random_uuid(), 'Test', 1, 's', '{}', '2020-01-01')`;
    await expect(database.write(system, ({ query }) => query(backdated))).rejects.toThrow(/row-level security/);
    const seed = await openDatabase({ schema: "finance", url: copy.urlOf("finance_seed"), entities: [], head: "none" });
    await seed.write(system, ({ query }) => query(backdated));
    await seed.close();
  });

  test("leaves entries and facts of earlier work as they are", async () => {
    for (const statement of [
      "UPDATE finance.measure_entry SET amount = 2",
      "DELETE FROM finance.fact",
      "DELETE FROM finance.audit_line",
    ]) {
      await expect(database.write(system, ({ query }) => query(statement))).rejects.toThrow(/permission denied/);
    }
  });
});

describe("the measure ledger", () => {
  const programmeId = "00000000-0000-7000-8000-000000000002";
  const first = entry({ programmeId });
  const other = entry({ programmeId, municipalityCode: "0400", validOn: localDate("2020-04-01") });
  let [afterFirst, afterReversal] = [new Date(0), new Date(0)];

  beforeAll(async () => {
    await unitOfWork(database, system, "r", async (tx) => tx.measure(first, other));
    afterFirst = new Date();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await unitOfWork(database, system, "r", async (tx) => tx.measure(reversalOf(first, "entered twice")));
    afterReversal = new Date(Date.now() + 1_000);
  });

  test.for([
    { case: "nothing before the first day", asOf: "2020-02-29", known: () => afterFirst, count: undefined },
    { case: "one on its day", asOf: "2020-03-01", known: () => afterFirst, count: 1 },
    { case: "both later", asOf: "2020-12-31", known: () => afterFirst, count: 2 },
    { case: "one less once the mistake is known", asOf: "2020-12-31", known: () => afterReversal, count: 1 },
    { case: "nothing as known before", asOf: "2020-12-31", known: () => new Date(0), count: undefined },
  ])("counts $case", async ({ asOf, known, count }) => {
    const clocks = { asOf: localDate(asOf), knownAt: known() };
    const totals = await database.read(system, (reader) => readTotals(reader, "finance", [programmeId], clocks));
    expect(totals[0]?.count).toBe(count);
  });

  test("counts for a viewer only what lies within the viewer's places and programmes", async () => {
    const clocks = { asOf: localDate("2020-12-31"), knownAt: afterFirst };
    const countFor = async (viewer: typeof system): Promise<number | undefined> => {
      const totals = await database.read(viewer, (reader) => readTotals(reader, "finance", [programmeId], clocks));
      return totals[0]?.count;
    };
    expect(await countFor(viewerWithin({ programmes: null, municipalities: ["0400"] }))).toBe(1);
    expect(await countFor(viewerWithin({ programmes: [programmeId], municipalities: null, regions: null }))).toBe(2);
    expect(await countFor(viewerWithin({ programmes: [], municipalities: null, regions: null }))).toBeUndefined();
    expect(await countFor(viewerWithin({ programmes: null }))).toBeUndefined();
    expect(await countFor(viewerWith())).toBe(2);
  });
});
