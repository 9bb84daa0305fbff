import type { Resolvers } from "../generated/resolvers.ts";
import { daysToReemployment } from "./employment.ts";

/** Adapts `schema/participant/employment.graphql`. */
export const employmentResolvers = {
  Participation: {
    daysToReemployment: async ({ id }, _args, ctx) => daysToReemployment(await ctx.loaders.employments.load(id)),
  },
  Employment: {
    participation: ({ participationId }, _args, ctx) => ctx.loaders.participation.load(participationId),
    employer: ({ employerId }) => ({ id: employerId }),
  },
} satisfies Resolvers;
