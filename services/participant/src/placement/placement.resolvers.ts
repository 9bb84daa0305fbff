import type { Resolvers } from "../generated/resolvers.ts";

/** Adapts `schema/participant/placement.graphql`. */
export const placementResolvers = {
  Placement: {
    participation: ({ participationId }, _args, ctx) => ctx.loaders.participation.load(participationId),
    company: ({ companyId }) => ({ id: companyId }),
  },
} satisfies Resolvers;
