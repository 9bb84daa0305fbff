/** Whose a new row of room is. Pure. */
import { isId } from "@inclusion/kernel";
import { type Given, type Problem, when } from "../refusal/rule.ts";

/** How an input names the company; a course is one of the company's in the programme. */
export type CompanyGiven = Readonly<{
  programmeId: string;
  organisationId: string;
  courseId?: Given<string>;
  partnershipId?: Given<string>;
  municipalityCode: string;
}>;

/** The course that an input names, as far as it is known. */
type Course = Readonly<{ organisationId: string; programmeId: string }> | null;

/** @refuses COMPANY_UNKNOWN, COURSE_UNKNOWN, MUNICIPALITY_UNKNOWN */
export function companyProblems(
  given: CompanyGiven,
  course: Course,
  isMunicipality: (code: string) => boolean,
): readonly Problem[] {
  const ids = (["programmeId", "organisationId"] as const).filter((field) => !isId(given[field]));
  const isForeign =
    given.courseId != null &&
    (course === null || course.organisationId !== given.organisationId || course.programmeId !== given.programmeId);
  const isWrongPartnership = given.partnershipId != null && !isId(given.partnershipId);
  return [
    ...ids.flatMap((field) => when(true, "COMPANY_UNKNOWN", "Give an id of the graph.", field)),
    ...when(isWrongPartnership, "COMPANY_UNKNOWN", "Give an id of the graph.", "partnershipId"),
    ...when(isForeign, "COURSE_UNKNOWN", "The company has no course of this id in the programme.", "courseId"),
    ...when(
      !isMunicipality(given.municipalityCode),
      "MUNICIPALITY_UNKNOWN",
      "Give the four digits of one of the 98 municipalities, as 0751.",
      "municipalityCode",
    ),
  ];
}
