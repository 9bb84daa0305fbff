import { isId } from "@inclusion/kernel";
import { clocksOf, queryPage } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { listParticipations } from "./participation.repository.ts";

/** Adapts `schema/participant/participation.graphql`. */
export const participationResolvers = {
  Query: {
    participation: (_root, { id }, ctx) => (isId(id) ? ctx.loaders.participation.load(id) : null),
  },
  Participation: {
    __resolveReference: ({ id }, ctx) => (isId(id) ? ctx.loaders.participation.load(id) : null),
    programme: ({ programmeId }) => ({ id: programmeId }),
    municipality: ({ municipalityCode }) => ({ code: municipalityCode }),
    partnership: ({ partnershipId }) => (partnershipId === null ? null : { id: partnershipId }),
    courses: ({ id }, _args, ctx) => ctx.loaders.courses.load(id),
    placements: ({ id }, _args, ctx) => ctx.loaders.placements.load(id),
    employments: ({ id }, _args, ctx) => ctx.loaders.employments.load(id),
  },
  Programme: {
    __resolveReference: ({ id }) => (isId(id) ? { id } : null),
    participantResults: ({ id }, asked, ctx) => ctx.loaders.results(id, clocksOf(ctx, asked)),
    participations: ({ id }, { first, after }, ctx) =>
      queryPage(ctx, {
        list: `participations of ${id}`,
        first,
        after,
        fetch: async (keys, limit) => listParticipations(await ctx.reader(), id, keys?.[0] ?? null, limit),
        keysOf: (participation) => [participation.id],
      }),
  },
} satisfies Resolvers;
