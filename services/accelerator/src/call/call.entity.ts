import { EntitySchema } from "typeorm";
import type { Call } from "./call.ts";

/** Table `accelerator.accelerator_call`; the migrations own it. */
export const CallEntity = new EntitySchema<Omit<Call, "version">>({
  name: "Call",
  schema: "accelerator",
  tableName: "accelerator_call",
  columns: {
    id: { type: "uuid", primary: true },
    programmeId: { type: "uuid", name: "programme_id" },
    title: { type: "text" },
    opensOn: { type: "date", name: "opens_on" },
    closesOn: { type: "date", name: "closes_on" },
    cohort: { type: "text" },
    capacity: { type: "integer" },
    partnershipRequired: { type: "boolean", name: "partnership_required" },
    lowest: { type: "integer" },
    highest: { type: "integer" },
    criteria: { type: "jsonb" },
  },
});
