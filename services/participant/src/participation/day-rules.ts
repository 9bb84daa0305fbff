/** What is true of every day on which something happened within a participation. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { ParticipationFile } from "./participation-file.ts";
import { type Moment, notInFuture, type Problem, when, withinPeriod } from "./rule.ts";

/**
 * Every reason why nothing can have happened within the participation on `day`.
 *
 * @refuses DATE_IN_FUTURE, OUTSIDE_PARTICIPATION, OUTSIDE_PROGRAMME_PERIOD
 */
export function duringParticipation(
  file: ParticipationFile,
  at: Moment,
  day: LocalDate,
  field: string,
): readonly Problem[] {
  const { enteredOn, leftOn } = file.participation;
  const isOutside = enteredOn === null || day < enteredOn || (leftOn !== null && day > leftOn);
  const period = enteredOn === null ? "has not begun" : `runs from ${enteredOn} to ${leftOn ?? "an open end"}`;
  return [
    ...notInFuture(at, day, field),
    ...when(isOutside, "OUTSIDE_PARTICIPATION", `The participation ${period}: ${day} is not within it.`, field),
    ...withinPeriod(file, day, field),
  ];
}
