/** What a participant counts in from the day of entry: the total, the common outputs, and what the record lacks. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type {
  Education,
  EntryFacts,
  LabourStatus,
  SensitiveAnswer,
  SensitiveFacts,
} from "../entry-facts/entry-facts.ts";
import { ageOn } from "../participation/age.ts";
import type { ParticipationFile } from "../participation/participation-file.ts";

/** A participant as reports see one: the facts at entry, and whether they are all there. */
export type Entrant = Readonly<{
  enteredOn: LocalDate;
  age: number;
  labourStatus: LabourStatus | null;
  education: Education | null;
  household: EntryFacts["household"];
  sensitive: Readonly<Record<SensitiveItem, SensitiveAnswer | null>>;
  /** Whether it is known on which day the sensitive questions were asked. */
  wasAsked: boolean;
}>;

/** The three items that may be refused. */
export type SensitiveItem = "MIGRANT" | "DISABILITY" | "OTHER";

/** What the file says of entry; null when nobody has entered. */
export function entrantOf({
  participation,
  person,
  entryFacts: [facts],
  sensitiveFacts: [sensitive],
}: Pick<ParticipationFile, "participation" | "person" | "entryFacts" | "sensitiveFacts">): Entrant | null {
  const { enteredOn } = participation;
  if (enteredOn === null) return null;
  return {
    enteredOn,
    age: ageOn(person.birthDate, enteredOn),
    labourStatus: facts?.labourStatus ?? null,
    education: facts?.education ?? null,
    household: facts?.household ?? null,
    sensitive: answersOf(sensitive),
    wasAsked: sensitive !== undefined && sensitive.askedOn !== null,
  };
}

function answersOf(facts: SensitiveFacts | undefined): Entrant["sensitive"] {
  return {
    MIGRANT: facts?.migrantOrMinority ?? null,
    DISABILITY: facts?.disability ?? null,
    OTHER: facts?.otherDisadvantage ?? null,
  };
}

/**
 * Whether the record has every obligatory item; household and sensitive items are not obligatory.
 *
 * @source docs/sources.md#esf
 */
export function isComplete({ labourStatus, education }: Entrant): boolean {
  return labourStatus !== null && education !== null;
}

/** Whether the participant said yes to any of the sensitive items. */
export function isDisadvantaged({ sensitive }: Entrant): boolean {
  return Object.values(sensitive).includes("YES");
}

/** Everything that a participant counts in on the day of entry, by code. */
export function codesAtEntry(entrant: Entrant): readonly string[] {
  return [
    "TOTAL",
    ...(isComplete(entrant) ? ["COMPLETE", ...outputsOf(entrant)] : ["INCOMPLETE", ...lackingOf(entrant)]),
    ...unansweredOf(entrant),
  ];
}

/** Older than 54: from the 55th birthday on. */
export function isAbove54({ age }: Entrant): boolean {
  return age > 54;
}

export function isUnemployed({ labourStatus }: Pick<Entrant, "labourStatus">): boolean {
  return labourStatus === "UNEMPLOYED" || labourStatus === "LONG_TERM_UNEMPLOYED";
}

export function isInactive({ labourStatus }: Pick<Entrant, "labourStatus">): boolean {
  return labourStatus === "INACTIVE" || labourStatus === "INACTIVE_NOT_IN_EDUCATION";
}

/** The common output indicators. @source docs/sources.md#esf */
function outputsOf(entrant: Entrant): readonly string[] {
  const { labourStatus, age, education, household, sensitive } = entrant;
  const level = Number(education?.slice("ISCED_".length));
  const isOutside = labourStatus === "INACTIVE_NOT_IN_EDUCATION";
  return only({
    CO01: isUnemployed(entrant),
    CO02: labourStatus === "LONG_TERM_UNEMPLOYED",
    CO03: isInactive(entrant),
    CO04: isOutside,
    CO05: labourStatus === "EMPLOYED",
    CO06: age < 25,
    CO07: isAbove54(entrant),
    CO08: isAbove54(entrant) && (isUnemployed(entrant) || isOutside),
    CO09: level >= 1 && level <= 2,
    CO10: level >= 3 && level <= 4,
    CO11: level >= 5,
    CO12: household === "JOBLESS" || household === "JOBLESS_WITH_CHILDREN",
    CO13: household === "JOBLESS_WITH_CHILDREN",
    CO14: household === "SINGLE_ADULT_WITH_CHILDREN",
    CO15: sensitive.MIGRANT === "YES",
    CO16: sensitive.DISABILITY === "YES",
    CO17: sensitive.OTHER === "YES",
    DISADVANTAGED: isDisadvantaged(entrant),
  });
}

function lackingOf({ labourStatus, education }: Entrant): readonly string[] {
  return only({ INCOMPLETE_LABOUR_STATUS: labourStatus === null, INCOMPLETE_EDUCATION: education === null });
}

/** A refusal leaves the record complete, but wants the day on which was asked as evidence of the attempt. */
function unansweredOf({ sensitive, wasAsked }: Entrant): readonly string[] {
  const items = Object.entries(sensitive).flatMap(([item, answer]) => {
    if (answer === null) return [`SENSITIVE_MISSING_${item}`];
    return answer === "REFUSED" || answer === "UNKNOWN" ? [`SENSITIVE_${answer}_${item}`] : [];
  });
  const isUnproved = items.some((code) => !code.startsWith("SENSITIVE_MISSING")) && !wasAsked;
  return isUnproved ? [...items, "SENSITIVE_WITHOUT_EVIDENCE"] : items;
}

function only(conditions: Readonly<Record<string, boolean>>): readonly string[] {
  return Object.entries(conditions).flatMap(([code, holds]) => (holds ? [code] : []));
}
