/** What later money is worth today, and when an outlay has come back. Pure. */
import { basisPoints, type Fraction, fraction, invariant, roundHalfAway, sumMinor } from "@inclusion/kernel";
import { ceiling, compare, ONE, over, plus, power, rounded, times } from "../exact/fraction.ts";

/** The Ministry of Finance's real rate for years 0 to 35 since 7 January 2021. @source docs/sources.md#discount-rate */
export const DISCOUNT_RATE = fraction(35n, 1000n);

/** Rates that are always shown beside the chosen one: none, today's, and that until 2021. */
export const SHOWN_RATES: readonly Fraction[] = [fraction(0n), DISCOUNT_RATE, fraction(40n, 1000n)];

/** N1 before rounding: the flow of year `t`, counted from 0, is worth `flow / (1 + rate)^t`. */
export function presentValue(flows: readonly Fraction[], rate: Fraction): Fraction {
  const growth = plus(ONE, rate);
  return flows.reduceRight<Fraction>((later, flow) => plus(flow, over(later, growth)), fraction(0n));
}

/** N1: the net present value of yearly flows in minor units, rounded once. */
export function npvOfYears(flows: readonly bigint[], rate: Fraction): bigint {
  return discounting(flows.length, rate)(flows);
}

/** N1 for many flows of so many years: what depends on the rate alone is worked out once. */
export function discounting(years: number, rate: Fraction): (flows: readonly bigint[]) => bigint {
  requireRate(rate);
  // Over the common denominator (1 + rate)^(n - 1), so that no step has to look for divisors.
  const growth = plus(ONE, rate);
  const last = Math.max(0, years - 1);
  const weights = Array.from(
    { length: years },
    (_, year) => growth.denominator ** BigInt(year) * growth.numerator ** BigInt(last - year),
  );
  const whole = growth.numerator ** BigInt(last);
  return (flows) => {
    const numerator = flows.reduce((sum, flow, year) => sum + flow * (weights[year] ?? 0n), 0n);
    return roundHalfAway(numerator, whole);
  };
}

/** The flows of N1 discounted one by one, for display; their sum may differ from `npvOfYears` by some minor units. */
export function discountedYears(flows: readonly bigint[], rate: Fraction): readonly bigint[] {
  requireRate(rate);
  const growth = plus(ONE, rate);
  return flows.map((flow, year) => rounded(over(fraction(flow), power(growth, year))));
}

/** N2: the net present value of monthly flows, month 0 undiscounted, rounded once. */
export function npvOfMonths(flows: readonly bigint[], rate: Fraction): bigint {
  return roundHalfAway(scaledSums(flows, rate).at(-1) ?? 0n, SCALE);
}

/**
 * N3: the first month, counted from 1, after which everything paid has come back; null when it has not within `flows`.
 *
 * @param rate 0 for the simple payback
 */
export function paybackMonth(flows: readonly bigint[], rate: Fraction): number | null {
  // A sum that is exactly 0 may come out a hair below it where roots were taken.
  const month = scaledSums(flows, rate).findIndex((sum, index) => index >= 1 && sum >= -TOLERANCE);
  return month === -1 ? null : month;
}

/** N3 for yearly flows: the first year, counted from 1, after which everything has come back; null when it has not. */
export function paybackYear(flows: readonly bigint[], rate: Fraction): number | null {
  const exact = flows.map((flow) => fraction(flow));
  const year = flows.findIndex(
    (_, index) => index >= 1 && presentValue(exact.slice(0, index + 1), rate).numerator >= 0n,
  );
  return year === -1 ? null : year;
}

/** How many persons in work pay for a programme, exactly and as a whole number that suffices. */
export type BreakEven = Readonly<{ exact: Fraction; persons: bigint }>;

/** N4; null when a person in work saves nothing, so that no number suffices. */
export function breakEvenPersons(costMinor: bigint, savingPerPersonMinor: bigint): BreakEven | null {
  if (savingPerPersonMinor <= 0n) return null;
  const exact = over(fraction(costMinor), fraction(savingPerPersonMinor));
  return { exact, persons: costMinor <= 0n ? 0n : ceiling(exact) };
}

/** Whether savings pay for a cost. `bp` is for display; `isSelfFinancing` compares the amounts themselves. */
export type Coverage = Readonly<{ bp: number | null; isSelfFinancing: boolean; gapMinor: bigint }>;

/** N5. */
export function coverageOf(savingMinor: bigint, costMinor: bigint): Coverage {
  const gap = costMinor - savingMinor;
  return {
    bp: basisPoints(savingMinor, costMinor),
    isSelfFinancing: savingMinor >= costMinor,
    gapMinor: gap > 0n ? gap : 0n,
  };
}

/**
 * The share at which a saving that grows evenly with it reaches a cost; null when even the whole does not suffice.
 *
 * @param atNone  the saving at a share of 0
 * @param atWhole the saving at a share of 1
 */
export function breakEvenShare(atNone: Fraction, atWhole: Fraction, cost: Fraction): Fraction | null {
  if (compare(atNone, cost) >= 0) return fraction(0n);
  if (compare(atWhole, cost) < 0) return null;
  const missing = plus(cost, times(atNone, fraction(-1n)));
  return over(missing, plus(atWhole, times(atNone, fraction(-1n))));
}

/** The sum without any discount. */
export function undiscounted(flows: readonly bigint[]): bigint {
  return sumMinor(flows);
}

const DIGITS = 60n;
const SCALE = 10n ** DIGITS;
const TOLERANCE = 10n ** (DIGITS / 2n);

/** Running discounted sums in units of 10^-60: far finer than the half minor unit that rounding asks for. */
function scaledSums(flows: readonly bigint[], rate: Fraction): readonly bigint[] {
  requireRate(rate);
  const monthly = twelfthRoot(over(ONE, plus(ONE, rate)));
  let factor = SCALE;
  let sum = 0n;
  return flows.map((flow, month) => {
    if (month > 0) factor = (factor * monthly) / SCALE;
    sum += flow * factor;
    return sum;
  });
}

/** The twelfth root of a positive fraction in units of 10^-60, by Newton's method on whole numbers. */
function twelfthRoot({ numerator, denominator }: Fraction): bigint {
  const target = (numerator * SCALE ** 12n) / denominator;
  let root = numerator >= denominator ? (numerator * SCALE) / denominator + 1n : SCALE;
  for (;;) {
    const next = (11n * root + target / root ** 11n) / 12n;
    if (next >= root) return root;
    root = next;
  }
}

function requireRate(rate: Fraction): void {
  invariant(compare(rate, fraction(-1n)) > 0, "a rate is above -100 per cent");
}
