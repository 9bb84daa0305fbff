import type { Decision } from "@inclusion/kernel";
import { queryPage } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { matchAccept, matchDecline, matchHire, matchPropose } from "./match.actions.ts";
import { listOpenings } from "./match.repository.ts";
import type { Match } from "./match.ts";

/** Adapts `schema/participant/match.graphql`. */
export const matchResolvers = {
  Mutation: {
    matchPropose: async (_root, { input }, ctx) => payloadOf(await matchPropose(ctx, input)),
    matchAccept: async (_root, { input }, ctx) => payloadOf(await matchAccept(ctx, input)),
    matchDecline: async (_root, { input }, ctx) => payloadOf(await matchDecline(ctx, input)),
    matchHire: async (_root, { input }, ctx) => payloadOf(await matchHire(ctx, input)),
  },
  Participation: {
    matches: ({ id }, _args, ctx) => ctx.loaders.matches.load(id),
  },
  Programme: {
    openingTerms: ({ id }, { on, first, after }, ctx) => {
      const day = on ?? ctx.today;
      return queryPage(ctx, {
        list: `openings of ${id} on ${day}`,
        first,
        after,
        fetch: async (keys, limit) =>
          listOpenings(await ctx.reader(), { programmeId: id, day, after: keys?.[0] ?? null, limit }),
        keysOf: (opening) => [opening.id],
      });
    },
  },
  Match: {
    participation: ({ participationId }, _args, ctx) => ctx.loaders.participation.load(participationId),
    openingTerms: ({ openingId }, _args, ctx) => ctx.loaders.opening.load(openingId),
  },
  OpeningTerms: {
    openingId: ({ id }) => id,
    company: ({ organisationId }) => ({ id: organisationId }),
    municipality: ({ municipalityCode }) => ({ code: municipalityCode }),
  },
} satisfies Resolvers;

function payloadOf<Code extends string>(done: Decision<Match | null, Code>) {
  return done.ok ? { match: done.value, refusals: [] } : { match: null, refusals: done.refusals };
}
