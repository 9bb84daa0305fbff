/** Two groups of companies at fixed months, with an interval that can be drawn again. Pure. */
import { type Count, type LocalDate, roundHalfAway, suppressCount, suppressRate } from "@inclusion/kernel";
import { type Figured, obligationsOf } from "./company-growth.ts";
import { comparableWith, growthOf, PLAIN_RULE } from "./growth.ts";
import { FOLLOW_UP_MONTHS, inTime } from "./metric-snapshot.ts";

/** How many times companies are drawn. */
export const DRAWS = 1_000;

/** A group at one month: who owes a follow-up, and growth of turnover of those who answered, in basis points. */
export type GroupAtMonth = Readonly<{ owed: number; growthBp: readonly number[] }>;

/** A group as published. */
export type PublishedGroup = Readonly<{
  owedCount: Count;
  answeredCount: Count;
  responseBp: number | null;
  meanGrowthBp: number | null;
}>;

/** Two groups at one month as published. */
export type PublishedMonth = Readonly<{
  month: number;
  group: PublishedGroup;
  other: PublishedGroup;
  differenceBp: number | null;
  lowerBp: number | null;
  upperBp: number | null;
}>;

/**
 * Two groups at every month.
 *
 * @param exact whether the reader may see the companies; else groups of fewer than five are hidden, and shares are
 *   told in whole per cent, so that two answers do not give one company away
 */
export function compareGroups(
  [first, other]: readonly [readonly Figured[], readonly Figured[]],
  { seed, asOf, exact }: Readonly<{ seed: number; asOf: LocalDate; exact: boolean }>,
): readonly PublishedMonth[] {
  return FOLLOW_UP_MONTHS.map((month) => {
    const [a, b] = [groupAt(first, month, asOf), groupAt(other, month, asOf)];
    const [group, compared] = [publishGroup(a, exact), publishGroup(b, exact)];
    const isShown = group.meanGrowthBp !== null && compared.meanGrowthBp !== null;
    const interval = isShown ? intervalOf(a.growthBp, b.growthBp, { seed, draws: DRAWS }) : null;
    return {
      month,
      group,
      other: compared,
      differenceBp: isShown ? coarse(differenceOf(a.growthBp, b.growthBp), exact) : null,
      lowerBp: interval === null ? null : coarse(interval.lowerBp, exact),
      upperBp: interval === null ? null : coarse(interval.upperBp, exact),
    };
  });
}

/** The companies whose follow-up of the month has come due, and the growth of those whose figures can be compared. */
export function groupAt(companies: readonly Figured[], month: number, asOf: LocalDate): GroupAtMonth {
  const owing = companies.flatMap((company) => {
    const obligation = obligationsOf(company, asOf).find((each) => each.month === month);
    return obligation === undefined || obligation.dueOn > asOf ? [] : [{ company, snapshot: obligation.snapshot }];
  });
  const growthBp = owing.flatMap(({ company: { snapshots, mergedInto }, snapshot }) => {
    const baseline = snapshots.find(({ kind }) => kind === "BASELINE");
    if (baseline === undefined || snapshot === null || mergedInto !== null) return [];
    const rows = snapshots.filter((row) => row.kind !== "BASELINE" && row.periodTo <= snapshot.periodTo);
    const others = rows.filter(({ id }) => id !== snapshot.id).toSorted(inTime);
    const { later } = month === 0 ? { later: baseline } : comparableWith(baseline, [...others, snapshot]);
    const bp = later === null ? null : growthOf(baseline, later, PLAIN_RULE).turnoverBp;
    return bp === null ? [] : [bp];
  });
  return { owed: owing.length, growthBp };
}

function publishGroup({ owed, growthBp }: GroupAtMonth, exact: boolean): PublishedGroup {
  const answered = growthBp.length;
  const rate = suppressRate(answered, owed);
  const shown = exact || suppressCount(answered).kind === "exact";
  const count = (value: number): Count => (exact ? { kind: "exact", count: value } : suppressCount(value));
  const exactBp = owed === 0 ? null : Number(roundHalfAway(BigInt(answered) * 10_000n, BigInt(owed)));
  return {
    owedCount: count(owed),
    answeredCount: count(answered),
    responseBp: exact ? exactBp : rate.kind === "exact" ? rate.basisPoints : null,
    meanGrowthBp: shown && answered > 0 ? coarse(meanOf(growthBp), exact) : null,
  };
}

/** Basis points in whole per cent for who may not see companies. */
function coarse(bp: number, exact: boolean): number {
  return exact ? bp : Number(roundHalfAway(BigInt(bp), 100n) * 100n);
}

function meanOf(values: readonly number[]): number {
  return Number(roundHalfAway(BigInt(sumOf(values)), BigInt(values.length)));
}

/** Mean of `a` less mean of `b`, rounded once, half away from zero; neither is empty. */
export function differenceOf(a: readonly number[], b: readonly number[]): number {
  return rounded(sumOf(a) * b.length - sumOf(b) * a.length, a.length * b.length);
}

/**
 * The 95 % interval of the difference of two means by drawing companies with replacement, group by group: percentiles
 * 2.5 and 97.5 of the drawn differences. The same seed draws the same. Null when a group has fewer than two companies,
 * of which nothing can be drawn.
 *
 * @param seed any whole number
 */
export function intervalOf(
  a: readonly number[],
  b: readonly number[],
  { seed, draws }: Readonly<{ seed: number; draws: number }>,
): Readonly<{ lowerBp: number; upperBp: number }> | null {
  if (a.length < 2 || b.length < 2) return null;
  const random = randomOf(seed);
  const drawn = (values: readonly number[]): number =>
    values.reduce((sum) => sum + (values[Math.floor(random() * values.length)] as number), 0);
  const differences = Array.from({ length: draws }, () => drawn(a) * b.length - drawn(b) * a.length);
  differences.sort((x, y) => x - y);
  const at = (percentile: number): number => differences[Math.ceil((percentile * draws) / 1_000) - 1] as number;
  const scale = a.length * b.length;
  return { lowerBp: rounded(at(25), scale), upperBp: rounded(at(975), scale) };
}

/** Numbers from 0 up to 1, the same for the same seed (the mulberry32 recurrence). */
function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function rounded(numerator: number, denominator: number): number {
  return Number(roundHalfAway(BigInt(numerator), BigInt(denominator)));
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
