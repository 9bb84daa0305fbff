/**
 * Keys for single columns that hold what must not be readable in the database: sealing, opening, and blind indexes.
 *
 * A sealed value is `version (1 byte) || nonce (12) || ciphertext || tag (16)` under AES-256-GCM. Its place in the
 * database is authenticated with it, so that a value which was moved to another row, column or table does not open.
 * A blind index is a keyed hash: it finds equal values and tells nothing to whoever lacks the key.
 */
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import { SettingsError } from "./env.ts";
import { freshBytes } from "./fresh-bytes.ts";

/** Where a sealed value stands. */
export type SealPlace = Readonly<{ table: string; column: string; rowId: string }>;

/** The keys of all versions in use; the highest seals, the others still open. */
export type FieldKeys = Readonly<{
  /** The version that seals. */
  current: number;
  /** Every version in use, the current one first. */
  versions: readonly number[];
  seal: (place: SealPlace, text: string) => Buffer;
  /** @throws Error when the value was changed or moved, or its version is no longer in use; the message has no value */
  open: (place: SealPlace, sealed: Buffer) => string;
  /** The keyed hash of a text for one purpose; equal texts of different purposes have different hashes. */
  index: (purpose: string, text: string, version?: number) => Buffer;
}>;

const SHAPE = /^(?:[\w-]{32,}|\d{1,3}:[\w-]{32,}(?:[\s,]+\d{1,3}:[\w-]{32,})*)$/;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES;

/** Whether a setting can be read by `fieldKeys`. */
export function isFieldKeys(setting: string): boolean {
  return SHAPE.test(setting) && versionsIn(setting) !== null;
}

/**
 * The keys that follow from the secrets of a setting: one secret, which is version 1, or several as
 * `2:<secret>,1:<secret>`. A new version is added beside the old one, and the old one taken away when nothing is
 * sealed by it any more.
 *
 * @param label separates the keys of one use from those of every other use of the same secret
 * @throws SettingsError when the setting has another form
 */
export function fieldKeys(setting: string, label: string): FieldKeys {
  const secrets = isFieldKeys(setting) ? versionsIn(setting) : null;
  if (secrets === null) throw new SettingsError(["The keys are wrong: give <version>:<secret>, with commas between"]);
  const ring = new Map(
    [...secrets].map(([version, secret]) => [
      version,
      { seal: derived(secret, `${label}/seal/${version}`), index: derived(secret, `${label}/index/${version}`) },
    ]),
  );
  const versions = [...ring.keys()].sort((a, b) => b - a);
  const current = versions[0] as number;
  const keyOf = (version: number, use: "seal" | "index"): KeyObject => {
    const keys = ring.get(version);
    if (keys === undefined) throw new Error(`The key of version ${version} is not in use.`);
    return keys[use];
  };
  return {
    current,
    versions,
    seal: (place, text) => sealed(keyOf(current, "seal"), current, place, text),
    open: (place, value) => opened(keyOf(value[0] ?? 0, "seal"), place, value),
    index: (purpose, text, version = current) =>
      createHmac("sha256", keyOf(version, "index")).update(`${purpose}|${text}`).digest(),
  };
}

function versionsIn(setting: string): ReadonlyMap<number, string> | null {
  if (!setting.includes(":")) return new Map([[1, setting]]);
  const parts = setting.split(/[\s,]+/).map((part) => part.split(":") as [string, string]);
  const versions = new Map(parts.map(([version, secret]) => [Number(version), secret]));
  const inRange = [...versions.keys()].every((version) => version >= 1 && version <= 255);
  return inRange && versions.size === parts.length ? versions : null;
}

function derived(secret: string, info: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync("sha256", secret, "inclusion-graph", info, 32)));
}

function sealed(key: KeyObject, version: number, place: SealPlace, text: string): Buffer {
  const nonce = freshBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(authenticated(place, version));
  return Buffer.concat([
    Buffer.from([version]),
    nonce,
    cipher.update(text, "utf8"),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

function opened(key: KeyObject, place: SealPlace, value: Buffer): string {
  if (value.length < HEAD_BYTES + TAG_BYTES) throw unopened(place);
  const nonce = value.subarray(1, HEAD_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(authenticated(place, value[0] as number))
    .setAuthTag(value.subarray(-TAG_BYTES));
  const text = decipher.update(value.subarray(HEAD_BYTES, -TAG_BYTES));
  try {
    return Buffer.concat([text, decipher.final()]).toString("utf8");
  } catch {
    throw unopened(place);
  }
}

function unopened({ table, column, rowId }: SealPlace): Error {
  return new Error(`The value of ${table}.${column} in row ${rowId} was changed or moved and does not open.`);
}

function authenticated({ table, column, rowId }: SealPlace, version: number): Buffer {
  return Buffer.from(`${table}|${column}|${rowId}|${version}`, "utf8");
}
