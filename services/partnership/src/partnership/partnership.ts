/** Partnerships: who works together, in which role, and where the agreement stands. Pure. */
import type { LocalDate, MeasureEntry } from "@inclusion/kernel";
import type { AnchoringPlan } from "../anchoring/anchoring-plan.ts";
import type { Commitment } from "../commitment/promised-seats.ts";
import type { PartnershipCase } from "../partnership-case/case-row.ts";
import type { OfPartnership } from "./of-partnership.ts";

export type PartnershipKind = "GROWTH" | "PUBLIC_PRIVATE_SOCIAL" | "OTHER";
export type PartnershipState = "DRAFTED" | "PROPOSED" | "SIGNED" | "ACTIVE" | "ANCHORED" | "CLOSED";
export type PartyRole = "MUNICIPALITY" | "OTHER_ACTOR" | "SOCIAL_ENTERPRISE" | "ORDINARY_COMPANY" | "PUBLIC_AUTHORITY";

/** A partnership as stored. */
export type Partnership = Readonly<{
  id: string;
  programmeId: string;
  kind: PartnershipKind;
  state: PartnershipState;
  municipalityCode: string;
  /** Null of a partnership of which nobody has said it. */
  origin: "STRENGTHENED" | "NEW" | null;
  axis: "AXIS_3B1" | "AXIS_3B2" | null;
  draftedOn: LocalDate | null;
  signedOn: LocalDate | null;
  activeFrom: LocalDate | null;
  anchoredOn: LocalDate | null;
  closedOn: LocalDate | null;
  closeReason: string | null;
  synthetic: boolean;
}>;

/** A party in its role, from `joinedOn` (null: from the beginning) until the day before `leftOn`. */
export type Party = OfPartnership &
  Readonly<{
    role: PartyRole;
    organisationId: string;
    joinedOn: LocalDate | null;
    leftOn: LocalDate | null;
    leaveReason: string | null;
  }>;

/** A version of the agreement's text, or an addendum by which one party replaces another. */
export type Agreement = OfPartnership &
  Readonly<{
    /** From 1 in the order of writing. */
    number: number;
    isAddendum: boolean;
    /** Only there when it is written: lists are read without it. */
    text?: string;
    /** SHA-256 of the text as UTF-8, 64 hexadecimal digits. */
    textHash: string;
    writtenOn: LocalDate;
    validFrom: LocalDate;
    validTo: LocalDate | null;
    leavingPartyId: string | null;
    joiningOrganisationId: string | null;
    revisedOn: LocalDate | null;
    reviseReason: string | null;
  }>;

/** That a party has signed a text; it is kept when the text is revised and counts for that text alone. */
export type Signature = OfPartnership &
  Readonly<{
    agreementId: string;
    organisationId: string;
    /** The office that signed, as a post or the party's own reference; never a name. */
    signatory: string;
    textHash: string;
    method: "PAPER" | "DIGITAL";
    signedOn: LocalDate;
  }>;

/** From when until when (both days included) the municipality takes part in the programme; it may come back. */
export type Stay = Readonly<{ joinedOn: LocalDate; leftOn: LocalDate | null }>;

/** A partnership with everything that its rules look at. */
export type PartnershipFile = Readonly<{
  record: Partnership;
  version: number;
  parties: readonly Party[];
  agreements: readonly Agreement[];
  signatures: readonly Signature[];
  cases: readonly PartnershipCase[];
  commitments: readonly Commitment[];
  plans: readonly AnchoringPlan[];
  /** Kept by others: the programme's period and the municipality's stays in it, open matches, and when the support ends. */
  programme: Readonly<{ startsOn: LocalDate | null; endsOn: LocalDate | null }>;
  stays: readonly Stay[];
  openMatches: number;
  /** The last day on which costs are eligible, over all grants; null when no grant has told it. */
  eligibleTo: LocalDate | null;
  /** Last days of method versions are no matter here: ids alone, of this programme. */
  methodVersionIds: readonly string[];
}>;

/** The columns that a row of this file takes from its partnership. */
export function ownedBy({ record }: Pick<PartnershipFile, "record">): Omit<OfPartnership, "id"> {
  return { partnershipId: record.id, programmeId: record.programmeId, municipalityCode: record.municipalityCode };
}

/** Roles that a kind of partnership needs: one of each group has to be filled. */
export const NEEDED_ROLES: Readonly<Record<PartnershipKind, readonly (readonly PartyRole[])[]>> = {
  GROWTH: [["MUNICIPALITY"], ["OTHER_ACTOR"], ["SOCIAL_ENTERPRISE"]],
  PUBLIC_PRIVATE_SOCIAL: [["MUNICIPALITY", "PUBLIC_AUTHORITY"], ["ORDINARY_COMPANY"], ["SOCIAL_ENTERPRISE"]],
  OTHER: [],
};

/** Whether the party is one on `day`; the day of leaving is the first without it. */
export function isPartyOn({ joinedOn, leftOn }: Pick<Party, "joinedOn" | "leftOn">, day: LocalDate): boolean {
  return (joinedOn === null || joinedOn <= day) && (leftOn === null || day < leftOn);
}

/** The parties that have not left. */
export function presentParties(parties: readonly Party[]): readonly Party[] {
  return parties.filter(({ leftOn }) => leftOn === null);
}

/** The text in force: the newest version that is no addendum and was not revised. */
export function currentAgreement(agreements: readonly Agreement[]): Agreement | null {
  return agreements.filter(({ isAddendum, revisedOn }) => !isAddendum && revisedOn === null).at(-1) ?? null;
}

/** A needed role that nobody has on a day. */
export type LostRole = Readonly<{
  roles: readonly PartyRole[];
  since: LocalDate | null;
  lostOrganisationId: string | null;
}>;

/** The needed roles without a party on `day`, with the day since when; null is from the beginning. */
export function lostRoles(kind: PartnershipKind, parties: readonly Party[], day: LocalDate): readonly LostRole[] {
  return NEEDED_ROLES[kind].flatMap((roles) => {
    const had = parties.filter(({ role }) => roles.includes(role));
    if (had.some((party) => isPartyOn(party, day))) return [];
    const last = had
      .filter(({ leftOn }) => leftOn !== null && leftOn <= day)
      .sort((a, b) => String(a.leftOn).localeCompare(String(b.leftOn)))
      .at(-1);
    return [{ roles, since: last?.leftOn ?? null, lostOrganisationId: last?.organisationId ?? null }];
  });
}

/** That the case of a partnership was published, for the ledger; a partnership counts once. */
export function casePublishedEntry(
  partnership: Pick<Partnership, "id" | "programmeId" | "municipalityCode" | "synthetic">,
  publishedOn: LocalDate,
): MeasureEntry {
  return partnershipEntry(partnership, "CASES_PUBLISHED", publishedOn, `case of partnership ${partnership.id}`);
}

/** One entry about a partnership. */
export function partnershipEntry(
  partnership: Pick<Partnership, "id" | "programmeId" | "municipalityCode" | "synthetic">,
  indicator: string,
  validOn: LocalDate,
  cause: string,
): MeasureEntry {
  return {
    indicator,
    amount: 1,
    programmeId: partnership.programmeId,
    municipalityCode: partnership.municipalityCode,
    subjectId: partnership.id,
    validOn,
    definitionVersion: 1,
    cause,
    dimensions: {},
    synthetic: partnership.synthetic,
  };
}
