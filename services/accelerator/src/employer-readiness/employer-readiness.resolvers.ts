import type { Resolvers } from "../generated/resolvers.ts";
import { ownerResolvers } from "../room/owner.mappers.ts";
import { employerReadinessRecord } from "./employer-readiness.actions.ts";
import { readinessChanges } from "./employer-readiness.ts";

/** Adapts `schema/accelerator/employer-readiness.graphql`. */
export const employerReadinessResolvers = {
  Mutation: {
    employerReadinessRecord: async (_root, { input }, ctx) => {
      const done = await employerReadinessRecord(ctx, input);
      return done.ok
        ? { employerReadiness: done.value, refusals: [] }
        : { employerReadiness: null, refusals: done.refusals };
    },
  },
  EmployerReadiness: {
    ...ownerResolvers,
  },
  EmployerReadinessChange: {
    programme: ({ programmeId }) => ({ id: programmeId }),
  },
  Organisation: {
    employerReadiness: ({ id }, _args, ctx) => ctx.loaders.readinessOfCompany.load(id),
    employerReadinessChanges: async ({ id }, _args, ctx) => [
      ...readinessChanges(await ctx.loaders.readinessOfCompany.load(id)),
    ],
  },
} satisfies Resolvers;
