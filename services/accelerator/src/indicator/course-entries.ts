/** What the course of one company adds to the indicators, by the days that its file says. Pure. */
import type { LocalDate, MeasureEntry } from "@inclusion/kernel";
import { DEFINITIONS, type IndicatorCode } from "./definitions.ts";

/** The days of a course that count; null is not yet, or not at all. */
export type CourseDays = Readonly<{
  id: string;
  programmeId: string;
  municipalityCode: string;
  synthetic: boolean;
  acceptedOn: LocalDate | null;
  graduatedOn: LocalDate | null;
  exitedOn: LocalDate | null;
  /** The day from which the growth rule calls it grown. */
  grownOn: LocalDate | null;
}>;

/** ACC_COMPANIES, ACC_GRADUATED, ACC_EXITED and ACC_GROWTH of one course; a course that was not accepted has none. */
export function courseEntries(course: CourseDays): readonly MeasureEntry[] {
  if (course.acceptedOn === null) return [];
  return [
    ...entryOn(course, "ACC_COMPANIES", course.acceptedOn),
    ...entryOn(course, "ACC_GRADUATED", course.graduatedOn),
    ...entryOn(course, "ACC_EXITED", course.exitedOn),
    ...entryOn(course, "ACC_GROWTH", course.grownOn),
  ];
}

function entryOn(course: CourseDays, indicator: IndicatorCode, validOn: LocalDate | null): readonly MeasureEntry[] {
  const { id, programmeId, municipalityCode, synthetic } = course;
  if (validOn === null) return [];
  return [
    {
      ...{ indicator, amount: 1, programmeId, municipalityCode, subjectId: id, validOn, synthetic },
      ...{ definitionVersion: DEFINITIONS[indicator].version, cause: `course ${id}`, dimensions: { course_id: id } },
    },
  ];
}
