/** Who asks: the demo's roles, as tokens that may send texts, and callers made for an attack. */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Limits } from "@inclusion/kernel";
import { importJWK, type JWK, SignJWT } from "jose";
import { DEMO_AUDIENCE, DEMO_ISSUER, demoRoles } from "../system/demo-tokens.ts";
import { demoRows } from "../system/fill.ts";
import { ensureKeys } from "../system/keys.ts";
import type { System } from "../system/system.ts";

/** A caller; `token` is null for whoever has none. */
export type Caller = Readonly<{
  name: string;
  scopes: ReadonlySet<string>;
  limits: Limits;
  fixedPeriodsOnly: boolean;
  token: string | null;
}>;

export type NewCaller = Readonly<{
  name: string;
  scopes: readonly string[];
  limits: Limits;
  fixedPeriodsOnly?: boolean;
}>;

/** Signs as the demo's issuer does. Every token may send texts, so that it can be asked what its documents do not ask. */
export async function signer(dataDir: string): Promise<(caller: NewCaller) => Promise<Caller>> {
  const keys = await ensureKeys(dataDir, true);
  const jwk = JSON.parse(readFileSync(keys.issuerKey, "utf8")) as JWK;
  const key = await importJWK(jwk, "EdDSA");
  return async ({ name, scopes, limits, fixedPeriodsOnly = false }) => {
    const token = await new SignJWT({ name, roles: [name], scopes, limits, documentsOnly: false, fixedPeriodsOnly })
      .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid: String(jwk.kid) })
      .setIssuer(DEMO_ISSUER)
      .setAudience(DEMO_AUDIENCE)
      .setSubject(`attack:${name}`)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime("1h")
      .sign(key);
    return { name, scopes: new Set(["public", "signed-in", ...scopes]), limits, fixedPeriodsOnly, token };
  };
}

/** The demo's roles. */
export async function demoCallers(
  system: Pick<System, "together">,
  sign: (caller: NewCaller) => Promise<Caller>,
): Promise<readonly Caller[]> {
  if (system.together === null) throw new Error("The callers are read from services in this process.");
  const roles = demoRoles(await demoRows(system.together));
  return Promise.all(Object.entries(roles).map(([name, role]) => sign({ ...role, name })));
}

/** Whoever has no token. */
export const NOBODY: Caller = {
  name: "nobody",
  scopes: new Set(["public"]),
  limits: { programmes: [], municipalities: [], regions: [], organisations: [], courses: [], grants: [] },
  fixedPeriodsOnly: true,
  token: null,
};
