/**
 * Who calls from outside: an EdDSA-signed access token (RFC 9068) becomes a viewer.
 *
 * Every key of the check is named, because the library takes a token without expiry or audience unless it is told
 * otherwise. Whatever is odd about a token is answered in the same words.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { ANYONE, type Viewer } from "@inclusion/kernel";
import { Fault, SettingsError } from "@inclusion/kernel/runtime";
import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyGetKey, jwtVerify } from "jose";
import { z } from "zod";

/** Reads an Authorization header: no header is `ANYONE`, anything but a valid token throws UNAUTHENTICATED. */
export type TokenVerifier = (authorization: string | undefined) => Promise<Viewer>;

export type TokenSettings = Readonly<{
  /** File with the public keys of whoever issues tokens. */
  jwksFile: string;
  issuer: string;
  audience: string;
  /** In production a key set for demonstration is refused. */
  production: boolean;
}>;

/** How far the clocks of issuer and gateway may differ. */
const TOLERANCE_S = 30;
/** How long a verified token is believed without another look. */
const CACHE_MS = 5_000;
const CACHE_SIZE = 1_000;
const MAX_TOKEN_LENGTH = 8_192;

/** Scheme, one space, three parts in base64url. */
const BEARER = /^Bearer ([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/i;

const scope = z.string().regex(/^[a-z][a-z0-9-]{0,63}(:[a-z][a-z0-9-]{0,63}){0,3}$/);
const label = z.string().min(1).max(200);
const limit = z.array(z.string().min(1).max(100)).max(10_000).nullable().default([]);

/** What a token says. What it leaves out is nothing or the narrower of two; only a written `null` is everything. */
const CLAIMS = z.object({
  sub: label.refine((sub) => sub !== ANYONE.subject && !sub.startsWith("system:")),
  jti: label,
  exp: z.number().int().positive().max(253_402_300_799),
  iat: z.number().optional(),
  name: label.optional(),
  roles: z.array(label).max(50).default([]),
  scopes: z.array(scope).max(100).default([]),
  limits: z
    .strictObject({
      programmes: limit,
      municipalities: limit,
      regions: limit,
      organisations: limit,
      courses: limit,
      grants: limit,
    })
    .prefault({}),
  documentsOnly: z.boolean().default(true),
  fixedPeriodsOnly: z.boolean().default(true),
});

const KEY_SET = z.object({
  keys: z
    .array(z.looseObject({ kid: z.string().min(1), kty: z.string(), d: z.never().optional(), k: z.never().optional() }))
    .min(1),
});

/**
 * Makes the verifier from a key set on disk, which is read once.
 *
 * @throws SettingsError when the key set cannot be used, or is one for demonstration in production
 */
export async function tokenVerifier(settings: TokenSettings): Promise<TokenVerifier> {
  const keys = await readKeys(settings);
  const known = new Map<string, { viewer: Viewer; until: number }>();
  return async (authorization) => {
    if (authorization === undefined) return ANYONE;
    const token = tokenOf(authorization);
    const digest = createHash("sha256").update(token).digest("base64");
    const found = known.get(digest);
    if (found !== undefined && found.until > Date.now()) return found.viewer;
    known.delete(digest);
    const { viewer, expiresMs } = await verify(token, keys, settings);
    if (known.size >= CACHE_SIZE) known.delete(known.keys().next().value as string);
    known.set(digest, { viewer, until: Math.min(Date.now() + CACHE_MS, expiresMs) });
    return viewer;
  };
}

async function readKeys({ jwksFile, production }: TokenSettings): Promise<JWTVerifyGetKey> {
  const wrong = (why: string): SettingsError => new SettingsError([`TOKEN_JWKS is "${jwksFile}": ${why}`]);
  let json: unknown;
  try {
    json = JSON.parse(await readFile(jwksFile, "utf8"));
  } catch (error) {
    throw wrong(error instanceof SyntaxError ? "the file is not JSON" : "the file cannot be read");
  }
  const set = KEY_SET.safeParse(json);
  if (!set.success) throw wrong("give a JSON Web Key Set of public keys, each with its kid");
  const demo = set.data.keys.find(({ kid }) => kid.toLowerCase().startsWith("demo"));
  if (production && demo !== undefined) throw wrong(`the key ${demo.kid} is for demonstration; take a key of your own`);
  const find = createLocalJWKSet(json as JSONWebKeySet);
  return (header, token) => {
    if (typeof header?.kid !== "string") throw invalid();
    return find(header, token);
  };
}

/** The token of a header; each part in the one canonical form, so that a token has no other spelling. */
function tokenOf(authorization: string): string {
  const [, ...parts] = BEARER.exec(authorization) ?? [];
  const canonical = parts.every((part) => Buffer.from(part, "base64url").toString("base64url") === part);
  const token = parts.join(".");
  if (token === "" || !canonical || token.length > MAX_TOKEN_LENGTH) throw invalid();
  return token;
}

async function verify(
  token: string,
  keys: JWTVerifyGetKey,
  { issuer, audience }: TokenSettings,
): Promise<{ viewer: Viewer; expiresMs: number }> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ["EdDSA"],
      issuer,
      audience,
      typ: "at+jwt",
      requiredClaims: ["exp", "sub", "jti"],
      clockTolerance: TOLERANCE_S,
    });
    const claims = CLAIMS.parse(payload);
    if (claims.iat !== undefined && claims.iat > Date.now() / 1_000 + TOLERANCE_S) throw new Error("not issued yet");
    return { viewer: viewerOf(claims), expiresMs: claims.exp * 1_000 };
  } catch {
    throw invalid();
  }
}

/** Every valid token is signed in; no token is one of our own processes. */
function viewerOf(claims: z.output<typeof CLAIMS>): Viewer {
  const scopes = new Set(["public", "signed-in", ...claims.scopes]);
  scopes.delete("system");
  return {
    subject: claims.sub,
    name: claims.name ?? claims.sub,
    roles: claims.roles,
    scopes: [...scopes],
    limits: claims.limits,
    documentsOnly: claims.documentsOnly,
    fixedPeriodsOnly: claims.fixedPeriodsOnly,
    expiresAt: new Date(claims.exp * 1_000).toISOString(),
    tokenId: claims.jti,
  };
}

function invalid(): Fault {
  return new Fault("UNAUTHENTICATED", "The token is not valid: ask whoever issued it for a new one.");
}
