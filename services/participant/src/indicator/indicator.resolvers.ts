import type { Resolvers } from "../generated/resolvers.ts";
import { participantFigures } from "./indicator.actions.ts";
import { countBehind } from "./indicator.repository.ts";

/** Adapts `schema/participant/indicator.graphql`. */
export const indicatorResolvers = {
  Programme: {
    participantIndicators: ({ id }, asked, ctx) => participantFigures.figures(ctx, id, asked),
  },
  IndicatorFigure: {
    ...participantFigures.figure,
    participations: async (figure, asked, ctx) => {
      const { sensitive } = participantFigures.definitionNamed(figure.code);
      const load = async (id: string) => {
        const row = await ctx.loaders.participation.load(id);
        // Who stands behind a sensitive number is a sensitive fact of each of them.
        if (row !== null && sensitive) ctx.noteRead("SENSITIVE", id);
        return row;
      };
      const page = await participantFigures.rowsBehind(ctx, figure, asked, load);
      return { ...page, countAll: async () => countBehind(await ctx.reader(), participantFigures.keyOf(figure)) };
    },
  },
  IndicatorChanges: participantFigures.changes,
  IndicatorChange: {
    participation: ({ subjectId }, _args, ctx) => ctx.loaders.participation.load(subjectId),
  },
} satisfies Resolvers;
