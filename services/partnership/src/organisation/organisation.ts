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
 * "Projekter iMidt" and "Projekter imidt" have one key.
 */
export function nameKey(name: string): string {
  const key = name
    .normalize("NFC")
    .toLocaleLowerCase("da")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return SAME_PARTY[key] ?? key;
}

/**
 * Spellings that public sheets use for one party, by key: the misprint and what is meant.
 *
 * @source docs/sources.md#project-sheets
 */
const SAME_PARTY: Readonly<Record<string, string>> = {
  "celf center for erhvervsretteder uddannelser lolland falster":
    "celf center for erhvervsrettede uddannelser lolland falster",
};

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
