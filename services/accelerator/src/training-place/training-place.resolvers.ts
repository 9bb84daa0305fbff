import type { Resolvers } from "../generated/resolvers.ts";
import { ownerResolvers } from "../room/owner.mappers.ts";
import type { RoomDecision } from "../room-change.ts";
import {
  trainingPlaceBook,
  trainingPlaceEstablish,
  trainingPlaceFree,
  trainingPlaceWithdraw,
} from "./training-place.actions.ts";
import type { StoredPlace } from "./training-place.repository.ts";

/** Adapts `schema/accelerator/training-place.graphql`. */
export const trainingPlaceResolvers = {
  Mutation: {
    trainingPlaceEstablish: async (_root, { input }, ctx) => payloadOf(await trainingPlaceEstablish(ctx, input)),
    trainingPlaceBook: async (_root, { input }, ctx) => payloadOf(await trainingPlaceBook(ctx, input)),
    trainingPlaceFree: async (_root, { input }, ctx) => payloadOf(await trainingPlaceFree(ctx, input)),
    trainingPlaceWithdraw: async (_root, { input }, ctx) => payloadOf(await trainingPlaceWithdraw(ctx, input)),
  },
  TrainingPlace: {
    ...ownerResolvers,
    hasEvidence: ({ evidenceHash }) => evidenceHash !== null,
    booked: async ({ id }, _args, ctx) => (await ctx.loaders.bookings.load(id)).some(({ freedOn }) => freedOn === null),
    bookings: ({ id }, _args, ctx) => ctx.loaders.bookings.load(id),
  },
  CompanyCourse: {
    trainingPlaces: ({ id }, _args, ctx) => ctx.loaders.placesOfCourse.load(id),
  },
  Organisation: {
    trainingPlaces: ({ id }, _args, ctx) => ctx.loaders.placesOfCompany.load(id),
  },
} satisfies Resolvers;

function payloadOf(done: RoomDecision<StoredPlace>) {
  return done.ok ? { trainingPlace: done.value, refusals: [] } : { trainingPlace: null, refusals: done.refusals };
}
