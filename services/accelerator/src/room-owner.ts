/** Whose new room is: the company that an input names, its course and partnership, within the viewer's reach. */
import type { Tx } from "@inclusion/kernel/runtime";
import type { Context } from "./context.ts";
import type { OfCompany } from "./job-opening/job-opening.ts";
import { isMunicipality } from "./matching/distance.ts";
import type { Problem } from "./refusal/rule.ts";
import { findCourseOfCompany, findLatestCourse } from "./room/company.repository.ts";
import { type CompanyGiven, companyProblems } from "./room/company.ts";
import { requireReach } from "./room-change.ts";

/** The company of a new row with the row's new id, and what is wrong with how it was named. */
export type NewOwner = Readonly<{ company: OfCompany; problems: readonly Problem[] }>;

/**
 * Reads the company that an input names. Without a course it is put under the company's latest one in the programme.
 *
 * @throws Fault NOT_FOUND for a company, programme or place out of the viewer's reach
 */
export async function ownerOf(ctx: Context, tx: Tx, input: CompanyGiven): Promise<NewOwner> {
  const named = input.courseId == null ? null : await findCourseOfCompany(tx, input.courseId);
  const problems = companyProblems(input, named, isMunicipality);
  const isKnown = problems.length === 0;
  const course = named ?? (isKnown ? await findLatestCourse(tx, input) : null);
  const { programmeId, organisationId, municipalityCode } = input;
  const place = { programmeId, organisationId, municipalityCode, courseId: course?.id ?? null };
  if (isKnown) await requireReach(tx, place);
  const partnershipId = input.partnershipId ?? course?.partnershipId ?? null;
  return { company: { ...place, id: ctx.newId(), partnershipId, synthetic: course?.synthetic ?? false }, problems };
}
