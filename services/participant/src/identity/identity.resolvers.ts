import { isId } from "@inclusion/kernel";
import { queryPage } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { maskedCpr } from "./cpr.ts";
import { listDuplicates } from "./duplicate.repository.ts";
import { identityCorrect, identityRegister } from "./identity.actions.ts";
import { noteShownDuplicates } from "./identity-reads.actions.ts";
import { accessExportRequest, personErase, personRestrict, personRestrictionLift } from "./person-data.actions.ts";

/** Adapts `schema/participant/identity.graphql`. */
export const identityResolvers = {
  Query: {
    possibleDuplicates: (_root, { programmeId, ...page }, ctx) => duplicatesOf(ctx, programmeId, page),
  },
  Programme: {
    possibleDuplicates: ({ id }, page, ctx) => duplicatesOf(ctx, id, page),
  },
  Mutation: {
    identityRegister: async (_root, { input }, ctx) => {
      const done = await identityRegister(ctx, input);
      return done.ok
        ? { participation: await ctx.loaders.participation.load(done.value), refusals: [] }
        : { participation: null, refusals: done.refusals };
    },
    identityCorrect: async (_root, { input }, ctx) => {
      const done = await identityCorrect(ctx, input);
      return done.ok
        ? { participation: await ctx.loaders.participation.load(done.value), refusals: [] }
        : { participation: null, refusals: done.refusals };
    },
    accessExportRequest: async (_root, { input }, ctx) => {
      const done = await accessExportRequest(ctx, input);
      return done.ok ? { ...done.value, refusals: [] } : { document: null, answerBy: null, refusals: done.refusals };
    },
    personRestrict: async (_root, { input }, ctx) => {
      const done = await personRestrict(ctx, input);
      return done.ok
        ? { participationIds: done.value, refusals: [] }
        : { participationIds: [], refusals: done.refusals };
    },
    personRestrictionLift: async (_root, { input }, ctx) => {
      const done = await personRestrictionLift(ctx, input);
      return done.ok
        ? { participationIds: done.value, refusals: [] }
        : { participationIds: [], refusals: done.refusals };
    },
    personErase: async (_root, { input }, ctx) => {
      const done = await personErase(ctx, input);
      return done.ok
        ? { participationIds: done.value, refusals: [] }
        : { participationIds: [], refusals: done.refusals };
    },
  },
  Participation: {
    identity: async ({ id }, { purpose }, ctx) => {
      const identity = await ctx.loaders.identity(id, purpose);
      return identity === null ? null : { identity, purpose };
    },
  },
  PersonIdentity: {
    name: ({ identity }) => identity.name,
    cpr: async ({ identity, purpose }, _args, ctx) => {
      const { cpr } = identity;
      if (!ctx.viewer.scopes.includes("identity:cpr:read")) return maskedCpr(cpr);
      await ctx.loaders.shownNumber(identity, purpose);
      return `${cpr.slice(0, 6)}-${cpr.slice(6)}`;
    },
    birthDate: ({ identity }) => identity.birthDate,
    sex: ({ identity }) => identity.sex,
  },
  PossibleDuplicate: {
    participation: ({ participationId }, _args, ctx) => ctx.loaders.participation.load(participationId),
    municipality: ({ municipalityCode }) => ({ code: municipalityCode }),
    other: ({ otherId }, _args, ctx) => (otherId === null ? null : ctx.loaders.participation.load(otherId)),
    otherMunicipality: ({ otherMunicipalityCode }) => ({ code: otherMunicipalityCode }),
  },
  IdentityRefusal: {
    field: ({ field }) => field ?? null,
  },
} satisfies Resolvers;

type Page = Readonly<{ first?: number | null | undefined; after?: string | null | undefined }>;

/** A page of pairs; that the viewer was shown them is written down. */
async function duplicatesOf(ctx: Context, programmeId: string, { first, after }: Page) {
  const page = await queryPage(ctx, {
    list: `possible duplicates of ${programmeId}`,
    ...{ first, after },
    fetch: async (keys, limit) =>
      isId(programmeId) ? listDuplicates(await ctx.reader(), programmeId, keys, limit) : [],
    keysOf: ({ participationId, key }) => [participationId, key],
  });
  await noteShownDuplicates(ctx, page.nodes);
  return page;
}
