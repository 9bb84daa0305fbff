import { isId } from "@inclusion/kernel";
import { queryPage } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { listAccessLines } from "./access-log.repository.ts";

/** Adapts `schema/participant/access-log.graphql`. */
export const accessLogResolvers = {
  Query: {
    accessLog: (_root, { first, after, filter }, ctx) =>
      queryPage(ctx, {
        list: `access log ${JSON.stringify(filter ?? {})}`,
        first,
        after,
        fetch: async (keys, limit) =>
          filter?.participationId == null || isId(filter.participationId)
            ? listAccessLines(await ctx.reader(), filter ?? {}, keys?.[0] ?? null, limit)
            : [],
        keysOf: ({ position }) => [position],
      }),
  },
} satisfies Resolvers;
