import { type Currency, roundHalfAway, sumMinor } from "@inclusion/kernel";
import { clocksOf, moneyOf, withNewest } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { countPersons, sumDelivered, sumPaidOutcomes } from "./delivery.repository.ts";
import { type Counted, type PublishedSpend, perPerson, publishSpend } from "./spend.ts";

/** Adapts `schema/finance/delivery.graphql`. */
export const deliveryResolvers = {
  Programme: {
    spendByMunicipality: async ({ id }, asked, ctx) => {
      const clocks = clocksOf(ctx, asked, ROW_SCOPE);
      const reader = await ctx.reader();
      const costs = await ctx.loaders.costsOfProgramme(id, clocks);
      const money = costs.map(({ municipalityCode, spentMinor }) => ({ municipalityCode, minor: spentMinor }));
      const paid = await sumPaidOutcomes(reader, id, clocks);
      const { counted, newest } = await withNewest(ctx, clocks, (at) => countPersons(reader, id, at), ROW_SCOPE);
      const currency = (await ctx.loaders.grantOfProgramme.load(id))?.currency ?? "DKK";
      return publishSpend(counted, [...money, ...paid], newest).map((line) => ({ ...line, currency }));
    },
    hoursDelivered: async ({ id }, _args, ctx) => {
      const reader = await ctx.reader();
      const hours = await sumDelivered(reader, id);
      const costs = await ctx.loaders.costsOfProgramme(id, { asOf: ctx.today, knownAt: ctx.now });
      const currency: Currency = (await ctx.loaders.grantOfProgramme.load(id))?.currency ?? "DKK";
      return hours.map(({ axis, activity, hundredths }) => {
        const all = sumMinor(hours.filter((each) => each.axis === axis).map((each) => each.hundredths));
        const spent = sumMinor(costs.filter((each) => each.axis === axis).map(({ spentMinor }) => spentMinor));
        const costPerHour = all === 0n ? null : moneyOf(roundHalfAway(spent * 100n, all), currency);
        return { axis, activity, hours: hundredths, costPerHour };
      });
    },
  },
  MunicipalitySpend: {
    municipality: ({ spend: { municipalityCode: code } }) => (code === null ? null : { code }),
    municipalities: ({ spend: { codes } }) => codes.length,
    spend: ({ spend, currency }) => moneyOf(spend.spendMinor, currency),
    started: ({ counts }) => counts.started,
    completed: ({ counts }) => counts.completed,
    employed: ({ counts }) => counts.employed,
    perStarted: (line) => priceOf(line, "started"),
    perCompleted: (line) => priceOf(line, "completed"),
    perEmployed: (line) => priceOf(line, "employed"),
  },
} satisfies Resolvers;

/** Shows the participations that are counted. */
const ROW_SCOPE = "participations:read";

/** A line on its way to its fields. */
export type SpendRow = PublishedSpend & Readonly<{ currency: Currency }>;

function priceOf({ spend, counts, currency }: SpendRow, of: Counted) {
  const minor = perPerson(spend.spendMinor, spend[of], counts[of].kind === "exact");
  return minor === null ? null : moneyOf(minor, currency);
}
