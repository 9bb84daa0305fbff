import { isId } from "@inclusion/kernel";
import type { Resolvers } from "../generated/resolvers.ts";

/** Adapts `schema/partnership/organisation.graphql`. */
export const organisationResolvers = {
  Query: {
    organisation: (_root, { id }, ctx) => (isId(id) ? ctx.loaders.organisation.load(id) : null),
  },
  Organisation: {
    __resolveReference: ({ id }, ctx) => (isId(id) ? ctx.loaders.organisation.load(id) : null),
    municipality: ({ municipalityCode }, _args, ctx) =>
      municipalityCode === null ? null : ctx.loaders.municipality.load(municipalityCode),
  },
} satisfies Resolvers;
