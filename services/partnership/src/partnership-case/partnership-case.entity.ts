import { EntitySchema } from "typeorm";
import { OF_PARTNERSHIP } from "../partnership/owned-columns.ts";
import type { PartnershipCase } from "./partnership-case.ts";

/** Table `partnership.partnership_case`; the migrations own it. */
export const PartnershipCaseEntity = new EntitySchema<PartnershipCase>({
  name: "PartnershipCase",
  schema: "partnership",
  tableName: "partnership_case",
  columns: {
    ...OF_PARTNERSHIP,
    title: { type: "text" },
    summary: { type: "text" },
    state: { type: "text" },
    draftedOn: { type: "date", name: "drafted_on" },
    publishedOn: { type: "date", name: "published_on", nullable: true },
    withdrawnOn: { type: "date", name: "withdrawn_on", nullable: true },
    withdrawReason: { type: "text", name: "withdraw_reason", nullable: true },
    approvals: { type: "jsonb" },
  },
});
