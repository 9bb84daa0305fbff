import type { Resolvers } from "../generated/resolvers.ts";

/** Adapts `schema/partnership/viewer.graphql`. */
export const viewerResolvers = {
  Query: {
    viewer: (_root, _args, { viewer }) => ({
      name: viewer.name,
      roles: viewer.roles,
      scopes: viewer.scopes,
      expiresAt: viewer.expiresAt === null ? null : new Date(viewer.expiresAt),
    }),
  },
} satisfies Resolvers;
