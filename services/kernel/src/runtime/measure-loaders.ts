/** Loaders of a ledger's sums, which figures and results share. */
import type DataLoader from "dataloader";
import type { BaseContext } from "./context.ts";
import { rowsLoader } from "./loader.ts";
import { type MeasureTotal, readTotals, type TwoClocks } from "./measure-ledger.ts";
import { type ReleasedCatalogue, releasesLoader } from "./releases.ts";

/** One statement for the sums of all programmes that are asked at the same two clocks, and one for their releases. */
export function measureLoaders(catalogue: ReleasedCatalogue, context: Pick<BaseContext, "reader" | "today" | "now">) {
  return {
    totals: atClocks((clocks) =>
      rowsLoader<string, MeasureTotal>(
        async (ids) => readTotals(await context.reader(), catalogue.schema, ids, clocks),
        ({ programmeId }) => programmeId,
      ),
    ),
    releases: releasesLoader(catalogue, context),
  };
}

/** The loaders of `measureLoaders`. */
export type MeasureLoaders = ReturnType<typeof measureLoaders>;

/** A loader for each pair of clocks that is asked for. */
export function atClocks<Key, Value>(
  make: (clocks: TwoClocks) => DataLoader<Key, Value>,
): (clocks: TwoClocks) => DataLoader<Key, Value> {
  const loaders = new Map<string, DataLoader<Key, Value>>();
  return (clocks) => {
    const name = `${clocks.asOf} ${clocks.knownAt.getTime()}`;
    const loader = loaders.get(name) ?? make(clocks);
    loaders.set(name, loader);
    return loader;
  };
}
