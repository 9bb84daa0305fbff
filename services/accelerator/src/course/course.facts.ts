/** What the other services are told of courses. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { NewFact } from "@inclusion/kernel/runtime";
import type { CourseAccepted, CourseExited } from "@inclusion/schema/facts";
import type { CompanyCourse } from "./course.ts";

/** A course that has been accepted. */
export type AcceptedCourse = CompanyCourse & Readonly<{ acceptedOn: LocalDate }>;

/** The fact that a company was accepted into the accelerator. */
export function courseAccepted(course: AcceptedCourse): NewFact {
  const { id, programmeId, organisationId, acceptedOn } = course;
  const payload: CourseAccepted = { programmeId, courseId: id, organisationId, acceptedOn };
  return { type: "CourseAccepted", version: 1, subject: id, payload };
}

/** The fact that a company left the accelerator before it was through. */
export function courseExited({ id, programmeId, organisationId }: CompanyCourse, exitedOn: LocalDate): NewFact {
  const payload: CourseExited = { programmeId, courseId: id, organisationId, exitedOn };
  return { type: "CourseExited", version: 1, subject: id, payload };
}

/** What has come true between two versions of a course. */
export function courseFacts(before: CompanyCourse, after: CompanyCourse): readonly NewFact[] {
  const { acceptedOn, endedOn, state } = after;
  const isAccepted = before.acceptedOn === null && acceptedOn !== null;
  const isExited = before.state !== "EXITED" && state === "EXITED" && endedOn !== null;
  return [
    ...(isAccepted ? [courseAccepted({ ...after, acceptedOn })] : []),
    ...(isExited ? [courseExited(after, endedOn)] : []),
  ];
}
