import { EntitySchema } from "typeorm";
import type { Initiative, InitiativeStep } from "./initiative.ts";

/** Table `partnership.initiative`; the migrations own it. */
export const InitiativeEntity = new EntitySchema<Initiative>({
  name: "Initiative",
  schema: "partnership",
  tableName: "initiative",
  columns: {
    id: { type: "uuid", primary: true },
    programmeId: { type: "uuid", name: "programme_id" },
    municipalityCode: { type: "text", name: "municipality_code", nullable: true },
    kind: { type: "text" },
    title: { type: "text" },
    need: { type: "text" },
    stage: { type: "text" },
    organisationId: { type: "uuid", name: "organisation_id", nullable: true },
    dropReason: { type: "text", name: "drop_reason", nullable: true },
    synthetic: { type: "boolean" },
  },
});

/** Table `partnership.initiative_step`; rows are added and never changed. */
export const InitiativeStepEntity = new EntitySchema<InitiativeStep>({
  name: "InitiativeStep",
  schema: "partnership",
  tableName: "initiative_step",
  columns: {
    id: { type: "uuid", primary: true },
    initiativeId: { type: "uuid", name: "initiative_id" },
    programmeId: { type: "uuid", name: "programme_id" },
    municipalityCode: { type: "text", name: "municipality_code", nullable: true },
    stage: { type: "text" },
    reachedOn: { type: "date", name: "reached_on" },
  },
});
