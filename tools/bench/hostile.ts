/**
 * What a refused document costs the gateway: `node tools/bench/hostile.ts`, over HTTP, the whole graph without its
 * services. The caller is a thread of its own, which is not counted.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { openGateway } from "@inclusion/gateway";
import { openTokens } from "@inclusion/gateway/authenticator";
import { newSigningKeys } from "@inclusion/gateway/signing-keys";
import { createLogger, type Transport } from "@inclusion/kernel/runtime";
import { supergraphSdl } from "@inclusion/schema";
import { hostileCases } from "../../gateway/test/hostile.ts";
import { freePort } from "../commands/running-system.ts";

const REQUESTS = 30;
const WARM_UP = 5;
/** CPU of one refusal that is wanted at most. */
const WANTED_MS = 50;

/** The caller: sends a body so many times, and says with which status it was answered. */
const CALLER = `const { parentPort } = require("node:worker_threads");
parentPort.on("message", async ({ url, body, times }) => {
  let status = 0;
  for (let at = 0; at < times; at += 1) {
    const headers = { "content-type": "application/json" };
    // Whoever still sends a body that is too long may find the connection closed: that is a refusal too.
    const response = await fetch(url, { method: "POST", headers, body }).catch(() => null);
    if (response === null) continue;
    await response.text();
    status = response.status;
  }
  parentPort.postMessage(status);
});`;

const folder = mkdtempSync(join(tmpdir(), "bench-hostile-"));
let asked = 0;
const transport: Transport = {
  execute: async () => {
    asked += 1;
    return { data: null };
  },
  facts: async () => [],
  ready: async () => true,
  close: async () => {},
};

try {
  const signingKeys = join(folder, "signing.json");
  writeFileSync(signingKeys, await newSigningKeys(new Date()));
  const jwks = join(folder, "issuer.json");
  const { d: _, ...issuerKey } = JSON.parse(await newSigningKeys(new Date())).keys[0] as Record<string, string>;
  writeFileSync(jwks, JSON.stringify({ keys: [issuerKey] }));
  const log = createLogger("bench", "silent");
  const issuer = { jwks, issuer: "bench", audience: "bench" };
  const gateway = await openGateway({
    ...{ transport, supergraphSdl: supergraphSdl(), manifest: { documents: [] }, log, production: true },
    tokens: await openTokens({ issuer, signingKeys, transport, production: true, log }),
    ...{ costPerMinute: 1_000_000_000, origins: [], proxies: [], services: [] },
  });
  const { port } = await gateway.listen({ host: "127.0.0.1", port: await freePort() });
  const target = { root: `accessToken(id: "x")`, self: "parent", leaf: "label", type: "AccessToken" };
  const cases = hostileCases(target).map(({ name, body }) => ({
    name,
    body: typeof body === "string" ? body : JSON.stringify(body),
  }));
  const caller = new Worker(CALLER, { eval: true });
  const url = `http://127.0.0.1:${port}/graphql`;
  const send = (body: string, times: number): Promise<number> =>
    new Promise((resolve) => {
      caller.once("message", resolve);
      caller.postMessage({ url, body, times });
    });
  const found: { name: string; ms: number; status: number; kb: number }[] = [];
  for (const { name, body } of cases) {
    const status = await send(body, WARM_UP);
    const begun = process.threadCpuUsage();
    await send(body, REQUESTS);
    const { user, system } = process.threadCpuUsage(begun);
    found.push({ name, status, ms: (user + system) / 1_000 / REQUESTS, kb: Buffer.byteLength(body) / 1_024 });
  }
  await caller.terminate();
  await gateway.close();
  found.sort((a, b) => b.ms - a.ms);
  for (const { name, status, ms, kb } of found) {
    console.log(`${ms.toFixed(1).padStart(7)} ms  ${String(status)}  ${kb.toFixed(1).padStart(8)} KB  ${name}`);
  }
  const dear = found.filter(({ ms }) => ms > WANTED_MS).length;
  console.log(`${found.length} documents, ${dear} above ${WANTED_MS} ms of CPU, ${asked} reached a service`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
