/** How much each caller may ask for in a time: a bucket of cost that fills up again evenly. */

/** What is left to a caller after a request. */
export type Budget = Readonly<{
  /** Whether the request may be carried out. */
  granted: boolean;
  /** What the bucket holds when it is full. */
  perMinute: number;
  remaining: number;
  /** Seconds until the bucket is full again; for a refused request until it could be granted. */
  resetSeconds: number;
}>;

export type Buckets = (caller: string, cost: number, nowMs: number) => Budget;

/** So many callers are remembered; who was away longest is forgotten first, with a full bucket. */
const CALLERS = 10_000;

/** Buckets of one gateway. @param perMinute cost that a caller may spend in a minute, all at once or evenly */
export function costBuckets(perMinute: number): Buckets {
  const perMs = perMinute / 60_000;
  const known = new Map<string, { left: number; at: number }>();
  return (caller, cost, nowMs) => {
    const last = known.get(caller) ?? { left: perMinute, at: nowMs };
    const left = Math.min(perMinute, last.left + Math.max(0, nowMs - last.at) * perMs);
    const granted = cost <= left;
    const after = granted ? left - cost : left;
    known.delete(caller);
    if (known.size >= CALLERS) known.delete(known.keys().next().value as string);
    known.set(caller, { left: after, at: nowMs });
    const missing = granted ? perMinute - after : Math.min(cost, perMinute) - left;
    return { granted, perMinute, remaining: Math.floor(after), resetSeconds: Math.ceil(missing / perMs / 1_000) };
  };
}
