import type { Resolvers } from "../generated/resolvers.ts";

/** Adapts `schema/participant/employment.graphql`. */
export const employmentResolvers = {
  Employment: {
    employer: ({ employerId }) => ({ id: employerId }),
  },
} satisfies Resolvers;
