/** What every job has to have before it can be recorded. Pure. */
import { isId } from "@inclusion/kernel";
import { type Problem, when } from "../participation/rule.ts";

/** Hours of a whole week. */
const MOST_HOURS = 168;

/**
 * Whether an employer can be one of the graph.
 *
 * Organisations are the partnership service's, which tells nobody of each: an id of our form is taken for one.
 */
export function isEmployer(id: string): boolean {
  return isId(id);
}

/** @refuses HOURS_LIMIT */
export function hoursProblems(hours: number, field: string): readonly Problem[] {
  const isWrong = !(hours > 0) || hours > MOST_HOURS || !Number.isInteger(Math.round(hours * 1e6) / 1e5);
  return when(
    isWrong,
    "HOURS_LIMIT",
    `Give hours a week of more than 0 and at most ${MOST_HOURS}, with one decimal.`,
    field,
  );
}
