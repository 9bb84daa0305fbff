import { listChanges } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";

/** Whose changes are listed. */
export const NOUNS = {
  schema: "participant",
  tables: { Participation: "participation" },
  // A person whose data is restricted leaves the lists: whoever keeps a copy must hear of it, and of nothing else.
  left: `SELECT 'Participation' AS noun, id, version, at FROM participant.restricted_left()`,
} as const;

/** Adapts `schema/participant/changes.graphql`. */
export const changesResolvers = {
  Query: {
    participationChanges: (_root, asked, ctx) => listChanges(ctx, NOUNS, asked),
  },
} satisfies Resolvers;
