import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { copyDatabase, type TestDatabase } from "../testing/test-database.ts";
import { viewerWithin } from "../testing/test-viewer.ts";
import { openDatabase } from "./database.ts";
import { within } from "./ddl.ts";
import { idsOncePerStatement } from "./policy-ids.ts";

const [A, B] = ["00000000-0000-7000-8000-00000000000a", "00000000-0000-7000-8000-00000000000b"] as const;

let copy: TestDatabase;
beforeAll(async () => {
  copy = await copyDatabase(inject("postgres"));
});
afterAll(() => copy?.drop());

/** How `within` said it before. */
function eachRow(limit: string, column: string): string {
  const setting = `current_setting('app.${limit}', true)`;
  return `((SELECT ${setting} = '*') OR ${column} = ANY ((SELECT string_to_array(nullif(${setting}, '*'), ','))::uuid[]))`;
}

describe("idsOncePerStatement", () => {
  test("leaves every policy as `within` writes it now, and each viewer what it saw", async () => {
    const both = (ids: (limit: "programmes" | "grants", column: string) => string) =>
      `${ids("programmes", "programme_id")} AND ${ids("grants", "grant_id")}`;
    for (const [table, condition] of [
      ["before", both(eachRow)],
      ["now", both(within)],
    ] as const) {
      await copy.sql(`CREATE TABLE finance.${table} (programme_id uuid, grant_id uuid)`);
      await copy.sql(`INSERT INTO finance.${table} VALUES ('${A}', '${A}'), ('${A}', '${B}'), ('${B}', '${A}')`);
      await copy.sql(`ALTER TABLE finance.${table} ENABLE ROW LEVEL SECURITY`);
      await copy.sql(`GRANT SELECT, INSERT ON finance.${table} TO finance_app`);
      await copy.sql(`CREATE POLICY reading ON finance.${table} FOR SELECT TO finance_app USING (${condition})`);
      await copy.sql(`CREATE POLICY writing ON finance.${table} FOR INSERT TO finance_app WITH CHECK (${condition})`);
      await copy.sql(
        `CREATE POLICY changing ON finance.${table} FOR UPDATE TO finance_app USING (${condition}) WITH CHECK (${condition})`,
      );
    }
    const policiesOf = (table: string) =>
      copy.sql("SELECT policyname, qual, with_check FROM pg_policies WHERE tablename = $1 ORDER BY 1", [table]);
    expect(await policiesOf("before")).not.toEqual(await policiesOf("now"));
    for (const statement of idsOncePerStatement("finance")) await copy.sql(statement);
    expect(await policiesOf("before")).toEqual(await policiesOf("now"));
    expect((await policiesOf("before")).length).toBe(3);

    const database = await openDatabase({
      ...{ schema: "finance", url: copy.urlOf("finance_app"), entities: [], head: "none", poolSize: 1 },
    });
    try {
      for (const [limits, rows] of [
        [{ programmes: null, grants: null }, 3],
        [{ programmes: [A], grants: null }, 2],
        [{ programmes: [A, B], grants: [A] }, 2],
        [{ programmes: [B], grants: [B] }, 0],
        [{ programmes: [], grants: null }, 0],
      ] as const) {
        const seen = await database.read(viewerWithin(limits), ({ query }) => query("SELECT FROM finance.before"));
        expect(seen.length).toBe(rows);
      }
    } finally {
      await database.close();
    }
  });

  test("waits for no table of another service, which may be migrating at the same time", async () => {
    const other = new pg.Client({ connectionString: copy.urlOf("admin") });
    await other.connect();
    try {
      await other.query("BEGIN; LOCK TABLE participant.participation IN ACCESS EXCLUSIVE MODE");
      await expect(
        copy.sql(`SET lock_timeout = '2s'; ${idsOncePerStatement("finance").join(";")}`),
      ).resolves.not.toThrow();
    } finally {
      await other.end();
    }
  });
});
