/** What every job has to have before it can be recorded. Pure. */
import { type Problem, when } from "../participation/rule.ts";

/** Hours of a whole week. */
const MOST_HOURS = 168;

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
