/** A case as it is stored. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { OfPartnership } from "../partnership/of-partnership.ts";

/** A case; approvals hold for the text as it stands. */
export type PartnershipCase = OfPartnership &
  Readonly<{
    title: string;
    summary: string;
    state: "DRAFT" | "PUBLISHED" | "WITHDRAWN";
    draftedOn: LocalDate;
    publishedOn: LocalDate | null;
    withdrawnOn: LocalDate | null;
    withdrawReason: string | null;
    approvals: readonly CaseApproval[];
  }>;

/** That a party has approved the case as it stands. */
export type CaseApproval = Readonly<{ organisationId: string; approvedOn: LocalDate }>;
