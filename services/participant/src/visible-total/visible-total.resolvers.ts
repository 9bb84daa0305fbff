import { clocksOf, readTotals } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { CATALOGUE } from "../indicator/definitions.ts";
import { numbersInForce } from "../indicator/indicator.actions.ts";
import { PARTICIPANT_INDICATORS } from "../participation/participation-measures.ts";
import { REASON_TEXTS, visibleTotals } from "./visible-total.ts";

/** Adapts `schema/participant/visible-total.graphql`. */
export const visibleTotalResolvers = {
  Programme: {
    visibleTotals: async ({ id }, asked, ctx) => {
      const clocks = clocksOf(ctx, asked);
      const visible = await ctx.loaders.totals(clocks).load(id);
      // The whole programme is summed in a transaction of its own, in which nothing but sums is read.
      const programme = await ctx.aside(async (tx) => {
        await tx.query("SELECT set_config('app.municipalities', '*', true)");
        return readTotals(tx, CATALOGUE.schema, [id], clocks);
      });
      const totals = { visible: numbersInForce(visible), programme: numbersInForce(programme) };
      return visibleTotals(CATALOGUE, Object.keys(PARTICIPANT_INDICATORS), totals, ctx.viewer).map(
        ({ reasons, ...total }) => ({
          ...total,
          ...clocks,
          reasons: reasons.map((code) => ({ code, text: REASON_TEXTS[code] })),
        }),
      );
    },
  },
} satisfies Resolvers;
