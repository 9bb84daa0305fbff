import { readFileSync, writeFileSync } from "node:fs";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Grant } from "../src/grants.ts";
import { rotatedSigningKeys } from "../src/signing-keys.ts";
import type { Asked } from "./graph.ts";
import { AUDIENCE, ID, type Partners, startPartners } from "./partners.fixture.ts";

let partners: Partners;
beforeEach(async () => {
  partners = await startPartners();
});
afterEach(() => partners.stop());

const RENAME = 'mutation { rename(id: "1", name: "a") { name } }';
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const whoami = async (token: string): Promise<unknown> =>
  (await partners.ask("{ whoami }", bearer(token))).body.data?.whoami ?? null;
const codeOf = ({ status, body }: Asked) => [status, body.errors?.[0]?.extensions.code];
const revoke = (): void => {
  partners.grants.set(ID, { ...(partners.grants.get(ID) as Grant), isRevoked: true });
};
const pass = (ms: number): void => {
  partners.clock.now += ms;
};

async function post(body: string | null, headers: Record<string, string>) {
  const answer = await fetch(`${partners.url}/token`, { method: "POST", headers, body });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
}

describe("a partner's token", () => {
  it("is its viewer, and its use is told once a minute", async () => {
    const token = partners.give();
    for (let at = 0; at < 3; at += 1) expect(await whoami(token)).toBe(`token:${ID}`);
    expect(partners.service.lookups).toEqual([ID]);
    expect(partners.service.uses).toEqual([ID]);
    pass(59_000);
    await whoami(token);
    expect(partners.service.uses).toEqual([ID]);
    pass(1_000);
    await whoami(token);
    expect(partners.service.uses).toEqual([ID, ID]);
  });

  it("is looked up once by whoever comes at the same time", async () => {
    const token = partners.give();
    const answers = await Promise.all(Array.from({ length: 20 }, () => whoami(token)));
    expect(new Set(answers)).toEqual(new Set([`token:${ID}`]));
    expect(partners.service.lookups).toEqual([ID]);
  });

  it.each([
    ["was revoked", { isRevoked: true }],
    ["has ended", { expiresAt: "2026-11-22T12:00:00.000Z" }],
    ["has another secret", { secretHash: "0".repeat(64) }],
  ])("that %s is refused", async (_, changes) => {
    expect(codeOf(await partners.ask("{ whoami }", bearer(partners.give(changes))))).toEqual([401, "UNAUTHENTICATED"]);
  });

  it("that nobody has made is refused, and not looked for at each request", async () => {
    const token = partners.give();
    partners.grants.clear();
    for (let at = 0; at < 3; at += 1) expect(await whoami(token)).toBeNull();
    expect(partners.service.lookups).toEqual([ID]);
    partners.give();
    pass(5_000);
    expect(await whoami(token)).toBeNull();
    expect(partners.service.lookups).toEqual([ID, ID]);
  });

  it("that is revoked in the middle of a walk ends it within half a minute", async () => {
    const token = partners.give();
    const signed = await partners.exchanged(token);
    expect(await whoami(token)).not.toBeNull();
    revoke();
    pass(29_999);
    expect(await whoami(signed)).not.toBeNull();
    pass(1);
    expect(codeOf(await partners.ask("{ whoami }", bearer(token)))).toEqual([401, "UNAUTHENTICATED"]);
    expect(codeOf(await partners.ask("{ whoami }", bearer(signed)))).toEqual([401, "UNAUTHENTICATED"]);
  });

  it("that was revoked changes nothing from that moment on", async () => {
    const token = partners.give();
    const signed = await partners.exchanged(token);
    for (const good of [token, signed]) expect((await partners.ask(RENAME, bearer(good))).status).toBe(200);
    revoke();
    partners.transport.calls.splice(0);
    for (const bad of [token, signed]) {
      expect(codeOf(await partners.ask(RENAME, bearer(bad)))).toEqual([401, "UNAUTHENTICATED"]);
    }
    expect(partners.transport.calls).toEqual([]);
  });

  it("is asked for anew by a change, also while an older question is under way", async () => {
    const token = partners.give();
    await whoami(token);
    pass(30_000);
    let letGo = () => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const reached = new Promise<void>((resolve) => {
      partners.service.before = () => {
        partners.service.before = async () => {};
        resolve();
        return held;
      };
    });
    const read = whoami(token);
    await reached;
    revoke();
    const change = partners.ask(RENAME, bearer(token));
    letGo();
    expect(await read).toBe(`token:${ID}`);
    expect(codeOf(await change)).toEqual([401, "UNAUTHENTICATED"]);
  });
});

describe("while the partnership service does not answer", () => {
  it("what was known goes on for a minute, and nothing is changed", async () => {
    const token = partners.give();
    const stranger = await partners.stranger();
    await whoami(token);
    partners.service.isDown = true;
    pass(59_999);
    expect(await whoami(token)).toBe(`token:${ID}`);
    const change = await partners.ask(RENAME, bearer(token));
    expect(codeOf(change)).toEqual([503, "TOKENS_UNAVAILABLE"]);
    expect(change.headers.get("retry-after")).toBe("5");
    pass(1);
    expect(codeOf(await partners.ask("{ whoami }", bearer(token)))).toEqual([503, "TOKENS_UNAVAILABLE"]);
    expect((await post("", bearer(token))).body).toMatchObject({ error: "temporarily_unavailable" });
    expect(await whoami(stranger)).toBe("kim");
    expect((await partners.ask(RENAME, bearer(stranger))).status).toBe(200);
    partners.service.isDown = false;
    expect(await whoami(token)).toBe(`token:${ID}`);
  });

  it("nothing is known of a token that was never seen", async () => {
    const token = partners.give();
    partners.service.isDown = true;
    expect(codeOf(await partners.ask("{ whoami }", bearer(token)))).toEqual([503, "TOKENS_UNAVAILABLE"]);
  });
});

describe("POST /token", () => {
  it("gives a signed token in the words of OAuth for a header or a form", async () => {
    const token = partners.give({ scopes: ["indicators:read", "programmes:read"] });
    const form = { "content-type": "application/x-www-form-urlencoded" };
    for (const answer of [
      await post(null, bearer(token)),
      await post(new URLSearchParams({ grant_type: "client_credentials", client_secret: token }).toString(), form),
    ]) {
      expect(answer.status).toBe(200);
      expect(answer.headers.get("cache-control")).toBe("no-store");
      expect(answer.body).toEqual({ access_token: expect.any(String), token_type: "Bearer", expires_in: 600 });
      const signed = String(answer.body.access_token);
      expect(decodeProtectedHeader(signed)).toMatchObject({ alg: "EdDSA", typ: "at+jwt" });
      expect(decodeJwt(signed)).toMatchObject({
        ...{ iss: "urn:inclusion-graph:tokens", aud: AUDIENCE, sub: `token:${ID}`, client_id: ID, tid: ID },
        ...{ scope: "indicators:read programmes:read", exp: partners.clock.now / 1_000 + 600, jti: expect.any(String) },
      });
      expect(await whoami(signed)).toBe(`token:${ID}`);
    }
  });

  it("gives none that outlives the partner's token", async () => {
    const token = partners.give({ expiresAt: new Date(partners.clock.now + 90_500).toISOString() });
    expect((await post(null, bearer(token))).body.expires_in).toBe(90);
    const signed = await partners.exchanged(token);
    pass(90_500);
    expect(await whoami(signed)).toBeNull();
  });

  it("refuses everything else in the same words", async () => {
    const token = partners.give();
    const signed = await partners.exchanged(token);
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const wrong: [string | null, Record<string, string>][] = [
      [null, {}],
      [null, bearer(`${token}x`)],
      [null, bearer(signed)],
      [null, bearer(await partners.stranger())],
      [`grant_type=password&client_secret=${token}`, form],
      ["grant_type=client_credentials", form],
      [JSON.stringify({ client_secret: token }), { "content-type": "application/json" }],
    ];
    for (const [body, headers] of wrong) {
      const answer = await post(body, headers);
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual({
        error: "invalid_client",
        error_description: "The token is not valid: ask whoever issued it for a new one.",
      });
    }
  });
});

describe("the gateway's own keys", () => {
  it("change while it runs; what the old one signed goes on to its end, and no longer", async () => {
    const token = partners.give();
    const old = await partners.exchanged(token);
    const rotate = async () =>
      writeFileSync(
        partners.signingKeys,
        await rotatedSigningKeys(readFileSync(partners.signingKeys, "utf8"), new Date(partners.clock.now)),
      );
    await rotate();
    pass(10_000);
    const young = await partners.exchanged(token);
    expect(decodeProtectedHeader(young).kid).not.toBe(decodeProtectedHeader(old).kid);
    for (const signed of [old, young]) expect(await whoami(signed)).toBe(`token:${ID}`);
    pass(600_000 - 10_000);
    expect(await whoami(old)).toBe(`token:${ID}`);
    pass(40_000);
    expect(await whoami(old)).toBeNull();
    const { keys } = JSON.parse(readFileSync(partners.signingKeys, "utf8")) as { keys: object[] };
    expect(keys.map((key) => "d" in key)).toEqual([true, false]);
    await rotate();
    expect((JSON.parse(readFileSync(partners.signingKeys, "utf8")) as { keys: object[] }).keys).toHaveLength(2);
  });

  it("stay when their file is spoilt", async () => {
    const token = partners.give();
    writeFileSync(partners.signingKeys, "{");
    pass(10_000);
    expect(await whoami(await partners.exchanged(token))).toBe(`token:${ID}`);
  });
});
