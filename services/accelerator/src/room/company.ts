/** Whose a new row of room is. Pure. */
import { isId, type LocalDate } from "@inclusion/kernel";
import type { OfCompany } from "../job-opening/job-opening.ts";
import { isSignedOn, type OrganisationCopy, type PartnershipCopy } from "../organisation/organisation.ts";
import { type Given, notBefore, type Problem, when } from "../refusal/rule.ts";

/** How an input names the company; a course is one of the company's in the programme. */
export type CompanyGiven = Readonly<{
  programmeId: string;
  organisationId: string;
  courseId?: Given<string>;
  partnershipId?: Given<string>;
  municipalityCode: string;
}>;

/** How an input names whose a place or a hire is: by the course alone, or as other room names the company. */
export type OwnerGiven = Readonly<{
  [Field in "courseId" | "programmeId" | "organisationId" | "partnershipId" | "municipalityCode"]?: Given<string>;
}>;

/** Whose a new place or hire is, with its id; `acceptedOn` is the day on which its course was accepted. */
export type RoomOwner = Readonly<{ company: OfCompany; acceptedOn: LocalDate | null }>;

/**
 * Whether the course that a place or hire is put under had begun on its day. Without a course it is an ordinary
 * company's, and there is nothing to ask.
 *
 * @refuses ILLEGAL_TRANSITION, DATE_ORDER
 */
export function acceptanceProblems(
  { company: { courseId }, acceptedOn }: RoomOwner,
  on: LocalDate,
  field: string,
): readonly Problem[] {
  if (courseId === null) return [];
  if (acceptedOn !== null) return notBefore(on, acceptedOn, "the company's acceptance", field);
  return when(true, "ILLEGAL_TRANSITION", "The company has not been accepted yet.", "courseId");
}

/** What is known here of the company that an input names: the course it names, and copies of what partnership told. */
export type KnownCompany = Readonly<{
  course: Readonly<{ organisationId: string; programmeId: string }> | null;
  /** Whether the company has any course in the programme. */
  hasCourse: boolean;
  organisation: Pick<OrganisationCopy, "mergedInto"> | null;
  /** The partnership that the input names. */
  partnership: PartnershipCopy | null;
}>;

/**
 * Whether the company, its course and its partnership are ones that room can be opened for.
 *
 * @param on the day from which the row tells
 * @refuses COMPANY_UNKNOWN, COURSE_UNKNOWN, MUNICIPALITY_UNKNOWN, PARTNERSHIP_NOT_SIGNED
 */
export function companyProblems(
  given: CompanyGiven,
  known: KnownCompany,
  { on, isMunicipality }: Readonly<{ on: LocalDate; isMunicipality: (code: string) => boolean }>,
): readonly Problem[] {
  const ids = (["programmeId", "organisationId"] as const).filter((field) => !isId(given[field]));
  const { course } = known;
  const isForeign =
    given.courseId != null &&
    (course === null || course.organisationId !== given.organisationId || course.programmeId !== given.programmeId);
  return [
    ...ids.flatMap((field) => when(true, "COMPANY_UNKNOWN", "Give an id of the graph.", field)),
    ...(ids.length > 0 ? [] : standingProblems(known)),
    ...partnershipProblems(given, known, on),
    ...when(isForeign, "COURSE_UNKNOWN", "The company has no course of this id in the programme.", "courseId"),
    ...when(
      !isMunicipality(given.municipalityCode),
      "MUNICIPALITY_UNKNOWN",
      "Give the four digits of one of the 98 municipalities, as 0751.",
      "municipalityCode",
    ),
  ];
}

function standingProblems({ organisation, hasCourse }: KnownCompany): readonly Problem[] {
  const mergedInto = organisation?.mergedInto ?? null;
  return [
    ...when(
      organisation === null && !hasCourse,
      "COMPANY_UNKNOWN",
      "No organisation of this id is known here: register it first, or wait until it has been told.",
      "organisationId",
    ),
    ...when(
      mergedInto !== null,
      "COMPANY_UNKNOWN",
      `The company has become part of ${mergedInto}: give that one.`,
      "organisationId",
    ),
  ];
}

function partnershipProblems(given: CompanyGiven, { partnership }: KnownCompany, on: LocalDate): readonly Problem[] {
  if (given.partnershipId == null) return [];
  const isOfProgramme = partnership !== null && partnership.programmeId === given.programmeId;
  return [
    ...when(
      !isOfProgramme,
      "PARTNERSHIP_NOT_SIGNED",
      "The programme has no signed partnership of this id.",
      "partnershipId",
    ),
    ...when(
      isOfProgramme && !isSignedOn(partnership, on),
      "PARTNERSHIP_NOT_SIGNED",
      `The partnership was not signed on ${on}, or had ended: give a day between, or leave it out.`,
      "partnershipId",
    ),
  ];
}
