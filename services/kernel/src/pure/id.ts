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
  const hex = (at: number): string => HEX[random[at] as number] as string;
  const time = atMs.toString(16).padStart(12, "0");
  const variant = (0x8 | ((random[1] as number) & 0x3)).toString(16);
  const last = hex(4) + hex(5) + hex(6) + hex(7) + hex(8) + hex(9);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(0)}${hex(1)[0]}-${variant}${hex(2)}${hex(3)[0]}-${last}`;
}

/** Every byte as two digits. */
const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
