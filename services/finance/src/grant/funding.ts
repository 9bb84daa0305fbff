/** Plan and progress of a grant: budget, funding by source, and what support is still to come. Pure. */
import {
  addDays,
  basisPoints,
  type Currency,
  daysBetween,
  type LocalDate,
  splitByWeights,
  sumMinor,
} from "@inclusion/kernel";
import { type ClaimPeriod, claimPeriodOf } from "../claim/claim-calendar.ts";
import { type FundingSource, sharesOf } from "./grant.ts";
import type { Axis, GrantVersion, MainActivity } from "./grant-version.ts";
import { supportOf } from "./support-rate.ts";

/** Cost of one main activity and axis. */
export type Spent = Readonly<{
  mainActivity: MainActivity;
  axis: Axis;
  spentMinor: bigint;
  claimedMinor: bigint;
  acceptedMinor: bigint;
}>;

/** A line of the budget against what happened. */
export type BudgetFigure = Spent & Readonly<{ currency: Currency; budgetMinor: bigint }>;

/** Every main activity and axis that was budgeted or spent on, in order. */
export function budgetFigures(version: GrantVersion, spent: readonly Spent[]): readonly BudgetFigure[] {
  const keyOf = ({ mainActivity, axis }: Pick<Spent, "mainActivity" | "axis">): string => `${mainActivity} ${axis}`;
  const lines = [...version.budget, ...spent].toSorted((a, b) =>
    keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b)),
  );
  return [...new Map(lines.map((line) => [keyOf(line), line])).entries()].map(([key, { mainActivity, axis }]) => {
    const of = spent.filter((each) => keyOf(each) === key);
    return {
      ...{ mainActivity, axis, currency: version.currency },
      budgetMinor: sumMinor(version.budget.filter((each) => keyOf(each) === key).map(({ minor }) => minor)),
      spentMinor: sumMinor(of.map(({ spentMinor }) => spentMinor)),
      claimedMinor: sumMinor(of.map(({ claimedMinor }) => claimedMinor)),
      acceptedMinor: sumMinor(of.map(({ acceptedMinor }) => acceptedMinor)),
    };
  });
}

/** One source over the whole grant (axis null) or one axis. */
export type SourceProgress = Readonly<{
  source: FundingSource;
  axis: Axis | null;
  currency: Currency;
  plannedMinor: bigint;
  plannedBp: number | null;
  soFarMinor: bigint;
  soFarBp: number | null;
}>;

/**
 * Funding by source, for the whole grant and for each axis that has a budget or cost. Accepted cost is borne by the
 * sources as the plan says; the support among them is rounded down to whole kroner, as it is paid.
 */
export function fundingProgress(version: GrantVersion, spent: readonly Spent[]): readonly SourceProgress[] {
  const axes = [...new Set([...version.budget, ...spent].map(({ axis }) => axis))].toSorted();
  return [null, ...axes].flatMap((axis) => {
    const budget = version.budget.filter((line) => line.axis === axis);
    const planned = axis === null ? version.totalMinor : sumMinor(budget.map(({ minor }) => minor));
    const accepted = sumMinor(
      spent.filter((each) => axis === null || each.axis === axis).map(({ acceptedMinor }) => acceptedMinor),
    );
    return progressOf(version, axis, planned, accepted);
  });
}

function progressOf(
  version: GrantVersion,
  axis: Axis | null,
  planned: bigint | null,
  accepted: bigint,
): readonly SourceProgress[] {
  const shares = sharesOf({ eligibleTotalMinor: version.totalMinor, parts: version.parts });
  if (shares.length === 0) return [];
  const weights = shares.map(({ minor }) => minor);
  const plannedParts = axis === null || planned === null ? weights : splitByWeights(planned, weights);
  const soFar = splitAccepted(version, shares, accepted);
  return shares.map(({ source }, index) => {
    const [plannedMinor, soFarMinor] = [plannedParts[index] as bigint, soFar[index] as bigint];
    return {
      ...{ source, axis, currency: version.currency, plannedMinor, soFarMinor },
      plannedBp: planned === null ? null : basisPoints(plannedMinor, planned),
      soFarBp: basisPoints(soFarMinor, accepted),
    };
  });
}

/** Support by its own rule, what is left by the plan's weights of the other sources. */
function splitAccepted(
  { rate }: GrantVersion,
  shares: readonly Readonly<{ source: FundingSource; minor: bigint }>[],
  accepted: bigint,
): readonly bigint[] {
  const weights = shares.map(({ minor }) => minor);
  const at = shares.findIndex(({ source }) => source === "ESF");
  const others = weights.map((minor, index) => (index === at ? 0n : minor));
  if (rate === null || at === -1 || sumMinor(others) === 0n) return splitByWeights(accepted, weights);
  const support = supportOf(accepted, rate);
  return splitByWeights(accepted - support, others).map((minor, index) => (index === at ? support : minor));
}

/** What support is still to come. */
export type Forecast = Readonly<{
  currency: Currency;
  unclaimedMinor: bigint;
  underwayMinor: bigint;
  owedMinor: bigint;
  receivedMinor: bigint;
  laidOutMinor: bigint;
  periods: readonly (ClaimPeriod & Readonly<{ expectedCostMinor: bigint; expectedSupportMinor: bigint }>)[];
}>;

/** Where cost and support stand: cost by its stage, support decided and received. */
export type Standing = Readonly<{
  spentMinor: bigint;
  claimedMinor: bigint;
  /** Accepted, by claims that the authority has decided; of those, `refusedMinor` was claimed and refused. */
  acceptedMinor: bigint;
  refusedMinor: bigint;
  decidedSupportMinor: bigint;
  receivedSupportMinor: bigint;
}>;

/** The forecast on a day: support by stage, and the rest of the grant spread evenly over the days that are left. */
export function forecastOf(version: GrantVersion, standing: Standing, today: LocalDate): Forecast {
  const support = (minor: bigint): bigint => (version.rate === null ? 0n : supportOf(minor, version.rate));
  const { spentMinor, claimedMinor, acceptedMinor, refusedMinor, receivedSupportMinor } = standing;
  const undecided = claimedMinor - acceptedMinor - refusedMinor;
  return {
    ...{ currency: version.currency, receivedMinor: receivedSupportMinor },
    unclaimedMinor: support(spentMinor - claimedMinor),
    underwayMinor: support(undecided),
    owedMinor: standing.decidedSupportMinor - receivedSupportMinor,
    laidOutMinor: spentMinor - refusedMinor - receivedSupportMinor,
    periods: periodsOf(version, (version.totalMinor ?? 0n) - (spentMinor - refusedMinor), today).map((period) => ({
      ...period,
      expectedSupportMinor: support(period.expectedCostMinor),
    })),
  };
}

function periodsOf({ eligibleTo }: GrantVersion, leftMinor: bigint, today: LocalDate) {
  if (eligibleTo === null || today > eligibleTo || leftMinor <= 0n) return [];
  const periods: ClaimPeriod[] = [];
  for (let day = today; day <= eligibleTo; day = addDays((periods.at(-1) as ClaimPeriod).to, 1)) {
    const { from, to } = claimPeriodOf(day);
    periods.push({ from: periods.length === 0 ? day : from, to: to < eligibleTo ? to : eligibleTo });
  }
  const parts = splitByWeights(
    leftMinor,
    periods.map(({ from, to }) => BigInt(daysBetween(from, to) + 1)),
  );
  return periods.map((period, index) => ({ ...period, expectedCostMinor: parts[index] as bigint }));
}
