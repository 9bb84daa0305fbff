import { EntitySchema } from "typeorm";
import type { CompanyCourse } from "./course.ts";

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
    acceptedOn: { type: "date", name: "accepted_on", nullable: true },
    endedOn: { type: "date", name: "ended_on", nullable: true },
    synthetic: { type: "boolean" },
  },
});
