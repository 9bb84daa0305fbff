import { isId } from "@inclusion/kernel";
import type { Resolvers } from "../generated/resolvers.ts";
import { jobCancel } from "./job.actions.ts";
import { etaSeconds, shownState } from "./job.ts";

/** Adapts `schema/finance/job.graphql`. */
export const jobResolvers = {
  Query: {
    job: (_root, { id }, ctx) => (isId(id) ? ctx.loaders.job.load(id) : null),
  },
  Mutation: {
    jobCancel: async (_root, { input }, ctx) => {
      const done = await jobCancel(ctx, input);
      return done.ok
        ? { job: await ctx.loaders.job.load(done.value), refusals: [] }
        : { job: null, refusals: done.refusals };
    },
  },
  Job: {
    state: (job, _args, { now }) => shownState(job, now),
    etaSeconds: (job, _args, { now }) => etaSeconds(job, now),
  },
} satisfies Resolvers;
