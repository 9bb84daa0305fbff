import { EntitySchema } from "typeorm";
import type { Placement } from "./placement.ts";

/** Table `participant.placement`; the migrations own it. */
export const PlacementEntity = new EntitySchema<Placement>({
  name: "Placement",
  schema: "participant",
  tableName: "placement",
  columns: {
    id: { type: "uuid", primary: true },
    participationId: { type: "uuid", name: "participation_id" },
    programmeId: { type: "uuid", name: "programme_id" },
    municipalityCode: { type: "text", name: "municipality_code" },
    form: { type: "text" },
    companyId: { type: "uuid", name: "company_id" },
    startedOn: { type: "date", name: "started_on" },
    endedOn: { type: "date", name: "ended_on", nullable: true },
    hoursPerWeek: {
      type: "numeric",
      name: "hours_per_week",
      precision: 4,
      scale: 1,
      transformer: { to: (hours: number) => hours, from: Number },
    },
    taskCode: { type: "text", name: "task_code", nullable: true },
    pairedWithId: { type: "uuid", name: "paired_with_id", nullable: true },
  },
});
