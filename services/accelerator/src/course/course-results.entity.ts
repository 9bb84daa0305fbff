import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import type { OrdinaryHire, TrainingPlace } from "./course.ts";

/** Columns that every result repeats of its course. */
const OF_COURSE = {
  id: { type: "uuid", primary: true },
  courseId: { type: "uuid", name: "course_id" },
  programmeId: { type: "uuid", name: "programme_id" },
  municipalityCode: { type: "text", name: "municipality_code" },
  synthetic: { type: "boolean" },
} satisfies Record<string, EntitySchemaColumnOptions>;

/** Table `accelerator.training_place`; the migrations own it. */
export const TrainingPlaceEntity = new EntitySchema<TrainingPlace>({
  name: "TrainingPlace",
  schema: "accelerator",
  tableName: "training_place",
  columns: { ...OF_COURSE, kind: { type: "text" }, establishedOn: { type: "date", name: "established_on" } },
});

/** Table `accelerator.ordinary_hire`; the migrations own it. */
export const OrdinaryHireEntity = new EntitySchema<OrdinaryHire>({
  name: "OrdinaryHire",
  schema: "accelerator",
  tableName: "ordinary_hire",
  columns: {
    ...OF_COURSE,
    hiredOn: { type: "date", name: "hired_on" },
    hoursPerWeek: {
      type: "numeric",
      name: "hours_per_week",
      precision: 4,
      scale: 1,
      transformer: { to: (hours: number) => hours, from: Number },
    },
  },
});
