/** How goals are measured and milestones done. Pure. */
import { acceptUnless, type LocalDate } from "@inclusion/kernel";
import { ownedBy, withRow } from "../course/course-file.ts";
import {
  type Given,
  inRange,
  isBlank,
  notBefore,
  notInFuture,
  notLong,
  type Rule,
  textGiven,
  when,
} from "../course/rule.ts";
import { inStates, takeStep } from "../course/step.ts";
import { MOST_OF_GOAL } from "../growth/hundredths.ts";
import { planOf } from "./growth-plan.ts";

/** A measured value of a goal. */
export type GoalMeasureInput = Readonly<{ goal: string; measuredOn: LocalDate; valueHundredths: number; unit: string }>;

/**
 * A value of the same goal and day takes the place of the earlier one, which stays in the history.
 *
 * @refuses ILLEGAL_TRANSITION, ROW_UNKNOWN, UNIT_MISMATCH, MEASUREMENT_BEFORE_BASELINE, DATE_IN_FUTURE
 */
export function measureGoal({ goal: code, measuredOn, valueHundredths, unit }: GoalMeasureInput): Rule {
  return (file, at) => {
    const goal = planOf(file.plans)?.goals.find((each) => each.code === code);
    const earlier = file.goalMeasurements.find((row) => row.goal === code && row.measuredOn === measuredOn);
    const problems = [
      ...inStates(file, ["DIAGNOSED", "IN_SPRINTS", "GRADUATED"], "Measuring a goal"),
      ...when(goal === undefined, "ROW_UNKNOWN", `The plan has no goal ${code}.`, "goal"),
      ...when(
        goal !== undefined && goal.unit !== unit,
        "UNIT_MISMATCH",
        `The goal is measured in ${goal?.unit}, not in ${unit}.`,
        "unit",
      ),
      ...when(
        goal !== undefined && measuredOn <= goal.baselineOn,
        "MEASUREMENT_BEFORE_BASELINE",
        `Give a day after the goal's baseline, ${goal?.baselineOn}.`,
        "measuredOn",
      ),
      ...inRange(valueHundredths, -MOST_OF_GOAL, MOST_OF_GOAL, "value"),
      ...notInFuture(at, measuredOn, "measuredOn"),
    ];
    const row = { goal: code, measuredOn, valueHundredths, unit };
    return acceptUnless(problems, () => ({
      ...file,
      goalMeasurements: withRow(file.goalMeasurements, { ...ownedBy(file), ...row, id: earlier?.id ?? at.newId() }),
    }));
  };
}

/** A milestone that is planned. */
export type MilestoneInput = Readonly<{ sprint: number; title: string; isMandatory: boolean; dueOn: LocalDate }>;

/** @refuses ILLEGAL_TRANSITION, DATE_ORDER, VALUE_OUT_OF_RANGE */
export function planMilestone({ sprint, title, isMandatory, dueOn }: MilestoneInput): Rule {
  return (file, at) => {
    const problems = [
      ...inStates(file, ["DIAGNOSED", "IN_SPRINTS"], "Planning a milestone"),
      ...inRange(sprint, 1, 100, "sprint"),
      ...textGiven(title, "title"),
      ...notBefore(dueOn, file.course.acceptedOn, "the acceptance", "dueOn"),
    ];
    const row = { sprint, title, isMandatory, dueOn, doneOn: null, evidence: null };
    return acceptUnless(problems, () => ({
      ...file,
      milestones: [...file.milestones, { ...ownedBy(file), ...row, id: at.newId() }],
    }));
  };
}

/** A milestone that is done. */
export type MilestoneDoneInput = Readonly<{ milestoneId: string; doneOn: LocalDate; evidence?: Given<string> }>;

/** @refuses EVIDENCE_MISSING, ROW_UNKNOWN, VALUE_OUT_OF_RANGE, and what a step refuses */
export function completeMilestone({ milestoneId, doneOn, evidence }: MilestoneDoneInput): Rule {
  return (file, at) => {
    const milestone = file.milestones.find(({ id }) => id === milestoneId);
    return takeStep(file, at, {
      kind: "COMPLETE_MILESTONE",
      happenedOn: doneOn,
      dayField: "doneOn",
      problems: [
        ...when(milestone === undefined, "ROW_UNKNOWN", "The course has no such milestone.", "milestoneId"),
        ...when(
          milestone?.doneOn != null,
          "ILLEGAL_TRANSITION",
          `The milestone was done on ${milestone?.doneOn}.`,
          "milestoneId",
        ),
        ...when(isBlank(evidence), "EVIDENCE_MISSING", "Refer to what shows that it is done.", "evidence"),
        ...notLong(evidence, "evidence"),
      ],
      change: () => ({
        milestones:
          milestone === undefined
            ? file.milestones
            : withRow(file.milestones, { ...milestone, doneOn, evidence: evidence ?? null }),
      }),
    });
  };
}
