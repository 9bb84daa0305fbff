import { listChanges } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";

/** Whose changes are listed. */
export const NOUNS = {
  schema: "partnership",
  tables: { Partnership: "partnership", Initiative: "initiative", Tender: "tender" },
} as const;

/** Adapts `schema/partnership/changes.graphql`. */
export const changesResolvers = {
  Query: {
    partnershipChanges: (_root, asked, ctx) => listChanges(ctx, NOUNS, asked),
  },
} satisfies Resolvers;
