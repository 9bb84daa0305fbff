import { randomBytes } from "node:crypto";
import pg from "pg";

/** Where the tests' PostgreSQL is; the set-up of the db tests provides it. */
export type TestPostgres = Readonly<{
  adminUrl: string;
  /** A database with all schemas migrated and no other rows; it is copied for each file. */
  template: string;
  passwords: Readonly<Record<string, string>>;
}>;

declare module "vitest" {
  interface ProvidedContext {
    postgres: TestPostgres;
  }
}

/** A database of one test file. */
export type TestDatabase = Readonly<{
  /** Address of the database for a role, as `finance_app`. */
  urlOf: (role: string) => string;
  /** Runs SQL past all policies, to arrange and to look. */
  sql: <Row>(text: string, parameters?: readonly unknown[]) => Promise<Row[]>;
  drop: () => Promise<void>;
}>;

/** Copies the migrated database. */
export async function copyDatabase({ adminUrl, template, passwords }: TestPostgres): Promise<TestDatabase> {
  const database = `test_${randomBytes(6).toString("hex")}`;
  await asAdmin(adminUrl, (admin) =>
    admin.query(`CREATE DATABASE ${database} TEMPLATE ${template} STRATEGY file_copy`),
  );
  const urlOf = (role: string): string => {
    const url = new URL(adminUrl);
    url.pathname = database;
    if (role !== "admin") {
      url.username = role;
      url.password = passwords[role] ?? "";
    }
    return url.href;
  };
  return {
    urlOf,
    sql: async <Row>(text: string, parameters: readonly unknown[] = []) =>
      asAdmin(urlOf("admin"), async (admin) => (await admin.query(text, [...parameters])).rows as Row[]),
    drop: async () => {
      await asAdmin(adminUrl, (admin) => admin.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`));
    },
  };
}

async function asAdmin<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
