/** Calls of a service past the gateway, by everybody who is not one of the system's processes, or pretends to be another. */
import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { UNLIMITED, type Viewer } from "@inclusion/kernel";
import { type Caller, callSigner, newPartnerToken } from "@inclusion/kernel/runtime";
import { SERVICES, type ServiceName } from "@inclusion/schema";
import { generateKeyPair, importJWK, type JWK, SignJWT } from "jose";
import { ensureKeys, type Keys, type ProcessName } from "../system/keys.ts";
import type { System } from "../system/system.ts";
import { NO_ROW } from "./mutations.ts";

/** A call, with what it sends in `authorization`. */
export type ForgedCall = Readonly<{ name: string; body: string; authorization: string | null }>;

/** What every such call is answered, word for word. */
export const REFUSED = JSON.stringify({
  errors: [{ message: "Only the gateway and the services of this system are answered here." }],
});

const ENTITIES: Readonly<Record<ServiceName, string>> = {
  ...{ participant: "Participation", partnership: "Programme", accelerator: "CompanyCourse", finance: "Grant" },
};

/** What is asked; the last is no JSON, so that whoever read it before the signature would say so. */
const bodiesFor = (service: ServiceName): readonly (readonly [string, string])[] => [
  [
    "_entities",
    JSON.stringify({
      query: "query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }",
      variables: { of: [{ __typename: ENTITIES[service], id: NO_ROW }] },
    }),
  ],
  ["_service", JSON.stringify({ query: "{ _service { sdl } }" })],
  ["a query", JSON.stringify({ query: "{ __typename }" })],
  ["no JSON", '{"query": '],
];

const VIEWER: Viewer = {
  ...{ subject: "attack", name: "attack", roles: [], scopes: ["system", "public", "signed-in"], limits: UNLIMITED },
  ...{ documentsOnly: false, fixedPeriodsOnly: false, expiresAt: null },
};
const CALLER: Caller = { viewer: VIEWER, requestId: "attack" };

type Reachable = Pick<System, "tokens"> & Readonly<{ dataDir: string }>;

/** Every body with every token that does not belong to it. */
export async function forgedCalls(system: Reachable, service: ServiceName): Promise<readonly ForgedCall[]> {
  const keys = await ensureKeys(system.dataDir, true);
  const signed = (by: ProcessName) => callSigner(keys.internalKey(by));
  const gateway = await signed("gateway");
  const [other = "finance"] = SERVICES.filter((name) => name !== service);
  const calls: ForgedCall[] = [];
  for (const [name, body] of bodiesFor(service)) {
    const tokens: Readonly<Record<string, string | null>> = {
      "no token": null,
      "a caller's token": system.tokens.operator ?? "",
      "a partner's token": newPartnerToken("test", NO_ROW).token,
      "no token at all": "x.y.z",
      "a token that has ended": await own(keys, service, body, { issuedAt: -120 }),
      "a token that names another algorithm": unsigned(service, body),
      "a stranger's key": await stranger(service, body),
      "another type of token": await own(keys, service, body, { typ: "at+jwt" }),
      "another service's own": await (await signed(other))(service, body, CALLER),
      "its own": await (await signed(service))(service, body, CALLER),
      "one for another service": await gateway(other, body, CALLER),
      "one for another body": await gateway(service, `${body} `, CALLER),
    };
    for (const [whose, token] of Object.entries(tokens)) {
      calls.push({ name: `${name} with ${whose}`, body, authorization: token === null ? null : `Bearer ${token}` });
    }
  }
  return calls;
}

/** The call of a gateway, which is answered. */
export async function genuineCall({ dataDir }: Reachable, service: ServiceName): Promise<RequestInit> {
  const keys = await ensureKeys(dataDir, true);
  const body = JSON.stringify({ query: "{ __typename }" });
  const token = await (await callSigner(keys.internalKey("gateway")))(service, body, CALLER);
  return { method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${token}` }, body };
}

const claimsOf = (body: string) => ({ caller: CALLER, bh: createHash("sha256").update(body).digest("base64url") });

/** With the gateway's own key, but not as the gateway signs. */
async function own(
  keys: Keys,
  service: ServiceName,
  body: string,
  { typ = "int+jwt", issuedAt = 0 }: Readonly<{ typ?: string; issuedAt?: number }>,
): Promise<string> {
  const jwk = JSON.parse(readFileSync(keys.internalKey("gateway"), "utf8")) as JWK;
  return sign(await importJWK(jwk, "EdDSA"), { service, body, typ, issuedAt });
}

async function stranger(service: ServiceName, body: string): Promise<string> {
  const { privateKey } = await generateKeyPair("EdDSA");
  return sign(privateKey, { service, body, typ: "int+jwt", issuedAt: 0 });
}

function sign(
  key: Parameters<SignJWT["sign"]>[0],
  { service, body, typ, issuedAt }: Readonly<{ service: ServiceName; body: string; typ: string; issuedAt: number }>,
): Promise<string> {
  const now = Math.floor(Date.now() / 1_000) + issuedAt;
  return new SignJWT(claimsOf(body))
    .setProtectedHeader({ alg: "EdDSA", typ, kid: "gateway" })
    .setIssuer("gateway")
    .setAudience(service)
    .setIssuedAt(now)
    .setExpirationTime(now + 30)
    .sign(key);
}

function unsigned(service: ServiceName, body: string): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { ...claimsOf(body), iss: "gateway", aud: service, exp: Math.floor(Date.now() / 1_000) + 30 };
  const header = { alg: "none", typ: "int+jwt", kid: "gateway" };
  return `${part(header)}.${part(claims)}.${randomBytes(64).toString("base64url")}`;
}
