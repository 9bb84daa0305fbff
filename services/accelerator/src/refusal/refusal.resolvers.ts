import type { Resolvers } from "../generated/resolvers.ts";

/** Adapts `schema/accelerator/refusal.graphql`. */
export const refusalResolvers = {
  AcceleratorRefusal: {
    field: ({ field }) => field ?? null,
  },
} satisfies Resolvers;
