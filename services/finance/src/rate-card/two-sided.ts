/** Two-sided payment by results (P3): the target's price, plus or minus a share of what differs from it. Pure. */
import { fraction, roundHalfAway } from "@inclusion/kernel";
import type { TwoSided } from "./rate-card.ts";

const WHOLE_BP = 10_000n;

/**
 * What is paid for `achieved` outcomes: target times price, changed by the difference times price times the share
 * for more (bonus) or for less (malus), within floor and ceiling. Computed whole and rounded once.
 */
export function payTwoSided(
  { target, floorBp, ceilingBp, bonusShare, malusShare }: TwoSided,
  priceMinor: bigint,
  achieved: number,
): bigint {
  const share = achieved > target ? bonusShare : malusShare;
  const wholeMinor = BigInt(target) * priceMinor;
  const wanted = fraction(
    wholeMinor * share.denominator + BigInt(achieved - target) * priceMinor * share.numerator,
    share.denominator,
  );
  const floor = fraction(wholeMinor * BigInt(floorBp), WHOLE_BP);
  const ceiling = fraction(wholeMinor * BigInt(ceilingBp), WHOLE_BP);
  const paid = isLess(wanted, floor) ? floor : isLess(ceiling, wanted) ? ceiling : wanted;
  return roundHalfAway(paid.numerator, paid.denominator);
}

function isLess(a: ReturnType<typeof fraction>, b: ReturnType<typeof fraction>): boolean {
  return a.numerator * b.denominator < b.numerator * a.denominator;
}
