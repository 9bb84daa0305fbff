import { allows, type Decision, holdsScope, isId, type Refusal, type Viewer } from "@inclusion/kernel";
import { Fault, queryPage } from "@inclusion/kernel/runtime";
import municipalities from "../../data/municipalities.json" with { type: "json" };
import type { Resolvers, SupplierFilter } from "../generated/resolvers.ts";
import { CPV_DIVISIONS, type CpvDivision, cpvCheckDigit, divisionOf } from "./cpv.ts";
import { countListings, type FoundListing, type Search, searchListings } from "./search.repository.ts";
import { snippetOf } from "./snippet.ts";
import {
  listingCorrect,
  listingDraft,
  listingMarkStale,
  listingPublish,
  listingRemove,
  listingSubmit,
} from "./supplier-listing.actions.ts";
import { listListings } from "./supplier-listing.repository.ts";
import type { SupplierListing } from "./supplier-listing.ts";

const LONGEST_TEXT = 200;
const MUNICIPALITY_CODES: ReadonlySet<string> = new Set(municipalities.map(({ code }) => code));

/** Adapts `schema/partnership/supplier-listing.graphql`. */
export const supplierListingResolvers = {
  Query: {
    supplierSearch: (_root, { filter, first, after }, ctx) => {
      const search = searchOf(filter);
      return queryPage(ctx, {
        list: `suppliers ${JSON.stringify(search)}`,
        first,
        after,
        keysOf: ({ rank, nameKey, listing }: FoundListing) => [search.text === null ? nameKey : rank, listing.id],
        fetch: async (keys, limit) => {
          const found = await searchListings(await ctx.reader(), search, { today: ctx.today, after: keys, limit });
          for (const { organisation } of found) ctx.loaders.organisation.prime(organisation.id, organisation);
          return found.map((hit) => ({ ...hit, text: search.text }));
        },
      });
    },
    supplierFacets: async (_root, { filter }, ctx) => countListings(await ctx.reader(), searchOf(filter), ctx.today),
    supplierListing: async (_root, { id }, ctx) =>
      isId(id) ? shown(await ctx.loaders.listing.load(id), ctx.viewer) : null,
    supplierListings: (_root, { state, first, after }, ctx) =>
      queryPage(ctx, {
        list: `listings ${state ?? ""}`,
        first,
        after,
        keysOf: ({ id }: SupplierListing) => [id],
        fetch: async (keys, limit) =>
          listListings(await ctx.reader(), { state: state ?? null, after: keys?.[0] ?? null, limit, today: ctx.today }),
      }),
    cpvDivisions: () => CPV_DIVISIONS,
  },
  Mutation: {
    listingDraft: async (_root, { input }, ctx) => payloadOf(await listingDraft(ctx, input)),
    listingCorrect: async (_root, { input }, ctx) => payloadOf(await listingCorrect(ctx, input)),
    listingSubmit: async (_root, { input }, ctx) => payloadOf(await listingSubmit(ctx, input)),
    listingPublish: async (_root, { input }, ctx) => payloadOf(await listingPublish(ctx, input)),
    listingRemove: async (_root, { input }, ctx) => payloadOf(await listingRemove(ctx, input)),
    listingMarkStale: async (_root, { input }, ctx) => {
      const done = await listingMarkStale(ctx, input);
      return done.ok ? { staleCount: done.value, refusals: [] } : { staleCount: null, refusals: done.refusals };
    },
  },
  Organisation: {
    supplierListing: async ({ id }, _args, ctx) => shown(await ctx.loaders.listingOf.load(id), ctx.viewer),
  },
  SupplierListing: {
    organisation: async ({ organisationId }, _args, ctx) => {
      const organisation = await ctx.loaders.organisation.load(organisationId);
      if (organisation === null) throw new Error(`organisation ${organisationId} is not stored`);
      return organisation;
    },
    capacityHoursPerMonth: ({ capacityHours }) => capacityHours,
    areas: (listing) => listing,
  },
  SupplierOffer: {
    cpvWithCheckDigit: ({ cpv }) => `${cpv}-${cpvCheckDigit(cpv)}`,
    division: ({ cpv }) => knownDivision(cpv),
  },
  SupplierAreas: {
    municipalities: async ({ municipalityCodes }, _args, ctx) => {
      const found = await Promise.all(municipalityCodes.map((code) => ctx.loaders.municipality.load(code)));
      return found.filter((place) => place !== null);
    },
    regions: async ({ regionCodes }, _args, ctx) => {
      const found = await Promise.all(regionCodes.map((code) => ctx.loaders.region.load(code)));
      return found.filter((region) => region !== null);
    },
  },
  SupplierHit: {
    rank: ({ rank }) => Number(rank),
    snippet: ({ listing, text }) => (text === null ? null : snippetOf(textOf(listing), text)),
  },
  DivisionFacet: {
    division: ({ code }) => knownDivision(code),
  },
} satisfies Resolvers;

/** @throws Fault BAD_USER_INPUT for a text that is too long, or a code that is none */
function searchOf(filter: SupplierFilter | null | undefined): Search {
  const text = filter?.text?.trim() ?? "";
  const cpv = filter?.cpv?.replace(/-[0-9]$/, "") ?? null;
  const municipalityCode = filter?.municipalityCode ?? null;
  if (text.length > LONGEST_TEXT) throw badFilter("text", "TEXT_TOO_LONG", `keep it to ${LONGEST_TEXT} characters`);
  if (cpv !== null && !/^[0-9]{2,8}$/.test(cpv)) throw badFilter("cpv", "CPV_SHAPE", "give 2 to 8 digits");
  if (municipalityCode !== null && !MUNICIPALITY_CODES.has(municipalityCode)) {
    throw badFilter("municipalityCode", "MUNICIPALITY_UNKNOWN", "it is none of the 98 municipalities");
  }
  return {
    text: text === "" ? null : text.replaceAll("\0", " "),
    cpv,
    municipalityCode,
    area: filter?.area ?? null,
    minCapacityHours: filter?.minCapacityHours ?? null,
  };
}

function badFilter(argument: string, reason: string, what: string): Fault {
  return new Fault("BAD_USER_INPUT", `filter.${argument}: ${what}`, { reason, argument: `filter.${argument}` });
}

/** What is not published is for who writes listings, within the organisations of the token. */
function shown(listing: SupplierListing | null, viewer: Viewer): SupplierListing | null {
  if (listing === null || listing.state === "PUBLISHED") return listing;
  const mayWrite = holdsScope(viewer, [["listings:write"], ["listings:publish"]]);
  return mayWrite && allows(viewer.limits.organisations, listing.organisationId) ? listing : null;
}

function knownDivision(code: string): CpvDivision {
  const division = divisionOf(code);
  if (division === null) throw new Error(`${code} is stored and in no division`);
  return division;
}

function textOf({ profile, offers, references }: SupplierListing): string {
  const offered = offers.map(({ title, description }) => [title, description].filter(Boolean).join(": "));
  const earlier = references.map(({ customer, what }) => `${customer}: ${what}`);
  return [profile, ...offered, ...earlier].join(" · ");
}

function payloadOf<Code extends string>(
  done: Decision<SupplierListing, Code>,
): {
  listing: SupplierListing | null;
  refusals: readonly Refusal<Code>[];
} {
  return done.ok ? { listing: done.value, refusals: [] } : { listing: null, refusals: done.refusals };
}
