/**
 * Partners' tokens: the long one, which is looked up, and the short-lived signed one that the gateway gives for it.
 *
 * Both mean the same viewer. What a signed one says of scopes can narrow that viewer and never widen it.
 */
import { randomUUID } from "node:crypto";
import type { Viewer } from "@inclusion/kernel";
import {
  isSameSecret,
  type Logger,
  readPartnerToken,
  type TokenEnvironment,
  tokenIdOf,
  tokenSubject,
} from "@inclusion/kernel/runtime";
import { SignJWT } from "jose";
import { z } from "zod";
import type { Grant, Grants } from "./grants.ts";
import { believing, readSigned, signedBearer } from "./signed-token.ts";
import { SIGNED_LIFE_S, type SigningKeys } from "./signing-keys.ts";
import { invalidToken } from "./token-faults.ts";

/** What the gateway's own tokens name in iss. */
export const OWN_ISSUER = "urn:inclusion-graph:tokens";

export type PartnerSettings = Readonly<{
  grants: Grants;
  keys: SigningKeys;
  audience: string;
  /** Tokens of another environment are none. */
  environment: TokenEnvironment;
  /** Tells that a token was used; nobody waits for it. */
  tellUse: (id: string) => Promise<void>;
  now: () => number;
  log: Logger;
}>;

/** A signed token in the words of OAuth. */
export type SignedToken = Readonly<{ access_token: string; token_type: "Bearer"; expires_in: number }>;

export type PartnerTokens = Readonly<{
  /** The viewer behind a partner's token. */
  ofSecret: (token: string) => Promise<Viewer>;
  /** The viewer behind a signed token of ours, in a header. */
  ofSigned: (authorization: string) => Promise<Viewer>;
  /** Passes when the viewer's token is good at this moment, or is none of ours; for whatever changes something. */
  confirm: (viewer: Viewer) => Promise<void>;
  /** A signed token for a partner's token. */
  exchange: (token: string) => Promise<SignedToken>;
}>;

const CLAIMS = z.object({
  sub: z.string(),
  tid: z.uuid(),
  client_id: z.uuid(),
  jti: z.string().min(1),
  exp: z.number().int().positive().max(253_402_300_799),
  iat: z.number(),
  scope: z.string().max(8_000),
});

type Signed = Readonly<{ id: string; scopes: ReadonlySet<string>; expiresAt: string }>;

/** Scopes that no partner's token has, whatever is kept of it. */
const NEVER: ReadonlySet<string> = new Set(["system", "tokens:admin"]);

/** How often the use of one token is told. */
const USE_MS = 60_000;
const USE_SIZE = 10_000;

export function partnerTokens(settings: PartnerSettings): PartnerTokens {
  const { grants, now } = settings;
  const used = useTeller(settings);
  const claimsOf = believing((token) => readOwn(token, settings), now);
  const bySecret = async (text: string): Promise<Grant> => {
    const token = readPartnerToken(text);
    if (token === null || token.environment !== settings.environment) throw invalidToken();
    const grant = goodAt(await grants.known(token.id), now());
    if (!isSameSecret(grant.secretHash, token.secretHash)) throw invalidToken();
    return grant;
  };
  return {
    ofSecret: async (text) => {
      const grant = await bySecret(text);
      used(grant.tokenId);
      return viewerOf(grant, grant.scopes, grant.expiresAt);
    },
    ofSigned: async (authorization) => {
      const { id, scopes, expiresAt } = await claimsOf(signedBearer(authorization));
      const grant = goodAt(await grants.known(id), now());
      used(id);
      const held = grant.scopes.filter((scope) => scopes.has(scope));
      return viewerOf(grant, held, expiresAt);
    },
    confirm: async ({ subject }) => {
      const id = tokenIdOf(subject);
      if (id !== null) goodAt(await grants.fresh(id), now());
    },
    exchange: async (text) => {
      const grant = await bySecret(text);
      used(grant.tokenId);
      return sign(grant, settings);
    },
  };
}

/** @throws Fault UNAUTHENTICATED for a token that is not there, has ended or was revoked */
function goodAt(grant: Grant | null, nowMs: number): Grant {
  if (grant === null || grant.isRevoked || Date.parse(grant.expiresAt) <= nowMs) throw invalidToken();
  return grant;
}

function viewerOf(grant: Grant, scopes: readonly string[], expiresAt: string): Viewer {
  const { tokenId, label, limits, documentsOnly, fixedPeriodsOnly } = grant;
  return {
    ...{ subject: tokenSubject(tokenId), name: label, roles: [], limits, documentsOnly, fixedPeriodsOnly, expiresAt },
    scopes: ["public", "signed-in", ...scopes.filter((scope) => !NEVER.has(scope))],
  };
}

async function readOwn(token: string, { keys, audience, now }: PartnerSettings) {
  const find = async ({ kid }: Readonly<{ kid?: unknown }>) => {
    const key = typeof kid === "string" ? await keys.checker(kid) : null;
    if (key === null) throw invalidToken();
    return key;
  };
  const rules = { keys: find, algorithms: ["EdDSA"], issuer: OWN_ISSUER, audience, now };
  const { sub, tid, client_id, scope, exp } = await readSigned(token, rules, CLAIMS);
  if (sub !== tokenSubject(tid) || client_id !== tid) throw invalidToken();
  const found: Signed = { id: tid, scopes: new Set(scope.split(" ")), expiresAt: new Date(exp * 1_000).toISOString() };
  return { found, expiresMs: exp * 1_000 };
}

async function sign(grant: Grant, { keys, audience, now }: PartnerSettings): Promise<SignedToken> {
  const issuedAt = Math.floor(now() / 1_000);
  const expires = Math.min(issuedAt + SIGNED_LIFE_S, Math.floor(Date.parse(grant.expiresAt) / 1_000));
  const { kid, key } = await keys.signer();
  const { tokenId: id } = grant;
  const token = await new SignJWT({ client_id: id, tid: id, scope: grant.scopes.join(" ") })
    .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid })
    .setIssuer(OWN_ISSUER)
    .setAudience(audience)
    .setSubject(tokenSubject(id))
    .setJti(randomUUID())
    .setIssuedAt(issuedAt)
    .setExpirationTime(expires)
    .sign(key);
  return { access_token: token, token_type: "Bearer", expires_in: expires - issuedAt };
}

/** Tells of a token's use at most once a minute, off the request's way. */
function useTeller({ tellUse, now, log }: PartnerSettings): (id: string) => void {
  const told = new Map<string, number>();
  return (id) => {
    if (now() - (told.get(id) ?? Number.NEGATIVE_INFINITY) < USE_MS) return;
    told.delete(id);
    if (told.size >= USE_SIZE) told.delete(told.keys().next().value as string);
    told.set(id, now());
    void tellUse(id).catch((error: unknown) => log.debug({ error: String(error) }, "the use of a token was not noted"));
  };
}
