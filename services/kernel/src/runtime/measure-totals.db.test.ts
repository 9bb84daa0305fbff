import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { localDate, type Viewer } from "../pure/index.ts";
import { copyDatabase, type TestDatabase } from "../testing/test-database.ts";
import { viewerWithin } from "../testing/test-viewer.ts";
import { type Database, openDatabase } from "./database.ts";
import { readTotals } from "./measure-ledger.ts";

const [A, B] = ["00000000-0000-7000-8000-00000000000a", "00000000-0000-7000-8000-00000000000b"] as const;
const CLOCKS = { asOf: localDate("2024-06-30"), knownAt: new Date("2030-01-01T00:00:00Z") };
/** More often than PostgreSQL makes a plan for the arguments before it keeps one for all. */
const ROUNDS = 8;

let copy: TestDatabase;
let database: Database;
beforeAll(async () => {
  copy = await copyDatabase(inject("postgres"));
  await copy.sql("INSERT INTO finance.municipality_region VALUES ('0751', '1082', '2007-01-01', NULL)");
  await copy.sql(
    `INSERT INTO finance.measure_entry (indicator, amount, programme_id, municipality_code, subject_id, valid_on,
       recorded_at, definition_version, cause, synthetic)
     SELECT 'A', n, programme::uuid, place, gen_random_uuid(), valid_on, '2020-01-01', 1, 'test', true
     FROM (VALUES ($1, '0751', 1), ($1, '0461', 10), ($1, NULL, 100), ($2, '0751', 1000), ($2, '0461', 10000)) e(programme, place, n),
       unnest('{2024-05-01,2024-06-02,2024-07-01}'::date[]) valid_on`,
    [A, B],
  );
  database = await openDatabase({
    ...{ schema: "finance", url: copy.urlOf("finance_app"), entities: [], head: "none", poolSize: 1 },
  });
});
afterAll(async () => {
  await database?.close();
  await copy?.drop();
});

const VIEWERS: readonly (readonly [Viewer, Record<string, number>])[] = [
  [viewerWithin({ programmes: null, municipalities: null, regions: null }), { [A]: 222, [B]: 22_000 }],
  [viewerWithin({ programmes: null, regions: ["1082"] }), { [A]: 2, [B]: 2_000 }],
  [viewerWithin({ programmes: [A], municipalities: null, regions: null }), { [A]: 222 }],
  [viewerWithin({ programmes: [B], municipalities: ["0461"] }), { [B]: 20_000 }],
  [viewerWithin({ programmes: [A, B], municipalities: ["0751", "0461"] }), { [A]: 22, [B]: 22_000 }],
  [viewerWithin({ programmes: null, municipalities: [""] }), {}],
  [viewerWithin({ programmes: [], municipalities: null, regions: null }), {}],
];

describe("a plan that a connection keeps", () => {
  test("gives each viewer what its limits leave, whoever asked before", async () => {
    const connections = new Set<number>();
    for (const round of Array.from({ length: ROUNDS }, (_, index) => index)) {
      for (const [viewer, expected] of round % 2 === 0 ? VIEWERS : VIEWERS.toReversed()) {
        await database.read(viewer, async (reader) => {
          const totals = await readTotals(reader, "finance", [A, B], CLOCKS);
          expect(Object.fromEntries(totals.map(({ programmeId, count }) => [programmeId, count]))).toEqual(expected);
          const [connection] = await reader.query<{ id: number }>("SELECT pg_backend_pid() AS id");
          connections.add(connection?.id ?? 0);
        });
      }
    }
    expect(connections.size).toBe(1);
  });

  test("is made anew for another role, for which other policies hold", async () => {
    const client = new pg.Client({ connectionString: copy.urlOf("admin") });
    await client.connect();
    try {
      for (const [name, value] of Object.entries({
        viewer: "test",
        programmes: A,
        municipalities: "0751",
        regions: "",
      })) {
        await client.query("SELECT set_config($1, $2, false)", [`app.${name}`, value]);
      }
      const seenBy = async (role: string): Promise<string[]> => {
        await client.query(`SET ROLE ${role}`);
        const { rows } = await client.query<{ id: string }>(
          "SELECT programme_id AS id FROM finance.measure_totals($1, $2, $3) ORDER BY 1",
          [[A, B], CLOCKS.asOf, CLOCKS.knownAt],
        );
        await client.query("RESET ROLE");
        return rows.map(({ id }) => id);
      };
      for (let round = 0; round < ROUNDS; round += 1) {
        expect(await seenBy("finance_app")).toEqual([A]);
        expect(await seenBy("finance_owner")).toEqual([A, B]);
      }
    } finally {
      await client.end();
    }
  });
});

describe("what a viewer's totals are made of", () => {
  test("cannot be asked for as somebody else: the functions run with the caller's rights", async () => {
    const functions = await copy.sql<{ name: string; runsAsOwner: boolean }>(
      `SELECT proname AS name, prosecdef AS "runsAsOwner" FROM pg_proc
       WHERE pronamespace = 'finance'::regnamespace AND proname IN ('measure_totals', 'seen_places', 'summed_places')
       ORDER BY 1`,
    );
    expect(functions).toEqual(
      ["measure_totals", "seen_places", "summed_places"].map((name) => ({ name, runsAsOwner: false })),
    );
  });
});
