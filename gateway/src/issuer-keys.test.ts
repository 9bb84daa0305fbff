import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SettingsError } from "@inclusion/kernel/runtime";
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { tokenVerifier } from "./tokens.ts";

const ADDRESS = "https://issuer.example/keys";
const folder = mkdtempSync(join(tmpdir(), "issuer-"));
const keys = new Map<string, { privateKey: CryptoKey; jwk: JWK; alg: string }>();

beforeAll(async () => {
  for (const [kid, alg] of [
    ["first", "EdDSA"],
    ["second", "ES256"],
    ["third", "RS256"],
    ["demo-1", "EdDSA"],
  ] as const) {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
    keys.set(kid, { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg }, alg });
  }
});
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-11-22T12:00:00Z"), toFake: ["Date"] });
});
afterEach(() => vi.useRealTimers());
afterAll(() => rmSync(folder, { recursive: true }));

const setOf = (...kids: readonly string[]): string => JSON.stringify({ keys: kids.map((kid) => keys.get(kid)?.jwk) });
const pass = (ms: number): unknown => vi.setSystemTime(Date.now() + ms);

/** An issuer at an address that answers what a test says, or nothing; the times it was asked are counted. */
function issuer(published: string) {
  const state = { published: published as string | null, asked: 0 };
  const fetch = async (): Promise<Response> => {
    state.asked += 1;
    if (state.published === null) throw new TypeError("fetch failed");
    return new Response(state.published, { status: 200 });
  };
  return { state, fetch };
}

function verifierAt(jwks: string, fetch?: () => Promise<Response>, production = false) {
  return tokenVerifier({ jwks, issuer: "iss", audience: "aud", production, ...(fetch === undefined ? {} : { fetch }) });
}

async function bearer(kid: string, sub = "kim"): Promise<string> {
  const { privateKey, alg } = keys.get(kid) as { privateKey: CryptoKey; alg: string };
  const token = await new SignJWT({})
    .setProtectedHeader({ alg, typ: "at+jwt", kid })
    .setIssuer("iss")
    .setAudience("aud")
    .setSubject(sub)
    .setJti("1")
    .setExpirationTime(Math.floor(Date.now() / 1_000) + 7_200)
    .sign(privateKey);
  return `Bearer ${token}`;
}

type Verify = Awaited<ReturnType<typeof verifierAt>>;

const outcome = async (verify: Verify, authorization: string): Promise<unknown> =>
  verify(authorization).then(
    ({ subject }) => subject,
    (error: { code?: string; extensions?: { code?: string } }) => error.code ?? error.extensions?.code,
  );

describe("keys at an address", () => {
  test("of every kind are fetched once and used", async () => {
    const { state, fetch } = issuer(setOf("first", "second", "third"));
    const verify = await verifierAt(ADDRESS, fetch);
    for (const kid of ["first", "second", "third"]) expect(await outcome(verify, await bearer(kid))).toBe("kim");
    expect(state.asked).toBe(1);
  });

  test("are fetched anew for a key that is new, and not for each that nobody knows", async () => {
    const { state, fetch } = issuer(setOf("first"));
    const verify = await verifierAt(ADDRESS, fetch);
    expect(await outcome(verify, await bearer("first"))).toBe("kim");
    for (let at = 0; at < 3; at += 1) expect(await outcome(verify, await bearer("second"))).toBe("UNAUTHENTICATED");
    expect(state.asked).toBe(1);
    state.published = setOf("first", "second");
    pass(30_000);
    expect(await outcome(verify, await bearer("second"))).toBe("kim");
    expect(state.asked).toBe(2);
  });

  test("go on for 15 minutes when it does not answer, and open nothing", async () => {
    const { state, fetch } = issuer(setOf("first"));
    const verify = await verifierAt(ADDRESS, fetch);
    const token = await bearer("first");
    expect(await outcome(verify, token)).toBe("kim");
    state.published = null;
    pass(15 * 60_000 - 1);
    expect(await outcome(verify, token)).toBe("kim");
    expect(await outcome(verify, await bearer("second"))).toBe("TOKENS_UNAVAILABLE");
    pass(5_001);
    expect(await outcome(verify, token)).toBe("TOKENS_UNAVAILABLE");
    const asked = state.asked;
    expect(await outcome(verify, token)).toBe("TOKENS_UNAVAILABLE");
    expect(state.asked).toBe(asked);
    state.published = setOf("first");
    pass(30_000);
    expect(await outcome(verify, token)).toBe("kim");
  });

  test("are not taken for what they are not", async () => {
    const { fetch } = issuer('{"keys":[{"kty":"oct","kid":"first","k":"c2VjcmV0"}]}');
    expect(await outcome(await verifierAt(ADDRESS, fetch), await bearer("first"))).toBe("UNAUTHENTICATED");
    const { fetch: broken } = issuer("<html>");
    expect(await outcome(await verifierAt(ADDRESS, broken), await bearer("first"))).toBe("TOKENS_UNAVAILABLE");
  });

  test("for demonstration are refused in production", async () => {
    const { fetch } = issuer(setOf("demo-1"));
    expect(await outcome(await verifierAt(ADDRESS, fetch), await bearer("demo-1"))).toBe("kim");
    expect(await outcome(await verifierAt(ADDRESS, fetch, true), await bearer("demo-1"))).toBe("UNAUTHENTICATED");
  });

  test.for(["http://issuer.example/keys", "https://kim:secret@issuer.example/keys", "ftp://x/y", "https://"])(
    "%s is refused at the start",
    async (address) => {
      await expect(verifierAt(address)).rejects.toThrow(SettingsError);
    },
  );
});

test("keys in a file are read again when it was replaced, and stay when it was spoilt", async () => {
  const file = join(folder, "keys.json");
  writeFileSync(file, setOf("first"));
  const verify = await verifierAt(file);
  expect(await outcome(verify, await bearer("first"))).toBe("kim");
  writeFileSync(file, setOf("first", "second"));
  expect(await outcome(verify, await bearer("second"))).toBe("UNAUTHENTICATED");
  pass(10_000);
  expect(await outcome(verify, await bearer("second"))).toBe("kim");
  writeFileSync(file, "{");
  pass(10_000);
  expect(await outcome(verify, await bearer("second"))).toBe("kim");
  writeFileSync(file, setOf("second"));
  pass(10_000);
  expect(await outcome(verify, await bearer("first"))).toBe("UNAUTHENTICATED");
});

test.for(["token:0190a000-0000-7000-8000-000000000101", "system:gateway", "anyone"])(
  "no other issuer speaks of %s",
  async (subject) => {
    const { fetch } = issuer(setOf("first"));
    expect(await outcome(await verifierAt(ADDRESS, fetch), await bearer("first", subject))).toBe("UNAUTHENTICATED");
  },
);
