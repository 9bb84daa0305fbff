import { payloadOf } from "../course/payload.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import {
  applicationAccept,
  applicationReject,
  applicationSubmit,
  applicationWithdraw,
  dueDiligenceRecord,
  dueDiligenceStart,
  reviewDeclareConflict,
  reviewScore,
} from "./application.actions.ts";
import { CHECK_KINDS } from "./application.ts";
import { scoreOf } from "./score.ts";

/** Adapts `schema/accelerator/application.graphql`. */
export const applicationResolvers = {
  Mutation: {
    applicationSubmit: async (_root, { input }, ctx) => payloadOf(await applicationSubmit(ctx, input)),
    reviewDeclareConflict: async (_root, { input }, ctx) => payloadOf(await reviewDeclareConflict(ctx, input)),
    reviewScore: async (_root, { input }, ctx) => payloadOf(await reviewScore(ctx, input)),
    dueDiligenceStart: async (_root, { input }, ctx) => payloadOf(await dueDiligenceStart(ctx, input)),
    dueDiligenceRecord: async (_root, { input }, ctx) => payloadOf(await dueDiligenceRecord(ctx, input)),
    applicationAccept: async (_root, { input }, ctx) => payloadOf(await applicationAccept(ctx, input)),
    applicationReject: async (_root, { input }, ctx) => payloadOf(await applicationReject(ctx, input)),
    applicationWithdraw: async (_root, { input }, ctx) => payloadOf(await applicationWithdraw(ctx, input)),
  },
  CompanyCourse: {
    application: async ({ id }, _args, ctx) => {
      const file = await ctx.loaders.applicationFile.load(id);
      return file?.applications.length === 1 ? file : null;
    },
  },
  Application: {
    call: ({ call }) => call,
    submittedOn: (file) => own(file).submittedOn,
    cvr: (file) => own(file).cvr,
    statedSizeClass: (file) => own(file).statedSizeClass,
    sizeEvidence: (file) => own(file).sizeEvidence,
    socialPurpose: (file) => own(file).socialPurpose,
    socialPurposeEvidence: (file) => own(file).socialPurposeEvidence,
    answers: (file) => own(file).answers,
    reviews: ({ reviews }) => reviews,
    score: ({ call, reviews }) => scoreOf(call, reviews),
    checks: ({ checks }) => checks.toSorted((a, b) => CHECK_KINDS.indexOf(a.kind) - CHECK_KINDS.indexOf(b.kind)),
  },
} satisfies Resolvers;

/** The application of a file that has one. */
function own<Row>({ applications }: Readonly<{ applications: readonly Row[] }>): Row {
  return applications[0] as Row;
}
