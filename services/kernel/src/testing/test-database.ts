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
  const admins = adminConnections(urlOf("admin"));
  return {
    urlOf,
    sql: async <Row>(text: string, parameters: readonly unknown[] = []) =>
      (await admins.query(text, parameters)).rows as Row[],
    drop: async () => {
      await admins.end();
      await asAdmin(adminUrl, (admin) => admin.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`));
    },
  };
}

/**
 * Connections past all policies that are used again: one that is open has read the catalogue already, which costs more
 * than most statements. Each statement finds a session as new: what an earlier one has set or left open is gone.
 */
function adminConnections(url: string) {
  const idle = new Set<pg.Client>();
  const take = async (): Promise<pg.Client> => {
    for (const client of idle) {
      idle.delete(client);
      return client;
    }
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => idle.delete(client));
    await client.connect();
    return client;
  };
  return {
    query: async (text: string, parameters: readonly unknown[]): Promise<pg.QueryResult> => {
      const client = await take();
      try {
        return await client.query(text, [...parameters]);
      } finally {
        await client.query("DISCARD ALL").then(
          () => idle.add(client),
          () => client.end(),
        );
      }
    },
    end: async () => {
      await Promise.all([...idle].map((client) => client.end()));
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
