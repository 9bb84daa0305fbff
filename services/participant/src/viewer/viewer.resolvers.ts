import { holdsScope } from "@inclusion/kernel";
import { freshness } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { numberLookupsOf } from "../identity/identity-reads.actions.ts";
import { countVisible } from "./viewer.repository.ts";

/** Adapts `schema/participant/viewer.graphql`. */
export const viewerResolvers = {
  Viewer: {
    __resolveReference: () => ({ id: "viewer" }),
    visibleParticipations: async (_viewer, _args, ctx) => (seesRows(ctx) ? countVisible(await ctx.reader()) : null),
    participationsRecordedUntil: async (_viewer, _args, ctx) =>
      seesRows(ctx) ? freshness(await ctx.reader(), "participant", null) : null,
    numberLookups: (_viewer, _args, ctx) => numberLookupsOf(ctx),
  },
} satisfies Resolvers;

function seesRows({ viewer }: Context): boolean {
  return holdsScope(viewer, [["participations:read"]]);
}
