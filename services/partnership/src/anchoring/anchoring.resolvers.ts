import type { Decision } from "@inclusion/kernel";
import { moneyOf } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import type { Partnership } from "../partnership/partnership.ts";
import { anchoringAdopt, anchoringPropose, anchoringReject, anchoringRun } from "./anchoring.actions.ts";

/** Adapts `schema/partnership/anchoring.graphql`. */
export const anchoringResolvers = {
  Mutation: {
    anchoringPropose: async (_root, { input }, ctx) => payloadOf(await anchoringPropose(ctx, input)),
    anchoringAdopt: async (_root, { input }, ctx) => payloadOf(await anchoringAdopt(ctx, input)),
    anchoringReject: async (_root, { input }, ctx) => payloadOf(await anchoringReject(ctx, input)),
    anchoringRun: async (_root, { input }, ctx) => payloadOf(await anchoringRun(ctx, input)),
  },
  Partnership: {
    anchoringPlans: async ({ id }, _args, ctx) => (await ctx.loaders.partnershipFile.load(id))?.plans ?? [],
  },
  AnchoringPlan: {
    yearlyBudget: ({ yearlyBudgetMinor, currency }) => moneyOf(yearlyBudgetMinor, currency),
    methodVersion: ({ methodVersionId }, _args, ctx) =>
      methodVersionId === null ? null : ctx.loaders.methodVersion.load(methodVersionId),
  },
  Programme: {
    supportEndsOn: async ({ id }, _args, ctx) => (await ctx.loaders.grantEnd.load(id))?.eligibleTo ?? null,
  },
} satisfies Resolvers;

function payloadOf<Code extends string>(done: Decision<Partnership, Code>) {
  return done.ok ? { partnership: done.value, refusals: [] } : { partnership: null, refusals: done.refusals };
}
