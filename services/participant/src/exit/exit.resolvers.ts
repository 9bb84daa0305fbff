import type { Resolvers } from "../generated/resolvers.ts";

/** Adapts `schema/participant/exit.graphql`. */
export const exitResolvers = {
  Participation: {
    exit: async ({ id }, _args, ctx) => (await ctx.loaders.exits.load(id))[0] ?? null,
  },
} satisfies Resolvers;
