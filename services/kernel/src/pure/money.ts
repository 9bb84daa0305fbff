/**
 * Money: whole minor units (øre, cent) as `bigint`, so that no sum is ever rounded by the machine.
 *
 * Rates are exact fractions. A formula is computed whole and rounded once, where the line is posted.
 */
import { invariant } from "./invariant.ts";

/** ISO 4217 codes of the currencies that programmes are paid in; both have two decimals. */
export type Currency = "DKK" | "EUR";

/** An amount in minor units of one currency. */
export type Money = Readonly<{ minor: bigint; currency: Currency }>;

/** An exact ratio; `denominator` is positive. */
export type Fraction = Readonly<{ numerator: bigint; denominator: bigint }>;

/** The fraction of two whole numbers, with the sign in the numerator. */
export function fraction(numerator: bigint | number, denominator: bigint | number = 1n): Fraction {
  const [top, bottom] = [BigInt(numerator), BigInt(denominator)];
  invariant(bottom !== 0n, "a fraction has a denominator other than 0");
  return bottom < 0n ? { numerator: -top, denominator: -bottom } : { numerator: top, denominator: bottom };
}

/** Rounds `numerator / denominator` to a whole number, halves away from zero: the one rule by which money is posted. */
export function roundHalfAway(numerator: bigint, denominator: bigint): bigint {
  const ratio = fraction(numerator, denominator);
  const magnitude = ratio.numerator < 0n ? -ratio.numerator : ratio.numerator;
  const rounded = (2n * magnitude + ratio.denominator) / (2n * ratio.denominator);
  return ratio.numerator < 0n ? -rounded : rounded;
}

/** `minor` times `rate`, rounded once. */
export function timesRate(minor: bigint, rate: Fraction): bigint {
  return roundHalfAway(minor * rate.numerator, rate.denominator);
}

/** The largest whole number of main units (kroner) that is not above `minor`, as minor units. */
export function floorToWhole(minor: bigint): bigint {
  const rest = ((minor % 100n) + 100n) % 100n;
  return minor - rest;
}

/** The exact sum; 0 for none. */
export function sumMinor(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}

/** `part / whole` in basis points, rounded half away from zero, for display; null when `whole` is 0. */
export function basisPoints(part: bigint, whole: bigint): number | null {
  return whole === 0n ? null : Number(roundHalfAway(part * 10_000n, whole));
}

/**
 * Splits `minor` by `weights` so that the parts always sum to it (largest remainder, ties to the earlier part).
 *
 * @param weights at least one, none negative, not all 0
 */
export function splitByWeights(minor: bigint, weights: readonly bigint[]): readonly bigint[] {
  const total = sumMinor(weights);
  invariant(total > 0n && weights.every((weight) => weight >= 0n), "weights are not negative and not all 0");
  const sign = minor < 0n ? -1n : 1n;
  const magnitude = minor * sign;
  const floors = weights.map((weight) => (magnitude * weight) / total);
  const left = Number(magnitude - sumMinor(floors));
  const largestFirst = weights
    .map((weight, index) => ({ index, remainder: (magnitude * weight) % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  const extra = new Set(largestFirst.slice(0, left).map(({ index }) => index));
  return floors.map((floor, index) => (extra.has(index) ? floor + 1n : floor) * sign);
}

/** `minor` as a decimal with a point and two digits: "26103298.00". */
export function decimalOf(minor: bigint): string {
  const magnitude = (minor < 0n ? -minor : minor).toString().padStart(3, "0");
  return `${minor < 0n ? "-" : ""}${magnitude.slice(0, -2)}.${magnitude.slice(-2)}`;
}

/** Reads a decimal with a point and at most two digits ("26103298", "-0.5"); null for any other text. */
export function parseDecimal(text: string): bigint | null {
  const parts = /^(-?)(\d{1,15})(?:\.(\d{1,2}))?$/.exec(text);
  if (parts === null) return null;
  const minor = BigInt(parts[2] as string) * 100n + BigInt((parts[3] ?? "").padEnd(2, "0"));
  return parts[1] === "-" ? -minor : minor;
}
