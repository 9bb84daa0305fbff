import type { Decision } from "@inclusion/kernel";
import type { Resolvers } from "../generated/resolvers.ts";
import { evaluationCorrect, evaluationPublish, evaluationRegister } from "./evaluation.actions.ts";
import type { Evaluation } from "./evaluation.ts";

/** Adapts `schema/partnership/evaluation.graphql`. */
export const evaluationResolvers = {
  Mutation: {
    evaluationRegister: async (_root, { input }, ctx) => payloadOf(await evaluationRegister(ctx, input)),
    evaluationCorrect: async (_root, { input }, ctx) => payloadOf(await evaluationCorrect(ctx, input)),
    evaluationPublish: async (_root, { input }, ctx) => payloadOf(await evaluationPublish(ctx, input)),
  },
  Programme: {
    evaluations: ({ id }, _args, ctx) => ctx.loaders.evaluations.load(id),
  },
} satisfies Resolvers;

function payloadOf<Code extends string>(done: Decision<Evaluation, Code>) {
  return done.ok ? { evaluation: done.value, refusals: [] } : { evaluation: null, refusals: done.refusals };
}
