/** Fast-track aftercare: whoever has lost the job comes back into the same programme, without a screening. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { Axis, Course } from "../course/course.ts";
import { currentFollowUps } from "../follow-up/follow-up-window.ts";
import { ownedBy, type ParticipationFile, withRow } from "../participation/participation-file.ts";
import { notBefore, notInFuture, type Problem, plausibleWeeks, type Rule, when } from "../participation/rule.ts";
import { runsOn } from "../programme-terms/programme-terms.ts";
import { takeStep } from "./step.ts";

export type AftercareInput = Readonly<{ startedOn: LocalDate; axis: Axis; plannedWeeks: number }>;

/**
 * Begins the next spell: what was known at the first entry stays, the exit is taken back until the next leaving, and
 * follow-ups of the exit that were not made are made no more.
 *
 * @refuses NO_ENDED_EMPLOYMENT, PROGRAMME_CLOSED, DATE_ORDER, DATE_IN_FUTURE, VALUE_OUT_OF_RANGE, ILLEGAL_TRANSITION
 */
export function startAftercare(input: AftercareInput): Rule {
  return (file, at) =>
    takeStep(file, at, {
      kind: "FAST_TRACK",
      happenedOn: input.startedOn,
      problems: [
        ...guardsOf(file, input),
        ...notInFuture(at, input.startedOn, "startedOn"),
        ...plausibleWeeks(input.plannedWeeks, "plannedWeeks"),
      ],
      change: () => {
        const course: Course = {
          ...ownedBy(file),
          id: at.newId(),
          kind: "FAST_TRACK_AFTERCARE",
          ...{ axis: input.axis, plannedWeeks: input.plannedWeeks, startedOn: input.startedOn },
          ...{ endedOn: null, completion: null, endFormOn: null },
        };
        const expired = currentFollowUps(file)
          .filter(({ status }) => status === "PLANNED")
          .map((followUp) => ({ ...followUp, status: "EXPIRED" as const }));
        return {
          participation: { ...file.participation, leftOn: null },
          courses: [...file.courses, course],
          exits: [],
          followUps: expired.reduce(withRow, file.followUps),
        };
      },
    });
}

function guardsOf(file: ParticipationFile, { startedOn }: AftercareInput): readonly Problem[] {
  const ended = file.employments.filter(({ endedOn }) => endedOn !== null && endedOn <= startedOn);
  const isInWork = file.employments.some(({ endedOn }) => endedOn === null || endedOn > startedOn);
  const { leftOn } = file.participation;
  return [
    ...when(
      ended.length === 0 || isInWork,
      "NO_ENDED_EMPLOYMENT",
      `Aftercare is for who has lost the job: record the end of the employment, on or before ${startedOn}.`,
    ),
    ...when(
      !runsOn(file.terms, startedOn),
      "PROGRAMME_CLOSED",
      `The programme does not run on ${startedOn}.`,
      "startedOn",
    ),
    ...when(
      leftOn !== null && startedOn <= leftOn,
      "DATE_ORDER",
      `The person was in the programme until ${leftOn}: the next stay begins after that day.`,
      "startedOn",
    ),
    ...notBefore(
      startedOn,
      ended
        .map(({ endedOn }) => endedOn)
        .sort()
        .at(-1),
      "the end of the employment",
      "startedOn",
    ),
  ];
}
