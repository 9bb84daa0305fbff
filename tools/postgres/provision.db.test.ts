import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Cluster, startCluster } from "./cluster.ts";
import { urlOfDatabase, withConnection } from "./connection.ts";
import { fleetingFolder } from "./fleeting.ts";
import { provision } from "./provision.ts";
import { dropDatabase, templateDatabase } from "./template-database.ts";

const passwords = (role: string): string => `pass-${role}-'%"`;
const services = ["finance", "participant"];
const folder = fleetingFolder(".ig-test-");
let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster({ dataDir: join(folder, "data"), durable: false });
  await provision(cluster.adminUrl, { database: "graph", services, passwords });
}, 60_000);

afterAll(async () => {
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function urlOf(role: string, database: string, password = passwords(role)): string {
  const url = new URL(urlOfDatabase(cluster.adminUrl, database));
  url.username = role;
  url.password = encodeURIComponent(password);
  return url.href;
}

async function runAs(role: string, sql: string, database = "graph"): Promise<unknown> {
  const { rows } = await withConnection(urlOf(role, database), (db) => db.query({ text: sql, rowMode: "array" }));
  return rows[0]?.[0];
}

async function runAsAdmin(sql: string, database = "postgres"): Promise<unknown> {
  const { rows } = await withConnection(urlOfDatabase(cluster.adminUrl, database), (db) =>
    db.query({ text: sql, rowMode: "array" }),
  );
  return rows[0]?.[0];
}

async function showSettings(role: string, database = "graph"): Promise<string[]> {
  return withConnection(urlOf(role, database), async (db) => {
    const names = [
      "search_path",
      "timezone",
      "statement_timeout",
      "lock_timeout",
      "idle_in_transaction_session_timeout",
    ];
    const { rows } = await db.query("select current_setting(unnest($1::text[])) as value", [names]);
    return rows.map((row) => row.value);
  });
}

describe("a provisioned database", { timeout: 30_000 }, () => {
  test("gives each role its settings", async () => {
    expect(await showSettings("finance_owner")).toEqual(["finance", "UTC", "0", "0", "0"]);
    expect(await showSettings("finance_app")).toEqual(["finance", "UTC", "10s", "2s", "15s"]);
    expect(await showSettings("finance_seed")).toEqual(["finance", "UTC", "0", "2s", "10min"]);
  });

  test("comes out the same when it is provisioned again, and mends what was loosened", async () => {
    await runAsAdmin("alter role finance_app createdb inherit");
    await runAsAdmin("alter role finance_app in database graph set work_mem = '1GB'");
    await Promise.all([1, 2, 3].map(() => provision(cluster.adminUrl, { database: "graph", services, passwords })));
    const loose = await runAsAdmin(
      `select count(*) from pg_roles where rolname ~ '^(finance|participant)_'
       and (rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls or rolinherit or not rolcanlogin)`,
    );
    expect(loose).toBe("0");
    expect(await runAs("finance_app", "show work_mem")).toBe("4MB");
  });

  test("takes a changed password and refuses the old one", async () => {
    const changed = (role: string): string => `new-${role}`;
    await provision(cluster.adminUrl, { database: "changed", services: ["case"], passwords });
    await provision(cluster.adminUrl, { database: "changed", services: ["case"], passwords: changed });
    await withConnection(urlOf("case_app", "changed", changed("case_app")), (db) => db.query("select 1"));
    await expect(runAs("case_app", "select 1", "changed")).rejects.toMatchObject({ code: "28P01" });
  });

  test("lets nobody work in another's schema", async () => {
    await runAs("participant_owner", "create table person (id int)");
    await runAs("participant_owner", "grant select on person to participant_app");
    expect(await runAs("participant_app", "select count(*) from person")).toBe("0");
    for (const role of ["finance_owner", "finance_app", "finance_seed"]) {
      await expect(runAs(role, "select * from participant.person")).rejects.toMatchObject({ code: "42501" });
    }
  });

  test.each([
    ["create tables in its schema", "create table mine (id int)"],
    ["create tables in public", "create table public.mine (id int)"],
    ["create temporary tables", "create temporary table mine (id int)"],
    ["create schemas", "create schema mine"],
    ["become the owner", "set role finance_owner"],
    ["become the server's superuser", "set role postgres"],
  ])("does not let the app role %s", async (_, sql) => {
    await expect(runAs("finance_app", sql)).rejects.toMatchObject({ code: "42501" });
  });

  test("lets in no role of another system on the same server", async () => {
    await provision(cluster.adminUrl, { database: "other", services: ["finance"], passwords, rolePrefix: "other_" });
    expect(await runAs("other_finance_app", "select current_schema()", "other")).toBe("finance");
    await expect(runAs("finance_app", "select 1", "other")).rejects.toMatchObject({ code: "42501" });
  });

  test("comes about beside others of the same roles, which lock in databases of their own", async () => {
    const databases = ["beside_1", "beside_2", "beside_3", "beside_4", "beside_5", "beside_6"];
    const admin = cluster.adminUrl;
    for (const database of databases) await provision(admin, { database, services, passwords });
    await Promise.all(
      databases.map((database) => provision(urlOfDatabase(admin, database), { database, services, passwords })),
    );
    for (const database of databases) expect(await runAs("finance_app", "select 1", database)).toBe(1);
  }, 120_000);

  test("keeps passwords as verifiers only", async () => {
    expect(
      await runAsAdmin(
        "select count(*) from pg_authid where rolname like 'finance%' and rolpassword not like 'SCRAM-SHA-256$%'",
      ),
    ).toBe("0");
  });

  test("quotes what needs quotes", async () => {
    const options = { database: 'odd "name', services: ["big-Case"], passwords };
    await provision(cluster.adminUrl, options);
    await provision(cluster.adminUrl, options);
    expect(await runAs("big-Case_app", "select current_schema()", options.database)).toBe("big-Case");
    await templateDatabase(cluster.adminUrl, options.database, 'odd "copy');
    expect(await runAs("big-Case_app", "select current_schema()", 'odd "copy')).toBe("big-Case");
  });
});

describe("a copied database", { timeout: 30_000 }, () => {
  test("has the original's tables, rights and settings, and can be dropped in use", async () => {
    await provision(cluster.adminUrl, { database: "origin", services, passwords });
    await runAs("finance_owner", "create table rate (id int)", "origin");
    await templateDatabase(cluster.adminUrl, "origin", "copy");

    expect(await runAs("finance_owner", "select count(*) from rate", "copy")).toBe("0");
    expect(await showSettings("finance_app", "copy")).toEqual(await showSettings("finance_app", "origin"));
    await expect(runAs("finance_app", "create temporary table mine (id int)", "copy")).rejects.toMatchObject({
      code: "42501",
    });

    await withConnection(urlOfDatabase(cluster.adminUrl, "copy"), async () => {
      await dropDatabase(cluster.adminUrl, "copy");
    });
    await dropDatabase(cluster.adminUrl, "copy");
    expect(await runAsAdmin("select count(*) from pg_database where datname = 'copy'")).toBe("0");
  });
});

describe("a server of the user's own", { timeout: 30_000 }, () => {
  const makeRole = (role: string, rights: string): Promise<unknown> =>
    runAsAdmin(`create role "${role}" login ${rights} password '${passwords(role).replace("'", "''")}'`);

  test("is provisioned by a role with CREATEROLE and CREATEDB, twice", async () => {
    await makeRole("maker", "createrole createdb");
    const options = { database: "made", services, passwords, rolePrefix: "made_" };
    await provision(urlOf("maker", "postgres"), options);
    await provision(urlOf("maker", "postgres"), options);
    expect(await runAs("made_finance_owner", "create table t (id int)", "made")).toBeUndefined();
    await expect(runAs("made_finance_app", "select * from t", "made")).rejects.toMatchObject({ code: "42501" });
  });

  test("is provisioned by a role with CREATEROLE that owns the database", async () => {
    await makeRole("keeper", "createrole");
    await runAsAdmin("create database kept owner keeper");
    await provision(urlOf("keeper", "kept"), { database: "kept", services, passwords, rolePrefix: "kept_" });
    expect(await runAs("kept_finance_app", "select current_schema()", "kept")).toBe("finance");
  });

  test.each([
    {
      case: "cannot make roles",
      ...{ role: "plain", rights: "", owner: "plain" },
      expected: /has not the rights .*: give it CREATEROLE/,
    },
    {
      case: "does not own the database",
      ...{ role: "guest", rights: "createrole", owner: "postgres" },
      expected: /does not own the database .*: run ALTER DATABASE/,
    },
  ])("says so when the role $case", async ({ role, rights, owner, expected }) => {
    await makeRole(role, rights);
    await runAsAdmin(`create database of_${role} owner ${owner}`);
    await expect(
      provision(urlOf(role, `of_${role}`), { database: `of_${role}`, services, passwords, rolePrefix: `${role}_` }),
    ).rejects.toThrow(expected);
  });
});
