import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ANYONE, NOTHING, type Viewer } from "@inclusion/kernel";
import { Fault, SettingsError } from "@inclusion/kernel/runtime";
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type TokenVerifier, tokenVerifier } from "./tokens.ts";

const ISSUER = "https://issuer.example";
const AUDIENCE = "inclusion-graph";
const HEADER = { alg: "EdDSA", typ: "at+jwt", kid: "key-1" };

let folder = "";
let key: CryptoKey;
let otherKey: CryptoKey;
let publicJwk: JWK;
let otherJwk: JWK;
let privateJwk: JWK;
let verify: TokenVerifier;

const now = () => Math.floor(Date.now() / 1_000);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tokens-"));
  const pair = await generateKeyPair("EdDSA", { extractable: true });
  const other = await generateKeyPair("EdDSA", { extractable: true });
  key = pair.privateKey;
  otherKey = other.privateKey;
  publicJwk = { ...(await exportJWK(pair.publicKey)), kid: "key-1", alg: "EdDSA", use: "sig" };
  otherJwk = { ...(await exportJWK(other.publicKey)), kid: "key-2", alg: "EdDSA" };
  privateJwk = { ...(await exportJWK(pair.privateKey)), kid: "key-1" };
  verify = await verifierOf({
    keys: [publicJwk, { ...(await exportJWK((await generateKeyPair("EdDSA")).publicKey)), kid: "key-3" }],
  });
});

afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;

async function verifierOf(keySet: unknown, production = false): Promise<TokenVerifier> {
  files += 1;
  const jwksFile = join(folder, `${files}.json`);
  writeFileSync(jwksFile, typeof keySet === "string" ? keySet : JSON.stringify(keySet));
  return tokenVerifier({ jwks: jwksFile, issuer: ISSUER, audience: AUDIENCE, production });
}

type Part = Readonly<Record<string, unknown>>;

const claimsOf = (more: Part = {}): Part => ({
  iss: ISSUER,
  aud: AUDIENCE,
  sub: "kim",
  jti: "1",
  iat: now(),
  exp: now() + 600,
  ...more,
});

/** Signs anything, with the claims and the header as given; `undefined` takes one away. */
function sign(more: Part = {}, header: Part = {}, by: CryptoKey = key): Promise<string> {
  const given = Object.fromEntries(Object.entries({ ...HEADER, ...header }).filter(([, value]) => value !== undefined));
  return new SignJWT(JSON.parse(JSON.stringify(claimsOf(more)))).setProtectedHeader(given as never).sign(by);
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

async function refusal(authorization: string): Promise<unknown> {
  const outcome = await verify(authorization).catch((error: unknown) => error);
  return outcome instanceof Fault
    ? { code: outcome.code, message: outcome.message, details: outcome.details }
    : outcome;
}

const REFUSED = {
  code: "UNAUTHENTICATED",
  message: "The token is not valid: ask whoever issued it for a new one.",
  details: {},
};

describe("a valid token", () => {
  it("is the viewer that it describes", async () => {
    const exp = now() + 600;
    const token = await sign({
      exp,
      name: "Kim",
      roles: ["caseworker"],
      scopes: ["participations:read", "public", "system"],
      limits: { municipalities: ["0101"], grants: null },
      documentsOnly: false,
      fixedPeriodsOnly: false,
    });
    expect(await verify(`Bearer ${token}`)).toEqual({
      subject: "kim",
      name: "Kim",
      tokenId: "1",
      roles: ["caseworker"],
      scopes: ["public", "signed-in", "participations:read"],
      limits: { ...NOTHING, municipalities: ["0101"], grants: null },
      documentsOnly: false,
      fixedPeriodsOnly: false,
      expiresAt: new Date(exp * 1_000).toISOString(),
    } satisfies Viewer);
  });

  it("sees nothing and runs stored documents only when it says no more than who it is", async () => {
    expect(await verify(`bearer ${await sign()}`)).toMatchObject({
      name: "kim",
      roles: [],
      scopes: ["public", "signed-in"],
      limits: NOTHING,
      documentsOnly: true,
      fixedPeriodsOnly: true,
    });
  });

  it.each([-29, 0, 29, 600])("is taken when it ends in %d s", async (seconds) => {
    expect(await verify(`Bearer ${await sign({ exp: now() + seconds })}`)).toMatchObject({ subject: "kim" });
  });

  it("may name several audiences", async () => {
    expect(await verify(`Bearer ${await sign({ aud: ["other", AUDIENCE] })}`)).toMatchObject({ subject: "kim" });
  });

  it("is believed for 5 seconds and not a moment after its end", async () => {
    vi.useFakeTimers({ now: Date.now(), toFake: ["Date"] });
    try {
      const token = `Bearer ${await sign({ exp: now() + 3 })}`;
      const first = await verify(token);
      vi.setSystemTime(Date.now() + 1_000);
      expect(await verify(token)).toBe(first);
      vi.setSystemTime(Date.now() + 2_500);
      expect(await verify(token)).not.toBe(first);
      vi.setSystemTime(Date.now() + 40_000);
      expect(await refusal(token)).toEqual(REFUSED);
      const long = `Bearer ${await sign()}`;
      const believed = await verify(long);
      vi.setSystemTime(Date.now() + 4_900);
      expect(await verify(long)).toBe(believed);
      vi.setSystemTime(Date.now() + 200);
      expect(await verify(long)).not.toBe(believed);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("no token", () => {
  it("is anyone", async () => {
    expect(await verify(undefined)).toBe(ANYONE);
  });
});

describe("claims that are refused", () => {
  it.each<[string, Part]>([
    ["an end long past", { exp: now() - 3_600 }],
    ["an end past the tolerance", { exp: now() - 32 }],
    ["no end", { exp: undefined }],
    ["an end as text", { exp: "2099-01-01" }],
    ["an end out of all calendars", { exp: 1e15 }],
    ["an end in fractions", { exp: now() + 600.5 }],
    ["a start in the future", { nbf: now() + 3_600 }],
    ["issued in the future", { iat: now() + 3_600 }],
    ["another audience", { aud: "elsewhere" }],
    ["no audience", { aud: undefined }],
    ["an audience that only begins alike", { aud: `${AUDIENCE}-test` }],
    ["another issuer", { iss: "https://issuer.example.evil" }],
    ["no issuer", { iss: undefined }],
    ["no subject", { sub: undefined }],
    ["an empty subject", { sub: "" }],
    ["a subject that is a number", { sub: 7 }],
    ["the subject of nobody", { sub: "anyone" }],
    ["the subject of a process", { sub: "system:backup" }],
    ["no number", { jti: undefined }],
    ["scopes as one text", { scopes: "participations:read" }],
    ["a scope for everything", { scopes: ["*"] }],
    ["two scopes in one", { scopes: ["a b"] }],
    ["a scope in other letters", { scopes: ["participations:reаd"] }],
    ["an empty scope", { scopes: [""] }],
    ["a scope with a line break", { scopes: ["public\n"] }],
    ["roles as a record", { roles: { admin: true } }],
    ["limits for everything at once", { limits: null }],
    ["limits as a list", { limits: [] }],
    ["a misspelled limit", { limits: { region: ["1084"] } }],
    ["a limit as a text", { limits: { regions: "1084" } }],
    ["a limit with a number", { limits: { regions: [1084] } }],
    ["a limit with nothing in it", { limits: { regions: [null] } }],
    ["a freedom as a text", { documentsOnly: "false" }],
    ["a freedom as null", { fixedPeriodsOnly: null }],
  ])("%s", async (_, claims) => {
    expect(await refusal(`Bearer ${await sign(claims)}`)).toEqual(REFUSED);
  });
});

describe("headers that are refused", () => {
  it.each<[string, Part]>([
    ["another type", { typ: "JWT" }],
    ["the type of our internal tokens", { typ: "int+jwt" }],
    ["no type", { typ: undefined }],
    ["an unknown key", { kid: "key-9" }],
    ["the id of another key", { kid: "key-3" }],
    ["no key id", { kid: undefined }],
    ["a path as key id", { kid: "../../../dev/null" }],
    ["SQL as key id", { kid: "' OR 1=1 --" }],
    ["a prototype as key id", { kid: "__proto__" }],
  ])("%s", async (_, header) => {
    expect(await refusal(`Bearer ${await sign({}, header)}`)).toEqual(REFUSED);
  });

  it("a key that the token brings along", async () => {
    const brought = [
      { jwk: otherJwk },
      { jku: "https://evil.example/jwks.json" },
      { x5u: "https://evil.example/x" },
      { kid: "key-2", jwk: otherJwk },
    ];
    for (const header of brought) expect(await refusal(`Bearer ${await sign({}, header, otherKey)}`)).toEqual(REFUSED);
  });

  it.each<[string, Part]>([
    ["an extension nobody knows", { crit: ["exp2"], exp2: 1 }],
    ["a payload that is not encoded", { crit: ["b64"], b64: false }],
    ["a key id that is a list", { kid: ["key-1"] }],
    ["a key id that is null", { kid: null }],
    ["no algorithm", { alg: undefined }],
    ["an algorithm in a list", { alg: ["EdDSA"] }],
    ["another algorithm", { alg: "ES256" }],
    ["the algorithm's other name", { alg: "Ed25519" }],
    ["an algorithm in other case", { alg: "eddsa" }],
  ])("%s", async (_, header) => {
    const input = `${encode({ ...HEADER, ...header })}.${encode(claimsOf())}`;
    const signature = await crypto.subtle.sign("Ed25519", key, Buffer.from(input));
    expect(await refusal(`Bearer ${input}.${Buffer.from(signature).toString("base64url")}`)).toEqual(REFUSED);
  });

  it("none as the algorithm, in every spelling", async () => {
    for (const alg of ["none", "None", "NONE", "nOnE", ""]) {
      const input = `${encode({ ...HEADER, alg })}.${encode(claimsOf())}`;
      for (const signature of ["", "AA", encode("x")])
        expect(await refusal(`Bearer ${input}.${signature}`)).toEqual(REFUSED);
    }
  });

  it("the public key as a shared secret", async () => {
    const input = `${encode({ ...HEADER, alg: "HS256" })}.${encode(claimsOf())}`;
    for (const secret of [
      Buffer.from(publicJwk.x as string, "base64url"),
      publicJwk.x as string,
      JSON.stringify(publicJwk),
    ]) {
      expect(
        await refusal(`Bearer ${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`),
      ).toEqual(REFUSED);
    }
  });
});

describe("texts that are refused", () => {
  it("every spelling of a valid token but its own", async () => {
    const token = await sign();
    const [header = "", payload = "", signature = ""] = token.split(".");
    const last = signature.at(-1) === "A" ? "B" : "A";
    const texts = [
      "",
      "Bearer",
      "Bearer ",
      token,
      `Basic ${token}`,
      `Bearer  ${token}`,
      `Bearer\t${token}`,
      `Bearer ${token} `,
      `Bearer ${token}.`,
      `Bearer ${token}=`,
      `Bearer ${token}, Bearer ${token}`,
      `Bearer "${token}"`,
      `Bearer ${token}\n`,
      `Bearer ${header}.${payload}`,
      `Bearer ${header}.${payload}.`,
      `Bearer .${payload}.${signature}`,
      `Bearer ${payload}.${header}.${signature}`,
      `Bearer ${header}.${payload}.${signature}${signature}`,
      `Bearer ${header}.${payload}.${signature.slice(0, -1)}`,
      `Bearer ${header}.${payload}.${signature.slice(0, -1)}${last}`,
      ...["B", "C", "D", "R", "h", "x"]
        .map((end) => `Bearer ${header}.${payload}.${signature.slice(0, -1)}${end}`)
        .filter((text) => text !== `Bearer ${token}`),
      `Bearer ${header}.${encode({ ...claimsOf(), sub: "boss" })}.${signature}`,
      `Bearer ${encode({ ...HEADER, kid: "key-3" })}.${payload}.${signature}`,
      `Bearer ${header}.${encode([])}.${signature}`,
      `Bearer ${header}.${encode(null)}.${signature}`,
      `Bearer ${encode("x".repeat(9_000))}.${payload}.${signature}`,
      "Bearer a.b.c",
      "Bearer ....",
    ];
    for (const text of texts) expect(await refusal(text), text).toEqual(REFUSED);
    expect(await verify(`Bearer ${token}`)).toMatchObject({ subject: "kim" });
  });

  it("a signature by somebody else", async () => {
    expect(await refusal(`Bearer ${await sign({}, {}, otherKey)}`)).toEqual(REFUSED);
  });
});

describe("key sets", () => {
  it.each<[string, unknown]>([
    ["that are no JSON", "x{"],
    ["without keys", { keys: [] }],
    ["of another form", []],
    ["with a key without id", { keys: [{ kty: "OKP" }] }],
    ["with a shared secret", { keys: [{ kty: "oct", kid: "a", k: "c2VjcmV0" }] }],
  ])("%s are refused at the start", async (_, keySet) => {
    await expect(verifierOf(keySet)).rejects.toThrow(SettingsError);
    await expect(verifierOf(keySet)).rejects.toThrow(/^TOKEN_JWKS is ".*": /);
  });

  it("with a private key are refused at the start", async () => {
    await expect(verifierOf({ keys: [privateJwk] })).rejects.toThrow(/public keys/);
  });

  it("that are not there are refused at the start", async () => {
    const settings = { jwks: join(folder, "nowhere.json"), issuer: ISSUER, audience: AUDIENCE, production: false };
    await expect(tokenVerifier(settings)).rejects.toThrow(/cannot be read/);
  });

  it("for demonstration are taken, but not in production", async () => {
    const keySet = { keys: [publicJwk, { ...otherJwk, kid: "demo-1" }] };
    const demo = await verifierOf(keySet);
    expect(await demo(`Bearer ${await sign({}, { kid: "demo-1" }, otherKey)}`)).toMatchObject({ subject: "kim" });
    await expect(verifierOf(keySet, true)).rejects.toThrow(/demo-1 is for demonstration/);
    await expect(verifierOf({ keys: [publicJwk] }, true)).resolves.toBeTypeOf("function");
  });

  it("with one id twice open nothing", async () => {
    const twice = await verifierOf({ keys: [publicJwk, { ...otherJwk, kid: "key-1" }] });
    await expect(twice(`Bearer ${await sign()}`)).rejects.toThrow(Fault);
  });
});
