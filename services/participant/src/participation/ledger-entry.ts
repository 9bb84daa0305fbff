/** How something that is counted of a participation stands in the ledger. Pure. */
import type { LocalDate, MeasureEntry } from "@inclusion/kernel";
import type { Course } from "../course/course.ts";
import { ageOn } from "./age.ts";
import type { Participation } from "./participation.ts";
import type { Person } from "./person.ts";

/** Whose entry it is: what the dimensions of the ledger are taken from; courses in any order. */
export type LedgerSubject = Readonly<{
  participation: Participation;
  person: Pick<Person, "sex" | "birthDate">;
  courses: readonly Course[];
}>;

/** What is counted, from which day, and the row that says so. */
export type Mark = Readonly<{ indicator: string; on: LocalDate; cause: string; amount?: number }>;

/** Columns by which the ledger of this service is divided, besides those of every ledger. */
export const DIMENSIONS = ["sex", "benefit", "axis", "course_kind", "age_at_entry", "partnership_id"] as const;

/** The entry of a mark, with the dimensions as they were on its day: nothing that comes later changes them. */
export function entryOf(subject: LedgerSubject, mark: Mark, definitionVersion: number): MeasureEntry {
  const { participation } = subject;
  return {
    indicator: mark.indicator,
    amount: mark.amount ?? 1,
    programmeId: participation.programmeId,
    municipalityCode: participation.municipalityCode,
    subjectId: participation.id,
    validOn: mark.on,
    definitionVersion,
    cause: mark.cause,
    dimensions: dimensionsOn(subject, mark.on),
    synthetic: participation.synthetic,
  };
}

/** The age stands as a number of years, because bands of age differ between definitions. */
function dimensionsOn(
  { participation, person, courses }: LedgerSubject,
  day: LocalDate,
): Record<(typeof DIMENSIONS)[number], string | null> {
  const { enteredOn, benefit, partnershipId } = participation;
  const course = coursesInOrder(courses).find(({ startedOn }) => startedOn <= day);
  const hasEntered = enteredOn !== null && enteredOn <= day;
  return {
    sex: person.sex,
    benefit,
    axis: course?.axis ?? null,
    course_kind: course?.kind ?? null,
    age_at_entry: hasEntered ? String(ageOn(person.birthDate, enteredOn)) : null,
    partnership_id: partnershipId,
  };
}

/** Entry courses before others, and within each the first one first. */
function coursesInOrder(courses: readonly Course[]): readonly Course[] {
  return [...courses].sort(
    (a, b) =>
      Number(b.kind === "ENTRY") - Number(a.kind === "ENTRY") ||
      compareTexts(a.startedOn, b.startedOn) ||
      compareTexts(a.id, b.id),
  );
}

/** Orders texts by their characters, whatever the language. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** The earliest mark; of several on one day the one with the first cause, so that the answer depends on no order. */
export function firstOf<Some extends Readonly<{ on: LocalDate; cause: string }>>(marks: readonly Some[]): Some | null {
  const [first] = [...marks].sort((a, b) => compareTexts(a.on, b.on) || compareTexts(a.cause, b.cause));
  return first ?? null;
}
