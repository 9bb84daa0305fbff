import { programmePayload } from "../change-programme.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { settingSet, targetSet } from "./programme-setting.actions.ts";
import { settingsOn } from "./programme-setting.ts";

/** Adapts `schema/partnership/programme-setting.graphql`. */
export const programmeSettingResolvers = {
  Mutation: {
    targetSet: async (_root, { input }, ctx) => programmePayload(await targetSet(ctx, input)),
    settingSet: async (_root, { input }, ctx) => programmePayload(await settingSet(ctx, input)),
  },
  Programme: {
    targetVersions: async ({ id }, { code }, ctx) => {
      const versions = await ctx.loaders.targetVersions.load(id);
      return versions.filter((version) => code == null || version.code === code);
    },
    settings: async ({ id }, { asOf }, ctx) => settingsOn(await ctx.loaders.settings.load(id), asOf ?? ctx.today),
  },
} satisfies Resolvers;
