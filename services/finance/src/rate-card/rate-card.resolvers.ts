import { basisPoints } from "@inclusion/kernel";
import { moneyOf } from "@inclusion/kernel/runtime";
import { payloadOf } from "../change.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { rateCardPublish } from "./rate-card.actions.ts";
import { exactRate, termsOf } from "./rate-card.mappers.ts";

/** Adapts `schema/finance/rate-card.graphql`. */
export const rateCardResolvers = {
  Mutation: {
    rateCardPublish: async (_root, { input }, ctx) =>
      payloadOf("rateCard", await rateCardPublish(ctx, input, termsOf(input))),
  },
  Programme: {
    rateCards: ({ id }, _args, ctx) => ctx.loaders.rateCards.load(id),
    rateLineFigures: ({ id }, { asOf }, ctx) => ctx.loaders.lineFigures(id, asOf ?? ctx.today),
  },
  RateCard: {
    personCap: ({ personCapMinor }) => personCapMinor,
    programmeCap: ({ programmeCapMinor }) => programmeCapMinor,
  },
  PayerShare: {
    organisation: ({ organisationId }) => (organisationId === null ? null : { id: organisationId }),
    weight: ({ weight }) => Number(weight),
  },
  RateLine: {
    unitPrice: ({ unitPriceMinor }) => unitPriceMinor,
    evidenceKinds: ({ evidence }) => evidence.kinds,
    sustainedWork: ({ evidence }) => evidence.sustainedWork,
    baselineRate: ({ baselineRate: rate }) =>
      rate === null ? null : exactRate(rate, basisPoints(rate.numerator, rate.denominator)),
  },
  TwoSidedTerms: {
    bonusShare: ({ bonusShare: rate }) => exactRate(rate, basisPoints(rate.numerator, rate.denominator)),
    malusShare: ({ malusShare: rate }) => exactRate(rate, basisPoints(rate.numerator, rate.denominator)),
  },
  RateLineFigure: {
    payable: ({ payableMinor, currency }) => moneyOf(payableMinor, currency),
    twoSided: ({ twoSidedMinor: minor, currency }) => (minor === null ? null : moneyOf(minor, currency)),
    twoSidedAfterCap: ({ twoSidedAfterCapMinor: minor, currency }) =>
      minor === null ? null : moneyOf(minor, currency),
    additional: ({ additionalHundredths }) => additionalHundredths,
    payableOnAdditional: ({ payableOnAdditionalMinor: minor, currency }) =>
      minor === null ? null : moneyOf(minor, currency),
  },
} satisfies Resolvers;
