import type { Resolvers } from "../generated/resolvers.ts";
import { programmeImportSheet } from "./sheet.actions.ts";

/** Adapts `schema/partnership/sheet.graphql`. */
export const sheetResolvers = {
  Mutation: {
    programmeImportSheet: async (_root, { input }, ctx) => {
      const imported = await programmeImportSheet(ctx, input);
      return imported.ok
        ? { ...imported.value, refusals: [] }
        : { programme: null, created: false, changed: false, refusals: imported.refusals };
    },
  },
  SheetRefusal: {
    field: ({ field }) => field ?? null,
    line: ({ line }) => line ?? null,
  },
} satisfies Resolvers;
