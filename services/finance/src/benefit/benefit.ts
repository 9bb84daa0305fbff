/** Benefits: which of them follow the refund ladder, and what they are a month in which year. Pure. */
import { BENEFIT_RATES, type Household } from "./benefit-rates.ts";
import type { LadderBenefit } from "./ladder-benefit.ts";

export type { LadderBenefit };

/** All benefits of the graph. Disability pension is shared by rules of its own, which are not modelled. */
export type Benefit = LadderBenefit | "DISABILITY_PENSION" | "NONE_SELF_SUPPORTING";

const ON_LADDER: ReadonlySet<string> = new Set<LadderBenefit>([
  "UNEMPLOYMENT_INSURANCE",
  "CASH_JOB_READY",
  "CASH_ACTIVITY_READY",
  "EDUCATION_READY",
  "EDUCATION_ACTIVITY_READY",
  "SELF_SUPPORT_RETURN",
  "SICKNESS",
  "JOB_CLARIFICATION",
  "RESOURCE_COURSE",
  "REHABILITATION",
  "UNEMPLOYED_FLEX",
  "FLEX_SUBSIDY",
]);

/** Whether a saving of this benefit can be shared between municipality and state by the ladder. */
export function isOnLadder(benefit: string | null): benefit is LadderBenefit {
  return benefit !== null && ON_LADDER.has(benefit);
}

/** What a benefit is a month, and where the figure is from. */
export type MonthlyRate = Readonly<{
  monthlyMinor: bigint;
  /** The year whose rate it is; another than was asked when none was read for that one. */
  year: number;
  source: string;
}>;

/**
 * The monthly rate of a benefit: that of the year, else the last one before it, else the first one after it.
 *
 * @returns null when no rate of the benefit is known
 */
export function monthlyRateOf(
  benefit: LadderBenefit,
  year: number,
  household: Household = "OTHERS",
): MonthlyRate | null {
  const ofBenefit = BENEFIT_RATES.filter(({ benefits }) => benefits.includes(benefit));
  const table = ofBenefit.find((rates) => rates.household === household) ?? ofBenefit[0];
  const rate = table?.rates.findLast((each) => each.year <= year) ?? table?.rates[0];
  if (table === undefined || rate === undefined) return null;
  return {
    monthlyMinor: BigInt(rate.kronerPerMonth) * 100n,
    year: rate.year,
    source: `${table.name}, ${rate.year}: ${rate.source}`,
  };
}
