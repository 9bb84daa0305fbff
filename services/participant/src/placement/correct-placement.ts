/** A placement that was recorded wrongly. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { WorkForm } from "../employment/employment.ts";
import { isOrganisation, survivorOf } from "../organisation/organisation.ts";
import { withRow } from "../participation/participation-file.ts";
import { type Given, notBefore, notInFuture, type Rule, when } from "../participation/rule.ts";
import { type CorrectionReason, correctionOf } from "../pathway/correction.ts";
import { placementProblems } from "./hours.ts";
import type { Placement } from "./placement.ts";

export type CorrectPlacementInput = Readonly<{
  placementId: string;
  form?: Given<WorkForm>;
  companyId?: Given<string>;
  startedOn?: Given<LocalDate>;
  endedOn?: Given<LocalDate>;
  hoursPerWeek?: Given<number>;
  reasonCode?: Given<CorrectionReason>;
}>;

/** @refuses ROW_UNKNOWN, REASON_REQUIRED, HOURS_LIMIT, PLACEMENT_OVERLAP, EMPLOYER_UNKNOWN, DATE_ORDER, DATE_IN_FUTURE */
export function correctPlacement(input: CorrectPlacementInput): Rule {
  return (file, at) => {
    const old = file.placements.find(({ id }) => id === input.placementId);
    const others = file.placements.filter(({ id }) => id !== input.placementId);
    const corrected: Placement | undefined = old && {
      ...old,
      form: input.form ?? old.form,
      companyId: input.companyId == null ? old.companyId : survivorOf(at, input.companyId),
      startedOn: input.startedOn ?? old.startedOn,
      endedOn: old.endedOn === null ? null : (input.endedOn ?? old.endedOn),
      hoursPerWeek: input.hoursPerWeek ?? old.hoursPerWeek,
    };
    return correctionOf(file, at, {
      reasonCode: input.reasonCode,
      problems: [
        ...when(old === undefined, "ROW_UNKNOWN", "The participation has no placement of this id.", "placementId"),
        ...(corrected === undefined ? [] : placementProblems(corrected, others)),
        ...when(
          input.companyId != null && !isOrganisation(at, input.companyId),
          "EMPLOYER_UNKNOWN",
          "Give the id of the company's organisation.",
          "companyId",
        ),
        ...notBefore(corrected?.endedOn, corrected?.startedOn, "the first day of the placement", "endedOn"),
        ...notBefore(corrected?.startedOn, file.participation.enteredOn, "the first day in the programme", "startedOn"),
        ...notInFuture(at, input.startedOn, "startedOn"),
        ...notInFuture(at, input.endedOn, "endedOn"),
        ...when(
          old?.endedOn === null && input.endedOn != null,
          "OPEN_PLACEMENT",
          "The placement goes on: end it instead of correcting its end.",
          "endedOn",
        ),
      ],
      change: () => ({ placements: corrected === undefined ? file.placements : withRow(file.placements, corrected) }),
    });
  };
}
