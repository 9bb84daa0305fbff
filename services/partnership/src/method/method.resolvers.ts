import type { Decision } from "@inclusion/kernel";
import type { Resolvers } from "../generated/resolvers.ts";
import {
  methodAddEvidence,
  methodAdoptVersion,
  methodBegin,
  methodTestVersion,
  methodWriteVersion,
} from "./method.actions.ts";
import type { MethodFile } from "./method.ts";

/** Adapts `schema/partnership/method.graphql`. */
export const methodResolvers = {
  Mutation: {
    methodBegin: async (_root, { input }, ctx) => payloadOf(await methodBegin(ctx, input)),
    methodWriteVersion: async (_root, { input }, ctx) => payloadOf(await methodWriteVersion(ctx, input)),
    methodAddEvidence: async (_root, { input }, ctx) => payloadOf(await methodAddEvidence(ctx, input)),
    methodTestVersion: async (_root, { input }, ctx) => payloadOf(await methodTestVersion(ctx, input)),
    methodAdoptVersion: async (_root, { input }, ctx) => payloadOf(await methodAdoptVersion(ctx, input)),
  },
  Programme: {
    methods: ({ id }, _args, ctx) => ctx.loaders.methods.load(id),
  },
  Method: {
    id: ({ record }) => record.id,
    programme: ({ record }, _args, ctx) => ctx.loaders.programme.load(record.programmeId),
    name: ({ record }) => record.name,
  },
  MethodVersion: {
    evidence: ({ id }, _args, ctx) => ctx.loaders.methodEvidence.load(id),
  },
} satisfies Resolvers;

function payloadOf<Code extends string>(done: Decision<MethodFile, Code>) {
  return done.ok ? { method: done.value, refusals: [] } : { method: null, refusals: done.refusals };
}
