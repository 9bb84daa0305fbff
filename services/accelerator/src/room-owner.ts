/** Whose new room is: the company that an input names, its course and partnership, within the viewer's reach. */
import { accept, isId, type LocalDate, refuse } from "@inclusion/kernel";
import type { Tx } from "@inclusion/kernel/runtime";
import type { Context } from "./context.ts";
import type { OfCompany } from "./job-opening/job-opening.ts";
import { isMunicipality } from "./matching/distance.ts";
import { findOrganisations, findPartnerships } from "./organisation/organisation.repository.ts";
import type { Problem } from "./refusal/rule.ts";
import { type CourseOfCompany, findCourseOfCompany, findLatestCourse } from "./room/company.repository.ts";
import { type CompanyGiven, companyProblems, type OwnerGiven, type RoomOwner } from "./room/company.ts";
import { type RoomDecision, requireReach } from "./room-change.ts";

/** The company of a new row with the row's new id, and what is wrong with how it was named. */
export type NewOwner = RoomOwner & Readonly<{ problems: readonly Problem[] }>;

/**
 * Reads the company that an input names. Without a course it is put under the company's latest one in the programme.
 *
 * @param on the day from which the new row tells
 * @throws Fault NOT_FOUND for a company, programme or place out of the viewer's reach
 */
export async function ownerOf(ctx: Context, tx: Tx, input: CompanyGiven, on: LocalDate): Promise<NewOwner> {
  const latest = isNamed(input) ? await findLatestCourse(tx, input) : null;
  return ownerUnder(ctx, tx, input, { on, latest });
}

/**
 * Reads whose a place or a hire is: the company of the course that the input names, or the company that it names, under
 * the latest course that was accepted by then. A company without one is an ordinary company.
 *
 * @param on the day from which the new row tells
 * @throws Fault NOT_FOUND for a company, programme or place out of the viewer's reach
 * @refuses COURSE_UNKNOWN alone
 */
export async function ownerOfPlace(
  ctx: Context,
  tx: Tx,
  input: OwnerGiven,
  on: LocalDate,
): Promise<RoomDecision<NewOwner>> {
  const { courseId, programmeId, organisationId, municipalityCode, partnershipId } = input;
  const course = courseId == null ? null : await findCourseOfCompany(tx, courseId);
  if (courseId != null && course === null) {
    const message = "There is no course of this id that you may see.";
    return refuse({ code: "COURSE_UNKNOWN", message, field: ["input", "courseId"] });
  }
  const isByCourse = course !== null && programmeId == null && organisationId == null;
  if (isByCourse && partnershipId == null && municipalityCode == null) {
    return accept({ ...companyUnder(ctx, course, course), problems: [] });
  }
  const given: CompanyGiven = {
    ...{ courseId, partnershipId },
    programmeId: programmeId ?? course?.programmeId ?? "",
    organisationId: organisationId ?? course?.organisationId ?? "",
    municipalityCode: municipalityCode ?? course?.municipalityCode ?? "",
  };
  const latest = isNamed(given) ? await findLatestCourse(tx, given, on) : null;
  return accept(await ownerUnder(ctx, tx, given, { on, latest }));
}

type Under = Readonly<{ on: LocalDate; latest: CourseOfCompany | null }>;

async function ownerUnder(ctx: Context, tx: Tx, input: CompanyGiven, { on, latest }: Under): Promise<NewOwner> {
  const { programmeId, organisationId, municipalityCode, partnershipId: named } = input;
  const given = input.courseId == null ? null : await findCourseOfCompany(tx, input.courseId);
  const [organisation] = isId(organisationId) ? await findOrganisations(tx, [organisationId]) : [];
  const [partnership] = named != null && isId(named) ? await findPartnerships(tx, [named]) : [];
  const known = {
    ...{ course: given, hasCourse: latest !== null },
    ...{ organisation: organisation ?? null, partnership: partnership ?? null },
  };
  const place = { programmeId, organisationId, municipalityCode };
  const owner = companyUnder(ctx, { ...place, partnershipId: named ?? null }, given ?? latest);
  // Out of reach it does not show what is known of the company.
  if (isNamed(input)) await requireReach(tx, owner.company);
  return { ...owner, problems: companyProblems(input, known, { on, isMunicipality }) };
}

function companyUnder(
  ctx: Context,
  of: Pick<OfCompany, "programmeId" | "organisationId" | "municipalityCode" | "partnershipId">,
  course: CourseOfCompany | null,
): RoomOwner {
  const { programmeId, organisationId, municipalityCode } = of;
  const company: OfCompany = {
    ...{ id: ctx.newId(), programmeId, organisationId, municipalityCode, courseId: course?.id ?? null },
    partnershipId: of.partnershipId ?? course?.partnershipId ?? null,
    synthetic: course?.synthetic ?? false,
  };
  return { company, acceptedOn: course?.acceptedOn ?? null };
}

function isNamed({ programmeId, organisationId }: CompanyGiven): boolean {
  return isId(programmeId) && isId(organisationId);
}
