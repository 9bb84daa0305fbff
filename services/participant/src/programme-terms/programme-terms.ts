/** What this service must know of a programme to decide: its period, its places and what it counts as a job. Pure. */
import type { LocalDate } from "@inclusion/kernel";

/** A municipality's part in a programme; `leftOn` is the last day. */
export type MunicipalityPart = Readonly<{
  municipalityCode: string;
  joinedOn: LocalDate;
  leftOn: LocalDate | null;
  /** How many of the municipality can be in the programme at once; null is no limit. */
  capacity: number | null;
  /** How many of them there are; counted only where there is a limit. */
  placesTaken: number;
}>;

/** Hours a week from which jobs count that start on a day or later. */
export type HoursStep = Readonly<{ validFrom: LocalDate; hours: number }>;

/** Terms of a programme, as the partnership service tells them; null is "not stated". */
export type ProgrammeTerms = Readonly<{
  programmeId: string;
  startsOn: LocalDate | null;
  endsOn: LocalDate | null;
  /** Hours a week from which a job counts, before the first step. */
  minimumHours: number;
  /** Other hours from a day on, by that day; absent is none. */
  hoursSteps?: readonly HoursStep[];
  municipalities: readonly MunicipalityPart[];
}>;

/** Hours a week from which a programme counts a job when it says nothing else. @source docs/sources.md#indicators */
export const USUAL_MINIMUM_HOURS = 8;

/** Hours a week from which a job that starts on `day` counts. */
export function minimumHoursOn(
  { minimumHours, hoursSteps = [] }: Pick<ProgrammeTerms, "minimumHours" | "hoursSteps">,
  day: LocalDate,
): number {
  return hoursSteps.filter(({ validFrom }) => validFrom <= day).at(-1)?.hours ?? minimumHours;
}

/** Whether the programme runs on `day`; an end that is not stated is open. */
export function runsOn({ startsOn, endsOn }: ProgrammeTerms, day: LocalDate): boolean {
  return (startsOn === null || startsOn <= day) && (endsOn === null || day <= endsOn);
}

/** Whether one more of the municipality can be given a place. */
export function hasPlace({ municipalities }: ProgrammeTerms, municipalityCode: string): boolean {
  const part = municipalities.find((each) => each.municipalityCode === municipalityCode);
  return part === undefined || part.capacity === null || part.placesTaken < part.capacity;
}

/** Whether the municipality takes part on `day`. */
export function takesPartOn({ municipalities }: ProgrammeTerms, municipalityCode: string, day: LocalDate): boolean {
  return municipalities.some(
    (part) =>
      part.municipalityCode === municipalityCode &&
      part.joinedOn <= day &&
      (part.leftOn === null || day <= part.leftOn),
  );
}
