import { minorColumn } from "@inclusion/kernel/runtime";
import { EntitySchema } from "typeorm";
import { OF_PARTNERSHIP } from "../partnership/owned-columns.ts";
import type { AnchoringPlan } from "./anchoring.ts";

/** Table `partnership.anchoring_plan`; the migrations own it. */
export const AnchoringPlanEntity = new EntitySchema<AnchoringPlan>({
  name: "AnchoringPlan",
  schema: "partnership",
  tableName: "anchoring_plan",
  columns: {
    ...OF_PARTNERSHIP,
    methodVersionId: { type: "uuid", name: "method_version_id", nullable: true },
    owner: { type: "text" },
    startsOn: { type: "date", name: "starts_on" },
    yearlyBudgetMinor: { type: "bigint", name: "yearly_budget_minor", transformer: minorColumn },
    currency: { type: "text" },
    state: { type: "text" },
    proposedOn: { type: "date", name: "proposed_on" },
    decidedOn: { type: "date", name: "decided_on", nullable: true },
    decisionReference: { type: "text", name: "decision_reference", nullable: true },
    runningFrom: { type: "date", name: "running_from", nullable: true },
  },
});
