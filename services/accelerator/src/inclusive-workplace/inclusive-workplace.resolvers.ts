import type { Resolvers } from "../generated/resolvers.ts";
import { ownerResolvers } from "../room/owner.mappers.ts";
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
    ...ownerResolvers,
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
