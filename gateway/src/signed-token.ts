/** Signed tokens (JWT): the form of the header that brings one, and the check of its signature and its claims. */
import { createHash } from "node:crypto";
import { type JWTVerifyGetKey, jwtVerify } from "jose";
import type { z } from "zod";
import { TOLERANCE_S } from "./signing-keys.ts";
import { invalidToken, isUnavailable } from "./token-faults.ts";

const MAX_TOKEN_LENGTH = 8_192;
/** How long a checked token is believed without another look. */
const BELIEVED_MS = 5_000;
const BELIEVED_SIZE = 1_000;

/** Scheme, one space, three parts in base64url. */
const BEARER = /^Bearer ([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/i;

/** What a token is checked by. */
export type SignedRules = Readonly<{
  keys: JWTVerifyGetKey;
  algorithms: readonly string[];
  issuer: string;
  audience: string;
  now: () => number;
}>;

/**
 * The token of a header; each part in the one canonical form, so that a token has no other spelling.
 *
 * @throws Fault UNAUTHENTICATED
 */
export function signedBearer(authorization: string): string {
  const [, ...parts] = BEARER.exec(authorization) ?? [];
  const canonical = parts.every((part) => Buffer.from(part, "base64url").toString("base64url") === part);
  const token = parts.join(".");
  if (token === "" || !canonical || token.length > MAX_TOKEN_LENGTH) throw invalidToken();
  return token;
}

/** Who a header's token says has issued it, before anything of it is believed; null when it says nothing. */
export function statedIssuer(authorization: string): string | null {
  const payload = BEARER.exec(authorization.slice(0, MAX_TOKEN_LENGTH + 20))?.[2];
  if (payload === undefined) return null;
  try {
    const { iss } = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as { iss?: unknown };
    return typeof iss === "string" ? iss : null;
  } catch {
    return null;
  }
}

/**
 * The claims of a valid token. Every key of the check is named, because the library takes a token without expiry or
 * audience unless it is told otherwise.
 *
 * @throws Fault UNAUTHENTICATED, whatever is odd about it; TOKENS_UNAVAILABLE when its key cannot be fetched
 */
export async function readSigned<Claims extends Readonly<{ iat?: number | undefined }>>(
  token: string,
  { keys, algorithms, issuer, audience, now }: SignedRules,
  shape: z.ZodType<Claims>,
): Promise<Claims> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      ...{ algorithms: [...algorithms], issuer, audience, typ: "at+jwt", currentDate: new Date(now()) },
      ...{ requiredClaims: ["exp", "sub", "jti"], clockTolerance: TOLERANCE_S },
    });
    const claims = shape.parse(payload);
    if (claims.iat !== undefined && claims.iat > now() / 1_000 + TOLERANCE_S) throw invalidToken();
    return claims;
  } catch (error) {
    throw isUnavailable(error) ? error : invalidToken();
  }
}

/** What a check found, and when that ends. */
export type Checked<Found> = Readonly<{ found: Found; expiresMs: number }>;

/** Believes what `check` found for five seconds, and not a moment after its end. */
export function believing<Found>(
  check: (token: string) => Promise<Checked<Found>>,
  now: () => number,
): (token: string) => Promise<Found> {
  const known = new Map<string, { found: Found; until: number }>();
  return async (token) => {
    const digest = createHash("sha256").update(token).digest("base64");
    const believed = known.get(digest);
    if (believed !== undefined && believed.until > now()) return believed.found;
    known.delete(digest);
    const { found, expiresMs } = await check(token);
    if (known.size >= BELIEVED_SIZE) known.delete(known.keys().next().value as string);
    known.set(digest, { found, until: Math.min(now() + BELIEVED_MS, expiresMs) });
    return found;
  };
}
