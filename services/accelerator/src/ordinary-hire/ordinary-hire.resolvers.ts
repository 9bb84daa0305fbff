import type { Resolvers } from "../generated/resolvers.ts";
import { ownerResolvers } from "../room/owner.mappers.ts";
import type { RoomDecision } from "../room-change.ts";
import { ordinaryHireRecord, ordinaryHireWithdraw } from "./ordinary-hire.actions.ts";
import type { StoredHire } from "./ordinary-hire.repository.ts";

/** Adapts `schema/accelerator/ordinary-hire.graphql`. */
export const ordinaryHireResolvers = {
  Mutation: {
    ordinaryHireRecord: async (_root, { input }, ctx) => payloadOf(await ordinaryHireRecord(ctx, input)),
    ordinaryHireWithdraw: async (_root, { input }, ctx) => payloadOf(await ordinaryHireWithdraw(ctx, input)),
  },
  OrdinaryHire: {
    ...ownerResolvers,
    hasEvidence: ({ evidenceHash }) => evidenceHash !== null,
  },
  CompanyCourse: {
    ordinaryHires: ({ id }, _args, ctx) => ctx.loaders.hiresOfCourse.load(id),
  },
  Organisation: {
    ordinaryHires: ({ id }, _args, ctx) => ctx.loaders.hiresOfCompany.load(id),
  },
} satisfies Resolvers;

function payloadOf(done: RoomDecision<StoredHire>) {
  return done.ok ? { ordinaryHire: done.value, refusals: [] } : { ordinaryHire: null, refusals: done.refusals };
}
