/** A service as a process of its own: settings in, HTTP out, a clean end. */
import { z } from "zod";
import type { BaseContext } from "./context.ts";
import { DAILY_WORK, httpUrl, port, postgresUrl, readEnv, SettingsError, secretText } from "./env.ts";
import { callSigner, callVerifier } from "./internal-token.ts";
import { createLogger } from "./log.ts";
import { serveService } from "./server.ts";
import { openService, type ServiceDefinition } from "./service.ts";
import { httpTransport } from "./transport.ts";

/** How long a process may take to end after it was asked to. */
const DRAIN_MS = 9_000;

/** Runs a service until SIGINT or SIGTERM; a wrong setting ends the process with code 2 and every reason. */
export async function runService<Context extends BaseContext>(definition: ServiceDefinition<Context>): Promise<void> {
  const { name, handlers } = definition;
  await runProcess(async () => {
    const producers = Object.keys(handlers);
    const urls = Object.fromEntries(producers.map((producer) => [`${producer.toUpperCase()}_URL`, httpUrl]));
    const env = readEnv({
      PORT: port,
      HOST: z.string().default("127.0.0.1"),
      DATABASE_URL: postgresUrl,
      INTERNAL_KEY: z.string({ error: "give the file of this process's private key" }),
      INTERNAL_KEYS: z.string({ error: "give the file of all processes' public keys" }),
      CURSOR_KEY: secretText,
      LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
      ...urls,
      ...DAILY_WORK,
      ...definition.settings,
    });
    const given: Readonly<Record<string, unknown>> = env;
    const log = createLogger(name, env.LOG_LEVEL);
    const service = await openService(definition, {
      databaseUrl: env.DATABASE_URL,
      cursorKey: env.CURSOR_KEY,
      setting: (setting) => (given[setting] === undefined ? undefined : String(given[setting])),
      log,
    });
    const addresses = producers.map((producer) => [producer, String(given[`${producer.toUpperCase()}_URL`])] as const);
    const transport = httpTransport(new Map(addresses), await callSigner(env.INTERNAL_KEY));
    const server = await serveService(
      service,
      await callVerifier(name, env.INTERNAL_KEYS),
      {
        operations: ["gateway"],
        facts: ["participant", "partnership", "accelerator", "finance"].filter((other) => other !== name),
      },
      { host: env.HOST, port: env.PORT },
    );
    void service.start(transport).then(() => log.info("follows"));
    console.log(`ready http://${env.HOST}:${server.port}/graphql ${name}`);
    return async () => {
      await server.close();
      await transport.close();
    };
  });
}

/**
 * Starts something and ends it on SIGINT or SIGTERM with code 0.
 *
 * @param start gives the function that stops it again
 */
export async function runProcess(start: () => Promise<() => Promise<void>>): Promise<void> {
  try {
    const stop = await start();
    const end = (): void => {
      setTimeout(() => process.exit(1), DRAIN_MS).unref();
      void stop().then(() => process.exit(0));
    };
    process.once("SIGINT", end);
    process.once("SIGTERM", end);
  } catch (error) {
    console.error(startFailure(error));
    process.exit(error instanceof SettingsError || isSystemError(error) ? 2 : 1);
  }
}

/** One sentence for what keeps a process from starting. */
export function startFailure(error: unknown): string {
  if (isSystemError(error) && error.code === "EADDRINUSE") {
    return `Port ${String((error as { port?: number }).port)} is taken by another program: stop it, or set PORT to a free one.`;
  }
  return error instanceof SettingsError || isSystemError(error)
    ? error.message
    : `The start failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && typeof error.code === "string" && /^E[A-Z]+$/.test(error.code);
}
