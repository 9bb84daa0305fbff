/** A gateway that takes partners' tokens, in front of a partnership service that a test can change, watch and switch off. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NOTHING } from "@inclusion/kernel";
import { createLogger, newPartnerToken, type Transport } from "@inclusion/kernel/runtime";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { openTokens } from "../src/authenticator.ts";
import type { Grant } from "../src/grants.ts";
import { newSigningKeys } from "../src/signing-keys.ts";
import { type Running, startGateway, testTransport } from "./graph.ts";

export const ID = "0190a000-0000-7000-8000-000000000101";
export const ISSUER = "https://issuer.example";
export const AUDIENCE = "inclusion-graph";

/** What a test holds in its hands. */
export type Partners = Running &
  Readonly<{
    /** The time, in milliseconds; the gateway asks nothing else. */
    clock: { now: number };
    grants: Map<string, Grant>;
    service: { isDown: boolean; lookups: string[]; uses: string[]; before: () => Promise<void> };
    /** Stores a token and gives what its partner sends. */
    give: (changes?: Partial<Grant>) => string;
    /** A token of the other issuer. */
    stranger: () => Promise<string>;
    signingKeys: string;
    /** The signed token that the gateway gives for a partner's. */
    exchanged: (token: string) => Promise<string>;
    stop: () => Promise<void>;
  }>;

export async function startPartners(): Promise<Partners> {
  const folder = mkdtempSync(join(tmpdir(), "partners-"));
  const clock = { now: Date.parse("2026-11-22T12:00:00.000Z") };
  const pair = await generateKeyPair("EdDSA", { extractable: true });
  const jwks = join(folder, "issuer.json");
  writeFileSync(jwks, JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: "key-1", alg: "EdDSA" }] }));
  const signingKeys = join(folder, "signing.json");
  writeFileSync(signingKeys, await newSigningKeys(new Date(clock.now)));
  const grants = new Map<string, Grant>();
  const service: Partners["service"] = { isDown: false, lookups: [], uses: [], before: async () => {} };
  const transport: Transport = { ...testTransport(), execute: partnership(grants, service) };
  const log = createLogger("test", "silent");
  const issuer = { jwks, issuer: ISSUER, audience: AUDIENCE };
  const tokens = await openTokens({ issuer, signingKeys, transport, production: false, log, now: () => clock.now });
  const running = await startGateway({ tokens });
  const give: Partners["give"] = (changes = {}) => {
    const tokenId = changes.tokenId ?? ID;
    const { token, secretHash } = newPartnerToken("test", tokenId);
    grants.set(tokenId, { ...grantAt(clock.now), tokenId, secretHash, ...changes });
    return token;
  };
  return {
    ...running,
    ...{ clock, grants, service, signingKeys, give },
    exchanged: async (token) => {
      const answer = await fetch(`${running.url}/token`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
      });
      return ((await answer.json()) as { access_token: string }).access_token;
    },
    stranger: () =>
      new SignJWT({ documentsOnly: false })
        .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid: "key-1" })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject("kim")
        .setJti("1")
        .setExpirationTime(clock.now / 1_000 + 3_600)
        .sign(pair.privateKey),
    stop: async () => {
      await running.gateway.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function grantAt(now: number): Omit<Grant, "tokenId" | "secretHash"> {
  return {
    ...{ label: "Region Midtjylland", scopes: ["indicators:read"], limits: { ...NOTHING, regions: ["1082"] } },
    ...{ documentsOnly: false, fixedPeriodsOnly: true, isRevoked: false },
    expiresAt: new Date(now + 86_400_000).toISOString(),
  };
}

function partnership(grants: ReadonlyMap<string, Grant>, service: Partners["service"]): Transport["execute"] {
  return async (_name, { query, variables }) => {
    const id = String(variables?.id);
    if (query.includes("accessTokenNoteUse")) {
      service.uses.push(id);
      return { data: { accessTokenNoteUse: true } };
    }
    service.lookups.push(id);
    const grant = grants.get(id) ?? null;
    await service.before();
    if (service.isDown) throw new Error("the service is down");
    return { data: { accessTokenGrant: grant } };
  };
}
