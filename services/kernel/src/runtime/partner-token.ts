/**
 * The form of a partner's token: `igt_<live|test>_<id>_<secret><checksum>`.
 *
 * Whoever finds one in a file or a log knows by its beginning what it is. The last six characters are a checksum of
 * all before them, so that a mistyped token is refused without looking it up. The secret is 256 random bits; what is
 * kept of it is a hash, which needs no salt because nobody can guess so much.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { crc32 } from "node:zlib";

/** Where a token is good: a live installation takes no token of a test one, nor the other way round. */
export type TokenEnvironment = "live" | "test";

/** A token that was taken apart; the secret itself is left behind. */
export type PartnerToken = Readonly<{ environment: TokenEnvironment; id: string; secretHash: string }>;

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const SECRET_BYTES = 32;
/** 62 to the power of 43 is the first that holds 256 bits. */
const SECRET_LENGTH = 43;
const CHECKSUM_LENGTH = 6;

const FORM = /^igt_(live|test)_([0-9a-f]{32})_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;
const HASH = /^[0-9a-f]{64}$/;

/** Anything that begins like a partner's token, for whoever masks what must not be shown. */
export const PARTNER_TOKEN_LIKE = /igt_(?:live|test)_\w+/g;

/** Makes a token for the row `id`; it is shown once, and its hash is all that is kept. */
export function newPartnerToken(
  environment: TokenEnvironment,
  id: string,
): Readonly<{ token: string; secretHash: string }> {
  const secret = inDigits(BigInt(`0x${randomBytes(SECRET_BYTES).toString("hex")}`), SECRET_LENGTH);
  const body = `igt_${environment}_${id.replaceAll("-", "")}_${secret}`;
  return { token: `${body}${checksumOf(body)}`, secretHash: hashOf(secret) };
}

/** Takes a token apart; null when it is none, or was mistyped. */
export function readPartnerToken(text: string): PartnerToken | null {
  const [, environment, hex, secret, checksum] = FORM.exec(text) ?? [];
  if (environment === undefined || hex === undefined || secret === undefined) return null;
  if (checksumOf(text.slice(0, -CHECKSUM_LENGTH)) !== checksum) return null;
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return { environment: environment as TokenEnvironment, id, secretHash: hashOf(secret) };
}

/** Whether two hashes of secrets are the same; how long it takes tells nothing about where they differ. */
export function isSameSecret(a: string, b: string): boolean {
  return HASH.test(a) && HASH.test(b) && timingSafeEqual(Buffer.from(a, "hex"), Buffer.from(b, "hex"));
}

/** The subject of a viewer who came with the partner's token of this id. */
export function tokenSubject(id: string): string {
  return `token:${id}`;
}

/** The id of the partner's token behind a subject; null for everybody else. */
export function tokenIdOf(subject: string): string | null {
  return subject.startsWith("token:") ? subject.slice("token:".length) : null;
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

function checksumOf(body: string): string {
  return inDigits(BigInt(crc32(body)), CHECKSUM_LENGTH);
}

/** A number in base 62, filled up with zeros to `length`. */
function inDigits(value: bigint, length: number): string {
  let rest = value;
  let text = "";
  while (text.length < length) {
    text = (DIGITS[Number(rest % 62n)] as string) + text;
    rest /= 62n;
  }
  return text;
}
