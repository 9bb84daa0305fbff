import { EntitySchema } from "typeorm";
import { HOURS, OF_COMPANY } from "../room/columns.ts";
import type { OrdinaryHire } from "./ordinary-hire.ts";

/** Table `accelerator.ordinary_hire`; the migrations own it. */
export const OrdinaryHireEntity = new EntitySchema<OrdinaryHire>({
  name: "OrdinaryHire",
  schema: "accelerator",
  tableName: "ordinary_hire",
  columns: {
    ...OF_COMPANY,
    hiredOn: { type: "date", name: "hired_on" },
    hoursPerWeek: HOURS,
    wasUnemployed: { type: "boolean", name: "was_unemployed" },
    evidenceHash: { type: "text", name: "evidence_hash", nullable: true },
    withdrawnOn: { type: "date", name: "withdrawn_on", nullable: true },
    withdrawReason: { type: "text", name: "withdraw_reason", nullable: true },
  },
});
