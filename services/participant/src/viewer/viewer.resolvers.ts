import { holdsScope } from "@inclusion/kernel";
import { freshness } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { lookupsLeft } from "../identity/lookup-limit.repository.ts";
import { countVisible } from "./viewer.repository.ts";

/** Adapts `schema/participant/viewer.graphql`. */
export const viewerResolvers = {
  Viewer: {
    __resolveReference: () => ({ id: "viewer" }),
    visibleParticipations: async (_viewer, _args, ctx) => (seesRows(ctx) ? countVisible(await ctx.reader()) : null),
    participationsRecordedUntil: async (_viewer, _args, ctx) =>
      seesRows(ctx) ? freshness(await ctx.reader(), "participant", null) : null,
    numberLookups: async (_viewer, _args, ctx) =>
      ctx.viewer.scopes.includes("identity:write") ? lookupsLeft(await ctx.reader(), ctx.viewer.subject) : null,
  },
} satisfies Resolvers;

function seesRows({ viewer }: Context): boolean {
  return holdsScope(viewer, [["participations:read"]]);
}
