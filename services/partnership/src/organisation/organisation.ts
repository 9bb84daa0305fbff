/** Organisations: one identity for a party, however its name is spelled. Pure. */

export type OrganisationKind =
  | "BENEFICIARY"
  | "PARTNER"
  | "MUNICIPALITY"
  | "OTHER_ACTOR"
  | "SOCIAL_ENTERPRISE"
  | "ORDINARY_COMPANY";

/** An organisation as stored. */
export type Organisation = Readonly<{
  id: string;
  name: string;
  aliases: readonly string[];
  cvr: string | null;
  kinds: readonly OrganisationKind[];
  municipalityCode: string | null;
  synthetic: boolean;
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
