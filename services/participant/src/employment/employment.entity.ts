import { EntitySchema } from "typeorm";
import type { Employment } from "./employment.ts";

/** Table `participant.employment`; the migrations own it. */
export const EmploymentEntity = new EntitySchema<Employment>({
  name: "Employment",
  schema: "participant",
  tableName: "employment",
  columns: {
    id: { type: "uuid", primary: true },
    participationId: { type: "uuid", name: "participation_id" },
    programmeId: { type: "uuid", name: "programme_id" },
    municipalityCode: { type: "text", name: "municipality_code" },
    form: { type: "text" },
    employerId: { type: "uuid", name: "employer_id" },
    startedOn: { type: "date", name: "started_on" },
    endedOn: { type: "date", name: "ended_on", nullable: true },
    hoursPerWeek: {
      type: "numeric",
      name: "hours_per_week",
      precision: 4,
      scale: 1,
      transformer: { to: (hours: number) => hours, from: Number },
    },
  },
});
