/**
 * The gateway's own keys: one signs the short-lived tokens that it gives for partners' tokens, those before it still
 * check what they have signed.
 *
 * The file is a JSON Web Key Set. Its first key has its private half; each other one has `retired_at`, the instant at
 * which it stopped signing, and no private half any more.
 */
import { randomBytes } from "node:crypto";
import { SettingsError } from "@inclusion/kernel/env";
import type { Logger } from "@inclusion/kernel/runtime";
import { type CryptoKey, exportJWK, generateKeyPair, importJWK } from "jose";
import { z } from "zod";
import { watchFile } from "./watched-file.ts";

/** How long a token lives that the gateway signs. */
export const SIGNED_LIFE_S = 600;
/** How far clocks may differ. */
export const TOLERANCE_S = 30;
/** A gateway may sign with an old key until it has looked at the file again; then the last token has to end. */
const OVERLAP_MS = (SIGNED_LIFE_S + TOLERANCE_S + 10) * 1_000;

const part = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const common = { kty: z.literal("OKP"), crv: z.literal("Ed25519"), x: part, kid: z.string().min(8).max(100) };
const SIGNING = z.looseObject({ ...common, d: part });
const RETIRED = z.looseObject({ ...common, d: z.never().optional(), retired_at: z.iso.datetime() });
const KEY_SET = z.object({ keys: z.tuple([SIGNING], RETIRED) });

type KeySet = z.output<typeof KEY_SET>;
type Usable = Readonly<{ key: CryptoKey; until: number }>;

export type SigningKeys = Readonly<{
  /** The key that signs now. */
  signer: () => Promise<Readonly<{ kid: string; key: CryptoKey }>>;
  /** The public key of an id; null when there is none, or none any more. */
  checker: (kid: string) => Promise<CryptoKey | null>;
}>;

export type SigningKeySettings = Readonly<{
  file: string;
  production: boolean;
  now: () => number;
  log?: Logger | undefined;
}>;

/** The keys in a file, which may be replaced while they are used. @throws SettingsError when it cannot be used */
export async function signingKeys({ file, production, now, log }: SigningKeySettings): Promise<SigningKeys> {
  const parse = (text: string) => readKeySet(text, production);
  const current = await watchFile({ path: file, parse, now, log }).catch((error: unknown) => {
    const why = error instanceof UnusableKeys ? error.message : "the file cannot be read";
    throw new SettingsError([`SIGNING_KEYS is "${file}": ${why}; make one with \`npm run graph -- keys create\``]);
  });
  return {
    signer: async () => (await current()).signer,
    checker: async (kid) => {
      const found = (await current()).checkers.get(kid);
      return found !== undefined && now() < found.until ? found.key : null;
    },
  };
}

class UnusableKeys extends Error {}

async function readKeySet(text: string, production: boolean) {
  const set = parsedSet(text);
  const ids = set.keys.map(({ kid }) => kid);
  if (new Set(ids).size !== ids.length) throw new UnusableKeys("two keys have one id");
  const demo = ids.find((kid) => kid.toLowerCase().startsWith("demo"));
  if (production && demo !== undefined) throw new UnusableKeys(`the key ${demo} is for demonstration`);
  const [first] = set.keys;
  const checkers = new Map<string, Usable>();
  for (const { kty, crv, x, kid, retired_at } of set.keys) {
    const until = typeof retired_at === "string" ? Date.parse(retired_at) + OVERLAP_MS : Number.POSITIVE_INFINITY;
    checkers.set(kid, { key: (await importJWK({ kty, crv, x }, "EdDSA")) as CryptoKey, until });
  }
  const { kty, crv, x, d, kid } = first;
  const key = (await importJWK({ kty, crv, x, d }, "EdDSA").catch(() => {
    throw new UnusableKeys(`the halves of the key ${kid} do not fit`);
  })) as CryptoKey;
  return { signer: { kid, key }, checkers };
}

function parsedSet(text: string): KeySet {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UnusableKeys("the file is not JSON");
  }
  const set = KEY_SET.safeParse(json);
  if (set.success) return set.data;
  throw new UnusableKeys("its first key has to be a whole Ed25519 key, each other one a public half with retired_at");
}

/** The text of a key set with one new key. */
export async function newSigningKeys(now: Date): Promise<string> {
  return textOf([await newKey(now)]);
}

/**
 * The text of a key set in which a new key signs, and the one that signed is kept for as long as anything it signed is
 * good. Keys that nothing needs any more are gone.
 *
 * @throws Error when the text is no key set of ours
 */
export async function rotatedSigningKeys(text: string, now: Date): Promise<string> {
  const [{ d: _private, created_at: _created, ...signed }, ...retired] = parsedSet(text).keys;
  const needed = retired.filter(({ retired_at }) => Date.parse(retired_at) + OVERLAP_MS > now.getTime());
  return textOf([await newKey(now), { ...signed, retired_at: now.toISOString() }, ...needed]);
}

async function newKey(now: Date): Promise<object> {
  const { privateKey } = await generateKeyPair("EdDSA", { extractable: true });
  const kid = `gateway-${now.toISOString().slice(0, 10)}-${randomBytes(4).toString("hex")}`;
  return { ...(await exportJWK(privateKey)), kid, alg: "EdDSA", use: "sig", created_at: now.toISOString() };
}

function textOf(keys: readonly object[]): string {
  return `${JSON.stringify({ keys }, null, 2)}\n`;
}
