import { listChanges } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";

/** Whose changes are listed. */
export const NOUNS = {
  schema: "accelerator",
  tables: { CompanyCourse: "company_course", JobOpening: "job_opening" },
} as const;

/** Adapts `schema/accelerator/changes.graphql`. */
export const changesResolvers = {
  Query: {
    companyChanges: (_root, asked, ctx) => listChanges(ctx, NOUNS, asked),
  },
} satisfies Resolvers;
