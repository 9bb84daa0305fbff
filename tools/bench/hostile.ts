/** What a refused document costs: `node tools/bench/hostile.ts`, over HTTP, the whole graph without its services. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
    ...{ costPerMinute: 1_000_000_000, origins: [], services: [] },
  });
  const { port } = await gateway.listen({ host: "127.0.0.1", port: await freePort() });
  const target = { root: `accessToken(id: "x")`, self: "parent", leaf: "label", type: "AccessToken" };
  const cases = hostileCases(target).map(({ name, body }) => ({
    name,
    body: typeof body === "string" ? body : JSON.stringify(body),
  }));
  const found: { name: string; ms: number; status: number; kb: number }[] = [];
  for (const { name, body } of cases) {
    const send = async (): Promise<number> => {
      const headers = { "content-type": "application/json" };
      const response = await fetch(`http://127.0.0.1:${port}/graphql`, { method: "POST", headers, body });
      await response.text();
      return response.status;
    };
    let status = 0;
    for (let at = 0; at < WARM_UP; at += 1) status = await send();
    const begun = process.cpuUsage();
    for (let at = 0; at < REQUESTS; at += 1) await send();
    const { user, system } = process.cpuUsage(begun);
    found.push({ name, status, ms: (user + system) / 1_000 / REQUESTS, kb: Buffer.byteLength(body) / 1_024 });
  }
  await gateway.close();
  found.sort((a, b) => b.ms - a.ms);
  for (const { name, status, ms, kb } of found) {
    console.log(`${ms.toFixed(1).padStart(7)} ms  ${String(status)}  ${kb.toFixed(1).padStart(8)} KB  ${name}`);
  }
  const dear = found.filter(({ ms }) => ms > WANTED_MS).length;
  console.log(
    `${found.length} documents, ${dear} above ${WANTED_MS} ms of CPU (caller's side included), ${asked} reached a service`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
