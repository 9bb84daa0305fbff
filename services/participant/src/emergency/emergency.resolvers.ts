import type { Decision } from "@inclusion/kernel";
import { queryPage } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import {
  emergencyAccessClose,
  emergencyAccessOpen,
  emergencyAccessOpenByCpr,
  emergencyAccessReview,
} from "./emergency.actions.ts";
import { emergencyKeys, listEmergencies } from "./emergency.repository.ts";
import { emergencyState } from "./emergency.ts";
import type { EmergencyRefusalCode } from "./refusals.ts";

/** Adapts `schema/participant/emergency.graphql`. */
export const emergencyResolvers = {
  Query: {
    emergencyAccesses: (_root, page, ctx) =>
      queryPage(ctx, {
        list: "emergency accesses",
        ...page,
        fetch: async (keys, limit) => listEmergencies(await ctx.reader(), keys, limit),
        keysOf: emergencyKeys,
      }),
  },
  Mutation: {
    emergencyAccessOpen: async (_root, { input }, ctx) =>
      payloadOf(ctx, await emergencyAccessOpen(ctx, { ...input, idempotencyKey: input.idempotencyKey ?? null })),
    emergencyAccessOpenByCpr: async (_root, { input }, ctx) =>
      payloadOf(ctx, await emergencyAccessOpenByCpr(ctx, { ...input, idempotencyKey: input.idempotencyKey ?? null })),
    emergencyAccessClose: async (_root, { input }, ctx) =>
      payloadOf(ctx, await emergencyAccessClose(ctx, { ...input, idempotencyKey: input.idempotencyKey ?? null })),
    emergencyAccessReview: async (_root, { input }, ctx) => {
      const { idempotencyKey = null, note = null, expectedVersion = null } = input;
      return payloadOf(ctx, await emergencyAccessReview(ctx, { ...input, idempotencyKey, note, expectedVersion }));
    },
  },
  EmergencyAccess: {
    participation: ({ participationId }, _args, ctx) => ctx.loaders.participation.load(participationId),
    participationIds: ({ participationId, participationIds }) =>
      participationIds.length === 0 ? [participationId] : participationIds,
    participations: async ({ participationId, participationIds }, _args, ctx) => {
      const ids = participationIds.length === 0 ? [participationId] : participationIds;
      const rows = await Promise.all(ids.map((id) => ctx.loaders.participation.load(id)));
      return rows.filter((row) => row !== null);
    },
    municipalities: ({ municipalityCode, municipalityCodes }) =>
      [...new Set(municipalityCodes.length === 0 ? [municipalityCode] : municipalityCodes)].map((code) => ({ code })),
    municipality: ({ municipalityCode }) => ({ code: municipalityCode }),
    state: (access, _args, ctx) => emergencyState(access, ctx.now),
    reads: async ({ id }, _args, ctx) => (await ctx.loaders.emergencyReads.load(id))?.reads ?? 0,
  },
  EmergencyRefusal: { field: ({ field }) => field ?? null },
} satisfies Resolvers;

async function payloadOf(ctx: Context, done: Decision<string, EmergencyRefusalCode>) {
  return done.ok
    ? { emergencyAccess: await ctx.loaders.emergencyAccess.load(done.value), refusals: [] }
    : { emergencyAccess: null, refusals: done.refusals };
}
