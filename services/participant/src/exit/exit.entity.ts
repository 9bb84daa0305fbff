import { EntitySchema } from "typeorm";
import { OWNED } from "../participation/owned-columns.ts";
import type { Exit } from "./exit.ts";

/** Table `participant.exit`; the migrations own it. */
export const ExitEntity = new EntitySchema<Exit>({
  name: "Exit",
  schema: "participant",
  tableName: "exit",
  columns: {
    ...OWNED,
    leftOn: { type: "date", name: "left_on" },
    reasonCode: { type: "text", name: "reason_code" },
    labourStatus: { type: "text", name: "labour_status" },
    searchesJob: { type: "boolean", name: "searches_job" },
    inEducation: { type: "boolean", name: "in_education" },
    gainedQualification: { type: "boolean", name: "gained_qualification" },
  },
});
