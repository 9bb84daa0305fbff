import { EntitySchema } from "typeorm";
import { OWNED } from "../participation/owned-columns.ts";
import type { Screening } from "./screening.ts";

/** Table `participant.screening`; the migrations own it. */
export const ScreeningEntity = new EntitySchema<Screening>({
  name: "Screening",
  schema: "participant",
  tableName: "screening",
  columns: {
    ...OWNED,
    screenedOn: { type: "date", name: "screened_on" },
    outcome: { type: "text" },
    reasonCode: { type: "text", name: "reason_code", nullable: true },
    criteria: { type: "text", array: true },
  },
});
