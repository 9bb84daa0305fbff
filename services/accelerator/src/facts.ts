/** Facts that this service writes and follows. */
import type { LocalDate } from "@inclusion/kernel";
import { type FactHandlers, type NewFact, setRegionMemberships } from "@inclusion/kernel/runtime";
import type { CourseAccepted } from "@inclusion/schema/facts";
import type { CompanyCourse } from "./course/course.ts";

export const handlers: FactHandlers = {
  partnership: {
    RegionMembershipsSet: (tx, { payload }) => setRegionMemberships(tx, "accelerator", payload),
  },
};

/** A course that has been accepted. */
export type AcceptedCourse = CompanyCourse & Readonly<{ acceptedOn: LocalDate }>;

/** The fact that a company was accepted into the accelerator. */
export function courseAccepted(course: AcceptedCourse): NewFact {
  const { id, programmeId, organisationId, acceptedOn } = course;
  const payload: CourseAccepted = { programmeId, courseId: id, organisationId, acceptedOn };
  return { type: "CourseAccepted", version: 1, subject: id, payload };
}
