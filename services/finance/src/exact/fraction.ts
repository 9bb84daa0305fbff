/** Arithmetic of exact fractions: a formula is worked out whole, and rounded once where its line is posted. Pure. */
import { type Fraction, fraction, invariant, roundHalfAway } from "@inclusion/kernel";

export const ZERO = fraction(0n);
export const ONE = fraction(1n);

/** `a + b`. */
export function plus(a: Fraction, b: Fraction): Fraction {
  if (a.denominator === b.denominator) return reduced(fraction(a.numerator + b.numerator, a.denominator));
  return reduced(fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator));
}

/** `a - b`. */
export function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, { numerator: -b.numerator, denominator: b.denominator });
}

/** `a * b`. */
export function times(a: Fraction, b: Fraction): Fraction {
  return reduced(fraction(a.numerator * b.numerator, a.denominator * b.denominator));
}

/** `a / b`; `b` is not 0. */
export function over(a: Fraction, b: Fraction): Fraction {
  invariant(b.numerator !== 0n, "nothing is divided by 0");
  return reduced(fraction(a.numerator * b.denominator, a.denominator * b.numerator));
}

/** Negative, 0 or positive as `a` is less than, equal to or more than `b`. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** `base` to a whole power of 0 or more. */
export function power(base: Fraction, exponent: number): Fraction {
  const whole = BigInt(exponent);
  return { numerator: base.numerator ** whole, denominator: base.denominator ** whole };
}

/** The nearest whole number, halves away from zero. */
export function rounded({ numerator, denominator }: Fraction): bigint {
  return roundHalfAway(numerator, denominator);
}

/** The smallest whole number that is not less. */
export function ceiling({ numerator, denominator }: Fraction): bigint {
  const quotient = numerator / denominator;
  return numerator % denominator > 0n ? quotient + 1n : quotient;
}

/** The largest whole number that is not more. */
export function floored({ numerator, denominator }: Fraction): bigint {
  const quotient = numerator / denominator;
  return numerator % denominator < 0n ? quotient - 1n : quotient;
}

/** The same value in lowest terms. */
export function reduced({ numerator, denominator }: Fraction): Fraction {
  const divisor = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator);
  return divisor === 1n || divisor === 0n
    ? { numerator, denominator }
    : { numerator: numerator / divisor, denominator: denominator / divisor };
}

/** Whether 0 <= `value` <= 1. */
export function isShare(value: Fraction): boolean {
  return value.numerator >= 0n && value.numerator <= value.denominator;
}

/** Reads a ratio written as `35/1000` or `0.035`; null for any other text. */
export function parseRatio(text: string): Fraction | null {
  const ratio = /^(-?\d{1,18})\/(\d{1,18})$/.exec(text);
  if (ratio !== null) {
    const [top, bottom] = [BigInt(ratio[1] as string), BigInt(ratio[2] as string)];
    return bottom === 0n ? null : reduced(fraction(top, bottom));
  }
  const decimal = /^(-?)(\d{1,9})(?:\.(\d{1,12}))?$/.exec(text);
  if (decimal === null) return null;
  const digits = decimal[3] ?? "";
  const value = fraction(BigInt(`${decimal[2]}${digits}`), 10n ** BigInt(digits.length));
  return reduced(decimal[1] === "-" ? { ...value, numerator: -value.numerator } : value);
}

/** The ratio in lowest terms, as `7/200` or `3`; what `parseRatio` reads back. */
export function ratioText(value: Fraction): string {
  const { numerator, denominator } = reduced(value);
  return denominator === 1n ? String(numerator) : `${numerator}/${denominator}`;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
