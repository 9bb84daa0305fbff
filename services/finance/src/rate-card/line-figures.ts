/** How the lines of a contract stand. Pure. */
import { type Currency, roundHalfAway } from "@inclusion/kernel";
import { priceOfCount } from "../split/split.ts";
import { beyondBaseline } from "./additional.ts";
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
  /** Outcomes beyond the baseline in hundredths, for display. */
  additionalHundredths: bigint | null;
  payableOnAdditionalMinor: bigint | null;
}>;

/** Verified outcomes of a line and what they cost. */
export type Reached = Readonly<{ metric: string; achieved: number; payableMinor: bigint }>;

/** The figures of a card's lines, in their order. */
export function lineFigures(card: RateCard, reached: readonly Reached[], cohort: number): readonly LineFigure[] {
  return card.lines.map(({ metric, twoSided, baselineRate, unitPriceMinor }) => {
    const found = reached.find((each) => each.metric === metric);
    const achieved = found?.achieved ?? 0;
    const beyond = baselineRate === null ? null : beyondBaseline(cohort, achieved, baselineRate).additional;
    return {
      ...{ metric, currency: card.currency, achieved, cohort, payableMinor: found?.payableMinor ?? 0n },
      twoSidedMinor: twoSided === null ? null : payTwoSided(twoSided, unitPriceMinor, achieved),
      additionalHundredths: beyond === null ? null : roundHalfAway(beyond.numerator * 100n, beyond.denominator),
      payableOnAdditionalMinor: beyond === null ? null : priceOfCount(beyond, unitPriceMinor),
    };
  });
}
