import type { Decision } from "@inclusion/kernel";
import { moneyOf, queryPage } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { purchaseCorrect, purchaseRecord } from "./purchase.actions.ts";
import { findSpendParts, listPurchases } from "./purchase.repository.ts";
import { type PurchaseFile, spendByQuarter } from "./purchase.ts";

/** Adapts `schema/partnership/purchase.graphql`. */
export const purchaseResolvers = {
  Mutation: {
    purchaseRecord: async (_root, { input }, ctx) => payloadOf(await purchaseRecord(ctx, input)),
    purchaseCorrect: async (_root, { input }, ctx) => payloadOf(await purchaseCorrect(ctx, input)),
  },
  Programme: {
    purchases: ({ id }, { first, after }, ctx) =>
      queryPage<PurchaseFile>(ctx, {
        list: `purchases of ${id}`,
        first,
        after,
        keysOf: ({ record }) => [record.id],
        fetch: async (keys, limit) => listPurchases(await ctx.reader(), id, keys?.[0] ?? null, limit),
      }),
    socialSpend: async ({ id }, _args, ctx) => {
      const isExact = ctx.viewer.scopes.includes("demand:read") && ctx.viewer.limits.municipalities === null;
      return spendByQuarter(await findSpendParts(await ctx.reader(), [id]), isExact);
    },
  },
  Purchase: {
    id: ({ record }) => record.id,
    buyer: ({ record }, _args, ctx) => storedOrganisation(ctx, record.buyerId),
    supplier: ({ record }, _args, ctx) => storedOrganisation(ctx, record.supplierId),
    quarter: ({ record }) => record.quarter,
    amount: ({ record }) => moneyOf(record.amountMinor, record.currency),
    source: ({ record }) => record.source,
    correctionReason: ({ record }) => record.correctionReason,
    synthetic: ({ record }) => record.synthetic,
  },
  QuarterSpend: {
    value: ({ value, currency }) => (value.kind === "exact" ? moneyOf(value.minor, currency) : null),
  },
} satisfies Resolvers;

async function storedOrganisation(ctx: Context, id: string) {
  const organisation = await ctx.loaders.organisation.load(id);
  if (organisation === null) throw new Error(`organisation ${id} is not stored`);
  return organisation;
}

function payloadOf<Code extends string>(done: Decision<PurchaseFile, Code>) {
  return done.ok ? { purchase: done.value, refusals: [] } : { purchase: null, refusals: done.refusals };
}
