/** Organisations: one identity for a party, however its name is spelled. Pure. */
import type { LocalDate } from "@inclusion/kernel";

export type OrganisationKind =
  | "BENEFICIARY"
  | "PARTNER"
  | "MUNICIPALITY"
  | "OTHER_ACTOR"
  | "SOCIAL_ENTERPRISE"
  | "SOCIAL_ECONOMY_ACTOR"
  | "ORDINARY_COMPANY"
  | "FUND"
  | "REGION"
  | "PUBLIC_BUYER";

export type SizeClass = "MICRO" | "SMALL" | "MEDIUM" | "LARGE";

/** An organisation as stored. */
export type Organisation = Readonly<{
  id: string;
  name: string;
  aliases: readonly string[];
  cvr: string | null;
  kinds: readonly OrganisationKind[];
  sizeClass: SizeClass | null;
  municipalityCode: string | null;
  /** Organisations that were found to be this one. */
  mergedIds: readonly string[];
  version: number;
  synthetic: boolean;
}>;

/** That an organisation is of a kind from a day until a day that is itself included; null bounds are open. */
export type KindPeriod = Readonly<{
  id: string;
  organisationId: string;
  kind: OrganisationKind;
  from: LocalDate | null;
  until: LocalDate | null;
}>;

/**
 * The form of a name by which spellings of one party meet: letters and digits in lower case, single spaces.
 * "Projekter iMidt" and "Projekter imidt" have one key; a misprint has another, and joining it is for people to decide.
 */
export function nameKey(name: string): string {
  return name
    .normalize("NFC")
    .toLocaleLowerCase("da")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The municipality that a party's name names ("Holbæk Kommune"), or null. */
export function municipalityNamed(
  name: string,
  municipalities: readonly Readonly<{ code: string; name: string }>[],
): string | null {
  const key = nameKey(name);
  const found = municipalities.find((municipality) => {
    const own = nameKey(municipality.name);
    return key === `${own} kommune` || key === `${own}s kommune` || key === `${own}s regionskommune`;
  });
  return found?.code ?? null;
}

/** The kinds that hold on `day`, each once, in order of their names. */
export function kindsOn(periods: readonly KindPeriod[], day: LocalDate): OrganisationKind[] {
  const held = periods.filter(({ from, until }) => (from === null || from <= day) && (until === null || day <= until));
  return [...new Set(held.map(({ kind }) => kind))].sort();
}
