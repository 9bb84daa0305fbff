/** Who a person is: name and civil registration number, and when they are taken. Pure. */
import { accept, type Decision, type LocalDate, looksLikeCpr, type Refusal, refuse } from "@inclusion/kernel";
import type { AccessPurpose } from "../access-log/access-log.ts";
import type { Sex } from "../participation/person.ts";
import { birthDateOf, type Cpr, readCpr, sexOf } from "./cpr.ts";
import type { IdentityRefusalCode } from "./refusals.ts";

/** On what ground a number is kept (data protection act, section 11). */
export type CprGround = "LAW" | "CONSENT" | "STATISTICS" | "DISCLOSURE_REQUIRED";

/** What a municipality has registered of a person. */
export type Identity = Readonly<{ name: string; cpr: Cpr; cprGround: CprGround }>;

/** An identity as it is read, with whose it is and what the number says of birth and sex. */
export type PersonIdentity = Identity &
  Readonly<{ participationId: string; municipalityCode: string; birthDate: LocalDate; sex: Sex }>;

/** An identity in an answer, with what it is read for. */
export type ReadIdentity = Readonly<{ identity: PersonIdentity; purpose: AccessPurpose }>;

/** What somebody has entered of an identity; absent is what they left out. */
export type IdentityEntered = Readonly<{
  name?: string | null | undefined;
  cpr?: string | null | undefined;
  cprGround?: CprGround | null | undefined;
}>;

/** What is known beforehand of the person whose identity is entered. */
export type PersonKnown = Readonly<{ birthDate: LocalDate; sex: Sex }>;

type Says = Refusal<IdentityRefusalCode>;

const LONGEST_NAME = 200;

/**
 * A new identity.
 *
 * @refuses NAME_MISSING, NAME_TOO_LONG, CPR_IN_WRONG_FIELD, CPR_SHAPE, CPR_DATE, CPR_NOT_OF_PERSON
 */
export function readIdentity(
  entered: Readonly<{ name: string; cpr: string; cprGround: CprGround }>,
  person: PersonKnown,
  allowReplacement: boolean,
): Decision<Identity, IdentityRefusalCode> {
  return read(entered, person, allowReplacement, { name: "", cpr: "" as Cpr, cprGround: entered.cprGround });
}

/**
 * An identity as it is after a correction; what is left out stays.
 *
 * @refuses NOTHING_TO_CORRECT, and what `readIdentity` refuses
 */
export function correctIdentity(
  entered: IdentityEntered,
  before: Identity,
  person: PersonKnown,
  allowReplacement: boolean,
): Decision<Identity, IdentityRefusalCode> {
  if (entered.name == null && entered.cpr == null && entered.cprGround == null) {
    return refuse({ code: "NOTHING_TO_CORRECT", message: "Give a name, a number or a ground.", field: ["input"] });
  }
  return read(entered, person, allowReplacement, before);
}

/** A name in the form in which equal names are equal texts. */
export function nameKey(name: string, birthDate: LocalDate): string {
  return `${name.normalize("NFKC").toLocaleLowerCase("da").replace(/\s+/g, " ").trim()}|${birthDate}`;
}

/**
 * Refuses what may be a number in a field that is none.
 *
 * @refuses CPR_IN_WRONG_FIELD, once for each such field of the input
 */
export function numbersInWrongFields(fields: Readonly<Record<string, string | null | undefined>>): readonly Says[] {
  return Object.entries(fields).flatMap(([field, text]) =>
    text != null && looksLikeCpr(text)
      ? [says("CPR_IN_WRONG_FIELD", "Give the number in the field cpr, and nowhere else.", field)]
      : [],
  );
}

function read(
  { name, cpr, cprGround }: IdentityEntered,
  person: PersonKnown,
  allowReplacement: boolean,
  before: Identity,
): Decision<Identity, IdentityRefusalCode> {
  const number = cpr == null ? null : readCpr(cpr, allowReplacement);
  const [first, ...more] = [
    ...(name == null ? [] : nameProblems(name)),
    ...(number === null || number.ok ? [] : number.refusals.map((said) => ({ ...said, field: ["input", "cpr"] }))),
    ...(number?.ok === true ? personProblems(number.value, person) : []),
  ];
  if (first !== undefined) return refuse(first, ...more);
  return accept({
    name: name?.trim() ?? before.name,
    cpr: number?.ok === true ? number.value : before.cpr,
    cprGround: cprGround ?? before.cprGround,
  });
}

function nameProblems(name: string): readonly Says[] {
  if (name.trim() === "") return [says("NAME_MISSING", "Give the person's name.", "name")];
  const tooLong = [...name].length > LONGEST_NAME;
  return [
    ...(tooLong ? [says("NAME_TOO_LONG", `Give a name of at most ${LONGEST_NAME} characters.`, "name")] : []),
    ...numbersInWrongFields({ name }),
  ];
}

function personProblems(cpr: Cpr, { birthDate, sex }: PersonKnown): readonly Says[] {
  if (birthDateOf(cpr) === birthDate && sexOf(cpr) === sex) return [];
  const message = "The number states another day of birth or another sex than was registered at the referral.";
  return [says("CPR_NOT_OF_PERSON", message, "cpr")];
}

function says(code: IdentityRefusalCode, message: string, field: string): Says {
  return { code, message, field: ["input", field] };
}
