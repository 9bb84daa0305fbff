/** Plain data with `bigint` amounts as JSON and back: requests and their answers are kept as JSON. Pure. */

/** The same data with every amount as a marked text, which JSON can hold. */
export function toWire(value: unknown): unknown {
  if (typeof value === "bigint") return { [MARK]: String(value) };
  if (Array.isArray(value)) return value.map(toWire);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, toWire(part)]));
}

/** The data that `toWire` wrote. */
export function fromWire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromWire);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  const marked = (value as Readonly<Record<string, unknown>>)[MARK];
  if (typeof marked === "string") return BigInt(marked);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, fromWire(part)]));
}

const MARK = "$minor";
