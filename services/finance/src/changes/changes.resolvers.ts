import { listChanges } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";

/** Whose changes are listed. */
export const NOUNS = {
  schema: "finance",
  tables: { Outcome: "outcome", PaymentRun: "payment_run", CostClaim: "cost_claim", CostLine: "cost_line" },
} as const;

/** Adapts `schema/finance/changes.graphql`. */
export const changesResolvers = {
  Query: {
    paymentChanges: (_root, asked, ctx) => listChanges(ctx, NOUNS, asked),
  },
} satisfies Resolvers;
