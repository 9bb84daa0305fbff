import { isId } from "@inclusion/kernel";
import { queryPage } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { ownerResolvers } from "../room/owner.mappers.ts";
import type { RoomDecision } from "../room-change.ts";
import {
  jobOpeningBreakOff,
  jobOpeningChange,
  jobOpeningClose,
  jobOpeningDraft,
  jobOpeningFill,
  jobOpeningPublish,
} from "./job-opening.actions.ts";
import { listOpenings } from "./job-opening.repository.ts";
import { filledOf, hasFreeSeat, overbookedOf, type StoredOpening, termsOn } from "./job-opening.ts";

/** Adapts `schema/accelerator/job-opening.graphql`. */
export const jobOpeningResolvers = {
  Query: {
    jobOpening: (_root, { id }, ctx) => (isId(id) ? ctx.loaders.opening.load(id) : null),
  },
  Mutation: {
    jobOpeningDraft: async (_root, { input }, ctx) => payloadOf(await jobOpeningDraft(ctx, input)),
    jobOpeningChange: async (_root, { input }, ctx) => payloadOf(await jobOpeningChange(ctx, input)),
    jobOpeningPublish: async (_root, { input }, ctx) => payloadOf(await jobOpeningPublish(ctx, input)),
    jobOpeningClose: async (_root, { input }, ctx) => payloadOf(await jobOpeningClose(ctx, input)),
    jobOpeningFill: async (_root, { input }, ctx) => payloadOf(await jobOpeningFill(ctx, input)),
    jobOpeningBreakOff: async (_root, { input }, ctx) => payloadOf(await jobOpeningBreakOff(ctx, input)),
  },
  JobOpening: {
    __resolveReference: ({ id }, ctx) => (isId(id) ? ctx.loaders.opening.load(id) : null),
    ...ownerResolvers,
    filled: (opening) => filledOf(opening),
    overbooked: (opening) => overbookedOf(opening),
    fills: ({ id }, _args, ctx) => ctx.loaders.fills.load(id),
    offerOn: (opening, { on: asked }, { today }) => {
      const on = asked ?? today;
      return { ...termsOn(opening, on), on, hasFreeSeat: hasFreeSeat(opening, on) };
    },
  },
  OpeningFill: {
    confirmed: ({ participationId }) => participationId !== null,
    told: ({ factId }) => factId !== null,
  },
  Programme: {
    jobOpenings: ({ id }, { openOn, first, after }, ctx) =>
      queryPage(ctx, {
        list: `job openings of ${id} on ${openOn ?? "any day"}`,
        first,
        after,
        fetch: async (keys, limit) =>
          listOpenings(await ctx.reader(), {
            programmeId: id,
            openOn: openOn ?? null,
            after: keys?.[0] ?? null,
            limit,
          }),
        keysOf: (opening) => [opening.id],
      }),
  },
  Organisation: {
    jobOpenings: ({ id }, _args, ctx) => ctx.loaders.openingsOfCompany.load(id),
  },
  CompanyCourse: {
    jobOpenings: ({ id }, _args, ctx) => ctx.loaders.openingsOfCourse.load(id),
  },
} satisfies Resolvers;

function payloadOf(done: RoomDecision<StoredOpening>) {
  return done.ok ? { jobOpening: done.value, refusals: [] } : { jobOpening: null, refusals: done.refusals };
}
