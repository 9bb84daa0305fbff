/** How far participants have come: the latest measurement against the first, for one and for many. Pure. */
import {
  accept,
  type Count,
  type Decision,
  type Fraction,
  fraction,
  type LocalDate,
  refuse,
  roundHalfAway,
  type SuppressedTable,
} from "@inclusion/kernel";
import { type Instrument, type Item, instrumentOf, itemsOf, type Rater } from "./instruments.ts";
import { isOfSeries, type Measurement, measurementsOf, type Scores, type Series } from "./measurement.ts";

export type Direction = "IMPROVED" | "SAME" | "WORSE";

/** One item at the first and at the latest measurement; `change` is null when either was not answered. */
export type ItemChange = Readonly<{
  item: Item;
  first: number | null;
  latest: number | null;
  change: number | null;
  direction: Direction | null;
}>;

/** What became of one participant, item by item. */
export type Change = Readonly<{
  firstOn: LocalDate;
  latestOn: LocalDate;
  items: readonly ItemChange[];
  /** Items that were answered both times. */
  comparedItems: number;
  improvedItems: number;
  /** The sum of the changes over the compared items; null when there is none. */
  meanChange: Fraction | null;
}>;

/** Whether there is a change to speak of. */
export type Comparability = "COMPARABLE" | "NOT_COMPARABLE" | "MEASURED_ONCE" | "NOT_MEASURED";

/** What stands where there is no change, and the change where there is one. */
export type ProgressOfOne = Readonly<{ status: Comparability; change: Change | null }>;

/**
 * The change from one measurement to another.
 *
 * @refuses NOT_COMPARABLE when they differ in instrument, version or rater
 */
export function changeBetween(first: Measurement, latest: Measurement): Decision<Change, "NOT_COMPARABLE"> {
  const instrument = instrumentOf(first.instrument, first.instrumentVersion);
  if (instrument === null || !isOfSeries(latest, first)) {
    return refuse({
      code: "NOT_COMPARABLE",
      message: "Only measurements of the same instrument, version and rater can be compared.",
    });
  }
  const items = itemChanges(instrument, first.rater, first.scores, latest.scores);
  const changes = items.flatMap(({ change }) => (change === null ? [] : [change]));
  return accept({
    firstOn: first.measuredOn,
    latestOn: latest.measuredOn,
    items,
    comparedItems: changes.length,
    improvedItems: items.filter(({ direction }) => direction === "IMPROVED").length,
    meanChange: meanOf(changes),
  });
}

/**
 * What became of a participant in a series: latest against first. Measurements with the same instrument that are no
 * series, because its version or the rater changed, are NOT_COMPARABLE.
 */
export function progressOfOne(measurements: readonly Measurement[], series: Series): ProgressOfOne {
  const inSeries = measurementsOf(measurements, series);
  const [first, latest] = [inSeries[0], inSeries.at(-1)];
  if (first !== undefined && latest !== undefined && inSeries.length > 1) {
    const change = changeBetween(first, latest);
    return change.ok ? { status: "COMPARABLE", change: change.value } : { status: "NOT_COMPARABLE", change: null };
  }
  const others = measurements.filter(({ instrument }) => instrument === series.instrument);
  if (others.length > 1) return { status: "NOT_COMPARABLE", change: null };
  return { status: inSeries.length === 1 ? "MEASURED_ONCE" : "NOT_MEASURED", change: null };
}

/** One participant as the aggregate sees it: how often measured, and the first and latest scores. */
export type ScorePair = Readonly<{ measured: number; first: Scores | null; latest: Scores | null }>;

/** One item over many participants. Whoever did not answer it both times is `unanswered`. */
export type ItemProgress = Readonly<{
  item: Item;
  improved: number;
  same: number;
  worse: number;
  unanswered: number;
  /** The sum of all changes, counted steps or not, over those who answered both times; null when nobody did. */
  meanChange: Fraction | null;
}>;

/** Many participants: how many were measured how often, and the items over those measured at least twice. */
export type ProgressOfMany = Readonly<{
  notMeasured: number;
  measuredOnce: number;
  compared: number;
  items: readonly ItemProgress[];
}>;

/** Adds up the changes of many; whoever was measured fewer than two times is counted in the coverage alone. */
export function progressOfMany(instrument: Instrument, rater: Rater, pairs: readonly ScorePair[]): ProgressOfMany {
  const compared = pairs.filter(({ measured }) => measured > 1);
  const changes = compared.map(({ first, latest }) => itemChanges(instrument, rater, first ?? {}, latest ?? {}));
  return {
    notMeasured: pairs.filter(({ measured }) => measured === 0).length,
    measuredOnce: pairs.filter(({ measured }) => measured === 1).length,
    compared: compared.length,
    items: itemsOf(instrument, rater).map((item, index) => {
      const ofItem = changes.map((items) => items[index] as ItemChange);
      const count = (wanted: Direction | null): number => ofItem.filter(({ direction }) => direction === wanted).length;
      return {
        item,
        improved: count("IMPROVED"),
        same: count("SAME"),
        worse: count("WORSE"),
        unanswered: count(null),
        meanChange: meanOf(ofItem.flatMap(({ change }) => (change === null ? [] : [change]))),
      };
    }),
  };
}

/** An item as published. Shares and mean are null where they are withheld, and where nobody answered both times. */
export type PublishedItem = Readonly<{
  item: Item;
  improved: Count;
  same: Count;
  worse: Count;
  unanswered: Count;
  improvedBp: number | null;
  sameBp: number | null;
  worseBp: number | null;
  meanChange: Fraction | null;
}>;

/** Progress as published. */
export type PublishedProgress = Readonly<{
  notMeasured: Count;
  measuredOnce: Count;
  compared: Count;
  /** Null when the number of those compared is withheld: every item would tell it. */
  items: readonly PublishedItem[] | null;
}>;

/** Hides what a table tells too much of, or nothing for whoever sees the rows. */
export type Publish = (counts: readonly (readonly number[])[]) => SuppressedTable;

/**
 * Progress as a viewer may have it: the coverage is one table, the items are another.
 *
 * Shares and mean of an item stand only beside counts that are all shown, because they would tell the hidden one.
 */
export function publishProgress(progress: ProgressOfMany, publish: Publish): PublishedProgress {
  const [coverage] = publish([[progress.notMeasured, progress.measuredOnce, progress.compared]]).cells;
  const [notMeasured, measuredOnce, compared] = coverage as readonly [Count, Count, Count];
  if (compared.kind === "suppressed") return { notMeasured, measuredOnce, compared, items: null };
  const table = publish(progress.items.map((item) => [item.improved, item.same, item.worse, item.unanswered]));
  const items = progress.items.map((item, index) => publishItem(item, table.cells[index] as readonly Count[]));
  return { notMeasured, measuredOnce, compared, items };
}

function publishItem(progress: ItemProgress, cells: readonly Count[]): PublishedItem {
  const [improved, same, worse, unanswered] = cells as readonly [Count, Count, Count, Count];
  const isShown = cells.every(({ kind }) => kind === "exact");
  const answered = progress.improved + progress.same + progress.worse;
  const share = (part: number): number | null =>
    isShown && answered > 0 ? Number(roundHalfAway(BigInt(part) * 10_000n, BigInt(answered))) : null;
  return {
    item: progress.item,
    ...{ improved, same, worse, unanswered },
    improvedBp: share(progress.improved),
    sameBp: share(progress.same),
    worseBp: share(progress.worse),
    meanChange: isShown ? progress.meanChange : null,
  };
}

function itemChanges(instrument: Instrument, rater: Rater, first: Scores, latest: Scores): readonly ItemChange[] {
  return itemsOf(instrument, rater).map((item) => {
    const [from, to] = [first[item.code] ?? null, latest[item.code] ?? null];
    const change = from === null || to === null ? null : to - from;
    return { item, first: from, latest: to, change, direction: directionOf(instrument, change) };
  });
}

function directionOf({ countedSteps }: Instrument, change: number | null): Direction | null {
  if (change === null) return null;
  if (change >= countedSteps) return "IMPROVED";
  return change <= -countedSteps ? "WORSE" : "SAME";
}

/** The exact mean: the sum over the number, so that both can be read. */
function meanOf(changes: readonly number[]): Fraction | null {
  if (changes.length === 0) return null;
  return fraction(
    changes.reduce((sum, change) => sum + change, 0),
    changes.length,
  );
}
