import { EntitySchema } from "typeorm";
import { OWNED } from "../participation/owned-columns.ts";
import type { Referral } from "./referral.ts";

/** Table `participant.referral`; the migrations own it. */
export const ReferralEntity = new EntitySchema<Referral>({
  name: "Referral",
  schema: "participant",
  tableName: "referral",
  columns: {
    ...OWNED,
    referredOn: { type: "date", name: "referred_on" },
    caseworkerRef: { type: "text", name: "caseworker_ref", nullable: true },
    priorEfforts: { type: "jsonb", name: "prior_efforts" },
    noPriorEffortReason: { type: "text", name: "no_prior_effort_reason", nullable: true },
    ordinaryEffort: { type: "text", name: "ordinary_effort", nullable: true },
    whatIsAdded: { type: "text", name: "what_is_added", nullable: true },
  },
});
