import type { Resolvers } from "../generated/resolvers.ts";
import { participantFigures } from "./indicator.actions.ts";

/** Adapts `schema/participant/indicator.graphql`. */
export const indicatorResolvers = {
  Programme: {
    participantIndicators: ({ id }, asked, ctx) => participantFigures.figures(ctx, id, asked),
  },
  IndicatorFigure: {
    ...participantFigures.figure,
    participations: (figure, page, ctx) =>
      participantFigures.rowsBehind(ctx, figure, page, (id) => ctx.loaders.participation.load(id)),
  },
  IndicatorChanges: participantFigures.changes,
  IndicatorChange: {
    participation: ({ subjectId }, _args, ctx) => ctx.loaders.participation.load(subjectId),
  },
} satisfies Resolvers;
