import { type QuarterSum, releasesOf } from "@inclusion/kernel";
import {
  clocksOf,
  isNewest,
  newestRelease,
  readQuarters,
  readTotals,
  releaseClocks,
  type TwoClocks,
} from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { CATALOGUE, INDICATOR_CODES } from "../indicator/definitions.ts";
import { numbersInForce, sightOf } from "../indicator/indicator.actions.ts";
import { PARTICIPANT_INDICATORS } from "../participation/participation-measures.ts";
import { REASON_TEXTS, visibleTotals } from "./visible-total.ts";

/** Adapts `schema/participant/visible-total.graphql`. */
export const visibleTotalResolvers = {
  Programme: {
    visibleTotals: async ({ id }, asked, ctx) => {
      const clocks = clocksOf(ctx, asked);
      const visible = await ctx.loaders.totals(clocks).load(id);
      // The whole programme is summed in a transaction of its own, in which nothing but sums is read.
      const isReleased = sightOf(ctx.viewer) !== "none" || isNewest(ctx, clocks);
      const { programme, quarters } = await ctx.aside(async (tx) => {
        await tx.query("SELECT set_config('app.municipalities', '*', true)");
        return {
          programme: await readTotals(tx, CATALOGUE.schema, [id], clocks),
          quarters: isReleased ? null : await readQuarters(tx, CATALOGUE, [id], newestRelease(ctx)),
        };
      });
      const totals = {
        ...{ visible: numbersInForce(visible), programme: numbersInForce(programme) },
        ...(quarters === null ? {} : { untold: await untoldIn(ctx, id, { clocks, quarters }) }),
      };
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

/** What is told of the programme tells, less what is told within the viewer's limits, of all others. */
async function untoldIn(
  ctx: Context,
  programmeId: string,
  { clocks, quarters }: Readonly<{ clocks: TwoClocks; quarters: readonly QuarterSum[] }>,
) {
  const own = await readQuarters(await ctx.reader(), CATALOGUE, [programmeId], newestRelease(ctx));
  const others = [...quarters, ...own.map((sum) => ({ ...sum, amount: -sum.amount }))];
  const [asked, newest] = [releaseClocks(clocks), releaseClocks(newestRelease(ctx))];
  const [visible, whole, rest] = [own, quarters, others].map((sums) => {
    const releases = releasesOf(CATALOGUE, sums, newest);
    return INDICATOR_CODES.filter((code) => !releases.isTold(code, asked));
  });
  return { visible: new Set<string>(visible), programme: new Set<string>([...(whole ?? []), ...(rest ?? [])]) };
}
