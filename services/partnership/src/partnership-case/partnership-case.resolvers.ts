import type { Decision } from "@inclusion/kernel";
import type { Resolvers } from "../generated/resolvers.ts";
import type { Partnership } from "../partnership/partnership.ts";
import {
  partnershipCaseApprove,
  partnershipCasePublish,
  partnershipCaseUnpublish,
  partnershipCaseWrite,
} from "./partnership-case.actions.ts";
import { findingsIn } from "./partnership-case.ts";

/** Adapts `schema/partnership/partnership-case.graphql`. */
export const partnershipCaseResolvers = {
  Mutation: {
    partnershipCaseWrite: async (_root, { input }, ctx) => payloadOf(await partnershipCaseWrite(ctx, input)),
    partnershipCaseApprove: async (_root, { input }, ctx) => payloadOf(await partnershipCaseApprove(ctx, input)),
    partnershipCasePublish: async (_root, { input }, ctx) => payloadOf(await partnershipCasePublish(ctx, input)),
    partnershipCaseUnpublish: async (_root, { input }, ctx) => payloadOf(await partnershipCaseUnpublish(ctx, input)),
  },
  Partnership: {
    case: async ({ id }, _args, ctx) => {
      const cases = (await ctx.loaders.partnershipFile.load(id))?.cases ?? [];
      return cases.find(({ state }) => state === "PUBLISHED") ?? null;
    },
    cases: async ({ id }, _args, ctx) => (await ctx.loaders.partnershipFile.load(id))?.cases ?? [],
  },
  PartnershipCase: {
    personDataFindings: (written) => findingsIn(written),
  },
  PartnershipCaseApproval: {
    organisation: async ({ organisationId }, _args, ctx) => {
      const organisation = await ctx.loaders.organisation.load(organisationId);
      if (organisation === null) throw new Error(`organisation ${organisationId} is not stored`);
      return organisation;
    },
  },
  PublishedCase: {
    municipality: ({ municipalityCode }, _args, ctx) => ctx.loaders.municipality.load(municipalityCode),
  },
  Programme: {
    publishedCases: ({ id }, _args, ctx) => ctx.loaders.publishedCases.load(id),
  },
} satisfies Resolvers;

function payloadOf<Code extends string>(done: Decision<Partnership, Code>) {
  return done.ok ? { partnership: done.value, refusals: [] } : { partnership: null, refusals: done.refusals };
}
