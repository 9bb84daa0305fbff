import { randomBytes } from "node:crypto";
import type { ExecutionResult } from "graphql";
import pg from "pg";
import type { Viewer } from "../pure/index.ts";
import type { BaseContext } from "../runtime/context.ts";
import { createLogger } from "../runtime/log.ts";
import { openService, type Service, type ServiceDefinition } from "../runtime/service.ts";
import { localTransport } from "../runtime/transport.ts";

/** Where the tests' PostgreSQL is; the set-up of the db tests provides it. */
export type TestPostgres = Readonly<{
  adminUrl: string;
  /** A database with all schemas migrated and no other rows; it is copied for each file. */
  template: string;
  passwords: Readonly<Record<string, string>>;
}>;

export type TestService = Readonly<{
  service: Service;
  /** Runs an operation as a viewer; `statements` counts what it sent to the database. */
  ask: (
    viewer: Viewer,
    query: string,
    variables?: Record<string, unknown>,
  ) => Promise<ExecutionResult & Readonly<{ statements: number }>>;
  /** Runs SQL past all policies, to arrange and to look. */
  sql: <Row>(text: string, parameters?: readonly unknown[]) => Promise<Row[]>;
  /** Address of this test's database for a role, as `finance_app`. */
  urlOf: (role: string) => string;
  close: () => Promise<void>;
}>;

/** Opens a service on a database of its own. It follows nobody; facts are told to it by its handlers. */
export async function openTestService<Context extends BaseContext>(
  definition: ServiceDefinition<Context>,
  { adminUrl, template, passwords }: TestPostgres,
): Promise<TestService> {
  const database = `test_${randomBytes(6).toString("hex")}`;
  await asAdmin(adminUrl, (admin) => admin.query(`CREATE DATABASE ${database} TEMPLATE ${template} STRATEGY file_copy`));
  const urlOf = (role: string): string => {
    const url = new URL(adminUrl);
    url.pathname = database;
    if (role !== "admin") {
      url.username = role;
      url.password = passwords[role] ?? "";
    }
    return url.href;
  };
  const log = createLogger("test", "error");
  const service = await openService(definition, {
    databaseUrl: urlOf(`${definition.name}_app`),
    cursorKey: "a key for tests that is long enough",
    log,
    poolSize: 4,
  });
  await service.start(localTransport(new Map()));
  return {
    service,
    urlOf,
    ask: async (viewer, query, variables) => {
      const before = service.database.statements();
      const result = await service.execute({ query, variables }, { viewer, requestId: "test" });
      return { ...result, statements: service.database.statements() - before };
    },
    sql: async <Row>(text: string, parameters: readonly unknown[] = []) =>
      asAdmin(urlOf("admin"), async (admin) => (await admin.query(text, [...parameters])).rows as Row[]),
    close: async () => {
      await service.close();
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
