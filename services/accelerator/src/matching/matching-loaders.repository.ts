import { type BaseContext, rowLoader, rowsLoader } from "@inclusion/kernel/runtime";
import type DataLoader from "dataloader";
import {
  findFreeOpenings,
  findReady,
  findReadyByIds,
  type StoredNeeds,
  type StoredReady,
  type Week,
} from "./matching.repository.ts";

/** The loaders of matches: one statement for all that are asked about one week. */
export function matchingLoaders({ reader }: Pick<BaseContext, "reader">) {
  return {
    readyOf: byWeek((week) =>
      rowsLoader<string, StoredReady>(
        async (ids) => findReady(await reader(), ids, week),
        ({ programmeId }) => programmeId,
      ),
    ),
    readyById: byWeek((week) =>
      rowLoader<string, StoredReady>(
        async (ids) => findReadyByIds(await reader(), ids, week),
        ({ participationId }) => participationId,
      ),
    ),
    freeOpenings: byWeek((week) =>
      rowsLoader<string, StoredNeeds>(
        async (ids) => findFreeOpenings(await reader(), ids, week, null),
        ({ programmeId }) => programmeId,
      ),
    ),
  };
}

/** A loader for each day that is asked about. */
function byWeek<Key, Value>(make: (week: Week) => DataLoader<Key, Value>): (week: Week) => DataLoader<Key, Value> {
  const loaders = new Map<string, DataLoader<Key, Value>>();
  return (week) => {
    const loader = loaders.get(week.on) ?? make(week);
    loaders.set(week.on, loader);
    return loader;
  };
}
