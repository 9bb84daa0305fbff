import { EntitySchema } from "typeorm";
import { OWNED } from "../participation/owned-columns.ts";
import type { EntryFacts, SensitiveFacts } from "./entry-facts.ts";

/** Table `participant.entry_facts`; the migrations own it. */
export const EntryFactsEntity = new EntitySchema<EntryFacts>({
  name: "EntryFacts",
  schema: "participant",
  tableName: "entry_facts",
  columns: {
    ...OWNED,
    labourStatus: { type: "text", name: "labour_status", nullable: true },
    education: { type: "text", nullable: true },
    household: { type: "text", nullable: true },
    seniorityWeeks: { type: "integer", name: "seniority_weeks", nullable: true },
    startFormOn: { type: "date", name: "start_form_on", nullable: true },
  },
});

/** Table `participant.sensitive_facts`; the migrations own it. */
export const SensitiveFactsEntity = new EntitySchema<SensitiveFacts>({
  name: "SensitiveFacts",
  schema: "participant",
  tableName: "sensitive_facts",
  columns: {
    ...OWNED,
    migrantOrMinority: { type: "text", name: "migrant_or_minority", nullable: true },
    disability: { type: "text", nullable: true },
    otherDisadvantage: { type: "text", name: "other_disadvantage", nullable: true },
    askedOn: { type: "date", name: "asked_on", nullable: true },
  },
});
