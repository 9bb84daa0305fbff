import { daysBetween, isId, type LocalDate, sumMinor } from "@inclusion/kernel";
import { clocksOf, moneyOf } from "@inclusion/kernel/runtime";
import { payloadOf } from "../change.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { rankOf } from "../outcome/delays.ts";
import type { FinanceDecision } from "../refusal/refusal.ts";
import {
  costClaimAddLine,
  costClaimAudit,
  costClaimCorrect,
  costClaimDecide,
  costClaimLock,
  costClaimOpen,
  costClaimPay,
  costClaimQuery,
  costClaimRemoveLine,
  costClaimReply,
  costClaimSubmit,
} from "./claim.actions.ts";
import { findStandingClaims, type StandingClaim } from "./claim.repository.ts";
import { acceptedOf, type Claim, isDecided, sumOfLines } from "./claim.ts";

const answer = (done: FinanceDecision<Claim>) => payloadOf("costClaim", done);

/** Adapts `schema/finance/claim.graphql`. */
export const claimResolvers = {
  Query: {
    costClaim: (_root, { id }, ctx) => (isId(id) ? ctx.loaders.claim.load(id) : null),
  },
  Mutation: {
    costClaimOpen: async (_root, { input }, ctx) => answer(await costClaimOpen(ctx, input)),
    costClaimAddLine: async (_root, { input }, ctx) => answer(await costClaimAddLine(ctx, input)),
    costClaimRemoveLine: async (_root, { input }, ctx) => answer(await costClaimRemoveLine(ctx, input)),
    costClaimLock: async (_root, { input }, ctx) => answer(await costClaimLock(ctx, input)),
    costClaimAudit: async (_root, { input }, ctx) => answer(await costClaimAudit(ctx, input)),
    costClaimSubmit: async (_root, { input }, ctx) => answer(await costClaimSubmit(ctx, input)),
    costClaimQuery: async (_root, { input }, ctx) => answer(await costClaimQuery(ctx, input)),
    costClaimReply: async (_root, { input }, ctx) => answer(await costClaimReply(ctx, input)),
    costClaimDecide: async (_root, { input }, ctx) => {
      const decisions = input.lines.map(({ costLineId, accepted, refused, reason }) => ({
        ...{ costLineId, acceptedMinor: accepted, refusedMinor: refused, reason: reason ?? null },
      }));
      return answer(await costClaimDecide(ctx, input, decisions));
    },
    costClaimPay: async (_root, { input }, ctx) => answer(await costClaimPay(ctx, input)),
    costClaimCorrect: async (_root, { input }, ctx) => answer(await costClaimCorrect(ctx, input)),
  },
  Grant: {
    claims: ({ id }, _args, ctx) => ctx.loaders.claimsOfGrant.load(id),
    claimsByState: async ({ id }, asked, ctx) => {
      const clocks = clocksOf(ctx, asked);
      return byState(await findStandingClaims(await ctx.reader(), id, clocks), clocks.asOf);
    },
  },
  CostClaim: {
    grant: ({ grantId }, _args, ctx) => ctx.loaders.grant.load(grantId),
    lines: ({ id }, _args, ctx) => ctx.loaders.costLinesOfClaim.load(id),
    events: ({ id }, _args, ctx) => ctx.loaders.claimEvents.load(id),
    claimed: async ({ id, currency }, _args, ctx) =>
      moneyOf(sumOfLines(await ctx.loaders.costLinesOfClaim.load(id)), currency),
    accepted: async (claim, _args, ctx) => {
      const accepted = isDecided(claim) ? acceptedOf(await ctx.loaders.costLinesOfClaim.load(claim.id)) : null;
      return accepted === null ? null : moneyOf(accepted, claim.currency);
    },
    support: ({ supportMinor, currency }) => (supportMinor === null ? null : moneyOf(supportMinor, currency)),
    ageDays: async ({ id, periodFrom }, { asOf }, ctx) => {
      const events = await ctx.loaders.claimEvents.load(id);
      return Math.max(0, daysBetween(events.at(-1)?.happenedOn ?? periodFrom, asOf ?? ctx.today));
    },
  },
} satisfies Resolvers;

function byState(claims: readonly StandingClaim[], asOf: LocalDate) {
  return [...Map.groupBy(claims, ({ state, currency }) => `${state} ${currency}`).values()].map((group) => {
    const { state, currency } = group[0] as StandingClaim;
    const ages = group.map(({ since }) => daysBetween(since, asOf));
    return {
      ...{ state, count: group.length, oldestDays: Math.max(...ages), medianDays: rankOf(ages, 50) ?? 0 },
      claimed: moneyOf(sumMinor(group.map(({ claimedMinor }) => BigInt(claimedMinor))), currency),
    };
  });
}
