/** What the other services tell of companies and partnerships, as this service keeps it. Pure. */
import type { LocalDate } from "@inclusion/kernel";

export type SizeClass = "MICRO" | "SMALL" | "MEDIUM" | "LARGE";

/** An organisation as partnership told it last. */
export type OrganisationCopy = Readonly<{
  id: string;
  cvr: string | null;
  kinds: readonly string[];
  sizeClass: SizeClass | null;
  municipalityCode: string | null;
  rsvRegistered: boolean;
  /** The organisation that this one was found to be; null when it stands for itself. */
  mergedInto: string | null;
}>;

/** A partnership as partnership told it last; `signedOn` is null when only its end was told yet. */
export type PartnershipCopy = Readonly<{
  id: string;
  programmeId: string;
  municipalityCodes: readonly string[];
  parties: readonly Readonly<{ organisationId: string; role: string }>[];
  signedOn: LocalDate | null;
  closedOn: LocalDate | null;
}>;

/** Whether the partnership is signed on `day` and has not ended before it. */
export function isSignedOn({ signedOn, closedOn }: PartnershipCopy, day: LocalDate): boolean {
  return signedOn !== null && signedOn <= day && (closedOn === null || day <= closedOn);
}

/** Kinds of organisation that have a social purpose by what they are. */
const SOCIAL_KINDS: ReadonlySet<string> = new Set(["SOCIAL_ENTERPRISE", "SOCIAL_ECONOMY_ACTOR"]);

/** Whether the register says that the organisation has a social purpose. */
export function isSocial({ kinds, rsvRegistered }: OrganisationCopy): boolean {
  return rsvRegistered || kinds.some((kind) => SOCIAL_KINDS.has(kind));
}

const CVR_WEIGHTS = [2, 7, 6, 5, 4, 3, 2, 1];

/**
 * Whether the text can be a register number: eight digits, the first not 0, and the check digit right.
 *
 * @source docs/sources.md
 */
export function isCvr(text: string): boolean {
  if (!/^[1-9]\d{7}$/.test(text)) return false;
  return [...text].reduce((sum, digit, index) => sum + Number(digit) * (CVR_WEIGHTS[index] as number), 0) % 11 === 0;
}
