import type { Decision } from "@inclusion/kernel";
import type { Resolvers } from "../generated/resolvers.ts";
import type { StoredParticipation } from "../participation/participation.ts";
import type { ParticipantRefusalCode } from "../refusals.ts";
import { participationAdmitAlumnus, participationRefer } from "./beginning.actions.ts";
import {
  aftercareStart,
  courseCorrect,
  employmentCorrect,
  employmentEnd,
  employmentKeep,
  employmentStart,
  entryFactsRecord,
  exitCorrect,
  followUpRecord,
  participationClose,
  participationComplete,
  participationCorrect,
  participationDropOut,
  participationEnrol,
  participationLeave,
  participationOfferPlace,
  participationScreen,
  placementCorrect,
  placementEnd,
  placementStart,
  sensitiveFactsRecord,
} from "./pathway.actions.ts";

/** Adapts `schema/participant/pathway.graphql`. */
export const pathwayResolvers = {
  Mutation: {
    participationRefer: async (_root, { input }, ctx) => payloadOf(await participationRefer(ctx, input)),
    participationAdmitAlumnus: async (_root, { input }, ctx) => payloadOf(await participationAdmitAlumnus(ctx, input)),
    participationScreen: async (_root, { input }, ctx) => payloadOf(await participationScreen(ctx, input)),
    participationOfferPlace: async (_root, { input }, ctx) => payloadOf(await participationOfferPlace(ctx, input)),
    entryFactsRecord: async (_root, { input }, ctx) => payloadOf(await entryFactsRecord(ctx, input)),
    sensitiveFactsRecord: async (_root, { input }, ctx) => payloadOf(await sensitiveFactsRecord(ctx, input)),
    participationEnrol: async (_root, { input }, ctx) => payloadOf(await participationEnrol(ctx, input)),
    placementStart: async (_root, { input }, ctx) => payloadOf(await placementStart(ctx, input)),
    placementEnd: async (_root, { input }, ctx) => payloadOf(await placementEnd(ctx, input)),
    participationComplete: async (_root, { input }, ctx) => payloadOf(await participationComplete(ctx, input)),
    participationDropOut: async (_root, { input }, ctx) => payloadOf(await participationDropOut(ctx, input)),
    employmentStart: async (_root, { input }, ctx) => payloadOf(await employmentStart(ctx, input)),
    employmentEnd: async (_root, { input }, ctx) => payloadOf(await employmentEnd(ctx, input)),
    employmentKeep: async (_root, { input }, ctx) => payloadOf(await employmentKeep(ctx, input)),
    participationLeave: async (_root, { input }, ctx) => payloadOf(await participationLeave(ctx, input)),
    followUpRecord: async (_root, { input }, ctx) => payloadOf(await followUpRecord(ctx, input)),
    participationClose: async (_root, { input }, ctx) => payloadOf(await participationClose(ctx, input)),
    aftercareStart: async (_root, { input }, ctx) => payloadOf(await aftercareStart(ctx, input)),
    courseCorrect: async (_root, { input }, ctx) => payloadOf(await courseCorrect(ctx, input)),
    placementCorrect: async (_root, { input }, ctx) => payloadOf(await placementCorrect(ctx, input)),
    employmentCorrect: async (_root, { input }, ctx) => payloadOf(await employmentCorrect(ctx, input)),
    exitCorrect: async (_root, { input }, ctx) => payloadOf(await exitCorrect(ctx, input)),
    participationCorrect: async (_root, { input }, ctx) => payloadOf(await participationCorrect(ctx, input)),
  },
  Participation: {
    events: ({ id }, _args, ctx) => ctx.loaders.events.load(id),
  },
  PathwayEvent: {
    from: ({ fromState }) => fromState,
    to: ({ toState }) => toState,
  },
  ParticipantRefusal: {
    field: ({ field }) => field ?? null,
  },
} satisfies Resolvers;

function payloadOf(decided: Decision<StoredParticipation, ParticipantRefusalCode>) {
  return decided.ok
    ? { participation: decided.value, refusals: [] }
    : { participation: null, refusals: decided.refusals };
}
