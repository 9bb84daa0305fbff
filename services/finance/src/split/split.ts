/** Splitting money between payers, and taking money back. Pure. */
import { type Fraction, invariant, splitByWeights, timesRate } from "@inclusion/kernel";

/** Who pays for outcomes. `OTHER` is a fund or foundation. */
export type Payer = "MUNICIPALITY" | "STATE" | "REGION" | "EU" | "OTHER";

/** A payer's part of every amount, as a weight: 5, 3 and 1 are five, three and one ninth. */
export type PayerShare = Readonly<{
  payer: Payer;
  /** The organisation that pays; null when the kind says enough. */
  organisationId: string | null;
  weight: bigint;
}>;

/** What one payer pays of one amount, in minor units. */
export type PayerPart = Readonly<{ payer: Payer; organisationId: string | null; minor: bigint }>;

/**
 * The parts of `minor` by payer, in the order of `shares`; they always sum to it (largest remainder, ties to the
 * earlier payer). A negative amount gives the exact negation of the positive one's parts.
 */
export function splitAmongPayers(minor: bigint, shares: readonly PayerShare[]): readonly PayerPart[] {
  const parts = splitByWeights(
    minor,
    shares.map(({ weight }) => weight),
  );
  return shares.map(({ payer, organisationId }, index) => ({ payer, organisationId, minor: parts[index] as bigint }));
}

/** The exact negation of parts: what takes them back. */
export function negated<Part extends Readonly<{ minor: bigint }>>(parts: readonly Part[]): readonly Part[] {
  return parts.map((part) => ({ ...part, minor: -part.minor }));
}

/** Shares that may stand on a contract: at least one payer, weights above 0, nobody twice. */
export function areSharesWhole(shares: readonly PayerShare[]): boolean {
  const names = shares.map(({ payer, organisationId }) => `${payer} ${organisationId ?? ""}`);
  return shares.length > 0 && shares.every(({ weight }) => weight > 0n) && new Set(names).size === names.length;
}

/** `count` (an exact number of persons, which may be no whole one) times `priceMinor`, rounded once. */
export function priceOfCount(count: Fraction, priceMinor: bigint): bigint {
  invariant(count.denominator > 0n, "a count is a fraction with a positive denominator");
  return timesRate(priceMinor, count);
}
