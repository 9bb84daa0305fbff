import { type Currency, roundHalfAway, sumMinor, suppressCount } from "@inclusion/kernel";
import { clocksOf, moneyOf } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { countPersons, sumDelivered, sumPaidOutcomes } from "./delivery.repository.ts";
import { perPerson, type Spend, spendByMunicipality } from "./spend.ts";

/** Adapts `schema/finance/delivery.graphql`. */
export const deliveryResolvers = {
  Programme: {
    spendByMunicipality: async ({ id }, asked, ctx) => {
      const clocks = clocksOf(ctx, asked, "participations:read");
      const reader = await ctx.reader();
      const costs = await ctx.loaders.costsOfProgramme(id, clocks);
      const money = costs.map(({ municipalityCode, spentMinor }) => ({ municipalityCode, minor: spentMinor }));
      const seesRows = ctx.viewer.scopes.includes("participations:read");
      const paid = await sumPaidOutcomes(reader, id, clocks);
      const persons = await countPersons(reader, id, clocks);
      const currency = (await ctx.loaders.grantOfProgramme.load(id))?.currency ?? "DKK";
      return spendByMunicipality(persons, [...money, ...paid], !seesRows).map((spend) => ({
        spend,
        currency,
        seesRows,
      }));
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
    municipalities: ({ spend }) => spend.municipalities,
    spend: ({ spend, currency }) => moneyOf(spend.spendMinor, currency),
    started: (line) => countOf(line, "started"),
    completed: (line) => countOf(line, "completed"),
    employed: (line) => countOf(line, "employed"),
    perStarted: (line) => priceOf(line, "started"),
    perCompleted: (line) => priceOf(line, "completed"),
    perEmployed: (line) => priceOf(line, "employed"),
  },
} satisfies Resolvers;

/** A line with what its viewer may see of it. */
export type SpendRow = Readonly<{ spend: Spend; currency: Currency; seesRows: boolean }>;

type Counted = "started" | "completed" | "employed";

function countOf({ spend, seesRows }: SpendRow, of: Counted) {
  return seesRows ? { kind: "exact" as const, count: spend[of] } : suppressCount(spend[of]);
}

function priceOf({ spend, currency, seesRows }: SpendRow, of: Counted) {
  const minor = perPerson(spend.spendMinor, spend[of], seesRows || suppressCount(spend[of]).kind === "exact");
  return minor === null ? null : moneyOf(minor, currency);
}
