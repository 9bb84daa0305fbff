import { EntitySchema } from "typeorm";
import type { CompanyCourse } from "./course.ts";
import { OWNED } from "./owned-columns.ts";
import type { CourseEvent } from "./transitions.ts";

/** Table `accelerator.company_course`; the migrations own it. */
export const CompanyCourseEntity = new EntitySchema<CompanyCourse>({
  name: "CompanyCourse",
  schema: "accelerator",
  tableName: "company_course",
  columns: {
    id: { type: "uuid", primary: true },
    organisationId: { type: "uuid", name: "organisation_id" },
    programmeId: { type: "uuid", name: "programme_id" },
    partnershipId: { type: "uuid", name: "partnership_id", nullable: true },
    municipalityCode: { type: "text", name: "municipality_code" },
    state: { type: "text" },
    callId: { type: "uuid", name: "call_id", nullable: true },
    cohort: { type: "text", nullable: true },
    appliedOn: { type: "date", name: "applied_on", nullable: true },
    decidedOn: { type: "date", name: "decided_on", nullable: true },
    acceptedOn: { type: "date", name: "accepted_on", nullable: true },
    endedOn: { type: "date", name: "ended_on", nullable: true },
    synthetic: { type: "boolean" },
  },
});

/** Table `accelerator.course_event`; the migrations own it. */
export const CourseEventEntity = new EntitySchema<CourseEvent>({
  name: "CourseEvent",
  schema: "accelerator",
  tableName: "course_event",
  columns: {
    ...OWNED,
    kind: { type: "text" },
    fromState: { type: "text", name: "from_state", nullable: true },
    toState: { type: "text", name: "to_state" },
    happenedOn: { type: "date", name: "happened_on" },
    actor: { type: "text" },
    reason: { type: "text", nullable: true },
  },
});
