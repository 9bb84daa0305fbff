/** What is told of a replay. Pure. */
import { type Count, deepEqual, publishCount } from "@inclusion/kernel";
import type { Replay } from "./replay.ts";

/** Numbers as published, and of which sums of money is told. */
export type PublishedReplay = Readonly<{
  /** In the order of the replay's metrics. */
  metrics: readonly Count[];
  waiting: Count;
  isTotalShown: boolean;
  /** Of all metrics or of none: beside the total a single hidden one would be what the others leave of it. */
  areMetricsShown: boolean;
  isWaitingShown: boolean;
}>;

/**
 * A replay beside that of the newest release: outcomes that came or were taken back since would follow from a count that
 * is told twice, and from a sum of money, which is so many times a price.
 *
 * @param newest null for whoever sees participations
 */
export function publishReplay(found: Replay, newest: Replay | null): PublishedReplay {
  const outcomesOf = (metric: string): number | null | undefined =>
    newest === null ? null : newest.metrics.find((each) => each.metric === metric)?.outcomes;
  const metrics = found.metrics.map(({ metric, outcomes }) => publishCount(outcomes, outcomesOf(metric)));
  const waiting = publishCount(found.waiting.outcomes, newest === null ? null : newest.waiting.outcomes);
  const all = publishCount(found.outcomes.length, newest === null ? null : newest.outcomes.length);
  const isShown = (count: Count): boolean => count.kind === "exact";
  const isSame = (of: "metrics" | "payers" | "total" | "waiting"): boolean =>
    newest === null || deepEqual(found[of], newest[of]);
  return {
    ...{ metrics, waiting },
    isTotalShown: isShown(all) && isSame("total") && isSame("payers"),
    areMetricsShown: metrics.every(isShown) && isSame("metrics"),
    isWaitingShown: isShown(waiting) && isSame("waiting"),
  };
}
