import { payloadOf } from "../course/payload.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { wholeHundredths } from "../growth/hundredths.ts";
import { advisoryCorrect, advisoryRecord, attendanceRecord, sessionHold } from "./session.actions.ts";
import { advisoryMonths } from "./session.ts";

/** Adapts `schema/accelerator/session.graphql`. */
export const sessionResolvers = {
  Mutation: {
    sessionHold: async (_root, { input: { hours, ...input } }, ctx) => {
      const done = await sessionHold(ctx, { ...input, hoursHundredths: wholeHundredths(hours) });
      return done.ok ? { session: done.value, refusals: [] } : { session: null, refusals: done.refusals };
    },
    attendanceRecord: async (_root, { input }, ctx) => payloadOf(await attendanceRecord(ctx, input)),
    advisoryRecord: async (_root, { input: { hours, ...input } }, ctx) =>
      payloadOf(await advisoryRecord(ctx, { ...input, hoursHundredths: wholeHundredths(hours) })),
    advisoryCorrect: async (_root, { input: { hours, ...input } }, ctx) =>
      payloadOf(await advisoryCorrect(ctx, { ...input, hoursHundredths: wholeHundredths(hours) })),
  },
  CompanyCourse: {
    attendance: async ({ id }, _args, ctx) => {
      const file = await ctx.loaders.courseFile.load(id);
      return (file?.sessions ?? []).flatMap((session) => {
        const row = file?.attendances.find(({ sessionId }) => sessionId === session.id);
        return row === undefined ? [] : [{ session, attended: row.peopleCount > 0, peopleCount: row.peopleCount }];
      });
    },
    advisoryMonths: async ({ id }, _args, ctx) =>
      advisoryMonths((await ctx.loaders.courseFile.load(id))?.advisoryHours ?? []),
  },
  Session: {
    call: ({ callId }, _args, ctx) => ctx.loaders.call.load(callId),
    hours: ({ hoursHundredths }) => BigInt(hoursHundredths),
  },
  AdvisoryMonth: {
    hours: ({ hoursHundredths }) => BigInt(hoursHundredths),
  },
  AdvisoryHours: {
    hours: ({ hoursHundredths }) => BigInt(hoursHundredths),
  },
} satisfies Resolvers;
