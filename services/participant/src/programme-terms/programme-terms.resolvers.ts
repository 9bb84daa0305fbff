import type { Resolvers } from "../generated/resolvers.ts";
import { findKnownTerms } from "./programme-terms.repository.ts";
import { minimumHoursOn } from "./programme-terms.ts";

/** Adapts `schema/participant/programme-terms.graphql`. */
export const programmeTermsResolvers = {
  Programme: {
    participantTerms: async ({ id }, _args, ctx) => findKnownTerms(await ctx.reader(), id),
  },
  ParticipantTerms: {
    minimumWeeklyHours: (terms, { on }, { today }) => minimumHoursOn(terms, on ?? today),
    steps: ({ hoursSteps = [] }) =>
      hoursSteps.map(({ validFrom, hours }) => ({ validFrom, minimumWeeklyHours: hours })),
  },
} satisfies Resolvers;
