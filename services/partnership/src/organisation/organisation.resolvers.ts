import { type Decision, isId } from "@inclusion/kernel";
import { Fault, queryPage } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { readCvr } from "./cvr.ts";
import { likelyPairs } from "./likeness.ts";
import {
  organisationAddAlias,
  organisationBecome,
  organisationCease,
  organisationCorrect,
  organisationMerge,
  organisationRegister,
} from "./organisation.actions.ts";
import { findByCvr, listOrganisations, listSpellings } from "./organisation.repository.ts";
import type { Organisation } from "./organisation.ts";

const MOST_PAIRS = 100;

/** Adapts `schema/partnership/organisation.graphql`. */
export const organisationResolvers = {
  Query: {
    organisation: (_root, { id }, ctx) => (isId(id) ? ctx.loaders.organisation.load(id) : null),
    organisationByCvr: async (_root, { cvr }, ctx) => {
      const read = readCvr(cvr, ["cvr"]);
      return read.ok ? findByCvr(await ctx.reader(), read.value) : null;
    },
    organisations: (_root, { kind, first, after }, ctx) =>
      queryPage(ctx, {
        list: `organisations ${kind ?? ""}`,
        first,
        after,
        keysOf: ({ name, id }: Organisation) => [name, id],
        fetch: async (keys, limit) => listOrganisations(await ctx.reader(), { kind: kind ?? null, after: keys, limit }),
      }),
    organisationDuplicates: async (_root, { first }, ctx) => {
      const most = first ?? 20;
      if (most < 1 || most > MOST_PAIRS) throw new Fault("BAD_USER_INPUT", `first is between 1 and ${MOST_PAIRS}`);
      return likelyPairs(await listSpellings(await ctx.reader())).slice(0, most);
    },
  },
  Mutation: {
    organisationRegister: async (_root, { input }, ctx) => payloadOf(await organisationRegister(ctx, input)),
    organisationCorrect: async (_root, { input }, ctx) => payloadOf(await organisationCorrect(ctx, input)),
    organisationAddAlias: async (_root, { input }, ctx) => payloadOf(await organisationAddAlias(ctx, input)),
    organisationBecome: async (_root, { input }, ctx) => payloadOf(await organisationBecome(ctx, input)),
    organisationCease: async (_root, { input }, ctx) => payloadOf(await organisationCease(ctx, input)),
    organisationMerge: async (_root, { input }, ctx) => payloadOf(await organisationMerge(ctx, input)),
  },
  Organisation: {
    __resolveReference: ({ id }, ctx) => (isId(id) ? ctx.loaders.organisation.load(id) : null),
    municipality: ({ municipalityCode }, _args, ctx) =>
      municipalityCode === null ? null : ctx.loaders.municipality.load(municipalityCode),
    kindPeriods: ({ id }, _args, ctx) => ctx.loaders.kindPeriods.load(id),
  },
  OrganisationDuplicate: {
    organisation: ({ organisationId }, _args, ctx) => stored(ctx.loaders.organisation.load(organisationId)),
    likely: ({ likelyId }, _args, ctx) => stored(ctx.loaders.organisation.load(likelyId)),
  },
} satisfies Resolvers;

async function stored(loading: Promise<Organisation | null>): Promise<Organisation> {
  const organisation = await loading;
  if (organisation === null) throw new Error("a spelling belongs to no organisation");
  return organisation;
}

function payloadOf<Code extends string>(done: Decision<Organisation, Code>) {
  return done.ok ? { organisation: done.value, refusals: [] } : { organisation: null, refusals: done.refusals };
}
