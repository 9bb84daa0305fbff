import { isId, localDate } from "@inclusion/kernel";
import { clocksOf, queryPage } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { INDICATORS } from "./indicator-target.ts";
import { listProgrammes } from "./programme.repository.ts";
import type { Programme } from "./programme.ts";

/** Adapts `schema/partnership/programme.graphql`. */
export const programmeResolvers = {
  Query: {
    programmes: (_root, { first, after }, ctx) =>
      queryPage(ctx, {
        list: "programmes",
        first,
        after,
        keysOf: ({ slug }: Programme) => [slug],
        fetch: async (keys, limit) => listProgrammes(await ctx.reader(), keys?.[0] ?? null, limit),
      }),
    programme: (_root, { slug }, ctx) => ctx.loaders.programmeBySlug.load(slug),
  },
  Programme: {
    __resolveReference: ({ id }, ctx) => (isId(id) ? ctx.loaders.programme.load(id) : null),
    beneficiary: ({ beneficiaryId }, _args, ctx) =>
      beneficiaryId === null ? null : ctx.loaders.organisation.load(beneficiaryId),
    partners: async ({ partnerIds }, _args, ctx) => {
      if (partnerIds === null) return null;
      const partners = await Promise.all(partnerIds.map((id) => ctx.loaders.organisation.load(id)));
      return partners.filter((partner) => partner !== null);
    },
    indicatorTargets: ({ targets }) => targets,
    version: ({ sheetVersion }) => sheetVersion,
    versions: ({ id }, _args, ctx) => ctx.loaders.versions.load(id),
    municipalities: ({ id }, _args, ctx) => ctx.loaders.places.load(id),
    partnershipResults: ({ id }, asked, ctx) => ctx.loaders.results(id, clocksOf(ctx, asked)),
  },
  IndicatorTarget: {
    definition: ({ code, definition }) => definition ?? INDICATORS[code]?.definition ?? code,
    definitionVersion: ({ code, definitionVersion }) => definitionVersion ?? INDICATORS[code]?.version ?? 1,
  },
  ProgrammeVersion: {
    readOn: ({ readOn }) => readOn,
    startsOn: ({ startsOn }) => (startsOn === null ? null : localDate(startsOn)),
    endsOn: ({ endsOn }) => (endsOn === null ? null : localDate(endsOn)),
  },
  ProgrammeMunicipality: {
    municipality: async ({ municipalityCode }, _args, ctx) => {
      const municipality = await ctx.loaders.municipality.load(municipalityCode);
      if (municipality === null) throw new Error(`municipality ${municipalityCode} is not stored`);
      return municipality;
    },
    joinedOn: ({ joinedOn }) => localDate(joinedOn),
    leftOn: ({ leftOn }) => (leftOn === null ? null : localDate(leftOn)),
  },
} satisfies Resolvers;
