import { holdsScope } from "@inclusion/kernel";
import type { Context } from "../context.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { countVisible, lastRecorded } from "./viewer.repository.ts";

/** Adapts `schema/finance/viewer.graphql`. */
export const viewerResolvers = {
  Viewer: {
    __resolveReference: () => ({ id: "viewer" }),
    visibleGrants: async (_viewer, _args, ctx) => (seesRows(ctx) ? countVisible(await ctx.reader()) : null),
    moneyRecordedUntil: async (_viewer, _args, ctx) => (seesRows(ctx) ? lastRecorded(await ctx.reader()) : null),
  },
} satisfies Resolvers;

function seesRows({ viewer }: Context): boolean {
  return holdsScope(viewer, [["finance:read"]]);
}
