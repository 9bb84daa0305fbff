import { type Count, SMALLEST_THRESHOLD, suppressCount } from "@inclusion/kernel";
import type { Resolvers } from "../generated/resolvers.ts";
import { buyerSurveyRecord } from "./buyer-survey.actions.ts";
import { findSurveyAnswers } from "./buyer-survey.repository.ts";
import { type SurveyChange, surveyChanges } from "./buyer-survey.ts";

/** A change on its way to its fields, and whether the viewer sees the answers behind it. */
export type SurveyChangeRow = SurveyChange & Readonly<{ isExact: boolean }>;

/** Adapts `schema/partnership/buyer-survey.graphql`. */
export const buyerSurveyResolvers = {
  Mutation: {
    buyerSurveyRecord: async (_root, { input }, ctx) => {
      const done = await buyerSurveyRecord(ctx, input);
      return done.ok
        ? { buyerSurvey: done.value.record, refusals: [] }
        : { buyerSurvey: null, refusals: done.refusals };
    },
  },
  Programme: {
    surveyChanges: async ({ id }, _args, ctx) => {
      const isExact = ctx.viewer.scopes.includes("demand:read") && ctx.viewer.limits.municipalities === null;
      const changes = surveyChanges(await findSurveyAnswers(await ctx.reader(), [id]));
      return changes.map((change) => ({ ...change, isExact }));
    },
  },
  BuyerSurvey: {
    buyer: async ({ buyerId }, _args, ctx) => {
      const buyer = await ctx.loaders.organisation.load(buyerId);
      if (buyer === null) throw new Error(`organisation ${buyerId} is not stored`);
      return buyer;
    },
  },
  SurveyChange: {
    compared: (row) => told(row, row.compared),
    notComparable: (row) => told(row, row.notComparable),
    improved: (row) => (tellsEach(row, row.improved) ? row.improved : null),
    worsened: (row) => (tellsEach(row, row.worsened) ? row.worsened : null),
    meanBefore: (row) => meanOf(row, row.meanBeforeHundredths),
    meanAfter: (row) => meanOf(row, row.meanAfterHundredths),
  },
} satisfies Resolvers;

function told({ isExact }: SurveyChangeRow, count: number): Count {
  return isExact ? { kind: "exact", count } : suppressCount(count);
}

/** A part of the compared is told when neither it nor the rest is small. */
function tellsEach({ isExact, compared }: SurveyChangeRow, part: number): boolean {
  return isExact || [part, compared - part, compared].every((count) => count === 0 || count >= SMALLEST_THRESHOLD);
}

/** Means of fewer than five are withheld from everybody. */
function meanOf({ compared }: SurveyChangeRow, hundredths: number | null): number | null {
  return hundredths === null || compared < SMALLEST_THRESHOLD ? null : hundredths / 100;
}
