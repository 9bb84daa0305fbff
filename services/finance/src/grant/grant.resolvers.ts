import { basisPoints, isId, sumMinor } from "@inclusion/kernel";
import { clocksOf, Fault, moneyOf } from "@inclusion/kernel/runtime";
import { payloadOf } from "../change.ts";
import { keptUntil } from "../claim/claim-calendar.ts";
import type { GrantAdjustInput, Resolvers } from "../generated/resolvers.ts";
import { exactRate, fractionOf } from "../rate-card/rate-card.mappers.ts";
import { budgetFigures, forecastOf, fundingProgress } from "./funding.ts";
import { grantAdjust, type VersionTerms } from "./grant.actions.ts";
import { sharesOf } from "./grant.ts";
import { hasStateAid, sumCosts, sumSupport } from "./grant-reads.repository.ts";
import { bindingVersion } from "./grant-version.ts";

/** A hundred years: no case stops a clock for longer. */
const MOST_SUSPENDED_DAYS = 36_500;

/** Adapts `schema/finance/grant.graphql`. */
export const grantResolvers = {
  Mutation: {
    grantAdjust: async (_root, { input }, ctx) => payloadOf("grant", await grantAdjust(ctx, input, termsOf(input))),
  },
  Programme: {
    __resolveReference: ({ id }) => (isId(id) ? { id } : null),
    grant: ({ id }, _args, ctx) => ctx.loaders.grantOfProgramme.load(id),
  },
  Grant: {
    __resolveReference: ({ id }, ctx) => (isId(id) ? ctx.loaders.grant.load(id) : null),
    programme: ({ programmeId }) => ({ id: programmeId }),
    eligibleTotal: ({ eligibleTotalMinor, currency }) =>
      eligibleTotalMinor === null ? null : moneyOf(eligibleTotalMinor, currency),
    shares: (grant) => sharesOf(grant).map((share) => ({ ...share, currency: grant.currency })),
    versions: ({ id }, _args, ctx) => ctx.loaders.grantVersions.load(id),
    versionInForce: async ({ id }, asked, ctx) => {
      const { asOf, knownAt } = clocksOf(ctx, asked, null);
      const versions = await ctx.loaders.grantVersions.load(id);
      return bindingVersion(versions.filter((each) => each.decidedOn <= asOf && each.recordedAt <= knownAt));
    },
    budgetLines: async ({ id }, asked, ctx) => {
      const version = bindingVersion(await ctx.loaders.grantVersions.load(id));
      const costs = await sumCosts(await ctx.reader(), "grant_id", id, clocksOf(ctx, asked));
      return version === null ? [] : [...budgetFigures(version, costs)];
    },
    fundingProgress: async ({ id }, asked, ctx) => {
      const version = bindingVersion(await ctx.loaders.grantVersions.load(id));
      const costs = await sumCosts(await ctx.reader(), "grant_id", id, clocksOf(ctx, asked));
      return version === null ? [] : [...fundingProgress(version, costs)];
    },
    claimForecast: async ({ id }, { asOf }, ctx) => {
      const version = bindingVersion(await ctx.loaders.grantVersions.load(id));
      if (version === null) return null;
      const reader = await ctx.reader();
      const costs = await sumCosts(reader, "grant_id", id, { asOf: asOf ?? ctx.today, knownAt: ctx.now });
      const support = await sumSupport(reader, id);
      const total = (minors: (cost: (typeof costs)[number]) => bigint): bigint => sumMinor(costs.map(minors));
      const standing = {
        ...{ spentMinor: total((each) => each.spentMinor), claimedMinor: total((each) => each.claimedMinor) },
        ...{ acceptedMinor: total((each) => each.acceptedMinor), refusedMinor: total((each) => each.refusedMinor) },
        ...{ decidedSupportMinor: support.decidedMinor, receivedSupportMinor: support.receivedMinor },
      };
      return forecastOf(version, standing, asOf ?? ctx.today);
    },
    keptUntil: async ({ id }, { framework, isLarge, suspendedDays }, ctx) => {
      if (suspendedDays < 0 || suspendedDays > MOST_SUSPENDED_DAYS) {
        const message = `Give suspendedDays as a whole number from 0 to ${MOST_SUSPENDED_DAYS}.`;
        throw new Fault("BAD_USER_INPUT", message, { argument: "suspendedDays" });
      }
      const reader = await ctx.reader();
      const { lastPaidOn } = await sumSupport(reader, id);
      if (lastPaidOn === null) return null;
      const terms = { framework, isLarge, suspendedDays, countedFrom: lastPaidOn };
      return keptUntil({ ...terms, hasStateAid: await hasStateAid(reader, id) });
    },
  },
  FundingShare: {
    amount: ({ minor, currency }) => moneyOf(minor, currency),
    parts: ({ parts, currency }) => parts.map((part) => ({ ...part, currency })),
  },
  FundingPart: {
    amount: ({ minor, currency }) => moneyOf(minor, currency),
  },
  GrantVersion: {
    eligibleTotal: ({ totalMinor, currency }) => (totalMinor === null ? null : moneyOf(totalMinor, currency)),
    shares: ({ totalMinor, parts, currency }) =>
      sharesOf({ eligibleTotalMinor: totalMinor, parts }).map((share) => ({ ...share, currency })),
    rate: ({ rate }) => (rate === null ? null : exactRate(rate, basisPoints(rate.numerator, rate.denominator))),
    budget: ({ budget, currency }) => budget.map((line) => ({ ...line, amount: moneyOf(line.minor, currency) })),
  },
  BudgetFigure: {
    budget: ({ budgetMinor, currency }) => moneyOf(budgetMinor, currency),
    spent: ({ spentMinor, currency }) => moneyOf(spentMinor, currency),
    claimed: ({ claimedMinor, currency }) => moneyOf(claimedMinor, currency),
    accepted: ({ acceptedMinor, currency }) => moneyOf(acceptedMinor, currency),
  },
  FundingProgress: {
    planned: ({ plannedMinor, currency }) => moneyOf(plannedMinor, currency),
    soFar: ({ soFarMinor, currency }) => moneyOf(soFarMinor, currency),
  },
  ClaimForecast: {
    unclaimed: ({ unclaimedMinor, currency }) => moneyOf(unclaimedMinor, currency),
    underway: ({ underwayMinor, currency }) => moneyOf(underwayMinor, currency),
    owed: ({ owedMinor, currency }) => moneyOf(owedMinor, currency),
    received: ({ receivedMinor, currency }) => moneyOf(receivedMinor, currency),
    laidOut: ({ laidOutMinor, currency }) => moneyOf(laidOutMinor, currency),
    periods: ({ periods, currency }) =>
      periods.map(({ expectedCostMinor, expectedSupportMinor, ...period }) => ({
        ...period,
        expectedCost: moneyOf(expectedCostMinor, currency),
        expectedSupport: moneyOf(expectedSupportMinor, currency),
      })),
  },
} satisfies Resolvers;

function termsOf(input: GrantAdjustInput): VersionTerms {
  return {
    ...{ status: input.status, totalMinor: input.eligibleTotal, rate: fractionOf(input.rate) },
    ...{ costMethod: input.costMethod, eligibleFrom: input.eligibleFrom, eligibleTo: input.eligibleTo },
    parts: input.shares.map(({ source, label, amount }) => ({ source, label, minor: amount })),
    budget: input.budget.map(({ mainActivity, axis, amount }) => ({ mainActivity, axis, minor: amount })),
    ...{ decidedOn: input.decidedOn, reason: input.reason },
  };
}
