/** Leaving the programme: how things stand then, and what is owed afterwards. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import { openCourse, withEnd } from "../course/end-course.ts";
import type { LabourStatus } from "../entry-facts/entry-facts.ts";
import { followUpsAfter } from "../follow-up/follow-up-window.ts";
import { ownedBy, type ParticipationFile } from "../participation/participation-file.ts";
import { type Given, notBefore, type Problem, type Rule, when } from "../participation/rule.ts";
import { takeStep } from "../pathway/step.ts";
import type { Exit, LeaveReason } from "./exit.ts";

export type LeaveInput = Readonly<{
  leftOn: LocalDate;
  reasonCode?: Given<LeaveReason>;
  labourStatus: LabourStatus;
  searchesJob: boolean;
  inEducation: boolean;
  gainedQualification: boolean;
}>;

/**
 * Ends the stay and plans both follow-ups. A course that goes on beside a job or in aftercare ends as left.
 *
 * @refuses LEAVE_DATE_IN_FUTURE, REASON_REQUIRED, DATE_ORDER, ILLEGAL_TRANSITION
 */
export function leave(input: LeaveInput): Rule {
  return (file, at) => {
    const { leftOn, reasonCode } = input;
    return takeStep(file, at, {
      kind: "LEAVE",
      happenedOn: leftOn,
      reasonCode,
      problems: [
        ...when(
          leftOn > at.today,
          "LEAVE_DATE_IN_FUTURE",
          `${leftOn} is still to come: record the leaving when it has happened.`,
          "leftOn",
        ),
        ...when(reasonCode == null, "REASON_REQUIRED", "Say why the person leaves.", "reasonCode"),
        ...leavingProblems(file, leftOn),
      ],
      change: () => ({
        participation: { ...file.participation, leftOn },
        ...withEnd(file, openCourse(file), { endedOn: leftOn, completion: "DROPPED_OUT", endFormOn: null }),
        exits: [exitOf(file, input)],
        followUps: [...file.followUps, ...followUpsAfter(file, leftOn, at.newId)],
      }),
    });
  };
}

/** @refuses DATE_ORDER when something of the stay came after the day */
export function leavingProblems(file: ParticipationFile, leftOn: LocalDate): readonly Problem[] {
  const courses = file.courses.map(({ startedOn, endedOn }) => endedOn ?? startedOn);
  const placements = file.placements.map(({ startedOn, endedOn }) => endedOn ?? startedOn);
  return [
    ...notBefore(leftOn, file.participation.enteredOn, "the first day in the programme", "leftOn"),
    ...notBefore(leftOn, courses.sort().at(-1), "the last day of a course", "leftOn"),
    ...notBefore(leftOn, placements.sort().at(-1), "the last day of a placement", "leftOn"),
  ];
}

function exitOf(file: ParticipationFile, input: LeaveInput): Exit {
  const { leftOn, labourStatus, searchesJob, inEducation, gainedQualification } = input;
  const owned = ownedBy(file);
  return {
    ...owned,
    id: owned.participationId,
    reasonCode: input.reasonCode ?? "OTHER",
    ...{ leftOn, labourStatus, searchesJob, inEducation, gainedQualification },
  };
}
