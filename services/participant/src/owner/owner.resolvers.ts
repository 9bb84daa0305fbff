import { type Count, type LocalDate, publishTable, withheldTable } from "@inclusion/kernel";
import { clocksOf, isPublishedAt, queryPage } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { ownerAssign, ownerEnd } from "./owner.actions.ts";
import { listGaps } from "./owner.repository.ts";

/** The counts of a programme on a day, on their way to their fields. */
export type OwnershipRow = Readonly<{
  programmeId: string;
  asOf: LocalDate;
  none: Count;
  one: Count;
  several: Count;
  total: Count;
  synthetic: boolean;
}>;

/** Adapts `schema/participant/owner.graphql`. */
export const ownerResolvers = {
  Mutation: {
    ownerAssign: async (_root, { input }, ctx) => {
      const done = await ownerAssign(ctx, { ...input, kind: input.kind ?? "RESPONSIBLE" });
      return done.ok ? { owner: done.value, refusals: [] } : { owner: null, refusals: done.refusals };
    },
    ownerEnd: async (_root, { input }, ctx) => {
      const done = await ownerEnd(ctx, input);
      return done.ok ? { owner: done.value, refusals: [] } : { owner: null, refusals: done.refusals };
    },
  },
  Participation: {
    owners: ({ id }, _args, ctx) => ctx.loaders.owners.load(id),
  },
  Programme: {
    ownership: async ({ id }, asked, ctx) => {
      const clocks = clocksOf(ctx, asked);
      const { asOf } = clocks;
      const count = async (day: LocalDate) => {
        const [found] = await ctx.loaders.ownership(id, day);
        const { none = 0, one = 0, several = 0, synthetic = false } = found ?? {};
        return { counts: [none, one, several], synthetic };
      };
      const { counts, synthetic } = await count(asOf);
      const isTold = await isPublishedAt(ctx, clocks, { counts, synthetic }, (newest) => count(newest.asOf));
      const table = isTold
        ? publishTable(ctx.viewer.scopes.includes("participations:read"), [counts])
        : withheldTable(1, counts.length);
      const [hidden] = table.cells as readonly [readonly Count[]];
      const [shownNone, shownOne, shownSeveral] = hidden as readonly [Count, Count, Count];
      return {
        ...{ programmeId: id, asOf, none: shownNone, one: shownOne, several: shownSeveral },
        ...{ total: table.grandTotal, synthetic },
      };
    },
  },
  Owner: {
    participation: ({ participationId }, _args, ctx) => ctx.loaders.participation.load(participationId),
    from: ({ fromOn }) => fromOn,
    until: ({ untilOn }) => untilOn,
  },
  Ownership: {
    gaps: ({ programmeId, asOf }, { gap, first, after }, ctx) =>
      queryPage(ctx, {
        list: `ownership gaps of ${programmeId} ${asOf} ${gap ?? "any"}`,
        ...{ first, after },
        fetch: async (keys, limit) =>
          listGaps(await ctx.reader(), { programmeId, asOf, gap: gap ?? null }, keys, limit),
        keysOf: ({ municipalityCode, since, participationId }) => [municipalityCode, since, participationId],
      }),
  },
  OwnershipGap: {
    participation: ({ participationId }, _args, ctx) => ctx.loaders.participation.load(participationId),
    municipality: ({ municipalityCode }) => ({ code: municipalityCode }),
  },
} satisfies Resolvers;
