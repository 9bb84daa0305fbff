/**
 * How long searches of the supplier portal take beside the lookup of one listing by its id, in one run on one database
 * of made-up listings. `node tools/bench/supplier-portal.ts [listings]` prints a table.
 */
import { dayOf } from "@inclusion/kernel";
import { service } from "@inclusion/partnership";
import { withOwnDatabase } from "./own-database.ts";
import { fillListings, timeSearches } from "./supplier-search.ts";

const ROUNDS = 60;
/** A search may take so many times what a lookup takes. */
const MOST_TIMES = 5;

await withOwnDatabase(service, async (opened) => {
  await fillListings(opened, Number(process.argv[2] ?? 10_000), dayOf(new Date()));
  const { lookup, searches } = await timeSearches(opened, ROUNDS);
  const rows = [lookup, ...searches].map(({ name, p50, p95 }) => ({
    ...{ name, "p50 ms": p50.toFixed(1), "p95 ms": p95.toFixed(1) },
    "times lookup": (p95 / lookup.p95).toFixed(2),
  }));
  console.table(rows);
  const slow = rows.filter((row) => Number(row["times lookup"]) > MOST_TIMES);
  if (slow.length > 0) {
    console.error(`above ${MOST_TIMES} times the lookup: ${slow.map(({ name }) => name).join("; ")}`);
    process.exitCode = 1;
  }
});
