import { EntitySchema } from "typeorm";
import { OF_COMPANY } from "../room/columns.ts";
import type { EmployerReadiness } from "./employer-readiness.ts";

/** Table `accelerator.employer_readiness`; the migrations own it. */
export const EmployerReadinessEntity = new EntitySchema<EmployerReadiness>({
  name: "EmployerReadiness",
  schema: "accelerator",
  tableName: "employer_readiness",
  columns: {
    ...OF_COMPANY,
    dimension: { type: "text" },
    score: { type: "integer" },
    mentorCount: { type: "integer", name: "mentor_count", nullable: true },
    questionnaireVersion: { type: "integer", name: "questionnaire_version" },
    measuredOn: { type: "date", name: "measured_on" },
  },
});
