import { suppressCount } from "@inclusion/kernel";
import { clocksOf } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { activityCorrect, activityRecord, activityWithdraw, companyContactRecord } from "./activity.actions.ts";
import { hoursByKind } from "./activity.ts";

/** Adapts `schema/participant/activity.graphql`. */
export const activityResolvers = {
  Mutation: {
    activityRecord: async (_root, { input }, ctx) => {
      const done = await activityRecord(ctx, input);
      return done.ok ? { activity: done.value, refusals: [] } : { activity: null, refusals: done.refusals };
    },
    activityCorrect: async (_root, { input }, ctx) => {
      const done = await activityCorrect(ctx, input);
      return done.ok ? { activity: done.value, refusals: [] } : { activity: null, refusals: done.refusals };
    },
    activityWithdraw: async (_root, { input }, ctx) => {
      const done = await activityWithdraw(ctx, input);
      return done.ok ? { activity: done.value, refusals: [] } : { activity: null, refusals: done.refusals };
    },
    companyContactRecord: async (_root, { input }, ctx) => {
      const done = await companyContactRecord(ctx, input);
      return done.ok ? { companyContact: done.value, refusals: [] } : { companyContact: null, refusals: done.refusals };
    },
  },
  Participation: {
    activities: ({ id }, _args, ctx) => ctx.loaders.activities.load(id),
    activityHours: async ({ id }, _args, ctx) => hoursByKind(await ctx.loaders.activities.load(id)),
    companyContacts: ({ id }, _args, ctx) => ctx.loaders.companyContacts.load(id),
  },
  Programme: {
    companyContactMonths: ({ id }, asked, ctx) => ctx.loaders.contactMonths(clocksOf(ctx, asked)).load(id),
  },
  Activity: {
    participation: ({ participationId }, _args, ctx) => ctx.loaders.participation.load(participationId),
  },
  CompanyContact: {
    participation: ({ participationId }, _args, ctx) => ctx.loaders.participation.load(participationId),
    company: ({ companyId }) => ({ id: companyId }),
  },
  CompanyContactMonth: {
    contacts: ({ contacts, participations }, _args, { viewer }) =>
      viewer.scopes.includes("participations:read") || suppressCount(participations).kind === "exact"
        ? { kind: "exact", count: contacts }
        : suppressCount(participations),
    participations: ({ participations }, _args, { viewer }) =>
      viewer.scopes.includes("participations:read")
        ? { kind: "exact", count: participations }
        : suppressCount(participations),
  },
} satisfies Resolvers;
