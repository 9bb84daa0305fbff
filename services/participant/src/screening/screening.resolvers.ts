import type { Resolvers } from "../generated/resolvers.ts";

/** Adapts `schema/participant/screening.graphql`. */
export const screeningResolvers = {
  Participation: {
    screenings: ({ id }, _args, ctx) => ctx.loaders.screenings.load(id),
  },
} satisfies Resolvers;
