import { clocksOf } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { findReadiness } from "./employer-readiness.repository.ts";
import { readinessChanges } from "./employer-readiness.ts";

/** Adapts `schema/partnership/employer-readiness.graphql`. */
export const employerReadinessResolvers = {
  Programme: {
    employerReadiness: async ({ id }, asked, ctx) =>
      readinessChanges(await findReadiness(await ctx.reader(), id, clocksOf(ctx, asked).asOf)),
  },
  EmployerReadinessTold: {
    organisation: async ({ organisationId }, _args, ctx) => {
      const organisation = await ctx.loaders.organisation.load(organisationId);
      if (organisation === null) throw new Error(`organisation ${organisationId} is not stored`);
      return organisation;
    },
    questionnaireVersion: ({ before }) => before.questionnaireVersion,
    firstOn: ({ before }) => before.measuredOn,
    firstScore: ({ before }) => before.score,
    latestOn: ({ after }) => after?.measuredOn ?? null,
    latestScore: ({ after }) => after?.score ?? null,
    mentorCount: ({ before, after }) => (after ?? before).mentorCount,
  },
} satisfies Resolvers;
