/** How the lines of a contract stand. Pure. */
import { type Currency, roundHalfAway, sumMinor } from "@inclusion/kernel";
import { priceOfCount } from "../split/split.ts";
import { beyondBaseline } from "./additional.ts";
import { payWithin, roomLeft } from "./caps.ts";
import type { RateCard } from "./rate-card.ts";
import { payTwoSided } from "./two-sided.ts";

/** A line with what was reached, in real money. */
export type LineFigure = Readonly<{
  metric: string;
  currency: Currency;
  achieved: number;
  cohort: number;
  payableMinor: bigint;
  twoSidedMinor: bigint | null;
  /** `twoSidedMinor` under the programme's cap. */
  twoSidedAfterCapMinor: bigint | null;
  /** Outcomes beyond the baseline in hundredths, for display. */
  additionalHundredths: bigint | null;
  payableOnAdditionalMinor: bigint | null;
}>;

/** Verified outcomes of a line and what they cost. */
export type Reached = Readonly<{ metric: string; achieved: number; payableMinor: bigint }>;

/** The figures of a card's lines, in their order. */
export function lineFigures(card: RateCard, reached: readonly Reached[], cohort: number): readonly LineFigure[] {
  const settled = settlementsOf(card, reached);
  return card.lines.map(({ metric, twoSided, baselineRate, unitPriceMinor }) => {
    const found = reached.find((each) => each.metric === metric);
    const achieved = found?.achieved ?? 0;
    const beyond = baselineRate === null ? null : beyondBaseline(cohort, achieved, baselineRate).additional;
    return {
      ...{ metric, currency: card.currency, achieved, cohort, payableMinor: found?.payableMinor ?? 0n },
      twoSidedMinor: twoSided === null ? null : payTwoSided(twoSided, unitPriceMinor, achieved),
      twoSidedAfterCapMinor: settled.get(metric) ?? null,
      additionalHundredths: beyond === null ? null : roundHalfAway(beyond.numerator * 100n, beyond.denominator),
      payableOnAdditionalMinor: beyond === null ? null : priceOfCount(beyond, unitPriceMinor),
    };
  });
}

/**
 * What each two-sided line of a card comes to under the programme's cap (P3 under P2), by metric. Lines that pay for each
 * outcome have taken their room when they were priced; of what is left the two-sided lines take theirs in the card's
 * order. A person's cap has no part in it: a settlement is of a count and of nobody.
 *
 * @param capMinor the programme's cap in the place of the card's own
 */
export function settlementsOf(
  card: RateCard,
  reached: readonly Reached[],
  capMinor: bigint | null = card.programmeCapMinor,
): ReadonlyMap<string, bigint> {
  const of = (metric: string) => reached.find((each) => each.metric === metric);
  const settled = new Map<string, bigint>();
  let usedMinor = sumMinor(
    card.lines.filter(({ twoSided }) => twoSided === null).map(({ metric }) => of(metric)?.payableMinor ?? 0n),
  );
  for (const { metric, twoSided, unitPriceMinor } of card.lines) {
    if (twoSided === null) continue;
    const wholeMinor = payTwoSided(twoSided, unitPriceMinor, of(metric)?.achieved ?? 0);
    const { paidMinor } = payWithin(wholeMinor, roomLeft(capMinor, usedMinor));
    settled.set(metric, paidMinor);
    usedMinor += paidMinor;
  }
  return settled;
}
