import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { systemViewer } from "../pure/index.ts";
import { copyDatabase, type TestDatabase } from "../testing/test-database.ts";
import { type Database, openDatabase } from "./database.ts";
import { insertRows } from "./row-set.ts";

let copy: TestDatabase;
let database: Database;
beforeAll(async () => {
  copy = await copyDatabase(inject("postgres"));
  const url = copy.urlOf("finance_app");
  database = await openDatabase({ schema: "finance", url, entities: [], head: "none", poolSize: 1 });
});
afterAll(async () => {
  await database?.close();
  await copy?.drop();
});

const text = fc.oneof(
  fc.string({ unit: "binary" }).filter((some) => !some.includes("\0")),
  fc.constantFrom("NULL", "", "{}", '"', "\\", ",", "\\x00", "æøå\r\n\t"),
);
const row = fc.record({
  number: fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
  share: fc.option(fc.constantFrom(0.5, 18.5, 37)),
  name: fc.option(text),
  is_known: fc.option(fc.boolean()),
  sealed: fc.option(fc.uint8Array().map((bytes) => Buffer.from(bytes))),
  said: fc.option(fc.oneof(fc.array(text), fc.record({ word: text, none: fc.constant(null) }))),
});
const COLUMNS = {
  ...{ number: "integer", share: "float8", name: "text", is_known: "boolean", sealed: "bytea", said: "jsonb" },
};

test("any rows come back as they were given, in their order", async () => {
  const table = { name: "pg_temp.given", columns: COLUMNS, isRecorded: false };
  const columns = Object.entries(COLUMNS).map(([name, type]) => `${name} ${type}`);
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (rows) => {
      const stored = await database.write(systemViewer("test"), async (session) => {
        await session.query(`CREATE TEMP TABLE given (${columns.join(", ")}) ON COMMIT DROP`);
        await insertRows(session, table, rows);
        return session.query("SELECT * FROM given ORDER BY ctid");
      });
      expect(stored).toEqual(rows);
    }),
    { numRuns: 60 },
  );
});
