import { queryPage } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { demandActivityRecord } from "./demand-activity.actions.ts";
import { listActivities } from "./demand-activity.repository.ts";
import type { DemandActivity } from "./demand-activity.ts";

/** Adapts `schema/partnership/demand-activity.graphql`. */
export const demandActivityResolvers = {
  Mutation: {
    demandActivityRecord: async (_root, { input }, ctx) => {
      const done = await demandActivityRecord(ctx, input);
      return done.ok ? { demandActivity: done.value, refusals: [] } : { demandActivity: null, refusals: done.refusals };
    },
  },
  Programme: {
    demandActivities: ({ id }, { first, after }, ctx) =>
      queryPage<DemandActivity>(ctx, {
        list: `demand activities of ${id}`,
        first,
        after,
        keysOf: (activity) => [activity.heldOn, activity.id],
        fetch: async (keys, limit) => listActivities(await ctx.reader(), id, keys, limit),
      }),
  },
  DemandActivity: {
    municipality: ({ municipalityCode }, _args, ctx) =>
      municipalityCode === null ? null : ctx.loaders.municipality.load(municipalityCode),
    organisations: async ({ organisationIds }, _args, ctx) => {
      const found = await Promise.all(organisationIds.map((id) => ctx.loaders.organisation.load(id)));
      return found.filter((organisation) => organisation !== null);
    },
  },
} satisfies Resolvers;
