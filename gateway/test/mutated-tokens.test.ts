/** Hundreds of tokens that are almost one: all are refused, and no answer tells from another in what they differ. */
import { request } from "node:http";
import { generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, expect, it } from "vitest";
import { AUDIENCE, ID, type Partners, startPartners } from "./partners.fixture.ts";

let partners: Partners;
let token: string;
let signed: string;
beforeAll(async () => {
  partners = await startPartners();
  token = partners.give();
  signed = await partners.exchanged(token);
});
afterAll(() => partners.stop());

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const other = (letter: string): string => LETTERS[(LETTERS.indexOf(letter) + 1) % LETTERS.length] as string;
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Letters changed and left out, the text cut, doubled, swapped and dressed up. */
function mutationsOf(text: string): string[] {
  const step = text.length > 200 ? 3 : 1;
  const at = [...text].flatMap((_, index) => (index % step === 0 ? [index] : []));
  return [
    ...at.map((index) => text.slice(0, index) + other(text[index] as string) + text.slice(index + 1)),
    ...at.map((index) => text.slice(0, index) + text.slice(index + 1)),
    ...[1, 2, 6, 43, 49].map((length) => text.slice(0, -length)),
    ...[".", "=", "%00", "A", "\u00e5", `,${text}`].map((end) => text + end),
    ...[`"${text}"`, `${text} ${text}`, text.toUpperCase(), text.toLowerCase(), [...text].reverse().join("")],
  ].filter((mutated) => mutated !== text);
}

async function forgeries(): Promise<string[]> {
  const [header = "", payload = "", signature = ""] = signed.split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<string, unknown>;
  const head = JSON.parse(Buffer.from(header, "base64url").toString()) as Record<string, unknown>;
  const { privateKey } = await generateKeyPair("EdDSA");
  const foreign = new SignJWT(claims).setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid: String(head.kid) });
  const changed = [
    ...[{ scope: "tokens:admin" }, { exp: 9_999_999_999 }, { tid: "x" }, { sub: "token:x" }, { aud: `${AUDIENCE}2` }],
    ...[{ iss: "https://issuer.example" }, { client_id: ID.replace("1", "2") }, { jti: undefined }],
  ];
  const heads = [
    { alg: "none" },
    { alg: "HS256" },
    { alg: "ES256" },
    { kid: "key-1" },
    { kid: "__proto__" },
    { typ: "JWT" },
  ];
  return [
    await foreign.sign(privateKey),
    ...changed.map((more) => `${header}.${encode({ ...claims, ...more })}.${signature}`),
    ...heads.map((more) => `${encode({ ...head, ...more })}.${payload}.${signature}`),
    `${header}.${payload}.`,
    `${encode({ ...head, alg: "none" })}.${payload}.`,
  ];
}

it("answers 150 and more of each kind with 401 and the same bytes", async () => {
  const kinds = [mutationsOf(token), [...mutationsOf(signed), ...(await forgeries())]];
  for (const texts of kinds) expect(new Set(texts).size).toBeGreaterThan(150);
  const bodies = new Set<string>();
  for (const text of kinds.flat()) {
    const headers = { authorization: `Bearer ${Buffer.from(text, "utf8").toString("latin1")}` };
    const { status, text: body, headers: told } = await partners.ask("{ whoami }", headers);
    expect(status, text).toBe(401);
    expect(told.get("www-authenticate")).toBe("Bearer");
    bodies.add(body.replaceAll(/"requestId":"[0-9a-f]{32}"/g, '"requestId":""'));
  }
  expect(bodies.size).toBe(1);
  // None of them was worth a question: the checksum and the signature come first.
  expect(new Set(partners.service.lookups)).toEqual(new Set([ID]));
  expect((await partners.ask("{ whoami }", { authorization: `Bearer ${token}` })).status).toBe(200);
  expect((await partners.ask("{ whoami }", { authorization: `Bearer ${signed}` })).status).toBe(200);
});

it("takes no token from a request that brings two, whichever comes first", async () => {
  const statusOf = (path: string, authorization: string[]): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const told = authorization.flatMap((value) => ["authorization", value]);
      const headers = ["host", "test", "content-type", "application/json", "content-length", "22", ...told];
      const sent = request(`${partners.url}${path}`, { method: "POST", headers }, (answer) => {
        answer.resume().on("end", () => resolve(answer.statusCode));
      });
      sent.on("error", reject).end('{"query":"{ whoami }"}');
    });
  const bearer = `Bearer ${token}`;
  for (const path of ["/graphql", "/token"]) {
    expect(await statusOf(path, [bearer])).toBe(200);
    for (const other of [bearer, `Bearer ${signed}`, "Bearer x"]) {
      expect([path, await statusOf(path, [bearer, other])]).toEqual([path, 401]);
      expect([path, await statusOf(path, [other, bearer])]).toEqual([path, 401]);
    }
  }
});
