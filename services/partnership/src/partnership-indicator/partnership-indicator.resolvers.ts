import { isId } from "@inclusion/kernel";
import type { Resolvers } from "../generated/resolvers.ts";
import { partnershipFigures } from "./partnership-indicator.actions.ts";

/** Adapts `schema/partnership/partnership-indicator.graphql`. */
export const partnershipIndicatorResolvers = {
  Programme: {
    partnershipIndicators: ({ id }, asked, ctx) => partnershipFigures.figures(ctx, id, asked),
  },
  PartnershipFigure: {
    ...partnershipFigures.figure,
    partnerships: (figure, page, ctx) =>
      partnershipFigures.rowsBehind(ctx, figure, page, (id) => ctx.loaders.partnership.load(id)),
  },
  PartnershipFigureChanges: partnershipFigures.changes,
  PartnershipFigureChange: {
    partnership: ({ subjectId }, _args, ctx) => (isId(subjectId) ? ctx.loaders.partnership.load(subjectId) : null),
  },
} satisfies Resolvers;
