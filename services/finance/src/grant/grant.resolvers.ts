import { isId } from "@inclusion/kernel";
import { moneyOf } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { sharesOf } from "./grant.ts";

/** Adapts `schema/finance/grant.graphql`. */
export const grantResolvers = {
  Programme: {
    __resolveReference: ({ id }) => ({ id }),
    grant: ({ id }, _args, ctx) => (isId(id) ? ctx.loaders.grantOfProgramme.load(id) : null),
  },
  Grant: {
    __resolveReference: ({ id }, ctx) => (isId(id) ? ctx.loaders.grant.load(id) : null),
    programme: ({ programmeId }) => ({ id: programmeId }),
    eligibleTotal: ({ eligibleTotalMinor, currency }) =>
      eligibleTotalMinor === null ? null : moneyOf(eligibleTotalMinor, currency),
    shares: (grant) => sharesOf(grant).map((share) => ({ ...share, currency: grant.currency })),
  },
  FundingShare: {
    amount: ({ minor, currency }) => moneyOf(minor, currency),
    parts: ({ parts, currency }) => parts.map((part) => ({ ...part, currency })),
  },
  FundingPart: {
    amount: ({ minor, currency }) => moneyOf(minor, currency),
  },
} satisfies Resolvers;
