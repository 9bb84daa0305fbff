import type { Resolvers } from "../generated/resolvers.ts";
import type { RoomDecision } from "../room-change.ts";
import {
  inclusiveWorkplaceEstablish,
  inclusiveWorkplaceLose,
  inclusiveWorkplaceRetain,
} from "./inclusive-workplace.actions.ts";
import type { StoredWorkplace } from "./inclusive-workplace.repository.ts";

/** Adapts `schema/accelerator/inclusive-workplace.graphql`. */
export const inclusiveWorkplaceResolvers = {
  Mutation: {
    inclusiveWorkplaceEstablish: async (_root, { input }, ctx) =>
      payloadOf(await inclusiveWorkplaceEstablish(ctx, input)),
    inclusiveWorkplaceRetain: async (_root, { input }, ctx) => payloadOf(await inclusiveWorkplaceRetain(ctx, input)),
    inclusiveWorkplaceLose: async (_root, { input }, ctx) => payloadOf(await inclusiveWorkplaceLose(ctx, input)),
  },
  InclusiveWorkplace: {
    organisation: ({ organisationId }) => ({ id: organisationId }),
    programme: ({ programmeId }) => ({ id: programmeId }),
    companyCourse: ({ courseId }, _args, ctx) => (courseId === null ? null : ctx.loaders.course.load(courseId)),
    partnership: ({ partnershipId }) => (partnershipId === null ? null : { id: partnershipId }),
    municipality: ({ municipalityCode }) => ({ code: municipalityCode }),
  },
  Organisation: {
    inclusiveWorkplaces: ({ id }, _args, ctx) => ctx.loaders.workplacesOfCompany.load(id),
  },
} satisfies Resolvers;

function payloadOf(done: RoomDecision<StoredWorkplace>) {
  return done.ok
    ? { inclusiveWorkplace: done.value, refusals: [] }
    : { inclusiveWorkplace: null, refusals: done.refusals };
}
