import { enumLabels } from "@inclusion/schema/labels";
import type { Resolvers } from "../generated/resolvers.ts";

/** Adapts `schema/partnership/enum-label.graphql`. */
export const enumLabelResolvers = {
  Query: {
    enumLabels: (_root, { names }) =>
      names == null ? enumLabels() : enumLabels().filter(({ name }) => names.includes(name)),
  },
} satisfies Resolvers;
