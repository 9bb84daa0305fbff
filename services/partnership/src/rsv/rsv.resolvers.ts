import type { Decision } from "@inclusion/kernel";
import { Fault } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import type { Organisation } from "../organisation/organisation.ts";
import { rsvCheck, rsvDeregister, rsvRegister } from "./rsv.actions.ts";
import { dividendCeiling, inOrder, rsvOn } from "./rsv.ts";

/** After every instant: what is known now. */
const NOW = "9999";

/** Adapts `schema/partnership/rsv.graphql`. */
export const rsvResolvers = {
  Query: {
    rsvDividendCeiling: (_root, { resultAfterTax, dividend, capital, discountRate }) => {
      if (dividend != null && dividend < 0n) throw new Fault("BAD_USER_INPUT", "dividend is not below 0");
      if (capital != null && capital < 0n) throw new Fault("BAD_USER_INPUT", "capital is not below 0");
      const { ceilingMinor, yieldCeilingMinor, isAllowed } = dividendCeiling({
        ...{ resultMinor: resultAfterTax, dividendMinor: dividend ?? null },
        ...{ capitalMinor: capital, discountRateHundredths: discountRate },
      });
      const kroner = (amount: bigint) => ({ amount, currency: "DKK" as const });
      const yieldCeiling = yieldCeilingMinor === null ? null : kroner(yieldCeilingMinor);
      return { ceiling: kroner(ceilingMinor), yieldCeiling, isAllowed };
    },
  },
  Mutation: {
    rsvRegister: async (_root, { input }, ctx) => payloadOf(await rsvRegister(ctx, input)),
    rsvCheck: async (_root, { input }, ctx) => payloadOf(await rsvCheck(ctx, input)),
    rsvDeregister: async (_root, { input }, ctx) => payloadOf(await rsvDeregister(ctx, input)),
  },
  Organisation: {
    rsv: async ({ id }, { asOf, knownAt }, ctx) =>
      rsvOn(await ctx.loaders.registrationVersions.load(id), asOf ?? ctx.today, knownAt?.toISOString() ?? NOW),
    rsvHistory: ({ id }, _args, ctx) => ctx.loaders.registrations.load(id),
  },
  RsvRegistration: {
    criteria: ({ criteria }) => inOrder(criteria),
  },
} satisfies Resolvers;

function payloadOf<Code extends string>(done: Decision<Organisation, Code>) {
  return done.ok ? { organisation: done.value, refusals: [] } : { organisation: null, refusals: done.refusals };
}
