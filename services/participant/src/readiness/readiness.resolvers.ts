import type { Decision } from "@inclusion/kernel";
import { queryPage } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { NEEDS } from "./needs.ts";
import { readinessState, readinessWithdraw } from "./readiness.actions.ts";
import { countReady, listReady } from "./readiness.repository.ts";
import { earlierForms, type Readiness } from "./readiness.ts";
import { weekOf } from "./week.ts";

/** Adapts `schema/participant/readiness.graphql`. */
export const readinessResolvers = {
  Query: {
    readinessNeeds: () => NEEDS,
  },
  Mutation: {
    readinessState: async (_root, { input }, ctx) => payloadOf(await readinessState(ctx, input)),
    readinessWithdraw: async (_root, { input }, ctx) => payloadOf(await readinessWithdraw(ctx, input)),
  },
  Participation: {
    readiness: ({ id }, _args, ctx) => ctx.loaders.readiness.load(id),
  },
  Programme: {
    readyParticipations: async ({ id }, { week, first, after }, ctx) => {
      const asked = { programmeId: id, ...weekOf(week ?? ctx.today) };
      const page = await queryPage(ctx, {
        list: `ready of ${id} from ${asked.from}`,
        first,
        after,
        fetch: async (keys, limit) => listReady(await ctx.reader(), asked, keys?.[0] ?? null, limit),
        keysOf: (readiness) => [readiness.id],
      });
      return { ...page, countAll: async () => countReady(await ctx.reader(), asked) };
    },
  },
  Readiness: {
    participation: ({ participationId }, _args, ctx) => ctx.loaders.participation.load(participationId),
    needs: ({ needs }) => needs.flatMap((code) => NEEDS.find((need) => need.code === code) ?? []),
    earlierForms: async ({ participationId }, _args, ctx) => {
      const [placements, employments] = await Promise.all([
        ctx.loaders.placements.load(participationId),
        ctx.loaders.employments.load(participationId),
      ]);
      return earlierForms({ placements, employments });
    },
  },
} satisfies Resolvers;

function payloadOf<Code extends string>(done: Decision<Readiness | null, Code>) {
  return done.ok ? { readiness: done.value, refusals: [] } : { readiness: null, refusals: done.refusals };
}
