import { roundHalfAway } from "@inclusion/kernel";
import { clocksOf, publishTable } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { INSTRUMENTS, instrumentOf, itemsOf } from "./instruments.ts";
import { measurementCorrect, measurementRecord } from "./measurement.actions.ts";
import { progressOfMany, progressOfOne, publishProgress } from "./progress.ts";

/** Adapts `schema/participant/measurement.graphql`. */
export const measurementResolvers = {
  Query: {
    instruments: () => INSTRUMENTS,
  },
  Mutation: {
    measurementRecord: async (_root, { input }, ctx) => {
      const done = await measurementRecord(ctx, input);
      return done.ok ? { ...done.value, refusals: [] } : { measurement: null, warnings: [], refusals: done.refusals };
    },
    measurementCorrect: async (_root, { input }, ctx) => {
      const done = await measurementCorrect(ctx, input);
      return done.ok ? { ...done.value, refusals: [] } : { measurement: null, warnings: [], refusals: done.refusals };
    },
  },
  Participation: {
    measurements: ({ id }, _args, ctx) => ctx.loaders.measurements.load(id),
    change: async ({ id }, { instrument, version, rater }, ctx) => {
      if (instrumentOf(instrument, version) === null) return null;
      const measurements = await ctx.loaders.measurements.load(id);
      const { status, change } = progressOfOne(measurements, { instrument, instrumentVersion: version, rater });
      // Whose it is stands in the log of reading.
      const told = { participationId: id, status };
      return change === null ? { ...told, items: [] } : { ...told, ...change };
    },
  },
  Programme: {
    progress: async ({ id }, { instrument: code, version, rater, asOf: asked }, ctx) => {
      const instrument = instrumentOf(code, version);
      if (instrument === null || itemsOf(instrument, rater).length === 0) return null;
      const { asOf } = clocksOf(ctx, { asOf: asked });
      const pairs = await ctx.loaders.scorePairs(id, { instrument: code, instrumentVersion: version, rater }, asOf);
      const seesRows = ctx.viewer.scopes.includes("participations:read");
      const progress = publishProgress(progressOfMany(instrument, rater, pairs), (counts) =>
        publishTable(seesRows, counts),
      );
      return { instrument, rater, asOf, ...progress, synthetic: pairs.some(({ synthetic }) => synthetic) };
    },
  },
  Instrument: {
    lowest: ({ scale }) => scale.lowest,
    highest: ({ scale }) => scale.highest,
    intervalMonths: ({ interval }) => interval.months,
    toleranceDays: ({ interval }) => interval.toleranceDays,
  },
  Measurement: {
    participation: ({ participationId }, _args, ctx) => ctx.loaders.participation.load(participationId),
    scores: ({ instrument: code, instrumentVersion, rater, scores }) => {
      const instrument = instrumentOf(code, instrumentVersion);
      const items = instrument === null ? [] : itemsOf(instrument, rater);
      return items.map((item) => ({ item, score: scores[item.code] ?? null }));
    },
  },
  ExactMean: {
    sum: ({ numerator }) => Number(numerator),
    of: ({ denominator }) => Number(denominator),
    rounded: ({ numerator, denominator }) => roundHalfAway(numerator * 100n, denominator),
  },
} satisfies Resolvers;
