/** What a programme caused itself: outcomes beyond a baseline (D1) or beyond a comparison group (D2). Pure. */
import { type Fraction, fraction, invariant } from "@inclusion/kernel";

/** Outcomes against what would have happened anyway; all exact, and rounded only where they are shown. */
export type Deadweight = Readonly<{
  expectedWithout: Fraction;
  /** May be negative, when fewer were reached than would have been anyway. */
  additional: Fraction;
  /** Share of the reached outcomes that would have come anyway; null when none was reached. */
  deadweightShare: Fraction | null;
}>;

/** D1: outcomes beyond `cohort` times `baselineRate`. */
export function beyondBaseline(cohort: number, achieved: number, baselineRate: Fraction): Deadweight {
  const expectedWithout = fraction(BigInt(cohort) * baselineRate.numerator, baselineRate.denominator);
  return {
    expectedWithout,
    additional: fraction(
      BigInt(achieved) * expectedWithout.denominator - expectedWithout.numerator,
      expectedWithout.denominator,
    ),
    deadweightShare:
      achieved === 0 ? null : fraction(expectedWithout.numerator, expectedWithout.denominator * BigInt(achieved)),
  };
}

/** People with an outcome before and after, of `size` people. */
export type Group = Readonly<{ size: number; before: number; after: number }>;

/** Difference in differences; `additional` is the effect times the size of the programme's group. */
export type Effect = Readonly<{ effect: Fraction; additional: Fraction }>;

/** D2: by how much the programme's share rose more than the comparison group's. */
export function differenceInDifferences(programme: Group, comparison: Group): Effect {
  invariant(programme.size > 0 && comparison.size > 0, "both groups have people in them");
  const [own, other] = [BigInt(programme.size), BigInt(comparison.size)];
  const effect = fraction(
    BigInt(programme.after - programme.before) * other - BigInt(comparison.after - comparison.before) * own,
    own * other,
  );
  return { effect: reduced(effect), additional: reduced(fraction(effect.numerator, other)) };
}

/** The same ratio in lowest terms. */
export function reduced({ numerator, denominator }: Fraction): Fraction {
  let [a, b] = [numerator < 0n ? -numerator : numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? { numerator: 0n, denominator: 1n } : { numerator: numerator / a, denominator: denominator / a };
}
