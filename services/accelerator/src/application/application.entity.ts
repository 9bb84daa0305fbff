import { EntitySchema } from "typeorm";
import { OWNED } from "../course/owned-columns.ts";
import type { Application, ApplicationReview, DueDiligenceCheck } from "./application.ts";

/** Table `accelerator.application`; the migrations own it. */
export const ApplicationEntity = new EntitySchema<Application>({
  name: "Application",
  schema: "accelerator",
  tableName: "application",
  columns: {
    ...OWNED,
    submittedOn: { type: "date", name: "submitted_on" },
    cvr: { type: "text" },
    statedSizeClass: { type: "text", name: "stated_size_class", nullable: true },
    sizeEvidence: { type: "text", name: "size_evidence", nullable: true },
    socialPurpose: { type: "text", name: "social_purpose", nullable: true },
    socialPurposeEvidence: { type: "text", name: "social_purpose_evidence", nullable: true },
    answers: { type: "jsonb" },
  },
});

/** Table `accelerator.application_review`; the migrations own it. */
export const ApplicationReviewEntity = new EntitySchema<ApplicationReview>({
  name: "ApplicationReview",
  schema: "accelerator",
  tableName: "application_review",
  columns: {
    ...OWNED,
    reviewer: { type: "text" },
    criteriaVersion: { type: "integer", name: "criteria_version", nullable: true },
    scores: { type: "jsonb" },
    scoredOn: { type: "date", name: "scored_on", nullable: true },
    conflictOn: { type: "date", name: "conflict_on", nullable: true },
    conflictReason: { type: "text", name: "conflict_reason", nullable: true },
  },
});

/** Table `accelerator.due_diligence_check`; the migrations own it. */
export const DueDiligenceCheckEntity = new EntitySchema<DueDiligenceCheck>({
  name: "DueDiligenceCheck",
  schema: "accelerator",
  tableName: "due_diligence_check",
  columns: {
    ...OWNED,
    kind: { type: "text" },
    result: { type: "text" },
    checkedBy: { type: "text", name: "checked_by" },
    checkedOn: { type: "date", name: "checked_on" },
    evidence: { type: "text", nullable: true },
  },
});
