/** What a known token costs a request: `node tools/bench/tokens.ts`, on one thread, without a database. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTokens } from "@inclusion/gateway/authenticator";
import { newSigningKeys } from "@inclusion/gateway/signing-keys";
import { holdsScope, UNLIMITED } from "@inclusion/kernel";
import { createLogger, newPartnerToken, type Transport } from "@inclusion/kernel/runtime";
import { supergraphSdl } from "@inclusion/schema";
import { readAccess } from "@inclusion/schema/access";

const ID = "0190a000-0000-7000-8000-000000000101";
const ROUNDS = 5;
const REQUESTS = 20_000;
/** Fields of a request that ask for a scope, each judged once. */
const FIELDS = 60;

const folder = mkdtempSync(join(tmpdir(), "bench-tokens-"));
const { token, secretHash } = newPartnerToken("test", ID);
const accessTokenGrant = {
  ...{ tokenId: ID, secretHash, label: "Bench", limits: UNLIMITED, documentsOnly: false, fixedPeriodsOnly: false },
  ...{ scopes: ["programmes:read", "indicators:read"], isRevoked: false },
  expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
};
const transport: Transport = {
  execute: async () => ({ data: { accessTokenGrant, accessTokenNoteUse: true } }),
  facts: async () => [],
  ready: async () => true,
  close: async () => {},
};

try {
  const now = new Date();
  const keys = join(folder, "signing.json");
  writeFileSync(keys, await newSigningKeys(now));
  const jwks = join(folder, "issuer.json");
  const { d: _, ...issuerKey } = JSON.parse(await newSigningKeys(now)).keys[0] as Record<string, string>;
  writeFileSync(jwks, JSON.stringify({ keys: [issuerKey] }));
  const tokens = await openTokens({
    issuer: { jwks, issuer: "bench", audience: "bench" },
    ...{ signingKeys: keys, transport, production: false, log: createLogger("bench", "silent") },
  });
  const { access_token } = await tokens.exchange(token);
  const policies = [...readAccess(supergraphSdl()).values()].slice(0, FIELDS);
  for (const [what, sent] of [
    ["a partner's token", token],
    ["the signed one for it", access_token],
  ] as const) {
    const authorization = `Bearer ${sent}`;
    const rounds: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const begun = process.cpuUsage();
      for (let at = 0; at < REQUESTS; at += 1) {
        const viewer = await tokens.verify(authorization);
        for (const scopes of policies) holdsScope(viewer, scopes);
      }
      const { user, system } = process.cpuUsage(begun);
      rounds.push((user + system) / REQUESTS);
    }
    const median = rounds.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] as number;
    console.log(
      `${what}: ${median.toFixed(1)} µs of CPU a request, with ${FIELDS} fields judged (median of ${ROUNDS})`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
