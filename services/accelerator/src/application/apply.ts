/** How an application begins, and how it ends without a course. Pure. */
import type { Decision, LocalDate } from "@inclusion/kernel";
import type { CompanyCourse } from "../course/course.ts";
import type { CourseFile } from "../course/course-file.ts";
import { type Given, isBlank, notLong, type Problem, type Rule, reasonGiven, textGiven, when } from "../course/rule.ts";
import { takeStep } from "../course/step.ts";
import { isMunicipality } from "../matching/distance.ts";
import { isCvr, type SizeClass } from "../organisation/organisation.ts";
import type { Application } from "./application.ts";

/** What a company applies with. */
export type ApplyInput = Readonly<{
  callId: string;
  organisationId: string;
  cvr: string;
  municipalityCode?: Given<string>;
  partnershipId?: Given<string>;
  submittedOn: LocalDate;
  statedSizeClass?: Given<SizeClass>;
  sizeEvidence?: Given<string>;
  socialPurpose?: Given<string>;
  socialPurposeEvidence?: Given<string>;
  answers: readonly Readonly<{ question: string; answer: string }>[];
}>;

/** The course that an application begins. */
export function applied(
  input: ApplyInput,
  known: Pick<CourseFile, "call" | "organisation">,
  id: string,
): CompanyCourse {
  return {
    id,
    organisationId: input.organisationId,
    programmeId: known.call?.programmeId ?? "",
    partnershipId: input.partnershipId ?? null,
    municipalityCode: known.organisation?.municipalityCode ?? input.municipalityCode ?? "",
    state: "APPLIED",
    callId: known.call?.id ?? null,
    cohort: known.call?.cohort ?? null,
    appliedOn: input.submittedOn,
    decidedOn: null,
    acceptedOn: null,
    endedOn: null,
    synthetic: false,
  };
}

/**
 * @param hasOpenCourse whether the company has an open course in the programme
 * @refuses CALL_CLOSED, CVR_INVALID, DUPLICATE_COURSE, MUNICIPALITY_UNKNOWN, PARTNERSHIP_NOT_SIGNED, ROW_UNKNOWN,
 *   VALUE_OUT_OF_RANGE, and what a step refuses
 */
export function apply(input: ApplyInput, hasOpenCourse: boolean): Rule {
  return (file, at) =>
    takeStep(file, at, {
      kind: "APPLY",
      happenedOn: input.submittedOn,
      dayField: "submittedOn",
      problems: [...callProblems(input, file), ...companyProblems(input, file, hasOpenCourse), ...texts(input)],
      change: () => ({ applications: [applicationOf(input, file)] }),
    });
}

function callProblems(
  { submittedOn, partnershipId }: ApplyInput,
  { call, partnership }: CourseFile,
): readonly Problem[] {
  const isOpen = call !== null && call.opensOn <= submittedOn && submittedOn <= call.closesOn;
  const period = `${call?.opensOn} to ${call?.closesOn}`;
  const isForeign = partnershipId != null && partnership?.programmeId !== call?.programmeId;
  return [
    ...when(!isOpen, "CALL_CLOSED", `The call takes applications from ${period}.`, "submittedOn"),
    ...when(isForeign, "ROW_UNKNOWN", "The programme has no such partnership that has been signed.", "partnershipId"),
  ];
}

function companyProblems(
  { cvr }: ApplyInput,
  { course, organisation }: CourseFile,
  hasOpenCourse: boolean,
): readonly Problem[] {
  const isOther = organisation?.cvr != null && organisation.cvr !== cvr;
  return [
    ...when(
      !isCvr(cvr),
      "CVR_INVALID",
      "Give the eight digits of the register number; the check digit is wrong.",
      "cvr",
    ),
    ...when(isCvr(cvr) && isOther, "CVR_INVALID", "The organisation has another register number.", "cvr"),
    ...when(
      !isMunicipality(course.municipalityCode),
      "MUNICIPALITY_UNKNOWN",
      "Give the four digits of the company's home municipality, one of the 98.",
      "municipalityCode",
    ),
    ...when(
      organisation?.mergedInto != null,
      "DUPLICATE_COURSE",
      `The organisation was found to be ${organisation?.mergedInto}: apply with that one.`,
      "organisationId",
    ),
    ...when(hasOpenCourse, "DUPLICATE_COURSE", "The company has an open course in the programme.", "organisationId"),
  ];
}

function texts({ sizeEvidence, socialPurpose, socialPurposeEvidence, answers }: ApplyInput): readonly Problem[] {
  return [
    ...notLong(sizeEvidence, "sizeEvidence"),
    ...notLong(socialPurpose, "socialPurpose", LONG),
    ...notLong(socialPurposeEvidence, "socialPurposeEvidence"),
    ...answers.flatMap(({ question, answer }, index) => [
      ...textGiven(question, ["answers", String(index), "question"]),
      ...textGiven(answer, ["answers", String(index), "answer"], LONG),
    ]),
  ];
}

const LONG = 4_000;

function applicationOf(input: ApplyInput, { course }: CourseFile): Application {
  const given = (text: Given<string>): string | null => (isBlank(text) ? null : (text ?? null));
  return {
    id: course.id,
    courseId: course.id,
    programmeId: course.programmeId,
    municipalityCode: course.municipalityCode,
    submittedOn: input.submittedOn,
    cvr: input.cvr,
    statedSizeClass: input.statedSizeClass ?? null,
    sizeEvidence: given(input.sizeEvidence),
    socialPurpose: given(input.socialPurpose),
    socialPurposeEvidence: given(input.socialPurposeEvidence),
    answers: input.answers.map(({ question, answer }) => ({ question, answer })),
  };
}

/** @refuses REASON_REQUIRED, VALUE_OUT_OF_RANGE, and what a step refuses */
export function reject({ rejectedOn, reason }: Readonly<{ rejectedOn: LocalDate; reason: string }>): Rule {
  return (file, at) =>
    takeStep(file, at, {
      kind: "REJECT",
      happenedOn: rejectedOn,
      dayField: "rejectedOn",
      reason,
      problems: reasonGiven(reason),
      change: () => ({ course: { decidedOn: rejectedOn }, snapshots: frozen(file, rejectedOn) }),
    });
}

/** The snapshots with the baseline frozen on `day`: from then on only a second person corrects it. */
export function frozen({ snapshots }: CourseFile, day: LocalDate): CourseFile["snapshots"] {
  return snapshots.map((row) => (row.kind === "BASELINE" && row.frozenOn === null ? { ...row, frozenOn: day } : row));
}

/** @refuses VALUE_OUT_OF_RANGE, and what a step refuses */
export function withdraw(input: Readonly<{ withdrawnOn: LocalDate; reason?: Given<string> }>): Rule {
  return (file, at): Decision<CourseFile, Problem["code"]> =>
    takeStep(file, at, {
      kind: "WITHDRAW",
      happenedOn: input.withdrawnOn,
      dayField: "withdrawnOn",
      reason: input.reason,
      problems: notLong(input.reason, "reason"),
      change: () => ({}),
    });
}
