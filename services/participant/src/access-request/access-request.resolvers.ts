import { queryPage } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { accessRequestAnswer, accessRequestReceive } from "./access-request.actions.ts";
import { listRequests, requestKeys } from "./access-request.repository.ts";
import { daysLeft, stateOf } from "./access-request.ts";

/** Adapts `schema/participant/access-request.graphql`. */
export const accessRequestResolvers = {
  Query: {
    accessRequests: (_root, page, ctx) =>
      queryPage(ctx, {
        list: "access requests",
        ...page,
        fetch: async (keys, limit) => listRequests(await ctx.reader(), keys, limit),
        keysOf: requestKeys,
      }),
  },
  Mutation: {
    accessRequestReceive: async (_root, { input }, ctx) => {
      const done = await accessRequestReceive(ctx, { ...input, idempotencyKey: input.idempotencyKey ?? null });
      return done.ok ? { request: done.value, refusals: [] } : { request: null, refusals: done.refusals };
    },
    accessRequestAnswer: async (_root, { input }, ctx) => {
      const done = await accessRequestAnswer(ctx, { ...input, idempotencyKey: input.idempotencyKey ?? null });
      return done.ok ? { request: done.value, refusals: [] } : { request: null, refusals: done.refusals };
    },
  },
  AccessRequest: {
    municipality: ({ municipalityCode }) => ({ code: municipalityCode }),
    daysLeft: (request, _args, ctx) => daysLeft(request, ctx.today),
    state: (request, _args, ctx) => stateOf(request, ctx.today),
  },
  AccessRequestRefusal: { field: ({ field }) => field ?? null },
} satisfies Resolvers;
