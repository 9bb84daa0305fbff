import type { Resolvers } from "../generated/resolvers.ts";
import { publishedResultRecord } from "./published-result.actions.ts";

/** Adapts `schema/partnership/published-result.graphql`. */
export const publishedResultResolvers = {
  Mutation: {
    publishedResultRecord: async (_root, { input }, ctx) => {
      const done = await publishedResultRecord(ctx, input);
      if (!done.ok) return { publishedResult: null, refusals: done.refusals };
      const results = await ctx.loaders.publishedResults.load(done.value.programmeId);
      return { publishedResult: results.find(({ id }) => id === done.value.id) ?? null, refusals: [] };
    },
  },
  Programme: {
    publishedResults: async ({ id }, { code }, ctx) => {
      const results = await ctx.loaders.publishedResults.load(id);
      return results.filter((result) => code == null || result.code === code);
    },
  },
} satisfies Resolvers;
