/** A follow-up is made, or the person could not be reached. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { LabourStatus } from "../entry-facts/entry-facts.ts";
import { type ParticipationFile, withRow } from "../participation/participation-file.ts";
import { type Given, type Moment, notInFuture, type Problem, type Rule, when } from "../participation/rule.ts";
import { takeStep } from "../pathway/step.ts";
import type { FollowUp, FollowUpKind } from "./follow-up.ts";
import { currentFollowUps, windowOf } from "./follow-up-window.ts";

export type FollowUpInput = Readonly<{
  kind: FollowUpKind;
  /** The day about which the answer tells; the day of the last attempt when nobody was reached. */
  recordedOn: LocalDate;
  reached: boolean;
  labourStatus?: Given<LabourStatus>;
  inEducation?: Given<boolean>;
  gainedQualification?: Given<boolean>;
  searchesJob?: Given<boolean>;
  improvedSituation?: Given<boolean>;
}>;

/**
 * @refuses ROW_UNKNOWN, ALREADY_RECORDED, TOO_EARLY, RESULT_OUTSIDE_WINDOW, REASON_REQUIRED, DATE_IN_FUTURE,
 *          ILLEGAL_TRANSITION
 */
export function recordFollowUp(input: FollowUpInput): Rule {
  return (file, at) => {
    const owed = currentFollowUps(file).find(({ kind }) => kind === input.kind);
    return takeStep(file, at, {
      kind: "RECORD_FOLLOW_UP",
      happenedOn: input.recordedOn,
      problems: [
        ...when(owed === undefined, "ROW_UNKNOWN", "No follow-up of this kind is owed.", "kind"),
        ...(owed === undefined ? [] : followUpProblems(at, owed, input)),
        ...when(
          input.reached && input.labourStatus == null,
          "REASON_REQUIRED",
          "Say how the person stands on the labour market, or that nobody was reached.",
          "labourStatus",
        ),
      ],
      change: () => (owed === undefined ? {} : made(file, owed, input)),
    });
  };
}

function followUpProblems(at: Moment, owed: FollowUp, { recordedOn, reached }: FollowUpInput): readonly Problem[] {
  const { from, to } = windowOf(owed);
  return [
    ...when(
      owed.status !== "PLANNED",
      "ALREADY_RECORDED",
      `The follow-up was recorded for ${owed.recordedOn}.`,
      "kind",
    ),
    ...when(
      recordedOn < from || at.today < from,
      "TOO_EARLY",
      `This follow-up tells about ${from} to ${to}: make it then.`,
      "recordedOn",
    ),
    ...when(
      reached && recordedOn > to,
      "RESULT_OUTSIDE_WINDOW",
      `This follow-up tells about ${from} to ${to}: later answers are not counted, record that nobody was reached.`,
      "recordedOn",
    ),
    ...notInFuture(at, recordedOn, "recordedOn"),
  ];
}

function made(file: ParticipationFile, owed: FollowUp, input: FollowUpInput): Pick<ParticipationFile, "followUps"> {
  const { recordedOn, reached } = input;
  const answer: FollowUp = {
    ...owed,
    status: reached ? "DONE" : "NOT_REACHED",
    recordedOn,
    labourStatus: reached ? (input.labourStatus ?? null) : null,
    inEducation: reached ? (input.inEducation ?? null) : null,
    gainedQualification: reached ? (input.gainedQualification ?? null) : null,
    searchesJob: reached ? (input.searchesJob ?? null) : null,
    improvedSituation: reached ? (input.improvedSituation ?? null) : null,
  };
  return { followUps: withRow(file.followUps, answer) };
}
