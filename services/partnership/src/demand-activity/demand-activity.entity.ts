import { EntitySchema } from "typeorm";
import type { DemandActivity } from "./demand-activity.ts";

/** Table `partnership.demand_activity`; the migrations own it. */
export const DemandActivityEntity = new EntitySchema<DemandActivity>({
  name: "DemandActivity",
  schema: "partnership",
  tableName: "demand_activity",
  columns: {
    id: { type: "uuid", primary: true },
    programmeId: { type: "uuid", name: "programme_id" },
    municipalityCode: { type: "text", name: "municipality_code", nullable: true },
    kind: { type: "text" },
    title: { type: "text" },
    heldOn: { type: "date", name: "held_on" },
    organisationIds: { type: "uuid", array: true, name: "organisation_ids" },
    link: { type: "text", nullable: true },
    reached: { type: "integer", nullable: true },
    synthetic: { type: "boolean" },
  },
});
