import { EntitySchema } from "typeorm";
import { OF_COMPANY } from "../room/columns.ts";
import type { InclusiveWorkplace } from "./inclusive-workplace.ts";

/** Table `accelerator.inclusive_workplace`; the migrations own it. */
export const InclusiveWorkplaceEntity = new EntitySchema<InclusiveWorkplace>({
  name: "InclusiveWorkplace",
  schema: "accelerator",
  tableName: "inclusive_workplace",
  columns: {
    ...OF_COMPANY,
    axis: { type: "text" },
    status: { type: "text" },
    steps: { type: "jsonb" },
    evidenceHash: { type: "text", name: "evidence_hash" },
  },
});
