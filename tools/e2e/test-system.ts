/** A whole system for end-to-end tests, asked over HTTP as its users ask it. */
import { randomInt } from "node:crypto";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { SERVICES } from "@inclusion/schema";
import { fleetingFolder } from "../postgres/fleeting.ts";
import type { Settings } from "../system/settings.ts";
import { type System, startSystem } from "../system/system.ts";

/** An answer of the graph, with its HTTP status. */
export type Answer = Readonly<{
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what a test asks for is known to the test alone
  data: any;
  errors: readonly Readonly<{ message: string; path?: unknown; extensions: Record<string, unknown> }>[];
  extensions: Readonly<{ cost?: Readonly<{ requested: number; remaining: number }> }>;
}>;

export type TestSystem = System & Readonly<{ ask: Ask }>;

/** Asks as the demo token `as`; without one as anybody. */
export type Ask = (query: string, variables?: object, as?: string) => Promise<Answer>;

/** A data folder that the database's own user can reach, and that is removed by `remove`. */
export function testFolder(): Readonly<{ dataDir: string; remove: () => void }> {
  const dataDir = fleetingFolder("inclusion-e2e-");
  return { dataDir, remove: () => rmSync(dataDir, { recursive: true, force: true }) };
}

/** Starts a system on free ports, with a database of its own unless it is told of one. */
export async function startTestSystem(
  settings: Pick<Settings, "dataDir" | "form" | "seed"> & Partial<Pick<Settings, "databaseUrl" | "costPerMinute">>,
): Promise<TestSystem> {
  const system = await startSystem(
    {
      databaseUrl: null,
      costPerMinute: 1_000_000_000,
      ...settings,
      port: await freePorts(1 + SERVICES.length),
      host: "127.0.0.1",
      logLevel: "error",
      production: false,
      durable: false,
      seedPeople: 2_000,
      origins: [],
      proxies: [],
      issuer: null,
    },
    () => {},
  );
  return { ...system, ask: askAt(system.url, system.tokens) };
}

/** Asks the graph at `url`. */
export function askAt(url: string, tokens: Readonly<Record<string, string>>): Ask {
  return async (query, variables = {}, as) => {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(as === undefined ? {} : { authorization: `Bearer ${tokens[as] ?? as}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as Omit<Answer, "status" | "errors"> & Partial<Pick<Answer, "errors">>;
    return { status: response.status, data: answer.data, errors: answer.errors ?? [], extensions: answer.extensions };
  };
}

/** Below the ports that the system gives to outgoing connections, which would be taken again before we listen. */
const PORTS = 10_000;
/** Each process that runs test files has ports of its own. */
const PORTS_EACH = 5_000;

/** The first of so many free ports in a row. */
async function freePorts(count: number): Promise<number> {
  const begin = PORTS + (Number(process.env.VITEST_POOL_ID ?? 0) % 4) * PORTS_EACH;
  for (;;) {
    const first = randomInt(begin, begin + PORTS_EACH - count);
    const free = await Promise.all(Array.from({ length: count }, (_, index) => isFree(first + index)));
    if (free.every(Boolean)) return first;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
