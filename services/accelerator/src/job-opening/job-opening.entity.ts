import { EntitySchema } from "typeorm";
import { HOURS, OF_COMPANY } from "../room/columns.ts";
import type { JobOpening, OpeningFill } from "./job-opening.ts";

/** Table `accelerator.job_opening`; the migrations own it. */
export const JobOpeningEntity = new EntitySchema<JobOpening>({
  name: "JobOpening",
  schema: "accelerator",
  tableName: "job_opening",
  columns: {
    ...OF_COMPANY,
    state: { type: "text" },
    form: { type: "text" },
    axis: { type: "text" },
    hoursPerWeek: HOURS,
    seats: { type: "integer" },
    requirements: { type: "text", array: true },
    offers: { type: "text", array: true },
    targetGroup: { type: "text", name: "target_group", nullable: true },
    opensOn: { type: "date", name: "opens_on" },
    closesOn: { type: "date", name: "closes_on", nullable: true },
    publishedOn: { type: "date", name: "published_on", nullable: true },
    earlierTerms: { type: "jsonb", name: "earlier_terms" },
    taken: { type: "integer" },
    brokenOff: { type: "integer", name: "broken_off" },
    fullOn: { type: "datemultirange", name: "full_on" },
  },
});

/** Table `accelerator.opening_fill`; the migrations own it. */
export const OpeningFillEntity = new EntitySchema<OpeningFill>({
  name: "OpeningFill",
  schema: "accelerator",
  tableName: "opening_fill",
  columns: {
    ...OF_COMPANY,
    openingId: { type: "uuid", name: "opening_id" },
    participationId: { type: "uuid", name: "participation_id", nullable: true },
    factId: { type: "uuid", name: "fact_id", nullable: true },
    filledOn: { type: "date", name: "filled_on" },
    endedOn: { type: "date", name: "ended_on", nullable: true },
    endReason: { type: "text", name: "end_reason", nullable: true },
  },
});
