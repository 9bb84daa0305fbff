import { type LocalDate, publishTable, roundHalfAway, withheldTable } from "@inclusion/kernel";
import { clocksOf, Fault, isPublishedAt } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { instrumentOf, itemsOf } from "../measurement/instruments.ts";
import { findScoredOutcomes } from "./score-outcome.repository.ts";
import { bandsOf, countOutcomes, publishBands } from "./score-outcome.ts";

/** Adapts `schema/participant/score-outcome.graphql`. */
export const scoreOutcomeResolvers = {
  Programme: {
    scoreOutcomes: async ({ id }, { instrument: code, version, rater, week, bands: count, moment, asOf: day }, ctx) => {
      requireWithin("week", week, 1, 104);
      requireWithin("bands", count, 2, 9);
      const instrument = instrumentOf(code, version);
      if (instrument === null || itemsOf(instrument, rater).length === 0) return null;
      const clocks = clocksOf(ctx, { asOf: day });
      const { asOf } = clocks;
      const series = { instrument: code, instrumentVersion: version, rater };
      const find = async (at: LocalDate) =>
        findScoredOutcomes(await ctx.reader(), { programmeId: id, series, moment, week, asOf: at });
      const people = await find(asOf);
      const seesRows = ctx.viewer.scopes.includes("participations:read");
      const counts = countOutcomes(instrument, count, people);
      const isTold = await isPublishedAt(ctx, clocks, counts, async (newest) =>
        countOutcomes(instrument, count, await find(newest.asOf)),
      );
      const table = isTold ? publishTable(seesRows, counts) : withheldTable(counts.length, counts[0]?.length ?? 0);
      const [employed, notEmployed, notKnown] = table.columnTotals;
      return {
        ...{ instrument, rater, week, moment, asOf, total: table.grandTotal },
        ...{ employed: employed ?? ZERO, notEmployed: notEmployed ?? ZERO, notKnown: notKnown ?? ZERO },
        bands: publishBands(bandsOf(instrument, count), counts, table, seesRows),
        synthetic: people.some(({ synthetic }) => synthetic),
      };
    },
  },
  ScoreBand: {
    from: ({ band }) => (band === null ? null : roundHalfAway(band.from.numerator * 100n, band.from.denominator)),
    to: ({ band }) => (band === null ? null : roundHalfAway(band.to.numerator * 100n, band.to.denominator)),
  },
} satisfies Resolvers;

const ZERO = { kind: "exact", count: 0 } as const;

/** @throws Fault BAD_USER_INPUT when the number is not within both bounds */
function requireWithin(argument: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new Fault("BAD_USER_INPUT", `${argument} is a whole number from ${least} to ${most}.`, {
    reason: "OUT_OF_RANGE",
    argument,
  });
}
