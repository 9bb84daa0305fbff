/** Keys and secrets of an installation, made once and kept in the data folder. */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { newSigningKeys, rotatedSigningKeys } from "@inclusion/gateway/signing-keys";
import { SettingsError } from "@inclusion/kernel/env";
import { SERVICES } from "@inclusion/schema";
import { exportJWK, generateKeyPair, type JWK } from "jose";

/** Every process that signs calls to another. */
export const PROCESSES = ["gateway", ...SERVICES] as const;

/** Where an installation's secrets hold the gateway's own keys: a folder, so that the file can be replaced whole. */
export const SIGNING_KEYS = join("signing-keys", "signing-keys.jwks.json");

/** Public keys of all processes, which every folder of secrets holds. */
const INTERNAL_KEYS = "internal.jwks.json";

export type ProcessName = (typeof PROCESSES)[number];

/** Where the keys of an installation lie. */
export type Keys = Readonly<{
  /** Private key of one process, by which it signs its calls. */
  internalKey: (process: ProcessName) => string;
  /** Public keys of all processes. */
  internalKeys: string;
  /** Keys by which the gateway signs tokens for partners. */
  signingKeys: string;
  /** Private key of the demo tokens. */
  issuerKey: string;
  /** Public key of the demo tokens. */
  issuerKeys: string;
  /** A secret that is the same at every start, as the password of a role. */
  secret: (name: string) => string;
  /** A service's own setting: as the environment has it, or a kept secret when its name ends in KEYS. */
  setting: (name: string) => string | undefined;
}>;

/**
 * The keys below `dataDir`, made when they are missing.
 *
 * @param demo whether a key for demo tokens may exist
 */
export async function ensureKeys(dataDir: string, demo: boolean): Promise<Keys> {
  const folder = join(dataDir, "secrets");
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const at = (name: string): string => join(folder, name);
  const keys: Keys = {
    internalKey: (process) => at(`internal-${process}.jwk.json`),
    internalKeys: at(INTERNAL_KEYS),
    signingKeys: at(SIGNING_KEYS),
    issuerKey: at("demo-issuer.jwk.json"),
    issuerKeys: at("demo-issuer.jwks.json"),
    secret: (name) => keptSecret(at(`${name}.secret`)),
    setting: (name) => {
      const given = process.env[name] || undefined;
      return name.endsWith("_KEYS") ? (given ?? keptSecret(at(secretFile(name)))) : given;
    },
  };
  const files = PROCESSES.map((name) => [name, keys.internalKey(name)] as const);
  await ensurePairs(files, keys.internalKeys);
  if (!existsSync(keys.signingKeys)) {
    mkdirSync(dirname(keys.signingKeys), { recursive: true });
    writeWhole(keys.signingKeys, await newSigningKeys(new Date()));
  }
  if (demo) await ensurePairs([["demo-1", keys.issuerKey]], keys.issuerKeys);
  return keys;
}

async function ensurePairs(privateFiles: readonly (readonly [string, string])[], publicFile: string): Promise<void> {
  if (existsSync(publicFile)) return;
  const publicKeys: JWK[] = [];
  for (const [kid, file] of privateFiles) {
    const pair = await generateKeyPair("EdDSA", { extractable: true });
    writeWhole(file, JSON.stringify({ ...(await exportJWK(pair.privateKey)), kid }));
    publicKeys.push({ ...(await exportJWK(pair.publicKey)), kid, alg: "EdDSA", use: "sig" });
  }
  writeWhole(publicFile, JSON.stringify({ keys: publicKeys }));
}

/** The file of a service's own secret: `identity-keys.secret` for IDENTITY_KEYS. */
function secretFile(setting: string): string {
  return `${setting.toLowerCase().replaceAll("_", "-")}.secret`;
}

/** A secret that was made here has 43. */
const SHORTEST_SECRET = 32;

function keptSecret(file: string): string {
  if (!existsSync(file)) writeWhole(file, randomBytes(32).toString("base64url"));
  const secret = readFileSync(file, "utf8");
  if (secret.trim().length < SHORTEST_SECRET) {
    throw new SettingsError([
      `${file} holds no secret of at least ${SHORTEST_SECRET} characters: restore it from a backup.`,
    ]);
  }
  return secret;
}

/**
 * Gives the gateway of the secrets in `folder` a new key to sign with, and keeps the one before it for as long as
 * anything it signed is good. Who may read the file stays as it is. A folder that was made before there were such keys
 * is given its first, as readable as the keys beside it; nothing else of it is touched.
 *
 * @returns how many keys the file holds now
 * @throws SettingsError when the folder holds no secrets of an installation
 */
export async function rotateSigningKeys(folder: string, now: Date): Promise<number> {
  const file = join(folder, SIGNING_KEYS);
  const beside = join(folder, INTERNAL_KEYS);
  if (!existsSync(beside)) throw new SettingsError([`${beside} is missing: name the folder that holds the secrets.`]);
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeWhole(file, await newSigningKeys(now), statSync(beside).mode & 0o777);
    return 1;
  }
  const text = await rotatedSigningKeys(readFileSync(file, "utf8"), now);
  writeWhole(file, text, statSync(file).mode & 0o777);
  return (JSON.parse(text) as { keys: unknown[] }).keys.length;
}

/** Writes a file that is there whole or not at all, readable for its owner alone unless said otherwise. */
export function writeWhole(file: string, content: string, mode = 0o600): void {
  rmSync(`${file}.new`, { force: true });
  writeFileSync(`${file}.new`, content, { mode });
  renameSync(`${file}.new`, file);
}
