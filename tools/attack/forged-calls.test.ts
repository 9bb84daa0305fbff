import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { callVerifier, type Service, serveService } from "@inclusion/kernel/runtime";
import { SERVICES } from "@inclusion/schema";
import { afterAll, expect, test } from "vitest";
import { ensureKeys } from "../system/keys.ts";
import { forgedCalls, genuineCall, REFUSED } from "./forged-calls.ts";

const dataDir = mkdtempSync(join(tmpdir(), "forged-"));
afterAll(() => rmSync(dataDir, { recursive: true }));

test.each(SERVICES)("a server of %s refuses every forged call before it reads the body", async (name) => {
  const keys = await ensureKeys(dataDir, true);
  let executed = 0;
  const service = {
    execute: async () => {
      executed += 1;
      return { data: null };
    },
    facts: { close: async () => {} },
    close: async () => {},
  } as unknown as Service;
  const verify = await callVerifier(name, keys.internalKeys);
  const callers = { operations: ["gateway"], facts: SERVICES };
  const { port, close } = await serveService(service, verify, callers, { host: "127.0.0.1", port: 0 });
  const system = { dataDir, tokens: { operator: "e30.e30.e30" } };
  const url = `http://127.0.0.1:${port}/graphql`;
  for (const { name: call, body, authorization } of await forgedCalls(system, name)) {
    const headers = { "content-type": "application/json", ...(authorization === null ? {} : { authorization }) };
    const response = await fetch(url, { method: "POST", headers, body });
    expect([response.status, await response.text()], call).toEqual([401, REFUSED]);
  }
  expect(executed).toBe(0);
  expect((await fetch(url, await genuineCall(system, name))).status).toBe(200);
  await close();
});
