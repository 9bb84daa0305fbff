/** Diagnosis, plan and milestones: who may do it, and the rule that decides. */
import type { LocalDate } from "@inclusion/kernel";
import { type Changed, type ChangeInput, changeCourse } from "../change.ts";
import type { Context } from "../context.ts";
import {
  completeMilestone,
  type GoalMeasureInput,
  type MilestoneDoneInput,
  type MilestoneInput,
  measureGoal,
  planMilestone,
} from "./follow-plan.ts";
import { approvePlan, type DiagnoseInput, diagnose, type PlanInput, writePlan } from "./write-plan.ts";

/** @refuses what `diagnose` refuses */
export function courseDiagnose(ctx: Context, input: ChangeInput & DiagnoseInput): Changed {
  return changeCourse(ctx, { action: "course:diagnose", input, rule: diagnose(input) });
}

/** @refuses what `writePlan` refuses */
export function growthPlanWrite(ctx: Context, input: ChangeInput & PlanInput): Changed {
  return changeCourse(ctx, { action: "growthPlan:write", input, rule: writePlan(input) });
}

/** @refuses what `approvePlan` refuses */
export function growthPlanApprove(ctx: Context, input: ChangeInput & Readonly<{ approvedOn: LocalDate }>): Changed {
  return changeCourse(ctx, { action: "growthPlan:approve", input, rule: approvePlan(input) });
}

/** @refuses what `measureGoal` refuses */
export function goalMeasure(ctx: Context, input: ChangeInput & GoalMeasureInput): Changed {
  return changeCourse(ctx, { action: "goal:measure", input, rule: measureGoal(input) });
}

/** @refuses what `planMilestone` refuses */
export function milestonePlan(ctx: Context, input: ChangeInput & MilestoneInput): Changed {
  return changeCourse(ctx, { action: "milestone:plan", input, rule: planMilestone(input) });
}

/** @refuses what `completeMilestone` refuses */
export function milestoneComplete(ctx: Context, input: ChangeInput & MilestoneDoneInput): Changed {
  return changeCourse(ctx, { action: "milestone:complete", input, rule: completeMilestone(input) });
}
