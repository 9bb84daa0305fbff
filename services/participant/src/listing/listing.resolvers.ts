import { queryPage } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { filterKey } from "./conditions.ts";
import {
  type Asked,
  countRows,
  EMPLOYMENTS,
  FOLLOW_UPS,
  listRows,
  PARTICIPATIONS,
  PLACEMENTS,
} from "./listing.repository.ts";
import { addParticipationFilter } from "./participation-filter.repository.ts";
import { addEmploymentFilter, addFollowUpFilter, addPlacementFilter } from "./row-filters.repository.ts";

/** Adapts the lists of a programme in `schema/participant`. */
export const listingResolvers = {
  Programme: {
    participations: ({ id }, page, ctx) => {
      const { filter } = page;
      return listOf(ctx, PARTICIPATIONS, page, {
        programmeId: id,
        filter: (into) => addParticipationFilter(into, filter ?? {}, ctx.today),
      });
    },
    employments: ({ id }, page, ctx) => {
      const { filter } = page;
      return listOf(ctx, EMPLOYMENTS, page, {
        programmeId: id,
        filter: (into) => addEmploymentFilter(into, filter ?? {}, ctx.today),
      });
    },
    placements: ({ id }, page, ctx) => {
      const { filter } = page;
      return listOf(ctx, PLACEMENTS, page, {
        programmeId: id,
        filter: (into) => addPlacementFilter(into, filter ?? {}, ctx.today),
      });
    },
    followUps: ({ id }, page, ctx) => {
      const { filter } = page;
      return listOf(ctx, FOLLOW_UPS, page, {
        programmeId: id,
        filter: (into) => addFollowUpFilter(into, filter ?? {}, ctx.today),
      });
    },
  },
  ParticipationConnection: { totalCount: ({ countAll }) => countAll() },
  EmploymentConnection: { totalCount: ({ countAll }) => countAll() },
  PlacementConnection: { totalCount: ({ countAll }) => countAll() },
  FollowUpConnection: { totalCount: ({ countAll }) => countAll() },
  ReadinessConnection: { totalCount: ({ countAll }) => countAll() },
} satisfies Resolvers;

type Page = Readonly<{ filter?: unknown; first?: number | null | undefined; after?: string | null | undefined }>;

/** A page of a list; how many rows there are in all is counted only when it is asked for. */
async function listOf<Row extends Readonly<{ id: string }>>(
  ctx: Context,
  source: Parameters<typeof listRows<Row>>[1],
  { filter, first, after }: Page,
  asked: Asked,
) {
  const page = await queryPage<Row>(ctx, {
    list: `${source.from} of ${asked.programmeId} with ${filterKey(filter)}`,
    first,
    after,
    fetch: async (keys, limit) => listRows(await ctx.reader(), source, asked, { after: keys?.[0] ?? null, limit }),
    keysOf: ({ id }) => [id],
  });
  return { ...page, countAll: async () => countRows(await ctx.reader(), source, asked) };
}
