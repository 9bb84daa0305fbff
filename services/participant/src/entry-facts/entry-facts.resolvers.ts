import type { Resolvers } from "../generated/resolvers.ts";

/** Adapts `schema/participant/entry-facts.graphql`. */
export const entryFactsResolvers = {
  Participation: {
    entryFacts: async ({ id }, _args, ctx) => (await ctx.loaders.entryFacts.load(id))[0] ?? null,
    sensitiveFacts: async ({ id }, _args, ctx) => (await ctx.loaders.sensitiveFacts.load(id))[0] ?? null,
  },
} satisfies Resolvers;
