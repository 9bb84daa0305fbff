import type { Decision } from "@inclusion/kernel";
import { queryPage } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import {
  initiativeDesign,
  initiativeDrop,
  initiativeEstablish,
  initiativeExplore,
  initiativePilot,
  initiativeRegister,
} from "./initiative.actions.ts";
import { listInitiatives } from "./initiative.repository.ts";
import type { InitiativeFile } from "./initiative.ts";

/** Adapts `schema/partnership/initiative.graphql`. */
export const initiativeResolvers = {
  Mutation: {
    initiativeRegister: async (_root, { input }, ctx) => payloadOf(await initiativeRegister(ctx, input)),
    initiativeExplore: async (_root, { input }, ctx) => payloadOf(await initiativeExplore(ctx, input)),
    initiativeDesign: async (_root, { input }, ctx) => payloadOf(await initiativeDesign(ctx, input)),
    initiativePilot: async (_root, { input }, ctx) => payloadOf(await initiativePilot(ctx, input)),
    initiativeEstablish: async (_root, { input }, ctx) => payloadOf(await initiativeEstablish(ctx, input)),
    initiativeDrop: async (_root, { input }, ctx) => payloadOf(await initiativeDrop(ctx, input)),
  },
  Programme: {
    initiatives: ({ id }, { first, after }, ctx) =>
      queryPage<InitiativeFile>(ctx, {
        list: `initiatives of ${id}`,
        first,
        after,
        keysOf: ({ record }) => [record.id],
        fetch: async (keys, limit) => listInitiatives(await ctx.reader(), id, keys?.[0] ?? null, limit),
      }),
  },
  Initiative: {
    id: ({ record }) => record.id,
    programme: ({ record }, _args, ctx) => ctx.loaders.programme.load(record.programmeId),
    municipality: ({ record }, _args, ctx) =>
      record.municipalityCode === null ? null : ctx.loaders.municipality.load(record.municipalityCode),
    kind: ({ record }) => record.kind,
    title: ({ record }) => record.title,
    need: ({ record }) => record.need,
    stage: ({ record }) => record.stage,
    organisation: ({ record }, _args, ctx) =>
      record.organisationId === null ? null : ctx.loaders.organisation.load(record.organisationId),
    dropReason: ({ record }) => record.dropReason,
  },
} satisfies Resolvers;

function payloadOf<Code extends string>(done: Decision<InitiativeFile, Code>) {
  return done.ok ? { initiative: done.value, refusals: [] } : { initiative: null, refusals: done.refusals };
}
