/** A whole system for end-to-end tests, asked over HTTP as its users ask it. */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SERVICES } from "@inclusion/schema";
import { freePort } from "../commands/running-system.ts";
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
  const dataDir = mkdtempSync(join(tmpdir(), "inclusion-e2e-"));
  chmodSync(dataDir, 0o755);
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

/** The first of so many free ports in a row. */
async function freePorts(count: number): Promise<number> {
  for (;;) {
    const first = await freePort();
    const others = Array.from({ length: count - 1 }, (_, index) => first + 1 + index);
    const free = await Promise.all(others.map(isFree));
    if (first + count < 65_536 && free.every(Boolean)) return first;
  }
}

async function isFree(port: number): Promise<boolean> {
  const { createServer } = await import("node:net");
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
