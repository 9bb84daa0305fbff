import type { Resolvers } from "../generated/resolvers.ts";
import { sharesOf, tableOf } from "./cohort-table.resolvers.ts";
import { daysByGroup, funnelOf } from "./mark-groups.resolvers.ts";

/** Adapts `schema/participant/cohort.graphql`. */
export const cohortResolvers = {
  Programme: {
    participantTable: ({ id }, { input }, ctx) => tableOf(ctx, id, input),
    participantFunnel: ({ id }, { by, ...asked }, ctx) => funnelOf(ctx, id, by ?? "START_HALF_YEAR", asked),
    participantDays: ({ id }, { codes, by, ...asked }, ctx) => daysByGroup(ctx, id, { codes, by, asked }),
  },
  CohortTable: { rowShares: (table, _args, ctx) => sharesOf(ctx, table) },
  CohortKey: {
    municipality: ({ dimension, key }) => (dimension === "MUNICIPALITY" && key !== null ? { code: key } : null),
  },
} satisfies Resolvers;
