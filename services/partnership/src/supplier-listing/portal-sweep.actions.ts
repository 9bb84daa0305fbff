import type { DailyTask } from "@inclusion/kernel/runtime";
import { markStale } from "./supplier-listing.repository.ts";

/** Marks published listings as stale whose look-up in the register is too old, so that they are counted no longer. */
export const portalSweep: DailyTask<Readonly<{ stale: number }>> = {
  name: "portal-sweep",
  scopes: ["listings:publish", "listings:write"],
  work: async (tx, today) => {
    const stale = await markStale(tx, today);
    await tx.note("listing:markStale", today);
    return { stale };
  },
};
