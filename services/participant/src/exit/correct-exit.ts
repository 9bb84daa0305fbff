/** An exit that was recorded wrongly. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { LabourStatus } from "../entry-facts/entry-facts.ts";
import type { FollowUp } from "../follow-up/follow-up.ts";
import { currentFollowUps, dueOnAfter, isInWindow } from "../follow-up/follow-up-window.ts";
import { type ParticipationFile, withRow } from "../participation/participation-file.ts";
import { type Given, type Problem, type Rule, when } from "../participation/rule.ts";
import { type CorrectionReason, correctionOf } from "../pathway/correction.ts";
import type { Exit } from "./exit.ts";
import { leavingProblems } from "./leave.ts";

export type CorrectExitInput = Readonly<{
  leftOn?: Given<LocalDate>;
  labourStatus?: Given<LabourStatus>;
  searchesJob?: Given<boolean>;
  inEducation?: Given<boolean>;
  gainedQualification?: Given<boolean>;
  reasonCode?: Given<CorrectionReason>;
}>;

/**
 * Corrects the exit; its follow-ups move with the day.
 *
 * @refuses ROW_UNKNOWN, REASON_REQUIRED, LEAVE_DATE_IN_FUTURE, DATE_ORDER, RESULT_OUTSIDE_WINDOW
 */
export function correctExit(input: CorrectExitInput): Rule {
  return (file, at) => {
    const [old] = file.exits;
    const exit = old && corrected(old, input);
    const followUps = exit === undefined ? [] : currentFollowUps(file).map((row) => movedTo(row, exit.leftOn));
    return correctionOf(file, at, {
      reasonCode: input.reasonCode,
      problems: [
        ...when(old === undefined, "ROW_UNKNOWN", "The participation has no exit."),
        ...when(
          input.leftOn != null && input.leftOn > at.today,
          "LEAVE_DATE_IN_FUTURE",
          `${input.leftOn} is still to come.`,
          "leftOn",
        ),
        ...(exit === undefined ? [] : leavingProblems(file, exit.leftOn)),
        ...followUps.flatMap(windowProblems),
      ],
      change: () => (exit === undefined ? {} : changeOf(file, exit, followUps)),
    });
  };
}

function corrected(old: Exit, input: CorrectExitInput): Exit {
  return {
    ...old,
    leftOn: input.leftOn ?? old.leftOn,
    labourStatus: input.labourStatus ?? old.labourStatus,
    searchesJob: input.searchesJob ?? old.searchesJob,
    inEducation: input.inEducation ?? old.inEducation,
    gainedQualification: input.gainedQualification ?? old.gainedQualification,
  };
}

function movedTo(followUp: FollowUp, leftOn: LocalDate): FollowUp {
  return { ...followUp, leftOn, dueOn: dueOnAfter(followUp.kind, leftOn) };
}

function windowProblems(followUp: FollowUp): readonly Problem[] {
  const { status, recordedOn, kind } = followUp;
  return when(
    status === "DONE" && recordedOn !== null && !isInWindow(followUp, recordedOn),
    "RESULT_OUTSIDE_WINDOW",
    `${kind} was answered about ${recordedOn}, which would be outside of its time.`,
    "leftOn",
  );
}

function changeOf(file: ParticipationFile, exit: Exit, followUps: readonly FollowUp[]): Partial<ParticipationFile> {
  return {
    participation: { ...file.participation, leftOn: exit.leftOn },
    exits: [exit],
    followUps: followUps.reduce(withRow, file.followUps),
  };
}
