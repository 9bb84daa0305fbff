import { programmePayload } from "../change-programme.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import {
  programmeArchive,
  programmeClose,
  programmeDraft,
  programmeExtend,
  programmeGrant,
  programmeStart,
  programmeWindUp,
} from "./programme-life.actions.ts";
import { closingObstacles } from "./programme-life.ts";

/** Adapts `schema/partnership/programme-life.graphql`. */
export const programmeLifeResolvers = {
  Mutation: {
    programmeDraft: async (_root, { input }, ctx) => programmePayload(await programmeDraft(ctx, input)),
    programmeGrant: async (_root, { input }, ctx) => programmePayload(await programmeGrant(ctx, input)),
    programmeStart: async (_root, { input }, ctx) => programmePayload(await programmeStart(ctx, input)),
    programmeExtend: async (_root, { input }, ctx) => programmePayload(await programmeExtend(ctx, input)),
    programmeWindUp: async (_root, { input }, ctx) => programmePayload(await programmeWindUp(ctx, input)),
    programmeClose: async (_root, { input }, ctx) => programmePayload(await programmeClose(ctx, input)),
    programmeArchive: async (_root, { input }, ctx) => programmePayload(await programmeArchive(ctx, input)),
  },
  Programme: {
    lifeEvents: ({ id }, _args, ctx) => ctx.loaders.lifeEvents.load(id),
    closingObstacles: async ({ id }, _args, ctx) => {
      const closing = await ctx.loaders.closing.load(id);
      return closing === null ? [] : closingObstacles(closing, ctx.today);
    },
  },
} satisfies Resolvers;
