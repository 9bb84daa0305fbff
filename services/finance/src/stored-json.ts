/** Values with money and instants in them as JSON, and back to exactly what they were. */

/** The value as a text; minor units become `{"$minor": "123"}`, instants `{"$at": "..."}`. */
export function packJson(value: unknown): string {
  return JSON.stringify(tagged(value));
}

/** The value that `packJson` was given; `stored` is the text, or what the database made of it. */
export function unpackJson<Value>(stored: unknown): Value {
  return untagged(typeof stored === "string" ? JSON.parse(stored) : stored) as Value;
}

function tagged(value: unknown): unknown {
  if (typeof value === "bigint") return { $minor: String(value) };
  if (value instanceof Date) return { $at: value.toISOString() };
  if (Array.isArray(value)) return value.map(tagged);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, tagged(part)]));
}

function untagged(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(untagged);
  if (typeof value !== "object" || value === null) return value;
  const { $minor, $at } = value as Readonly<Record<string, unknown>>;
  if (typeof $minor === "string") return BigInt($minor);
  if (typeof $at === "string") return new Date($at);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, untagged(part)]));
}
