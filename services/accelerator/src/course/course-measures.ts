/** What one company course adds to the indicators of the accelerator. Pure. */
import { type LocalDate, type MeasureEntry, reversalOf } from "@inclusion/kernel";
import { growthInTime } from "../growth/company-growth.ts";
import type { GrowthRule } from "../growth/growth.ts";
import type { MetricSnapshot } from "../growth/metric-snapshot.ts";
import { DEFINITIONS } from "../indicator/definitions.ts";
import type { CompanyCourse } from "./course.ts";

/** Codes that are counted of a course. */
type CourseCode = "ACC_COMPANIES" | "ACC_GRADUATED" | "ACC_EXITED" | "ACC_GROWTH";

/** A course with its figures, in any order, and what its company has become part of. */
export type CourseHistory = Readonly<{
  course: CompanyCourse;
  snapshots: readonly MetricSnapshot[];
  mergedInto: string | null;
}>;

/**
 * The entries of one course, none before it is accepted:
 *
 * - ACC_COMPANIES once, on the day of acceptance; a company that leaves later was in the course all the same.
 * - ACC_GRADUATED or ACC_EXITED on the day on which it ends.
 * - ACC_GROWTH while the latest closed period is above the baseline by the rules, from that period's last day; never of
 *   a company that has become part of another, whose figures cannot be compared.
 */
export function courseMeasures(history: CourseHistory, rules: readonly GrowthRule[]): readonly MeasureEntry[] {
  const { course } = history;
  const { state, acceptedOn, endedOn } = course;
  if (acceptedOn === null) return [];
  return [
    countedOn(course, acceptedOn, "ACC_COMPANIES"),
    ...(state === "GRADUATED" && endedOn !== null ? [countedOn(course, endedOn, "ACC_GRADUATED")] : []),
    ...(state === "EXITED" && endedOn !== null ? [countedOn(course, endedOn, "ACC_EXITED")] : []),
    ...growthOf(history, rules),
  ];
}

/**
 * Growth is true until a later period denies it: then it ends on that period's last day, and totals of earlier days
 * stay as they were. Periods that ended before acceptance tell nothing about the course, nor do those that cannot be
 * compared with the baseline.
 */
function growthOf(history: CourseHistory, rules: readonly GrowthRule[]): readonly MeasureEntry[] {
  const entries: MeasureEntry[] = [];
  let grown = false;
  for (const { snapshot, growth } of growthInTime(history, rules)) {
    if (growth.grown === grown) continue;
    grown = !grown;
    const { id, periodTo, synthetic } = snapshot;
    const entry = { ...countedOn(history.course, periodTo, "ACC_GROWTH"), cause: `snapshot ${id}`, synthetic };
    entries.push(grown ? entry : reversalOf(entry, entry.cause));
  }
  return entries;
}

function countedOn(course: CompanyCourse, validOn: LocalDate, indicator: CourseCode): MeasureEntry {
  const { id, organisationId, programmeId, municipalityCode, synthetic } = course;
  return {
    ...{ indicator, amount: 1, programmeId, municipalityCode, subjectId: id, validOn, synthetic },
    ...{ definitionVersion: DEFINITIONS[indicator].version, cause: `course ${id}` },
    dimensions: { course_id: id, organisation_id: organisationId },
  };
}
