import { isId } from "@inclusion/kernel";
import { queryPage } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { listPartnerships } from "./partnership.repository.ts";
import type { Partnership } from "./partnership.ts";

/** Adapts `schema/partnership/partnership.graphql`. */
export const partnershipResolvers = {
  Programme: {
    partnerships: ({ id }, { first, after }, ctx) =>
      queryPage(ctx, {
        list: `partnerships of ${id}`,
        first,
        after,
        keysOf: (partnership: Partnership) => [partnership.id],
        fetch: async (keys, limit) => listPartnerships(await ctx.reader(), id, keys?.[0] ?? null, limit),
      }),
  },
  Partnership: {
    __resolveReference: ({ id }, ctx) => (isId(id) ? ctx.loaders.partnership.load(id) : null),
    programme: ({ programmeId }, _args, ctx) => ctx.loaders.programme.load(programmeId),
    municipality: ({ municipalityCode }, _args, ctx) => ctx.loaders.municipality.load(municipalityCode),
    parties: ({ id }, _args, ctx) => ctx.loaders.parties.load(id),
    case: ({ caseTitle, casePublishedOn }) =>
      caseTitle === null || casePublishedOn === null ? null : { title: caseTitle, publishedOn: casePublishedOn },
  },
  PartnershipParty: {
    organisation: async ({ organisationId }, _args, ctx) => {
      const organisation = await ctx.loaders.organisation.load(organisationId);
      if (organisation === null) throw new Error(`organisation ${organisationId} is not stored`);
      return organisation;
    },
  },
} satisfies Resolvers;
