/**
 * Which ends of quarters a number is told at, for whoever sees no rows: so that no two of its releases can be
 * subtracted for a number from 1 to 4.
 *
 * Told releases cut time into blocks. In each block nothing happened or at least five did, so what lies between any two
 * releases is a sum of blocks and never small. The newest release is told as it is hidden over all indicators; years'
 * ends are tried before half-years' and these before other quarters', each from the newest back, because reports are of
 * years and half-years.
 */
import { type Division, hiddenNames, withDividedParts } from "./hiding.ts";
import type { LocalDate } from "./local-date.ts";
import { SMALLEST_THRESHOLD, sumOf } from "./suppression.ts";

/** A quarter of the calendar, counted through from the year 0: `year * 4`, and 0 to 3. */
export type Quarter = number;

/** What was counted in a quarter by the quarter in which it was recorded. */
export type QuarterSum = Readonly<{ name: string; valid: Quarter; recorded: Quarter; amount: number }>;

/** A release: what happened until the end of a quarter, as it was known at the end of one. */
export type ReleaseClocks = Readonly<{ valid: Quarter; recorded: Quarter }>;

/** After which quarters a number is told; the last one is the newest. A quarter in which nothing is counted has none. */
export type Told = Readonly<{ quarters: readonly Quarter[]; isTold: readonly boolean[] }>;

/** Which indicators divide each other, and which of them are published elsewhere as well; see `IndicatorCatalogue`. */
type Linked = Readonly<{ divisions: readonly Division[]; publishedElsewhere: ReadonlySet<string> }>;

export function quarterOf(day: LocalDate): Quarter {
  return Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3);
}

/** Whether a number from 1 to 4, or a net decrease by so many, would be told by this difference. */
export function isFew(difference: number): boolean {
  return difference !== 0 && Math.abs(difference) < SMALLEST_THRESHOLD;
}

/**
 * After which quarters the number is told whose parts happened in them.
 *
 * @param sums     by quarter
 * @param isHidden whether the sum of all is hidden; then nothing but "none yet" is told
 * @param among    quarters after which the same number is told in another order of time, which are the only ones then
 */
export function toldQuarters(sums: ReadonlyMap<Quarter, number>, isHidden: boolean, among: Told | null = null): Told {
  const quarters = [...sums.keys()].sort((a, b) => a - b);
  const counts = quarters.map((quarter) => sums.get(quarter) ?? 0);
  const mayTell = (at: number): boolean =>
    among === null || [quarters[at], (quarters[at + 1] ?? 0) - 1].some((end) => isToldAfter(among, end as Quarter));
  return { quarters, isTold: toldAmong(quarters, counts, { isHidden, mayTell }) };
}

/** Whether a number is told after a quarter, given after which of those it is told in which something is counted. */
export function isToldAfter({ quarters, isTold }: Told, quarter: Quarter): boolean {
  const at = quarters.findLastIndex((each) => each <= quarter);
  return at === -1 || isTold[at] === true;
}

/** At which releases the numbers of a programme are told. */
export type ReleasesOfNumbers = Readonly<{
  /** After which quarters a number is told, as it is known at the newest release. */
  toldAfter: (name: string) => Told;
  isTold: (name: string, clocks: ReleaseClocks) => boolean;
  /** Whether a release says of a number the same as the newest one, entry by entry. */
  isSame: (name: string, clocks: ReleaseClocks) => boolean;
}>;

/** Of the quarters after which a number is told those that end a period of so many months, and the last one. */
export function toldAtEndsOf({ quarters, isTold }: Told, months: number): Told {
  const isEnd = (at: number): boolean => {
    const next = quarters[at + 1];
    return next === undefined || endsPeriod(months, quarters[at] as Quarter, next);
  };
  return { quarters, isTold: isTold.map((each, at) => each && isEnd(at)) };
}

/** Which block between two told releases a quarter lies in, from 0. */
export function blockOf({ quarters, isTold }: Told, quarter: Quarter): number {
  return quarters.filter((each, at) => isTold[at] && each < quarter).length;
}

/**
 * The releases at which each number is told beside all others.
 *
 * The numbers of one end of a quarter are hidden as those of the newest release are: a division that would tell a
 * number which time hides loses its smallest part. And what divisions leave over must not grow by a few between two
 * releases. What was known earlier is told where nothing was recorded since that it would leave out; so older clocks of
 * recording tell no number besides those of the newest one.
 *
 * @param sums   of all names, all quarters
 * @param newest the newest release; what lies after it is not looked at
 */
export function releasesOf(
  { divisions: direct, publishedElsewhere }: Linked,
  sums: readonly QuarterSum[],
  newest: ReleaseClocks,
): ReleasesOfNumbers {
  const divisions = withDividedParts(direct);
  const released = sums.filter(({ valid, recorded }) => valid <= newest.valid && recorded <= newest.recorded);
  const quarters = [...new Set(released.map(({ valid }) => valid))].sort((a, b) => a - b);
  const counts = new Map(
    [...Map.groupBy(released, ({ name }) => name)].map(([name, own]) => [name, inOrder(quarters, own)]),
  );
  const untilEnds = new Map([...counts].map(([name, own]) => [name, untilEach(own)]));
  const hidden = hiddenNames(numbersAt(untilEnds, quarters.length - 1), divisions, publishedElsewhere);
  const told = new Map(
    [...counts].map(([name, own]) => [name, toldAmong(quarters, own, { isHidden: hidden.has(name) })] as const),
  );
  hideOverDivisions({ quarters, sums: untilEnds, told, divisions, publishedElsewhere });
  const toldAfter = (name: string): Told => ({ quarters, isTold: told.get(name) ?? quarters.map(() => true) });
  const own = Map.groupBy(sums, ({ name }) => name);
  return {
    toldAfter,
    isSame: (name, clocks) => (own.get(name) ?? []).every((sum) => isWithin(sum, clocks) === isWithin(sum, newest)),
    isTold: (name, clocks) => {
      const isNewest = clocks.valid === newest.valid && clocks.recorded === newest.recorded;
      return isNewest ? !hidden.has(name) : isSettled(own.get(name) ?? [], toldAfter(name), { clocks, newest });
    },
  };
}

function isWithin({ valid, recorded }: QuarterSum, clocks: ReleaseClocks): boolean {
  return valid <= clocks.valid && recorded <= clocks.recorded;
}

/** Whether a release is, cell by cell, one that is told of the newest recording. */
function isSettled(
  sums: readonly QuarterSum[],
  told: Told,
  { clocks, newest }: Readonly<{ clocks: ReleaseClocks; newest: ReleaseClocks }>,
): boolean {
  const last = Math.min(clocks.valid, newest.valid);
  return [last, Math.min(last, clocks.recorded)].some((quarter) => {
    const release = { valid: quarter, recorded: newest.recorded };
    const isSame = sums.every((sum) => isWithin(sum, clocks) === isWithin(sum, release));
    return isSame && isToldAfter(told, quarter);
  });
}

function toldAmong(
  quarters: readonly Quarter[],
  counts: readonly number[],
  { isHidden, mayTell = () => true }: Readonly<{ isHidden: boolean; mayTell?: (at: number) => boolean }>,
): boolean[] {
  const last = counts.length - 1;
  const isEmpty = (from: number, until: number): boolean => counts.slice(from, until + 1).every((count) => count === 0);
  if (isHidden) return counts.map((_, at) => at < last && isEmpty(0, at));
  const told = counts.map((_, at) => at === last);
  for (const months of PERIODS) {
    for (let at = last - 1; at >= 0; at -= 1) {
      if (!mayTell(at) || !endsPeriod(months, quarters[at] as Quarter, quarters[at + 1] as Quarter)) continue;
      const [before, after] = [told.lastIndexOf(true, at), told.indexOf(true, at + 1)];
      const [here, next] = [sumOf(counts.slice(before + 1, at + 1)), sumOf(counts.slice(at + 1, after + 1))];
      if (!isFew(here) && !isFew(next)) told[at] = true;
    }
  }
  return told;
}

/** In months, in the order in which their ends are tried. */
const PERIODS = [12, 6, 3] as const;

/** Whether a period of so many months ends from the end of one quarter until before the end of another. */
function endsPeriod(months: number, from: Quarter, before: Quarter): boolean {
  const quarters = months / 3;
  return Math.floor(before / quarters) > Math.floor(from / quarters);
}

/** Sums until the end of each quarter by name, and at which of those ends they are told. */
type Linking = Linked &
  Readonly<{
    quarters: readonly Quarter[];
    sums: ReadonlyMap<string, readonly number[]>;
    told: ReadonlyMap<string, boolean[]>;
  }>;

/** Takes releases away until no division tells a small number over time. */
function hideOverDivisions(linking: Linking): void {
  const length = [...linking.sums.values()][0]?.length ?? 0;
  let isStable = false;
  while (!isStable) {
    isStable = true;
    for (let at = 0; at < length - 1; at += 1) {
      while (hideAmong(linking, at) || hideRests(linking, at) || hideSteps(linking, at)) isStable = false;
    }
  }
}

/** Numbers of one day hide each other as those of the newest release do. */
function hideAmong({ sums, told, divisions, publishedElsewhere }: Linking, at: number): boolean {
  const untold = new Set([...told].filter(([, releases]) => !releases[at]).map(([name]) => name));
  const hidden = hiddenNames(numbersAt(sums, at), divisions, publishedElsewhere, untold);
  let isChanged = false;
  for (const name of hidden) {
    const releases = told.get(name);
    if (!releases?.[at]) continue;
    releases[at] = false;
    isChanged = true;
  }
  return isChanged;
}

/**
 * What a division leaves over between two days grows by none or by many, beside what is told of its parts in that time.
 *
 * A part may be told on other days than its whole: what it grew by between two of them is the least that it grew by.
 */
function hideRests({ quarters, sums, told, divisions, publishedElsewhere }: Linking, at: number): boolean {
  const grown = (name: string, [from, until]: Window): number =>
    (sums.get(name)?.[until] ?? 0) - (sums.get(name)?.[from] ?? 0);
  for (const { whole, parts } of divisions) {
    const laterReleases = (told.get(whole)?.[at] ?? false) ? (told.get(whole) ?? []) : [];
    for (let later = at + 1; later < laterReleases.length; later += 1) {
      if (!laterReleases[later]) continue;
      const seen = parts.flatMap((part) => {
        const window = toldWithin(told.get(part), [at, later]);
        return window === null ? [] : [{ part, window, by: grown(part, window) }];
      });
      const rest = grown(whole, [at, later]) - sumOf(seen.map(({ by }) => by));
      // Where parts grew by more than their whole, they are of those who were there before, and nobody is left over.
      if (rest < 0 || !isFew(rest)) continue;
      const [smallest] = seen
        .filter(({ part, by }) => by !== 0 && !publishedElsewhere.has(part))
        .sort((a, b) => Math.abs(a.by) - Math.abs(b.by));
      const { part: name, window } = smallest ?? { part: whole, window: [at, later] as const };
      const releases = told.get(name);
      if (releases !== undefined) releases[lessEnding(quarters, window[0], window[1])] = false;
      return true;
    }
  }
  return false;
}

/** Two releases. */
type Window = readonly [from: number, until: number];

/** The first and the last release within a window at which a number is told; null when there are no two. */
function toldWithin(releases: readonly boolean[] | undefined, [from, until]: Window): Window | null {
  if (releases === undefined) return null;
  const [first, last] = [releases.indexOf(true, from), releases.lastIndexOf(true, until)];
  return first !== -1 && first < last ? [first, last] : null;
}

/** Which of two releases ends the shorter period; the earlier one of equals, and never the newest. */
function lessEnding(quarters: readonly Quarter[], at: number, later: number): number {
  const months = (release: number): number =>
    release === quarters.length - 1
      ? Number.POSITIVE_INFINITY
      : (PERIODS.find((each) => endsPeriod(each, quarters[release] as Quarter, quarters[release + 1] as Quarter)) ?? 0);
  return months(later) < months(at) ? later : at;
}

/** A number that also falls may have changed by a few between two releases once those between are hidden. */
function hideSteps({ sums, told }: Linking, at: number): boolean {
  let isChanged = false;
  for (const [name, releases] of told) {
    const next = releases.indexOf(true, at + 1);
    const own = sums.get(name) ?? [];
    if (!releases[at] || next === -1 || !isFew((own[next] ?? 0) - (own[at] ?? 0))) continue;
    releases[at] = false;
    isChanged = true;
  }
  return isChanged;
}

function inOrder(quarters: readonly Quarter[], sums: readonly QuarterSum[]): readonly number[] {
  return quarters.map((quarter) => sumOf(sums.flatMap(({ valid, amount }) => (valid === quarter ? [amount] : []))));
}

function untilEach(counts: readonly number[]): readonly number[] {
  let sum = 0;
  return counts.map((count) => {
    sum += count;
    return sum;
  });
}

function numbersAt(sums: ReadonlyMap<string, readonly number[]>, at: number): ReadonlyMap<string, number> {
  return new Map([...sums].map(([name, untilEnds]) => [name, untilEnds[at] ?? 0]));
}
