import { EntitySchema } from "typeorm";
import { OWNED } from "../course/owned-columns.ts";
import type { Diagnosis, GoalMeasurement, GrowthPlan, Milestone } from "./growth-plan.ts";

/** Whole numbers beyond 32 bits, which the driver gives as text. */
const wholeColumn = { to: (whole: number) => whole, from: Number };

/** Table `accelerator.diagnosis`; the migrations own it. */
export const DiagnosisEntity = new EntitySchema<Diagnosis>({
  name: "Diagnosis",
  schema: "accelerator",
  tableName: "diagnosis",
  columns: {
    ...OWNED,
    diagnosedOn: { type: "date", name: "diagnosed_on" },
    summary: { type: "text" },
    needs: { type: "jsonb" },
  },
});

/** Table `accelerator.growth_plan`; the migrations own it. */
export const GrowthPlanEntity = new EntitySchema<GrowthPlan>({
  name: "GrowthPlan",
  schema: "accelerator",
  tableName: "growth_plan",
  columns: {
    ...OWNED,
    revision: { type: "integer" },
    writtenOn: { type: "date", name: "written_on" },
    reason: { type: "text", nullable: true },
    goals: { type: "jsonb" },
    jobsPlanned: { type: "integer", name: "jobs_planned" },
    placesPlanned: { type: "integer", name: "places_planned" },
    approvedOn: { type: "date", name: "approved_on", nullable: true },
  },
});

/** Table `accelerator.goal_measurement`; the migrations own it. */
export const GoalMeasurementEntity = new EntitySchema<GoalMeasurement>({
  name: "GoalMeasurement",
  schema: "accelerator",
  tableName: "goal_measurement",
  columns: {
    ...OWNED,
    goal: { type: "text" },
    measuredOn: { type: "date", name: "measured_on" },
    valueHundredths: { type: "bigint", name: "value_hundredths", transformer: wholeColumn },
    unit: { type: "text" },
  },
});

/** Table `accelerator.milestone`; the migrations own it. */
export const MilestoneEntity = new EntitySchema<Milestone>({
  name: "Milestone",
  schema: "accelerator",
  tableName: "milestone",
  columns: {
    ...OWNED,
    sprint: { type: "integer" },
    title: { type: "text" },
    isMandatory: { type: "boolean", name: "is_mandatory" },
    dueOn: { type: "date", name: "due_on" },
    doneOn: { type: "date", name: "done_on", nullable: true },
    evidence: { type: "text", nullable: true },
  },
});
