/**
 * Small numbers are hidden, so that no published figure tells about one person or one company.
 *
 * Whoever owns the counts applies this after the scope filter. Here are numbers that are published alone; numbers that
 * are published side by side hide each other, in `suppressed-table.ts` and `hiding.ts`.
 */
import { invariant } from "./invariant.ts";
import { roundHalfAway, sumMinor } from "./money.ts";

/** A count as published. `below` is the threshold in force, not a bound: a larger count may be hidden to protect it. */
export type Count = Readonly<{ kind: "exact"; count: number }> | Readonly<{ kind: "suppressed"; below: number }>;

/** A share as published, in basis points. */
export type Rate = Readonly<{ kind: "exact"; basisPoints: number }> | Readonly<{ kind: "suppressed"; below: number }>;

/** A sum of money as published, in minor units. */
export type Amount = Readonly<{ kind: "exact"; minor: bigint }> | Readonly<{ kind: "suppressed" }>;

/** Counts from 1 up to here, this one not included, are hidden; a caller may raise it and never lower it. */
export const SMALLEST_THRESHOLD = 5;

const FEWEST_COMPANIES = 3;
const LARGEST_SHARE_PERCENT = 85n;

/** `count` as published alone: 1 to `threshold - 1` is hidden, 0 is shown. */
export function suppressCount(count: number, threshold: number = SMALLEST_THRESHOLD): Count {
  requireThreshold(threshold);
  requireCount(count);
  return isSmall(count, threshold) ? { kind: "suppressed", below: threshold } : { kind: "exact", count };
}

/**
 * `numerator` of `denominator` as published; hidden when fewer than `threshold` are asked about (none included), or
 * when the rate would tell how few they are who did it or who did not.
 *
 * A rate is published only beside two counts that are shown: a table may hide more than this function can see.
 */
export function suppressRate(numerator: number, denominator: number, threshold: number = SMALLEST_THRESHOLD): Rate {
  requireThreshold(threshold);
  requireCount(numerator);
  requireCount(denominator);
  invariant(numerator <= denominator, "a numerator is part of its denominator");
  const rest = denominator - numerator;
  if (denominator < threshold || isSmall(numerator, threshold) || isSmall(rest, threshold)) {
    return { kind: "suppressed", below: threshold };
  }
  return { kind: "exact", basisPoints: Number(roundHalfAway(BigInt(numerator) * 10_000n, BigInt(denominator))) };
}

/**
 * The sum of what companies paid or got, as published; hidden when fewer than three take part or one has more than
 * 85 % of it. A part of 0 is no part. Corrections count by their size, and the sum of nobody is 0.
 */
export function suppressMoney(partsByCompany: readonly bigint[]): Amount {
  const sizes = partsByCompany.map((part) => (part < 0n ? -part : part)).filter((size) => size > 0n);
  const sumOfSizes = sumMinor(sizes);
  const dominated = sizes.some((size) => size * 100n > sumOfSizes * LARGEST_SHARE_PERCENT);
  if (partsByCompany.length > 0 && (sizes.length < FEWEST_COMPANIES || dominated)) return { kind: "suppressed" };
  return { kind: "exact", minor: sumMinor(partsByCompany) };
}

/** Whether a count is hidden for its own sake. */
export function isSmall(count: number, threshold: number = SMALLEST_THRESHOLD): boolean {
  return count > 0 && count < threshold;
}

/** Counts added up. */
export function sumOf(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** @throws Error when the threshold is below the smallest */
export function requireThreshold(threshold: number): void {
  invariant(Number.isSafeInteger(threshold) && threshold >= SMALLEST_THRESHOLD, "a threshold is a whole number from 5");
}

/** @throws Error when it is no count */
export function requireCount(count: number): void {
  invariant(Number.isSafeInteger(count) && count >= 0, "a count is a whole number from 0");
}
