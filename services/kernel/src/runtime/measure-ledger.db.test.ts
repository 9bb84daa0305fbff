import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { localDate, systemViewer, type Viewer } from "../pure/index.ts";
import { copyDatabase, type TestDatabase } from "../testing/test-database.ts";
import { viewerWithin } from "../testing/test-viewer.ts";
import { type Database, openDatabase, type Reader } from "./database.ts";
import { type MeasureTotal, readTotals, type TwoClocks } from "./measure-ledger.ts";
import { rebuildRollups } from "./measure-rollup.ts";
import {
  ledgerOf,
  REGION_OF,
  type StoredEntry,
  someClocks,
  someProgrammes,
  someViewer,
  storeEntries,
} from "./random-ledger.fixture.ts";

// Finance has no dimensions; the accelerator's rows are limited by course besides.
const SCHEMAS = ["finance", "accelerator"] as const;

let copy: TestDatabase;
const opened = new Map<string, Database>();
const databaseOf = (role: string): Database => opened.get(role) as Database;
beforeAll(async () => {
  copy = await copyDatabase(inject("postgres"));
  for (const schema of SCHEMAS) {
    for (const role of [`${schema}_app`, `${schema}_seed`, `${schema}_owner`]) {
      opened.set(role, await openDatabase({ schema, url: copy.urlOf(role), entities: [], head: "none", poolSize: 1 }));
    }
    for (const [place, region] of Object.entries(REGION_OF)) {
      await copy.sql(`INSERT INTO ${schema}.municipality_region VALUES ('${place}', '${region}', '2007-01-01', NULL)`);
    }
  }
});
afterAll(async () => {
  for (const database of opened.values()) await database.close();
  await copy?.drop();
});

const system = systemViewer("test");

/** The sum of the entries themselves. */
async function plainTotals(
  { query }: Reader,
  schema: string,
  programmes: readonly string[],
  { asOf, knownAt }: TwoClocks,
): Promise<MeasureTotal[]> {
  return query<MeasureTotal>(
    `SELECT programme_id AS "programmeId", indicator, definition_version AS "definitionVersion",
            sum(amount)::int AS count, bool_or(synthetic) AS synthetic
     FROM ${schema}.measure_entry
     WHERE programme_id = ANY ($1::uuid[]) AND valid_on <= $2 AND recorded_at <= $3
     GROUP BY programme_id, indicator, definition_version`,
    [programmes, asOf, knownAt],
  );
}

function inOrder(totals: readonly MeasureTotal[]): MeasureTotal[] {
  const keyOf = (total: MeasureTotal) => `${total.programmeId} ${total.indicator} ${total.definitionVersion}`;
  return totals.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

const rollupRows = (schema: string) =>
  copy.sql(
    `SELECT to_jsonb(row) AS row FROM (SELECT to_jsonb(t) FROM ${schema}.measure_total t
       UNION ALL SELECT to_jsonb(m) FROM ${schema}.measure_month m) AS each(row) ORDER BY row`,
  );

const one = (other: Partial<StoredEntry> = {}): StoredEntry => ({
  ...{ indicator: "A", amount: 1, programme_id: "00000000-0000-7000-8000-000000000001", municipality_code: "0751" },
  ...{ subject_id: "00000000-0000-7000-8000-0000000000a1", valid_on: "2020-03-01", cause: "test", synthetic: true },
  ...{ recorded_at: "2020-03-02T10:00:00Z", definition_version: 1 },
  ...other,
});

describe.each(SCHEMAS)("totals of %s", (schema) => {
  test("are the sum of the entries, for any ledger, any two clocks and any viewer", { timeout: 120_000 }, async () => {
    const ledgers = fc.constant(null).chain(() => {
      const programmes = someProgrammes();
      const asked = fc.tuple(someViewer(programmes), fc.array(someClocks, { minLength: 2, maxLength: 6 }));
      return fc.tuple(
        fc.constant(programmes),
        ledgerOf(programmes, schema === "accelerator"),
        fc.array(asked, { minLength: 3, maxLength: 5 }),
      );
    });
    await fc.assert(
      fc.asyncProperty(ledgers, async ([programmes, statements, questions]) => {
        // Shrinking asks again about the same programmes: nothing is kept.
        const session = await databaseOf(`${schema}_seed`).beginWrite(system);
        try {
          await storeEntries(session, schema, statements);
          for (const [viewer, clocks] of [[system, questions.flatMap(([, each]) => each)] as const, ...questions]) {
            await become(session, viewer);
            for (const each of clocks) {
              const expected = await plainTotals(session, schema, programmes, each);
              expect(inOrder(await readTotals(session, schema, programmes, each))).toEqual(inOrder(expected));
            }
          }
        } finally {
          await session.end("ROLLBACK");
        }
      }),
      { numRuns: 30 },
    );
  });

  test("are the same for the app's role, which sees what its viewer may see", async () => {
    const programmes = someProgrammes();
    const [statements = []] = fc.sample(ledgerOf(programmes, schema === "accelerator"), { numRuns: 1, seed: 7 });
    await databaseOf(`${schema}_seed`).write(system, (session) => storeEntries(session, schema, statements));
    for (const viewer of fc.sample(someViewer(programmes), { numRuns: 20, seed: 7 })) {
      for (const clocks of fc.sample(someClocks, { numRuns: 10, seed: 7 })) {
        await databaseOf(`${schema}_app`).read(viewer, async (reader) => {
          const expected = await plainTotals(reader, schema, programmes, clocks);
          expect(inOrder(await readTotals(reader, schema, programmes, clocks))).toEqual(inOrder(expected));
        });
      }
    }
  });

  test("come of one statement", async () => {
    const database = databaseOf(`${schema}_app`);
    const before = database.statements();
    const clocks = { asOf: localDate("2020-02-11"), knownAt: new Date("2020-02-11T08:00:00Z") };
    await database.read(system, (reader) => readTotals(reader, schema, someProgrammes(), clocks));
    expect(database.statements() - before).toBe(3);
  });

  test("are rebuilt from the entries as they were", async () => {
    const statements = fc.sample(ledgerOf(someProgrammes(), schema === "accelerator"), { numRuns: 5, seed: 11 });
    await databaseOf(`${schema}_seed`).write(system, (session) => storeEntries(session, schema, statements.flat()));
    const before = await rollupRows(schema);
    await databaseOf(`${schema}_owner`).write(system, ({ query }) => query(rebuildRollups(schema)));
    expect(await rollupRows(schema)).toEqual(before);
    expect(before.length).toBeGreaterThan(20);
  });
});

describe("roll-ups", () => {
  const clocks = { asOf: localDate("2020-12-31"), knownAt: new Date("2030-01-01T00:00:00Z") };

  test.each(["finance_app", "finance_seed"])("cannot be written by %s", async (role) => {
    for (const statement of [
      "INSERT INTO finance.measure_total VALUES (gen_random_uuid(), 'A', 1, '', '2020-01-01', now(), 1, false)",
      "UPDATE finance.measure_total SET amount = 9",
      "DELETE FROM finance.measure_month",
      "TRUNCATE finance.measure_month",
      rebuildRollups("finance"),
      "SELECT finance.roll_up_entries()",
    ]) {
      const done = databaseOf(role).write(system, ({ query }) => query(statement));
      await expect(done, statement).rejects.toThrow(/permission denied/);
    }
  });

  test("hide what belongs to no municipality from whoever is limited to places, even to a nameless one", async () => {
    const programme_id = "00000000-0000-7000-8000-000000000002";
    const entries = [one({ programme_id, municipality_code: null })];
    await databaseOf("finance_seed").write(system, (session) => storeEntries(session, "finance", [entries]));
    const countFor = async (viewer: Viewer): Promise<number | undefined> => {
      return (
        await databaseOf("finance_app").read(viewer, (reader) => readTotals(reader, "finance", [programme_id], clocks))
      )[0]?.count;
    };
    expect(await countFor(system)).toBe(1);
    expect(await countFor(viewerWithin({ programmes: null, municipalities: ["", "*", "0751"] }))).toBeUndefined();
  });

  test("stay what they were when an insert is undone", async () => {
    const before = await rollupRows("finance");
    const session = await databaseOf("finance_seed").beginWrite(system);
    await storeEntries(session, "finance", [[one(), one({ amount: 5 })]]);
    await session.end("ROLLBACK");
    expect(await rollupRows("finance")).toEqual(before);
  });

  test("are kept for entries that the writer could not see in sum", async () => {
    const programme_id = "00000000-0000-7000-8000-000000000003";
    const entries = [one({ programme_id, municipality_code: "0751" })];
    await databaseOf("finance_seed").write(system, (session) => storeEntries(session, "finance", [entries]));
    const limited = viewerWithin({ programmes: [programme_id], municipalities: ["0400"] });
    const there = [one({ programme_id, municipality_code: "0400" })];
    await databaseOf("finance_seed").write(limited, (session) => storeEntries(session, "finance", [there]));
    const [total] = await databaseOf("finance_app").read(system, (reader) =>
      readTotals(reader, "finance", [programme_id], clocks),
    );
    expect(total?.count).toBe(2);
  });
});

/** Makes the rest of a transaction another viewer's. */
async function become({ query }: Reader, { limits }: Viewer): Promise<void> {
  const listOf = (limit: readonly string[] | null): string => (limit === null ? "*" : limit.join(","));
  const settings = {
    municipalities:
      limits.municipalities === null && limits.regions === null ? "*" : listOf(limits.municipalities ?? []),
    regions: listOf(limits.regions ?? []),
    programmes: listOf(limits.programmes),
    courses: listOf(limits.courses),
  };
  for (const [name, value] of Object.entries(settings)) {
    await query("SELECT set_config($1, $2, true)", [`app.${name}`, value]);
  }
}
