/** Facts that this service writes and follows. */
import { randomUUID } from "node:crypto";
import type { LocalDate } from "@inclusion/kernel";
import { type FactHandlers, type NewFact, setRegionMemberships } from "@inclusion/kernel/runtime";
import { type CourseAccepted, HireCounted, HireVoided, OpeningFilled, ReadinessSet } from "@inclusion/schema/facts";
import type { CompanyCourse } from "./course/course.ts";
import { hireTold } from "./inclusive-hire-told.ts";
import { putReady } from "./matching/matching.repository.ts";
import { openingFilled } from "./opening-change.ts";

export const handlers: FactHandlers = {
  partnership: {
    RegionMembershipsSet: (tx, { payload }) => setRegionMemberships(tx, "accelerator", payload),
  },
  participant: {
    OpeningFilled: (tx, { id, payload }) => openingFilled(tx, id, OpeningFilled.parse(payload), randomUUID),
    HireCounted: (tx, fact) => hireTold(tx, fact, HireCounted.parse(fact.payload), 1),
    HireVoided: (tx, fact) => hireTold(tx, fact, HireVoided.parse(fact.payload), -1),
    ReadinessSet: (tx, { position, payload }) => putReady(tx, position, ReadinessSet.parse(payload)),
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
