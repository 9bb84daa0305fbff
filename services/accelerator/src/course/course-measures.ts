/** What one company course adds to the indicators of the accelerator. Pure. */
import { type LocalDate, type MeasureEntry, reversalOf } from "@inclusion/kernel";
import { growthInTime } from "../growth/company-growth.ts";
import type { GrowthRule } from "../growth/growth.ts";
import type { MetricSnapshot } from "../growth/metric-snapshot.ts";
import type { CompanyCourse, OrdinaryHire, TrainingPlace } from "./course.ts";

/** Codes that this service counts, with the version of their definition. */
export const ACCELERATOR_INDICATORS = {
  ACC_COMPANIES: 1,
  ACC_GROWTH: 1,
  TRAINING_PLACES: 1,
  ORDINARY_HIRES: 1,
} as const;

export type AcceleratorIndicator = keyof typeof ACCELERATOR_INDICATORS;

/** What stands before the id in an entry's cause. */
const CAUSES = {
  ACC_COMPANIES: "course",
  ACC_GROWTH: "course",
  TRAINING_PLACES: "training place",
  ORDINARY_HIRES: "hire",
} as const satisfies Record<AcceleratorIndicator, string>;

/** Everything that is known of one course; lists in any order. */
export type CourseHistory = Readonly<{
  course: CompanyCourse;
  places: readonly TrainingPlace[];
  hires: readonly OrdinaryHire[];
  snapshots: readonly MetricSnapshot[];
}>;

/**
 * The entries of one course:
 *
 * - ACC_COMPANIES once, on the day of acceptance; a company that leaves later was in the course all the same.
 * - ACC_GROWTH while the latest closed period is above the baseline, from that period's last day.
 * - TRAINING_PLACES for each place, on the day on which it is established.
 * - ORDINARY_HIRES for each hire, on its day.
 */
export function courseMeasures(history: CourseHistory): readonly MeasureEntry[] {
  const { course, places, hires } = history;
  return [
    ...companyMeasures(history, []),
    ...places.map((place) => countedOn(course, place.establishedOn, "TRAINING_PLACES", place)),
    ...hires.map((hire) => countedOn(course, hire.hiredOn, "ORDINARY_HIRES", hire)),
  ];
}

/** The entries of the course itself, ACC_COMPANIES and ACC_GROWTH, by the programme's growth rules. */
export function companyMeasures(
  history: Pick<CourseHistory, "course" | "snapshots">,
  rules: readonly GrowthRule[],
): readonly MeasureEntry[] {
  const { course } = history;
  return [
    ...(course.acceptedOn === null ? [] : [countedOn(course, course.acceptedOn, "ACC_COMPANIES", course)]),
    ...growthOf(history, rules),
  ];
}

/**
 * Growth is true until a later period denies it: then it ends on that period's last day, and totals of earlier days
 * stay as they were. Periods that ended before acceptance tell nothing about the course, nor do those that cannot be
 * compared with the baseline.
 */
function growthOf(
  { course, snapshots }: Pick<CourseHistory, "course" | "snapshots">,
  rules: readonly GrowthRule[],
): readonly MeasureEntry[] {
  if (course.acceptedOn === null) return [];
  const entries: MeasureEntry[] = [];
  let grown = false;
  for (const { snapshot, growth } of growthInTime({ course, snapshots, mergedInto: null }, rules)) {
    if (growth.grown === grown) continue;
    grown = !grown;
    const { id, periodTo, synthetic } = snapshot;
    const entry = { ...countedOn(course, periodTo, "ACC_GROWTH", course), cause: `snapshot ${id}`, synthetic };
    entries.push(grown ? entry : reversalOf(entry, entry.cause));
  }
  return entries;
}

/** The row that is counted, which is the cause as well. */
type Counted = Readonly<{ id: string; synthetic: boolean }>;

function countedOn(
  course: CompanyCourse,
  validOn: LocalDate,
  indicator: AcceleratorIndicator,
  { id, synthetic }: Counted,
): MeasureEntry {
  return {
    indicator,
    amount: 1,
    programmeId: course.programmeId,
    municipalityCode: course.municipalityCode,
    subjectId: id,
    validOn,
    definitionVersion: ACCELERATOR_INDICATORS[indicator],
    cause: `${CAUSES[indicator]} ${id}`,
    dimensions: { course_id: course.id },
    synthetic,
  };
}
