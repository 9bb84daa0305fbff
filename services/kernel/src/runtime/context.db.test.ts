import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { systemViewer } from "../pure/index.ts";
import { copyDatabase, type TestDatabase } from "../testing/test-database.ts";
import { openContext } from "./context.ts";
import { type Database, openDatabase } from "./database.ts";

// The kernel has no schema of its own: what every schema holds is tried on the finance service's.
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

const open = () => openContext({ database, mac: (text) => text }, { viewer: systemViewer("test"), requestId: "r" });
const countNotes = "SELECT count(*)::int AS notes FROM finance.fact";
const tell = { type: "Test", version: 1, subject: "s", payload: {} };

describe("aside", () => {
  test("commits beside the operation's reading, which goes on over its snapshot", async () => {
    const { context, lastFact, close } = open();
    const reader = await context.reader();
    const before = await reader.query(countNotes);
    await context.aside(async (tx) => tx.tell(tell));
    expect(lastFact()).not.toBeNull();
    expect(await context.reader()).toBe(reader);
    expect(await reader.query(countNotes)).toEqual(before);
    await close();
    expect(await copy.sql(countNotes)).not.toEqual(before);
  });

  test("undoes all of it when the work throws, and the reading goes on", async () => {
    const { context, close } = open();
    const reader = await context.reader();
    const subject = randomUUID();
    const failing = context.aside(async (tx) => {
      await tx.note("test", subject);
      throw new Error("stop");
    });
    await expect(failing).rejects.toThrow("stop");
    expect(await copy.sql("SELECT 1 FROM finance.audit_line WHERE subject = $1", [subject])).toEqual([]);
    expect(await reader.query(countNotes)).toHaveLength(1);
    await close();
  });

  test("waits for no connection of the pool, which its own operation may hold", async () => {
    const { context, close } = open();
    await context.reader();
    const subject = randomUUID();
    await Promise.all(Array.from({ length: 8 }, () => context.aside((tx) => tx.note("test", subject))));
    expect(await copy.sql("SELECT 1 FROM finance.audit_line WHERE subject = $1", [subject])).toHaveLength(8);
    await close();
  });
});
