import { isId } from "@inclusion/kernel";
import { clocksOf } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";

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
  },
} satisfies Resolvers;
