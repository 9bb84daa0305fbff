import type { ExecutionResult } from "graphql";
import type { Language, Viewer } from "../pure/index.ts";
import type { BaseContext } from "../runtime/context.ts";
import { createLogger } from "../runtime/log.ts";
import { openService, type Service, type ServiceDefinition } from "../runtime/service.ts";
import { copyDatabase, type TestDatabase, type TestPostgres } from "./test-database.ts";

export type TestService = TestDatabase &
  Readonly<{
    service: Service;
    /** Runs an operation as a viewer; `statements` counts what it sent to the database. */
    ask: (
      viewer: Viewer,
      query: string,
      variables?: Record<string, unknown>,
      language?: Language,
    ) => Promise<ExecutionResult & Readonly<{ statements: number }>>;
  }>;

const RELEASED_AFTER_MS = 100 * 86_400_000;

/** A time at which all that is recorded now is released to whoever sees no rows. */
export function afterRelease(): Date {
  return new Date(Date.now() + RELEASED_AFTER_MS);
}

/**
 * Opens a service on a database of its own. It follows nobody; facts are told to it by its handlers.
 *
 * @param clock what time it is for what is asked; now when left out
 */
export async function openTestService<Context extends BaseContext>(
  definition: ServiceDefinition<Context>,
  postgres: TestPostgres,
  clock: () => Date = () => new Date(),
): Promise<TestService> {
  const copy = await copyDatabase(postgres);
  const service = await openService(definition, {
    databaseUrl: copy.urlOf(`${definition.name}_app`),
    cursorKey: "a key for tests that is long enough",
    setting: (name) => (name.endsWith("_KEYS") ? `a-secret-for-tests-and-nothing-else-${name}` : undefined),
    log: createLogger("test", "error"),
    poolSize: 4,
    clock,
  });
  return {
    ...copy,
    service,
    ask: async (viewer, query, variables, language = "en") => {
      const before = service.database.statements();
      const result = await service.execute({ query, variables }, { viewer, requestId: "test", language });
      return { ...result, statements: service.database.statements() - before };
    },
    drop: async () => {
      await service.close();
      await copy.drop();
    },
  };
}
