import { copyDatabase, type TestDatabase } from "@inclusion/kernel/testing";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { looseKeyProblems } from "./limited-references.ts";
import { RULES, rowSecurityProblems } from "./row-security.ts";

let database: TestDatabase;
/** One connection for all: what it has read of the catalogue it need not read again. */
let admin: pg.Client;

beforeAll(async () => {
  database = await copyDatabase(inject("postgres"));
  admin = new pg.Client({ connectionString: database.urlOf("admin") });
  await admin.connect();
});
afterAll(async () => {
  await admin?.end();
  await database?.drop();
});

const problems = () =>
  rowSecurityProblems(async <Row>(sql: string, parameters: readonly unknown[]) => {
    const { rows } = await admin.query(sql, [...parameters]);
    return rows as Row[];
  });

describe("rowSecurityProblems", () => {
  test("finds none in the schemas as they are migrated", async () => {
    expect(await problems()).toEqual([]);
  });

  test.for([
    {
      hole: "a table without row security",
      sql: "CREATE TABLE finance.bare (id int); GRANT SELECT ON finance.bare TO finance_app",
      found: "finance.bare: row security is not enabled and forced",
    },
    {
      hole: "row security that its owner escapes",
      sql: "ALTER TABLE finance.programme_grant NO FORCE ROW LEVEL SECURITY",
      found: "finance.programme_grant: row security is not enabled and forced",
    },
    {
      hole: "a right without a policy",
      sql: `CREATE TABLE finance.half (id int); ALTER TABLE finance.half ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        CREATE POLICY half_read ON finance.half FOR SELECT TO finance_app USING (id > 0);
        GRANT SELECT, DELETE ON finance.half TO finance_app`,
      found: "finance.half: finance_app may delete without a policy",
    },
    {
      hole: "a policy that is open",
      sql: "CREATE POLICY wide ON finance.programme_grant FOR SELECT TO finance_app USING (true)",
      found: "finance.programme_grant: the policy wide is open to everybody for finance_app",
    },
    {
      hole: "a public table that anybody may write",
      sql: "CREATE POLICY wide ON partnership.supplier_search FOR INSERT TO partnership_app WITH CHECK (true)",
      found: "partnership.supplier_search: the policy wide is open to everybody for partnership_app",
    },
    {
      hole: "a policy that reads ids for every row",
      sql: `CREATE POLICY slow ON finance.programme_grant FOR SELECT TO finance_app
        USING (id = ANY ((SELECT string_to_array(nullif(current_setting('app.grants', true), '*'), ','))::uuid[]))`,
      found: "finance.programme_grant: the policy slow reads ids for every row",
    },
    {
      hole: "a policy that opens to an unset limit",
      sql: `CREATE POLICY unset ON finance.programme_grant FOR SELECT TO finance_app
        USING (current_setting('app.grants', true) IS NULL OR id::text = current_setting('app.grants', true))`,
      found: "finance.programme_grant: the policy unset opens to what is null",
    },
    {
      hole: "a look into another service",
      sql: "GRANT USAGE ON SCHEMA participant TO finance_app",
      found: "finance_app may look into participant",
    },
    {
      hole: "a right to empty a table",
      sql: "GRANT TRUNCATE ON finance.programme_grant TO finance_app",
      found: "finance_app may do more to finance.programme_grant than read and write rows",
    },
    {
      hole: "a reference that leaves the limits of its row out",
      sql: `CREATE TABLE finance.loose (grant_id uuid, claim_id uuid REFERENCES finance.cost_claim (id));
        ALTER TABLE finance.loose ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        CREATE POLICY loose_read ON finance.loose FOR SELECT TO finance_app
          USING (grant_id::text = current_setting('app.grants', true))`,
      found: "finance.loose.loose_claim_id_fkey: does not hold grant_id of finance.cost_claim",
    },
    {
      hole: "a view that reads as its owner",
      sql: "CREATE VIEW finance.peep AS SELECT 1 AS one",
      found: "finance.peep: the view is not security_invoker",
    },
    {
      hole: "an owner's function without a search path",
      sql: "CREATE FUNCTION finance.deep() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
      found: "finance.deep: runs as its owner without a search_path of its own",
    },
  ])("finds $hole", async ({ sql, found }) => {
    await admin.query(`BEGIN; ${sql}`);
    try {
      expect(await problems()).toContain(found);
    } finally {
      await admin.query("ROLLBACK");
    }
  });

  test("finds what stands on the list of loose references and is loose no longer", () => {
    const known = new Map([["finance.a.b", "why"]]);
    expect(looseKeyProblems([], known)).toEqual(["finance.a.b: is loose no longer; take it off the list"]);
  });

  test("says of each rule what it is about", () => {
    for (const { about } of RULES) expect(about).toMatch(/^[a-z].+[a-z]$/);
  });
});
