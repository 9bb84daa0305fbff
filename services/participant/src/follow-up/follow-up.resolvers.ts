import type { Resolvers } from "../generated/resolvers.ts";

/** Adapts `schema/participant/follow-up.graphql`. */
export const followUpResolvers = {
  Participation: {
    followUps: ({ id }, _args, ctx) => ctx.loaders.followUps.load(id),
  },
  FollowUp: {
    participation: ({ participationId }, _args, ctx) => ctx.loaders.participation.load(participationId),
  },
} satisfies Resolvers;
