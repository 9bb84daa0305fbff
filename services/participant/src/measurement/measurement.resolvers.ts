import { publishTable, roundHalfAway, withheldTable } from "@inclusion/kernel";
import { clocksOf, isPublishedAt } from "@inclusion/kernel/runtime";
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
      const clocks = clocksOf(ctx, { asOf: asked });
      const { asOf } = clocks;
      const series = { instrument: code, instrumentVersion: version, rater };
      const pairs = await ctx.loaders.scorePairs(id, series, asOf);
      const found = progressOfMany(instrument, rater, pairs);
      const isTold = await isPublishedAt(ctx, clocks, found, async (newest) =>
        progressOfMany(instrument, rater, await ctx.loaders.scorePairs(id, series, newest.asOf)),
      );
      const seesRows = ctx.viewer.scopes.includes("participations:read");
      const progress = publishProgress(found, (counts) =>
        isTold ? publishTable(seesRows, counts) : withheldTable(counts.length, counts[0]?.length ?? 0),
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
