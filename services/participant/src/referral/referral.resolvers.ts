import type { Resolvers } from "../generated/resolvers.ts";

/** Adapts `schema/participant/referral.graphql`. */
export const referralResolvers = {
  Participation: {
    referral: async ({ id }, _args, ctx) => (await ctx.loaders.referrals.load(id))[0] ?? null,
    additionality: async ({ id }, _args, ctx) => (await ctx.loaders.referrals.load(id))[0] ?? null,
  },
} satisfies Resolvers;
