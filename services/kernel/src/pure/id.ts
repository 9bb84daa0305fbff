const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether `text` has the form of our ids: a UUID in lower case. Anything else names no row, and no database is asked. */
export function isId(text: string): boolean {
  return UUID.test(text);
}

/**
 * A UUID of version 7: 48 bits of time, then randomness, so that new rows stand together in an index.
 *
 * @param atMs   milliseconds since 1970
 * @param random 10 bytes; the caller brings them, because pure code has no randomness
 */
export function uuidV7(atMs: number, random: Uint8Array): string {
  const time = BigInt(atMs).toString(16).padStart(12, "0");
  const bytes = Array.from(random.subarray(0, 10), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const variant = (0x8 | (Number.parseInt(bytes[3] as string, 16) & 0x3)).toString(16);
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${bytes.slice(0, 3)}`,
    `${variant}${bytes.slice(4, 7)}`,
    bytes.slice(8, 20),
  ].join("-");
}
