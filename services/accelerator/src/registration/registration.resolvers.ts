import { invariant } from "@inclusion/kernel";
import { clocksOf } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";

/** Adapts `schema/accelerator/registration.graphql`. */
export const registrationResolvers = {
  Programme: {
    lapsedRegistrations: ({ id }, asked, ctx) => ctx.loaders.lapses(clocksOf(ctx, asked)).load(id),
  },
  LapsedRegistration: {
    course: async ({ courseId }, _args, ctx) => {
      const course = await ctx.loaders.course.load(courseId);
      invariant(course !== null, "who sees a lapse sees its course");
      return course;
    },
  },
} satisfies Resolvers;
