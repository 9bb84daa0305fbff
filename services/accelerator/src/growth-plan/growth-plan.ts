/** What a company sets out to reach and by which steps. Pure. */
import { basisPoints, type LocalDate } from "@inclusion/kernel";
import type { OfFile } from "../course/of-file.ts";

/** Where the company stands at the beginning; its id is the course's. */
export type Diagnosis = OfFile & Readonly<{ diagnosedOn: LocalDate; summary: string; needs: readonly string[] }>;

/** A goal: values in hundredths of the unit. */
export type Goal = Readonly<{
  code: string;
  kind: "SOCIAL" | "BUSINESS";
  label: string;
  unit: string;
  baselineHundredths: number;
  baselineOn: LocalDate;
  targetHundredths: number;
  dueOn: LocalDate;
}>;

/** One revision of a plan; the last one holds. */
export type GrowthPlan = OfFile &
  Readonly<{
    revision: number;
    writtenOn: LocalDate;
    reason: string | null;
    goals: readonly Goal[];
    jobsPlanned: number;
    placesPlanned: number;
    approvedOn: LocalDate | null;
  }>;

/** A measured value of a goal. */
export type GoalMeasurement = OfFile &
  Readonly<{ goal: string; measuredOn: LocalDate; valueHundredths: number; unit: string }>;

/** A step that is planned for a sprint. */
export type Milestone = OfFile &
  Readonly<{
    sprint: number;
    title: string;
    isMandatory: boolean;
    dueOn: LocalDate;
    doneOn: LocalDate | null;
    evidence: string | null;
  }>;

/** The revision that holds: the one written last. */
export function planOf(plans: readonly GrowthPlan[]): GrowthPlan | null {
  return plans.reduce<GrowthPlan | null>(
    (last, plan) => (last === null || plan.revision > last.revision ? plan : last),
    null,
  );
}

/**
 * How much of the way from baseline to target the latest value has come, in basis points; below 0 for a step back.
 * Null without a measurement, or when there is no way to go.
 */
export function progressOf(goal: Goal, measurements: readonly GoalMeasurement[]): number | null {
  const latest = measurements
    .filter(({ goal: code, unit }) => code === goal.code && unit === goal.unit)
    .reduce<GoalMeasurement | null>(
      (last, row) => (last === null || row.measuredOn > last.measuredOn ? row : last),
      null,
    );
  if (latest === null) return null;
  return basisPoints(
    BigInt(latest.valueHundredths - goal.baselineHundredths),
    BigInt(goal.targetHundredths - goal.baselineHundredths),
  );
}

/** A goal with all measurements of its course, those of other goals among them. */
export type MeasuredGoal = Readonly<{ goal: Goal; measurements: readonly GoalMeasurement[] }>;
