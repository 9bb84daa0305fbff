import { moneyOf, queryPage } from "@inclusion/kernel/runtime";
import { payloadOf } from "../change.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { paymentRunClose, paymentRunOpen } from "./payment-run.actions.ts";
import { totalsOf } from "./payment-run.ts";

/** Adapts `schema/finance/payment-run.graphql`. */
export const paymentRunResolvers = {
  Mutation: {
    paymentRunOpen: async (_root, { input }, ctx) => payloadOf("paymentRun", await paymentRunOpen(ctx, input)),
    paymentRunClose: async (_root, { input }, ctx) => payloadOf("paymentRun", await paymentRunClose(ctx, input)),
  },
  Programme: {
    paymentRuns: ({ id }, _args, ctx) => ctx.loaders.runsOfProgramme.load(id),
  },
  PaymentRun: {
    outcomes: ({ id }, { first, after }, ctx) =>
      queryPage(ctx, {
        list: `outcomes of run ${id}`,
        first,
        after,
        fetch: (keys, limit) =>
          ctx.loaders.listOutcomes({ of: { runId: id }, state: null, after: keys?.[0] ?? null, limit }),
        keysOf: (outcome) => [outcome.id],
      }),
    totals: async ({ id }, _args, ctx) => totalsOf(await ctx.loaders.outcomesOfRun.load(id)),
  },
  PaymentRunTotals: {
    claimed: ({ claimedMinor, currency }) => moneyOf(claimedMinor, currency),
    paid: ({ paidMinor, currency }) => moneyOf(paidMinor, currency),
    cutByCap: ({ cutMinor, currency }) => moneyOf(cutMinor, currency),
    parts: ({ parts, currency }) => parts.map((part) => ({ ...part, currency })),
  },
} satisfies Resolvers;
