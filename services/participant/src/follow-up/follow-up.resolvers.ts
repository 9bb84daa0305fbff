import { clocksOf, queryPage } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { dueOnDay } from "./due-follow-up.ts";
import { listDueFollowUps } from "./follow-up.repository.ts";

/** Adapts `schema/participant/follow-up.graphql`. */
export const followUpResolvers = {
  Participation: {
    followUps: ({ id }, _args, ctx) => ctx.loaders.followUps.load(id),
  },
  Programme: {
    dueFollowUps: ({ id }, { kind, stage, asOf: asked, first, after }, ctx) => {
      const { asOf } = clocksOf(ctx, { asOf: asked });
      return queryPage(ctx, {
        list: `due follow-ups of ${id} ${kind} ${stage} ${asOf}`,
        ...{ first, after },
        fetch: async (keys, limit) => {
          const owed = await listDueFollowUps(await ctx.reader(), { programmeId: id, kind, stage, asOf }, keys, limit);
          return owed.map((each) => ({ ...dueOnDay(each, asOf), id: each.id }));
        },
        keysOf: ({ caseworkerRef, leftOn, id: followUpId }) => [caseworkerRef ?? "", leftOn, followUpId],
      });
    },
  },
  DueFollowUp: {
    participation: ({ participationId }, _args, ctx) => ctx.loaders.participation.load(participationId),
  },
  FollowUp: {
    participation: ({ participationId }, _args, ctx) => ctx.loaders.participation.load(participationId),
  },
} satisfies Resolvers;
