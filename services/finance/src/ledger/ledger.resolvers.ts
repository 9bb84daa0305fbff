import { isId } from "@inclusion/kernel";
import { clocksOf, moneyOf, queryPage } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { findBalances, listSets } from "./ledger.repository.ts";

/** Adapts `schema/finance/ledger.graphql`. */
export const ledgerResolvers = {
  Programme: {
    ledger: ({ id }, { first, after, subjectId }, ctx) =>
      queryPage(ctx, {
        list: `ledger of ${id} about ${subjectId ?? "everything"}`,
        first,
        after,
        fetch: async (keys, limit) => {
          if (subjectId != null && !isId(subjectId)) return [];
          const asked = { programmeId: id, subjectId: subjectId ?? null, after: Number(keys?.[0] ?? 0), limit };
          return listSets(await ctx.reader(), asked);
        },
        keysOf: ({ position }) => [String(position)],
      }),
    ledgerBalances: async ({ id }, asked, ctx) =>
      findBalances(await ctx.reader(), id, clocksOf(ctx, asked, "ledger:read")),
  },
  LedgerEntry: {
    amount: ({ minor, currency }) => moneyOf(minor, currency),
  },
  LedgerBalance: {
    balance: ({ minor, currency }) => moneyOf(minor, currency),
  },
} satisfies Resolvers;
