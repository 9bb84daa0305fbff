/** Whose new room is: the company that an input names, its course and partnership, within the viewer's reach. */
import { isId, type LocalDate } from "@inclusion/kernel";
import type { Tx } from "@inclusion/kernel/runtime";
import type { Context } from "./context.ts";
import type { OfCompany } from "./job-opening/job-opening.ts";
import { isMunicipality } from "./matching/distance.ts";
import { findOrganisations, findPartnerships } from "./organisation/organisation.repository.ts";
import type { Problem } from "./refusal/rule.ts";
import { findCourseOfCompany, findLatestCourse } from "./room/company.repository.ts";
import { type CompanyGiven, companyProblems } from "./room/company.ts";
import { requireReach } from "./room-change.ts";

/** The company of a new row with the row's new id, and what is wrong with how it was named. */
export type NewOwner = Readonly<{ company: OfCompany; problems: readonly Problem[] }>;

/**
 * Reads the company that an input names. Without a course it is put under the company's latest one in the programme.
 *
 * @param on the day from which the new row tells
 * @throws Fault NOT_FOUND for a company, programme or place out of the viewer's reach
 */
export async function ownerOf(ctx: Context, tx: Tx, input: CompanyGiven, on: LocalDate): Promise<NewOwner> {
  const { programmeId, organisationId, municipalityCode, partnershipId: named } = input;
  const latest = isId(programmeId) && isId(organisationId) ? await findLatestCourse(tx, input) : null;
  const given = input.courseId == null ? null : await findCourseOfCompany(tx, input.courseId);
  const [organisation] = isId(organisationId) ? await findOrganisations(tx, [organisationId]) : [];
  const [partnership] = named != null && isId(named) ? await findPartnerships(tx, [named]) : [];
  const known = {
    ...{ course: given, hasCourse: latest !== null },
    ...{ organisation: organisation ?? null, partnership: partnership ?? null },
  };
  const problems = companyProblems(input, known, { on, isMunicipality });
  const course = given ?? latest;
  const place = { programmeId, organisationId, municipalityCode, courseId: course?.id ?? null };
  if (problems.length === 0) await requireReach(tx, place);
  const partnershipId = named ?? course?.partnershipId ?? null;
  return { company: { ...place, id: ctx.newId(), partnershipId, synthetic: course?.synthetic ?? false }, problems };
}
