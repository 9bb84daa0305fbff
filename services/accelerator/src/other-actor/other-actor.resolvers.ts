import type { Resolvers } from "../generated/resolvers.ts";
import { wholeHundredths } from "../growth/hundredths.ts";
import { otherActorMeasure, otherActorVoid } from "./other-actor.actions.ts";
import { growthOfActor, inForce } from "./other-actor.ts";

/** Adapts `schema/accelerator/other-actor.graphql`. */
export const otherActorResolvers = {
  Mutation: {
    otherActorMeasure: async (_root, { input }, ctx) => {
      const { kind, turnover, fte, ...rest } = input;
      if (kind === "FINAL") {
        const message = "Give BASELINE or FOLLOW_UP: an other actor graduates from no course.";
        const refusal = { code: "VALUE_OUT_OF_RANGE", message, field: ["input", "kind"] } as const;
        return { otherActor: null, refusals: [refusal] };
      }
      const figures = { ...rest, kind, turnoverMinor: turnover, fteHundredths: wholeHundredths(fte) };
      const done = await otherActorMeasure(ctx, figures);
      if (!done.ok) return { otherActor: null, refusals: done.refusals };
      return { otherActor: await ctx.loaders.otherActor.load(done.value.id), refusals: [] };
    },
    otherActorVoid: async (_root, { input }, ctx) => {
      const done = await otherActorVoid(ctx, input);
      if (!done.ok) return { otherActor: null, refusals: done.refusals };
      return { otherActor: await ctx.loaders.otherActor.load(done.value.id), refusals: [] };
    },
  },
  Programme: {
    otherActors: ({ id }, _args, ctx) => ctx.loaders.otherActors.load(id),
  },
  OtherActorGrowth: {
    organisation: ({ organisationId }) => ({ id: organisationId }),
    partnership: ({ partnershipId }) => ({ id: partnershipId }),
    growth: async (actor, _args, ctx) => {
      const rules = await ctx.loaders.growthRules.load(actor.programmeId);
      const baseline = inForce(actor).find(({ kind }) => kind === "BASELINE");
      return { ...growthOfActor({ ...actor, rules }), currency: baseline?.currency ?? "DKK" };
    },
    figures: (actor) => inForce(actor),
  },
  OtherActorFigures: {
    turnover: ({ turnoverMinor, currency }) => ({ amount: turnoverMinor, currency }),
    fte: ({ fteHundredths }) => BigInt(fteHundredths),
  },
} satisfies Resolvers;
