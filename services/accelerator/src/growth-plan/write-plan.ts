/** How a plan is written, revised and approved. Pure. */
import { acceptUnless, type LocalDate } from "@inclusion/kernel";
import { type CourseFile, ownedBy, withRow } from "../course/course-file.ts";
import {
  type Given,
  inRange,
  notBefore,
  notInFuture,
  type Problem,
  type Rule,
  reasonGiven,
  textGiven,
  when,
} from "../course/rule.ts";
import { inStates, takeStep } from "../course/step.ts";
import { MOST_OF_GOAL } from "../growth/hundredths.ts";
import { isSignedOn } from "../organisation/organisation.ts";
import { type Goal, type GrowthPlan, planOf } from "./growth-plan.ts";

/** A diagnosis. */
export type DiagnoseInput = Readonly<{ diagnosedOn: LocalDate; summary: string; needs: readonly string[] }>;

/** @refuses PARTNERSHIP_NOT_SIGNED, VALUE_OUT_OF_RANGE, and what a step refuses */
export function diagnose({ diagnosedOn, summary, needs }: DiagnoseInput): Rule {
  return (file, at) =>
    takeStep(file, at, {
      kind: "DIAGNOSE",
      happenedOn: diagnosedOn,
      dayField: "diagnosedOn",
      problems: [
        ...partnershipProblems(file, diagnosedOn),
        ...textGiven(summary, "summary", 4_000),
        ...needs.flatMap((need, index) => textGiven(need, ["needs", String(index)])),
      ],
      change: () => ({
        diagnoses: [{ ...ownedBy(file), id: file.course.id, diagnosedOn, summary, needs: [...needs] }],
      }),
    });
}

/** Only a programme that works by partnerships, as the call says, asks for one. */
function partnershipProblems({ call, partnership }: CourseFile, day: LocalDate): readonly Problem[] {
  const isSigned = partnership !== null && isSignedOn(partnership, day);
  const message = "The programme asks for a partnership that all roles have signed and that has not ended.";
  return when(call?.partnershipRequired === true && !isSigned, "PARTNERSHIP_NOT_SIGNED", message);
}

/** A plan, or its next revision. */
export type PlanInput = Readonly<{
  writtenOn: LocalDate;
  reason?: Given<string>;
  goals: readonly Goal[];
  jobsPlanned: number;
  placesPlanned: number;
}>;

/**
 * A revision is never changed: the next one takes its place.
 *
 * @refuses ILLEGAL_TRANSITION, REASON_REQUIRED, DATE_IN_FUTURE, DATE_ORDER, VALUE_OUT_OF_RANGE
 */
export function writePlan(input: PlanInput): Rule {
  return (file, at) => {
    const last = planOf(file.plans);
    const problems = [
      ...inStates(file, ["DIAGNOSED", "IN_SPRINTS"], "Writing a plan"),
      ...notInFuture(at, input.writtenOn, "writtenOn"),
      ...notBefore(input.writtenOn, last?.writtenOn ?? file.course.acceptedOn, "the revision before it", "writtenOn"),
      ...(last === null ? [] : reasonGiven(input.reason)),
      ...inRange(input.jobsPlanned, 0, MOST_PLANNED, "jobsPlanned"),
      ...inRange(input.placesPlanned, 0, MOST_PLANNED, "placesPlanned"),
      ...goalProblems(input.goals),
    ];
    const plan = (): GrowthPlan => ({
      ...ownedBy(file),
      id: at.newId(),
      revision: (last?.revision ?? 0) + 1,
      writtenOn: input.writtenOn,
      reason: last === null ? null : (input.reason ?? null),
      goals: input.goals,
      jobsPlanned: input.jobsPlanned,
      placesPlanned: input.placesPlanned,
      approvedOn: null,
    });
    return acceptUnless(problems, () => ({ ...file, plans: [...file.plans, plan()] }));
  };
}

const MOST_PLANNED = 10_000;

function goalProblems(goals: readonly Goal[]): readonly Problem[] {
  const codes = goals.map(({ code }) => code);
  return goals.flatMap((goal, index) => {
    const at = (field: string): string[] => ["goals", String(index), field];
    const isBad = !IN_CAPITALS.test(goal.code) || codes.indexOf(goal.code) !== index;
    return [
      ...when(isBad, "VALUE_OUT_OF_RANGE", "Give each goal a code of its own, in capitals.", at("code")),
      ...when(!IN_CAPITALS.test(goal.unit), "VALUE_OUT_OF_RANGE", "Write the unit in capitals, as DKK.", at("unit")),
      ...textGiven(goal.label, at("label")),
      ...inRange(goal.baselineHundredths, -MOST_OF_GOAL, MOST_OF_GOAL, at("baseline")),
      ...inRange(goal.targetHundredths, -MOST_OF_GOAL, MOST_OF_GOAL, at("target")),
      ...when(
        goal.dueOn <= goal.baselineOn,
        "DATE_ORDER",
        `${goal.dueOn} is not after the baseline (${goal.baselineOn}).`,
        at("dueOn"),
      ),
    ];
  });
}

const IN_CAPITALS = /^[A-Z][A-Z0-9_]{0,49}$/;

/** @refuses PLAN_INCOMPLETE, and what a step refuses */
export function approvePlan({ approvedOn }: Readonly<{ approvedOn: LocalDate }>): Rule {
  return (file, at) => {
    const plan = planOf(file.plans);
    return takeStep(file, at, {
      kind: "APPROVE_PLAN",
      happenedOn: approvedOn,
      dayField: "approvedOn",
      problems: [
        ...incomplete(plan),
        ...notBefore(approvedOn, plan?.writtenOn, "the day the plan was written", "approvedOn"),
      ],
      change: () => ({ plans: plan === null ? file.plans : withRow(file.plans, { ...plan, approvedOn }) }),
    });
  };
}

function incomplete(plan: GrowthPlan | null): readonly Problem[] {
  const kinds = new Set(plan?.goals.map(({ kind }) => kind));
  const missing = [
    ...(plan === null ? ["a plan"] : []),
    ...(kinds.has("SOCIAL") ? [] : ["a social goal"]),
    ...(kinds.has("BUSINESS") ? [] : ["a business goal"]),
    ...((plan?.jobsPlanned ?? 0) > 0 ? [] : ["planned jobs"]),
    ...(plan !== null && plan.approvedOn !== null ? ["a revision since the last approval"] : []),
  ];
  return when(missing.length > 0, "PLAN_INCOMPLETE", `The plan lacks ${missing.join(", ")}.`);
}
