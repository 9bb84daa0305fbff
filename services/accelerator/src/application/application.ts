/** What a company applies with, what reviewers say of it and what an examination finds. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { OfFile } from "../course/of-file.ts";
import type { SizeClass } from "../organisation/organisation.ts";

/** An application; its id is the course's. */
export type Application = OfFile &
  Readonly<{
    submittedOn: LocalDate;
    cvr: string;
    statedSizeClass: SizeClass | null;
    sizeEvidence: string | null;
    socialPurpose: string | null;
    socialPurposeEvidence: string | null;
    answers: readonly Readonly<{ question: string; answer: string }>[];
  }>;

/** The score of one criterion. */
export type CriterionScore = Readonly<{ criterion: string; score: number }>;

/** One reviewer's view: scores, or a conflict of interest, never both. */
export type ApplicationReview = OfFile &
  Readonly<{
    reviewer: string;
    criteriaVersion: number | null;
    scores: readonly CriterionScore[];
    scoredOn: LocalDate | null;
    conflictOn: LocalDate | null;
    conflictReason: string | null;
  }>;

/** What is examined, in the order of the form. */
export const CHECK_KINDS = [
  "SOCIAL_PURPOSE",
  "INDEPENDENCE",
  "FINANCES",
  "MANAGEMENT",
  "GROWTH_POTENTIAL",
  "STATE_AID",
] as const;

export type CheckKind = (typeof CHECK_KINDS)[number];

/** What one check found. */
export type DueDiligenceCheck = OfFile &
  Readonly<{
    kind: CheckKind;
    result: "PASSED" | "FAILED";
    checkedBy: string;
    checkedOn: LocalDate;
    evidence: string | null;
  }>;
