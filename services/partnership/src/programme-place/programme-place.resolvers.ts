import { programmePayload } from "../change-programme.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import {
  programmeElementPut,
  programmePlaceJoin,
  programmePlaceLeave,
  programmePlaceProfile,
  programmeRoleAssign,
  programmeRoleEnd,
  regionalSupportBegin,
  regionalSupportEnd,
} from "./programme-place.actions.ts";

/** Adapts `schema/partnership/programme-place.graphql`. */
export const programmePlaceResolvers = {
  Mutation: {
    programmePlaceJoin: async (_root, { input }, ctx) => programmePayload(await programmePlaceJoin(ctx, input)),
    programmePlaceLeave: async (_root, { input }, ctx) => programmePayload(await programmePlaceLeave(ctx, input)),
    programmePlaceProfile: async (_root, { input }, ctx) => programmePayload(await programmePlaceProfile(ctx, input)),
    regionalSupportBegin: async (_root, { input }, ctx) => programmePayload(await regionalSupportBegin(ctx, input)),
    regionalSupportEnd: async (_root, { input }, ctx) => programmePayload(await regionalSupportEnd(ctx, input)),
    programmeRoleAssign: async (_root, { input }, ctx) => programmePayload(await programmeRoleAssign(ctx, input)),
    programmeRoleEnd: async (_root, { input }, ctx) => programmePayload(await programmeRoleEnd(ctx, input)),
    programmeElementPut: async (_root, { input }, ctx) => programmePayload(await programmeElementPut(ctx, input)),
  },
  Programme: {
    regionalSupports: ({ id }, _args, ctx) => ctx.loaders.supports.load(id),
    roles: ({ id }, _args, ctx) => ctx.loaders.roles.load(id),
    elements: ({ id }, _args, ctx) => ctx.loaders.elements.load(id),
    axes: async ({ id }, _args, ctx) => {
      const elements = await ctx.loaders.elements.load(id);
      return [...new Set(elements.map(({ axis }) => axis))].sort();
    },
  },
  ProgrammeMunicipality: {
    selection: async ({ programmeId, municipalityCode }, _args, ctx) => {
      const profiles = await ctx.loaders.profiles.load(programmeId);
      return profiles.find((profile) => profile.municipalityCode === municipalityCode) ?? null;
    },
  },
  RegionalSupport: {
    region: async ({ regionCode }, _args, ctx) => {
      const region = await ctx.loaders.region.load(regionCode);
      if (region === null) throw new Error(`region ${regionCode} is not stored`);
      return region;
    },
  },
  ProgrammeRole: {
    organisation: async ({ organisationId }, _args, ctx) => {
      const organisation = await ctx.loaders.organisation.load(organisationId);
      if (organisation === null) throw new Error(`organisation ${organisationId} is not stored`);
      return organisation;
    },
  },
} satisfies Resolvers;
