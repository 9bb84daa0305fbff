import type { Resolvers } from "../generated/resolvers.ts";
import { listMunicipalities } from "./municipality.repository.ts";
import { regionOn } from "./municipality.ts";

/** Adapts `schema/partnership/municipality.graphql`. */
export const municipalityResolvers = {
  Query: {
    municipalities: async (_root, _args, ctx) => listMunicipalities(await ctx.reader()),
    municipality: (_root, { code }, ctx) => ctx.loaders.municipality.load(code),
  },
  Municipality: {
    __resolveReference: ({ code }, ctx) => ctx.loaders.municipality.load(code),
    region: async ({ code }, { on }, ctx) => {
      const memberships = await ctx.loaders.memberships.load(code);
      const found = regionOn(memberships, code, on ?? ctx.today);
      return memberships.find((membership) => membership === found)?.region ?? null;
    },
  },
} satisfies Resolvers;
