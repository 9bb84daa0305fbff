import { minorColumn } from "@inclusion/kernel/runtime";
import { EntitySchema } from "typeorm";
import type { OtherActor, OtherActorFigures } from "./other-actor.ts";

/** Table `accelerator.other_actor`; the migrations own it. */
export const OtherActorEntity = new EntitySchema<OtherActor>({
  name: "OtherActor",
  schema: "accelerator",
  tableName: "other_actor",
  columns: {
    id: { type: "uuid", primary: true },
    programmeId: { type: "uuid", name: "programme_id" },
    partnershipId: { type: "uuid", name: "partnership_id" },
    organisationId: { type: "uuid", name: "organisation_id" },
    municipalityCode: { type: "text", name: "municipality_code" },
    grownOn: { type: "date", name: "grown_on", nullable: true },
  },
});

/** Table `accelerator.other_actor_figures`; the migrations own it. */
export const OtherActorFiguresEntity = new EntitySchema<OtherActorFigures>({
  name: "OtherActorFigures",
  schema: "accelerator",
  tableName: "other_actor_figures",
  columns: {
    id: { type: "uuid", primary: true },
    otherActorId: { type: "uuid", name: "other_actor_id" },
    programmeId: { type: "uuid", name: "programme_id" },
    organisationId: { type: "uuid", name: "organisation_id" },
    municipalityCode: { type: "text", name: "municipality_code" },
    kind: { type: "text" },
    periodFrom: { type: "date", name: "period_from" },
    periodTo: { type: "date", name: "period_to" },
    currency: { type: "text" },
    turnoverMinor: { type: "bigint", name: "turnover_minor", transformer: minorColumn },
    fteHundredths: { type: "integer", name: "fte_hundredths" },
    source: { type: "text" },
    enteredBy: { type: "text", name: "entered_by" },
    voidedOn: { type: "date", name: "voided_on", nullable: true },
    voidedBy: { type: "text", name: "voided_by", nullable: true },
    voidReason: { type: "text", name: "void_reason", nullable: true },
  },
});
