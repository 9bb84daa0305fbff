/** Growth against the frozen baseline: whether figures can be compared, by how much they differ, and what counts. Pure. */
import { addDays, basisPoints, type Currency, type LocalDate, roundHalfAway, sumMinor } from "@inclusion/kernel";
import { daysOf, isSameLength, type Period } from "./metric-snapshot.ts";

/** What counts as growth, in one version; a threshold of null means that the measure does not count. */
export type GrowthRule = Readonly<{
  ruleVersion: number;
  /** First day on which the rule counts. */
  countsFrom: LocalDate;
  turnoverAboveBp: number | null;
  fteAboveBp: number | null;
  /** Whether both measures have to grow; else one is enough. */
  needsBoth: boolean;
}>;

/**
 * The rule of a programme that has set none: anything above the baseline, in either measure.
 *
 * @source docs/sources.md#indicators
 */
export const PLAIN_RULE: GrowthRule = {
  ruleVersion: 0,
  countsFrom: "0001-01-01" as LocalDate,
  turnoverAboveBp: 0,
  fteAboveBp: 0,
  needsBoth: false,
};

/** The latest version that counts on `day`; the plain rule when none does. */
export function ruleOn(rules: readonly GrowthRule[], day: LocalDate): GrowthRule {
  return rules
    .filter(({ countsFrom }) => countsFrom <= day)
    .reduce((latest, rule) => (rule.ruleVersion > latest.ruleVersion ? rule : latest), PLAIN_RULE);
}

/** The two measures of one period. */
export type Measured = Period & Readonly<{ currency: Currency; turnoverMinor: bigint; fteHundredths: number }>;

/** Growth in both measures; a share is null for a baseline of 0. */
export type Growth = Readonly<{
  grown: boolean;
  turnoverBp: number | null;
  turnoverDeltaMinor: bigint;
  fteBp: number | null;
  fteDeltaHundredths: number;
}>;

/**
 * Growth of `later` against `baseline`: share = (later - baseline) / baseline, in basis points, rounded once.
 *
 * Thresholds are compared exactly, never with the rounded share. Of a baseline of 0 every rise is above every
 * threshold, while its share is not known.
 */
export function growthOf(baseline: Measured, later: Measured, rule: GrowthRule): Growth {
  const fte = { from: BigInt(baseline.fteHundredths), to: BigInt(later.fteHundredths) };
  const turnover = { from: baseline.turnoverMinor, to: later.turnoverMinor };
  const counted = [isAbove(turnover, rule.turnoverAboveBp), isAbove(fte, rule.fteAboveBp)];
  return {
    grown: rule.needsBoth ? counted.every(Boolean) : counted.some(Boolean),
    turnoverBp: basisPoints(turnover.to - turnover.from, turnover.from),
    turnoverDeltaMinor: turnover.to - turnover.from,
    fteBp: basisPoints(fte.to - fte.from, fte.from),
    fteDeltaHundredths: later.fteHundredths - baseline.fteHundredths,
  };
}

function isAbove({ from, to }: Readonly<{ from: bigint; to: bigint }>, thresholdBp: number | null): boolean {
  if (thresholdBp === null) return false;
  const rise = to - from;
  return from === 0n ? rise > 0n : rise * 10_000n > from * BigInt(thresholdBp);
}

/** Why figures cannot be compared with the baseline. */
export type NotComparable = "PERIOD_LENGTH" | "CURRENCY";

/** What is compared, or why it cannot be. */
export type Comparable =
  | Readonly<{ status: "COMPARABLE"; later: Measured }>
  | Readonly<{ status: NotComparable; later: null }>;

/**
 * The figures that end with the last of `rows`, over a period as long as the baseline's.
 *
 * Shorter periods that follow one another without a gap are put together: turnover is added, full-time equivalents
 * are the mean over the days, rounded once.
 *
 * @param rows figures up to the one that is asked about, in the order of their last days, at least one
 */
export function comparableWith(baseline: Measured, rows: readonly Measured[]): Comparable {
  const parts: Measured[] = [];
  for (const row of rows.toReversed()) {
    const [first] = parts;
    if (first !== undefined && addDays(row.periodTo, 1) !== first.periodFrom) continue;
    parts.unshift(row);
    const joined = { periodFrom: row.periodFrom, periodTo: (parts.at(-1) as Measured).periodTo };
    if (isSameLength(joined, baseline)) return inOneCurrency(baseline, parts);
    if (daysOf(joined) > daysOf(baseline)) break;
  }
  return { status: "PERIOD_LENGTH", later: null };
}

function inOneCurrency(baseline: Measured, parts: readonly Measured[]): Comparable {
  if (parts.some(({ currency }) => currency !== baseline.currency)) return { status: "CURRENCY", later: null };
  const [first, last] = [parts[0] as Measured, parts.at(-1) as Measured];
  const days = BigInt(daysOf({ periodFrom: first.periodFrom, periodTo: last.periodTo }));
  const weighted = sumMinor(parts.map((part) => BigInt(part.fteHundredths) * BigInt(daysOf(part))));
  const later = {
    periodFrom: first.periodFrom,
    periodTo: last.periodTo,
    currency: baseline.currency,
    turnoverMinor: sumMinor(parts.map(({ turnoverMinor }) => turnoverMinor)),
    fteHundredths: Number(roundHalfAway(weighted, days)),
  };
  return { status: "COMPARABLE", later };
}
