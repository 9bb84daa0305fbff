import { holdsScope } from "@inclusion/kernel";
import { freshness } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { countVisible } from "./viewer.repository.ts";

/** Adapts `schema/finance/viewer.graphql`. */
export const viewerResolvers = {
  Viewer: {
    __resolveReference: () => ({ id: "viewer" }),
    visibleGrants: async (_viewer, _args, ctx) => (seesRows(ctx) ? countVisible(await ctx.reader()) : null),
    moneyRecordedUntil: async (_viewer, _args, ctx) =>
      seesRows(ctx) ? freshness(await ctx.reader(), "finance", null) : null,
  },
} satisfies Resolvers;

function seesRows({ viewer }: Context): boolean {
  return holdsScope(viewer, [["finance:read"]]);
}
