import type { Resolvers } from "../generated/resolvers.ts";

/** Adapts `schema/participant/placement.graphql`. */
export const placementResolvers = {
  Placement: {
    company: ({ companyId }) => ({ id: companyId }),
  },
} satisfies Resolvers;
