import type { Resolvers } from "../generated/resolvers.ts";
import { callAmend, callOpen } from "./call.actions.ts";

/** Adapts `schema/accelerator/call.graphql`. */
export const callResolvers = {
  Mutation: {
    callOpen: async (_root, { input }, ctx) => {
      const done = await callOpen(ctx, input);
      return done.ok ? { call: done.value, refusals: [] } : { call: null, refusals: done.refusals };
    },
    callAmend: async (_root, { input }, ctx) => {
      const done = await callAmend(ctx, input);
      return done.ok ? { call: done.value, refusals: [] } : { call: null, refusals: done.refusals };
    },
  },
  Programme: {
    acceleratorCalls: ({ id }, _args, ctx) => ctx.loaders.callsOfProgramme.load(id),
  },
  AcceleratorCall: {
    programme: ({ programmeId }) => ({ id: programmeId }),
    criteria: ({ criteria, lowest, highest }) => {
      return { version: criteria.length, lowest, highest, criteria: criteria.at(-1) ?? [] };
    },
    earlierCriteria: ({ criteria, lowest, highest }) =>
      criteria.slice(0, -1).map((each, index) => ({ version: index + 1, lowest, highest, criteria: each })),
  },
} satisfies Resolvers;
