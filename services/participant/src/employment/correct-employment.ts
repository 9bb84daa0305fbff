/** A job that was recorded wrongly; whether it counts follows from what is right. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import { isOrganisation, survivorOf } from "../organisation/organisation.ts";
import { withRow } from "../participation/participation-file.ts";
import { type Given, notBefore, notInFuture, type Rule, when } from "../participation/rule.ts";
import { type CorrectionReason, correctionOf } from "../pathway/correction.ts";
import type { Employment, WorkForm } from "./employment.ts";
import { hoursProblems } from "./terms.ts";

export type CorrectEmploymentInput = Readonly<{
  employmentId: string;
  form?: Given<WorkForm>;
  employerId?: Given<string>;
  startedOn?: Given<LocalDate>;
  endedOn?: Given<LocalDate>;
  /** The job has not ended, as was recorded. */
  goesOn?: Given<boolean>;
  hoursPerWeek?: Given<number>;
  reasonCode?: Given<CorrectionReason>;
}>;

/** @refuses ROW_UNKNOWN, REASON_REQUIRED, EMPLOYER_UNKNOWN, HOURS_LIMIT, NO_ENDED_EMPLOYMENT, DATE_ORDER, DATE_IN_FUTURE */
export function correctEmployment(input: CorrectEmploymentInput): Rule {
  return (file, at) => {
    const old = file.employments.find(({ id }) => id === input.employmentId);
    const employerId = input.employerId == null ? null : survivorOf(at, input.employerId);
    const job = old && corrected(old, { ...input, employerId });
    return correctionOf(file, at, {
      reasonCode: input.reasonCode,
      problems: [
        ...when(old === undefined, "ROW_UNKNOWN", "The participation has no employment of this id.", "employmentId"),
        ...when(
          old?.endedOn === null && (input.endedOn != null || input.goesOn === true),
          "NO_ENDED_EMPLOYMENT",
          "The job goes on: record its end instead of correcting it.",
          "endedOn",
        ),
        ...when(
          input.employerId != null && !isOrganisation(at, input.employerId),
          "EMPLOYER_UNKNOWN",
          "Give the id of the employer's organisation.",
          "employerId",
        ),
        ...(job === undefined ? [] : hoursProblems(job.hoursPerWeek, "hoursPerWeek")),
        ...notBefore(job?.endedOn, job?.startedOn, "the first day of the job", "endedOn"),
        ...notInFuture(at, input.startedOn, "startedOn"),
        ...notInFuture(at, input.endedOn, "endedOn"),
      ],
      change: () => ({ employments: job === undefined ? file.employments : withRow(file.employments, job) }),
    });
  };
}

function corrected(old: Employment, input: CorrectEmploymentInput): Employment {
  const endedOn = input.goesOn === true ? null : (input.endedOn ?? old.endedOn);
  return {
    ...old,
    form: input.form ?? old.form,
    employerId: input.employerId ?? old.employerId,
    startedOn: input.startedOn ?? old.startedOn,
    endedOn: old.endedOn === null ? null : endedOn,
    hoursPerWeek: input.hoursPerWeek ?? old.hoursPerWeek,
  };
}
