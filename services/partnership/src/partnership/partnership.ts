/** Partnerships: who works together, and in which role. Pure. */
import type { LocalDate, MeasureEntry } from "@inclusion/kernel";

export type PartnershipKind = "GROWTH" | "PUBLIC_PRIVATE_SOCIAL";
export type PartnershipState = "DRAFTED" | "PROPOSED" | "SIGNED" | "ACTIVE" | "ANCHORED" | "CLOSED";
export type PartyRole = "MUNICIPALITY" | "OTHER_ACTOR" | "SOCIAL_ENTERPRISE";

/** A partnership as stored. */
export type Partnership = Readonly<{
  id: string;
  programmeId: string;
  kind: PartnershipKind;
  state: PartnershipState;
  municipalityCode: string;
  activeFrom: LocalDate | null;
  caseTitle: string | null;
  casePublishedOn: LocalDate | null;
  synthetic: boolean;
}>;

/** A party in its role. */
export type Party = Readonly<{ partnershipId: string; role: PartyRole; organisationId: string }>;

/** That the case of a partnership was published, for the ledger; a partnership counts once. */
export function casePublishedEntry(partnership: Partnership, publishedOn: LocalDate): MeasureEntry {
  return {
    indicator: "CASES_PUBLISHED",
    amount: 1,
    programmeId: partnership.programmeId,
    municipalityCode: partnership.municipalityCode,
    subjectId: partnership.id,
    validOn: publishedOn,
    definitionVersion: 1,
    cause: `case of partnership ${partnership.id}`,
    dimensions: {},
    synthetic: partnership.synthetic,
  };
}
