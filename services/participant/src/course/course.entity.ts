import { EntitySchema } from "typeorm";
import type { Course } from "./course.ts";

/** Table `participant.course`; the migrations own it. */
export const CourseEntity = new EntitySchema<Course>({
  name: "Course",
  schema: "participant",
  tableName: "course",
  columns: {
    id: { type: "uuid", primary: true },
    participationId: { type: "uuid", name: "participation_id" },
    programmeId: { type: "uuid", name: "programme_id" },
    municipalityCode: { type: "text", name: "municipality_code" },
    kind: { type: "text" },
    axis: { type: "text" },
    plannedWeeks: { type: "integer", name: "planned_weeks" },
    startedOn: { type: "date", name: "started_on" },
    endedOn: { type: "date", name: "ended_on", nullable: true },
    completion: { type: "text", nullable: true },
    endFormOn: { type: "date", name: "end_form_on", nullable: true },
  },
});
