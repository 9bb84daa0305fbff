import type { Decision } from "@inclusion/kernel";
import type { Resolvers } from "../generated/resolvers.ts";
import type { Partnership } from "../partnership/partnership.ts";
import { commitmentChange, commitmentMake } from "./commitment.actions.ts";
import { balanceOf } from "./commitment.ts";

/** Adapts `schema/partnership/commitment.graphql`. */
export const commitmentResolvers = {
  Mutation: {
    commitmentMake: async (_root, { input }, ctx) => payloadOf(await commitmentMake(ctx, input)),
    commitmentChange: async (_root, { input }, ctx) => payloadOf(await commitmentChange(ctx, input)),
  },
  Partnership: {
    commitments: async ({ id }, _args, ctx) => (await ctx.loaders.partnershipFile.load(id))?.commitments ?? [],
    commitmentBalance: async ({ id }, { on }, ctx) => {
      const [file, rooms] = await Promise.all([ctx.loaders.partnershipFile.load(id), ctx.loaders.rooms.load(id)]);
      return balanceOf(file?.commitments ?? [], rooms, on ?? ctx.today);
    },
  },
  Commitment: {
    organisation: async ({ organisationId }, _args, ctx) => {
      const organisation = await ctx.loaders.organisation.load(organisationId);
      if (organisation === null) throw new Error(`organisation ${organisationId} is not stored`);
      return organisation;
    },
  },
} satisfies Resolvers;

function payloadOf<Code extends string>(done: Decision<Partnership, Code>) {
  return done.ok ? { partnership: done.value, refusals: [] } : { partnership: null, refusals: done.refusals };
}
