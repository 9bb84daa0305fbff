import type { Context } from "../context.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { municipalDecisionRecord } from "./municipal-decision.actions.ts";

/** Adapts `schema/finance/municipal-decision.graphql`. */
export const municipalDecisionResolvers = {
  Mutation: {
    municipalDecisionRecord: async (_root, { input }, ctx) => {
      const done = await municipalDecisionRecord(ctx, input);
      return done.ok
        ? { decision: await ctx.loaders.decision.load(done.value), refusals: [] }
        : { decision: null, refusals: done.refusals };
    },
  },
  Programme: {
    municipalDecisions: async ({ id }, { withEarlier }, ctx) => {
      const all = await ctx.loaders.decisionsOfProgramme.load(id);
      return withEarlier === true ? all : all.filter(({ isCurrent }) => isCurrent);
    },
  },
  MunicipalDecision: {
    municipality: ({ municipalityCode }) => ({ code: municipalityCode }),
    simulation: async ({ simulationId }, _args, ctx) => existing(await ctx.loaders.simulation.load(simulationId)),
  },
} satisfies Resolvers;

/** Whoever sees a decision sees the programme's simulations, and a simulation with decisions is never taken away. */
function existing(simulation: Awaited<ReturnType<Context["loaders"]["simulation"]["load"]>>) {
  if (simulation === null) throw new Error("Broken invariant: a decision's simulation is there");
  return simulation;
}
