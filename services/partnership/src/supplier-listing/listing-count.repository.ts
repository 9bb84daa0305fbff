/** How published listings count in the programmes of their places. */
import type { LocalDate } from "@inclusion/kernel";
import type { Tx } from "@inclusion/kernel/runtime";
import { type CountedListing, listingEntry } from "./listing-entry.ts";

/**
 * Counts these listings as they stand now: one that is published counts in every programme that is under way on
 * `today` in the enterprise's municipality; one that is not counts no longer where it counted.
 */
export async function countListings(tx: Tx, listingIds: readonly string[], today: LocalDate): Promise<void> {
  const changes = await tx.query<CountedListing & Readonly<{ amount: 1 | -1 }>>(
    `SELECT listing_id AS "listingId", programme_id AS "programmeId", municipality_code AS "municipalityCode",
            amount, synthetic FROM partnership.listing_changes($1::uuid[], $2)`,
    [listingIds, today],
  );
  if (changes.length === 0) return;
  // A listing counts in programmes that its enterprise may not see: their ledgers are written for it all the same.
  await tx.query("SELECT set_config('app.programmes', '*', true), set_config('app.municipalities', '*', true)");
  tx.measure(...changes.map(({ amount, ...counted }) => listingEntry(counted, amount, today)));
}
