import { isId } from "@inclusion/kernel";
import { clocksOf } from "@inclusion/kernel/runtime";
import type { Resolvers } from "../generated/resolvers.ts";

/** Adapts `schema/accelerator/course.graphql`. */
export const courseResolvers = {
  CompanyCourse: {
    __resolveReference: ({ id }, ctx) => (isId(id) ? ctx.loaders.course.load(id) : null),
    organisation: ({ organisationId }) => ({ id: organisationId }),
    programme: ({ programmeId }) => ({ id: programmeId }),
    partnership: ({ partnershipId }) => (partnershipId === null ? null : { id: partnershipId }),
  },
  Organisation: {
    __resolveReference: ({ id }) => (isId(id) ? { id } : null),
    companyCourses: ({ id }, _args, ctx) => ctx.loaders.coursesOfOrganisation.load(id),
  },
  Programme: {
    __resolveReference: ({ id }) => (isId(id) ? { id } : null),
    acceleratorResults: ({ id }, asked, ctx) => ctx.loaders.results(id, clocksOf(ctx, asked)),
  },
} satisfies Resolvers;
