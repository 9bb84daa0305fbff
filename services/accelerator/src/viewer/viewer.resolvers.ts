import { holdsScope } from "@inclusion/kernel";
import { freshness } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { countVisible } from "./viewer.repository.ts";

/** Adapts `schema/accelerator/viewer.graphql`. */
export const viewerResolvers = {
  Viewer: {
    __resolveReference: () => ({ id: "viewer" }),
    visibleCompanyCourses: async (_viewer, _args, ctx) => (seesRows(ctx) ? countVisible(await ctx.reader()) : null),
    companyCoursesRecordedUntil: async (_viewer, _args, ctx) =>
      seesRows(ctx) ? freshness(await ctx.reader(), "accelerator", null) : null,
  },
} satisfies Resolvers;

function seesRows({ viewer }: Context): boolean {
  return holdsScope(viewer, [["companies:read"]]);
}
