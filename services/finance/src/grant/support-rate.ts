/** The co-financing rate (støtteprocent) of a grant, as an exact fraction, and the support that follows from it. Pure. */
import { type Fraction, floorToWhole, fraction } from "@inclusion/kernel";

const HALF = fraction(1, 2);

/** The most that `rate` of eligible expenditure gives, rounded down to whole kroner, as the authority does (G2). */
export function supportOf(eligibleMinor: bigint, rate: Fraction): bigint {
  return floorToWhole(floorDivide(eligibleMinor * rate.numerator, rate.denominator));
}

/**
 * The rate that a sheet means: one half when that gives the stated support, else the stated amounts' own ratio, never
 * a rounded percentage; null when one of the two is not stated.
 */
export function rateOfSheet(totalMinor: bigint | null, supportMinor: bigint | null): Fraction | null {
  if (totalMinor === null || supportMinor === null || totalMinor <= 0n) return null;
  return supportOf(totalMinor, HALF) === supportMinor ? HALF : fraction(supportMinor, totalMinor);
}

/** Whether a rate can be a grant's: above 0 and at most the whole. */
export function isRate({ numerator, denominator }: Fraction): boolean {
  return denominator > 0n && numerator > 0n && numerator <= denominator;
}

function floorDivide(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator % denominator < 0n ? quotient - 1n : quotient;
}
