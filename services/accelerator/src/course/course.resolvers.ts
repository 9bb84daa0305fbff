import { holdsScope, isId } from "@inclusion/kernel";
import { clocksOf, queryPage } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";
import { withoutSingleCompanies } from "../indicator/single-company.ts";
import { countWithin } from "../reach.ts";
import { courseExit, courseGraduate, courseJoinPartnership } from "./course.actions.ts";
import { listCourses } from "./course.repository.ts";
import { payloadOf } from "./payload.ts";

/** Adapts `schema/accelerator/course.graphql`. */
export const courseResolvers = {
  Query: {
    companyCourse: (_root, { id }, ctx) => (isId(id) ? ctx.loaders.course.load(id) : null),
  },
  Mutation: {
    courseJoinPartnership: async (_root, { input }, ctx) => payloadOf(await courseJoinPartnership(ctx, input)),
    courseGraduate: async (_root, { input }, ctx) => payloadOf(await courseGraduate(ctx, input)),
    courseExit: async (_root, { input }, ctx) => payloadOf(await courseExit(ctx, input)),
  },
  CompanyCourse: {
    __resolveReference: ({ id }, ctx) => (isId(id) ? ctx.loaders.course.load(id) : null),
    organisation: ({ organisationId }) => ({ id: organisationId }),
    programme: ({ programmeId }) => ({ id: programmeId }),
    partnership: ({ partnershipId }) => (partnershipId === null ? null : { id: partnershipId }),
    events: async ({ id }, _args, ctx) => (await ctx.loaders.courseFile.load(id))?.events ?? [],
  },
  CourseEvent: {
    from: ({ fromState }) => fromState,
    to: ({ toState }) => toState,
  },
  Organisation: {
    __resolveReference: ({ id }) => (isId(id) ? { id } : null),
    companyCourses: ({ id }, _args, ctx) => ctx.loaders.coursesOfOrganisation.load(id),
  },
  Programme: {
    __resolveReference: ({ id }) => (isId(id) ? { id } : null),
    acceleratorResults: ({ id }, asked, ctx) =>
      countWithin(ctx, async () => {
        const clocks = clocksOf(ctx, asked);
        if (holdsScope(ctx.viewer, [["companies:read"]])) return ctx.loaders.results(id, clocks);
        const [results, parts] = await Promise.all([
          ctx.loaders.results(id, clocks),
          ctx.loaders.companyAmounts(clocks).load(id),
        ]);
        return withoutSingleCompanies(results, parts);
      }),
    companyCourses: ({ id }, { first, after }, ctx) =>
      queryPage(ctx, {
        list: `company courses of ${id}`,
        first,
        after,
        fetch: async (keys, limit) => listCourses(await ctx.reader(), id, keys?.[0] ?? null, limit),
        keysOf: (course) => [course.id],
      }),
  },
} satisfies Resolvers;
