import { isId } from "@inclusion/kernel";
import { queryPage } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { accessTokenCreate, accessTokenNoteUse, accessTokenRevoke, storedToken } from "./access-token.actions.ts";
import { findGrant, listTokens } from "./access-token.repository.ts";
import { type AccessToken, stateOf } from "./access-token.ts";

/** Adapts `schema/partnership/access-token.graphql`. */
export const accessTokenResolvers = {
  Query: {
    accessTokens: (_root, { state, first, after }, ctx) =>
      queryPage(ctx, {
        list: `tokens ${state ?? ""}`,
        first,
        after,
        keysOf: ({ id }: AccessToken) => [id],
        fetch: async (keys, limit) => {
          const page = { state: state ?? null, now: ctx.now, after: keys?.[0] ?? null, limit };
          return listTokens(await ctx.reader(), page);
        },
      }),
    accessToken: (_root, { id }, ctx) => (isId(id) ? ctx.loaders.accessToken.load(id) : null),
    accessTokenGrant: async (_root, { id }, ctx) => (isId(id) ? findGrant(await ctx.reader(), id) : null),
  },
  Mutation: {
    accessTokenCreate: async (_root, { input }, ctx) => {
      const done = await accessTokenCreate(ctx, input);
      if (!done.ok) return { accessToken: null, secret: null, refusals: done.refusals };
      const { id, secret } = done.value;
      return { accessToken: await storedToken(ctx, id), secret, refusals: [] };
    },
    accessTokenRevoke: async (_root, { input }, ctx) => {
      const done = await accessTokenRevoke(ctx, input);
      if (!done.ok) return { accessToken: null, revokedCount: null, refusals: done.refusals };
      const { id, count } = done.value;
      return { accessToken: await storedToken(ctx, id), revokedCount: count, refusals: [] };
    },
    accessTokenNoteUse: async (_root, { input }, ctx) => ({
      isKnown: await accessTokenNoteUse(ctx, input.accessTokenId),
      refusals: [],
    }),
  },
  AccessToken: {
    organisation: ({ organisationId }, _args, ctx) =>
      organisationId === null ? null : ctx.loaders.organisation.load(organisationId),
    parent: ({ parentId }, _args, ctx) => (parentId === null ? null : ctx.loaders.accessToken.load(parentId)),
    state: (token, _args, ctx) => stateOf(token, ctx.now),
    expiresAt: ({ expiresAt }) => new Date(expiresAt),
    createdAt: ({ createdAt }) => new Date(createdAt),
    lastUsedAt: ({ lastUsedAt }) => instantOf(lastUsedAt),
    revokedAt: ({ revokedAt }) => instantOf(revokedAt),
  },
  AccessTokenGrant: {
    expiresAt: ({ expiresAt }) => new Date(expiresAt),
  },
} satisfies Resolvers;

function instantOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
