import type { Resolvers } from "../generated/resolvers.ts";
import { programmeTermsSet } from "./programme-terms.actions.ts";
import { findVersionedTerms } from "./programme-terms.repository.ts";
import { minimumHoursOn } from "./programme-terms.ts";

/** Adapts `schema/participant/programme-terms.graphql`. */
export const programmeTermsResolvers = {
  Mutation: {
    programmeTermsSet: async (_root, { input }, ctx) => {
      const done = await programmeTermsSet(ctx, {
        ...input,
        expectedVersion: input.expectedVersion ?? null,
        idempotencyKey: input.idempotencyKey ?? null,
      });
      if (!done.ok) return { programme: null, recounted: 0, refusals: done.refusals };
      const { programmeId, recounted } = done.value;
      return { programme: { id: programmeId }, recounted, refusals: [] };
    },
  },
  Programme: {
    participantTerms: async ({ id }, _args, ctx) => findVersionedTerms(await ctx.reader(), id),
  },
  ParticipantTerms: {
    minimumWeeklyHours: ({ terms }, { on }, { today }) => minimumHoursOn(terms, on ?? today),
    steps: ({ terms }) =>
      (terms.hoursSteps ?? []).map(({ validFrom, hours }) => ({ validFrom, minimumWeeklyHours: hours })),
  },
  ProgrammeTermsRefusal: {
    field: ({ field }) => field ?? null,
  },
} satisfies Resolvers;
