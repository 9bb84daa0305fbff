import type { Reader, Tx } from "@inclusion/kernel/runtime";

/** Searches by a civil registration number that one token's subject may make within an hour. */
export const LOOKUPS_PER_HOUR = 300;

/**
 * Writes down that somebody searches by a number, never which one, and says whether that is still within the limit.
 *
 * What is refused is written down too, so that the limit is not tried on and on. Searches of one subject wait for each
 * other: none slips through beside another.
 */
export async function withinLookupLimit(tx: Tx, subject: string, lookup: string): Promise<boolean> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`cpr-lookup:${subject}`]);
  await tx.query("INSERT INTO participant.cpr_lookup (actor, lookup) VALUES ($1, $2)", [subject, lookup]);
  const [made] = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM participant.cpr_lookup
     WHERE actor = $1 AND at > clock_timestamp() - interval '1 hour'`,
    [subject],
  );
  return (made?.count ?? 0) <= LOOKUPS_PER_HOUR;
}

/** Searches that the viewer may still make within the hour; `nextAt` is when the oldest of them counts no more. */
export type LookupsLeft = Readonly<{ perHour: number; left: number; nextAt: Date | null }>;

/** How many searches are left to whoever reads, of its own subject. */
export async function lookupsLeft(reader: Reader, subject: string): Promise<LookupsLeft> {
  const [made] = await reader.query<{ count: number; nextAt: Date | null }>(
    `SELECT count(*)::int AS count, min(at) + interval '1 hour' AS "nextAt" FROM participant.cpr_lookup
     WHERE actor = $1 AND at > clock_timestamp() - interval '1 hour'`,
    [subject],
  );
  const { count = 0, nextAt = null } = made ?? {};
  return { perHour: LOOKUPS_PER_HOUR, left: Math.max(0, LOOKUPS_PER_HOUR - count), nextAt };
}
