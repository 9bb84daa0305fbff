/** Whose a row of room is, as its fields tell it. */
import type { Context } from "../context.ts";
import type { OfCompany } from "../job-opening/job-opening.ts";

/** Fields that every row of room has. */
export const ownerResolvers = {
  organisation: ({ organisationId }: OfCompany) => ({ id: organisationId }),
  programme: ({ programmeId }: OfCompany) => ({ id: programmeId }),
  companyCourse: ({ courseId }: OfCompany, _args: unknown, ctx: Context) =>
    courseId === null ? null : ctx.loaders.course.load(courseId),
  partnership: ({ partnershipId }: OfCompany) => (partnershipId === null ? null : { id: partnershipId }),
  municipality: ({ municipalityCode }: OfCompany) => ({ code: municipalityCode }),
};
