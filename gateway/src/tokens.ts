/** Tokens of other issuers: a signed access token (RFC 9068) becomes a viewer. */
import { ANYONE, type Viewer } from "@inclusion/kernel";
import { tokenIdOf } from "@inclusion/kernel/runtime";
import { z } from "zod";
import { type IssuerKeySettings, issuerKeys } from "./issuer-keys.ts";
import { believing, readSigned, signedBearer } from "./signed-token.ts";

/** Reads an Authorization header: no header is `ANYONE`, anything but a valid token throws UNAUTHENTICATED. */
export type TokenVerifier = (authorization: string | undefined) => Promise<Viewer>;

export type TokenSettings = Omit<IssuerKeySettings, "now"> &
  Readonly<{
    issuer: string;
    audience: string;
    now?: (() => number) | undefined;
  }>;

/** Of keys alone that are found by their id in a fixed set, so that no token chooses how it is checked. */
const ALGORITHMS = ["EdDSA", "ES256", "RS256"] as const;

const scope = z.string().regex(/^[a-z][a-z0-9-]{0,63}(:[a-z][a-z0-9-]{0,63}){0,3}$/);
const label = z.string().min(1).max(200);
const limit = z.array(z.string().min(1).max(100)).max(10_000).nullable().default([]);

/** Nobody, one of our processes, or a partner whose token is ours: no other issuer speaks of these. */
function isOurs(subject: string): boolean {
  return subject === ANYONE.subject || subject.startsWith("system:") || tokenIdOf(subject) !== null;
}

/** What a token says. What it leaves out is nothing or the narrower of two; only a written `null` is everything. */
const CLAIMS = z.object({
  sub: label.refine((sub) => !isOurs(sub)),
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

type Claims = z.output<typeof CLAIMS>;

/**
 * Makes the verifier of one issuer's tokens.
 *
 * @throws SettingsError when the key set cannot be used, or is one for demonstration in production
 */
export async function tokenVerifier({ now = () => Date.now(), ...settings }: TokenSettings): Promise<TokenVerifier> {
  const { issuer, audience } = settings;
  const keys = await issuerKeys({ ...settings, now });
  const rules = { keys, algorithms: ALGORITHMS, issuer, audience, now };
  const viewerOfToken = believing(async (token) => {
    const claims = await readSigned<Claims>(token, rules, CLAIMS);
    return { found: viewerOf(claims), expiresMs: claims.exp * 1_000 };
  }, now);
  return async (authorization) => (authorization === undefined ? ANYONE : viewerOfToken(signedBearer(authorization)));
}

/** Every valid token is signed in; no token is one of our own processes. */
function viewerOf(claims: Claims): Viewer {
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
