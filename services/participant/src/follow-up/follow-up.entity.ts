import { EntitySchema } from "typeorm";
import { OWNED } from "../participation/owned-columns.ts";
import type { FollowUp } from "./follow-up.ts";

/** Table `participant.follow_up`; the migrations own it. */
export const FollowUpEntity = new EntitySchema<FollowUp>({
  name: "FollowUp",
  schema: "participant",
  tableName: "follow_up",
  columns: {
    ...OWNED,
    kind: { type: "text" },
    leftOn: { type: "date", name: "left_on" },
    dueOn: { type: "date", name: "due_on" },
    status: { type: "text" },
    recordedOn: { type: "date", name: "recorded_on", nullable: true },
    labourStatus: { type: "text", name: "labour_status", nullable: true },
    inEducation: { type: "boolean", name: "in_education", nullable: true },
    gainedQualification: { type: "boolean", name: "gained_qualification", nullable: true },
    searchesJob: { type: "boolean", name: "searches_job", nullable: true },
    improvedSituation: { type: "boolean", name: "improved_situation", nullable: true },
  },
});
