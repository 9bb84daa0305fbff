/** Placements begin and end; a hybrid one has two halves, a trial and paid hours, in different tasks. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { WorkForm } from "../employment/employment.ts";
import { isOrganisation, survivorOf } from "../organisation/organisation.ts";
import { ownedBy, type ParticipationFile, withRow } from "../participation/participation-file.ts";
import {
  type Given,
  type Moment,
  notBefore,
  notInFuture,
  type Problem,
  type Rule,
  when,
  withinPeriod,
} from "../participation/rule.ts";
import { takeStep } from "../pathway/step.ts";
import { openPlacements, placementProblems } from "./hours.ts";
import type { Placement } from "./placement.ts";

/** The two halves of a hybrid placement. */
export type HybridTerms = Readonly<{ taskCode: string; paidTaskCode: string; paidHoursPerWeek: number }>;

export type PlaceInput = Readonly<{
  form: WorkForm;
  companyId: string;
  startedOn: LocalDate;
  hoursPerWeek: number;
  hybrid?: Given<HybridTerms>;
}>;

/** Forms without an ordinary wage. */
const PLACEMENT_FORMS: ReadonlySet<WorkForm> = new Set(["WORK_TRIAL", "UTILITY_JOB", "WAGE_SUBSIDY", "HYBRID"]);

/**
 * @refuses HOURS_LIMIT, PLACEMENT_OVERLAP, EMPLOYER_UNKNOWN, FORM_NOT_COUNTED, HYBRID_SAME_TASKS, DATE_ORDER,
 *          DATE_IN_FUTURE, OUTSIDE_PROGRAMME_PERIOD, ILLEGAL_TRANSITION
 */
export function startPlacement(input: PlaceInput): Rule {
  return (file, at) => {
    const rows = rowsOf(file, at, input);
    return takeStep(file, at, {
      kind: "START_PLACEMENT",
      happenedOn: input.startedOn,
      problems: [
        ...rows
          .flatMap((row) => placementProblems(row, [...file.placements, ...rows.filter(({ id }) => id !== row.id)]))
          .slice(0, rows.length > 1 ? 1 : undefined),
        ...formProblems(at, input),
        ...notInFuture(at, input.startedOn, "startedOn"),
        ...notBefore(input.startedOn, file.participation.enteredOn, "the first day of the participation", "startedOn"),
        ...withinPeriod(file, input.startedOn, "startedOn"),
      ],
      change: () => ({ placements: [...file.placements, ...rows] }),
    });
  };
}

export type EndPlacementInput = Readonly<{ placementId: string; endedOn: LocalDate }>;

/**
 * Ends a placement, both halves of a hybrid one.
 *
 * @refuses ROW_UNKNOWN, DATE_ORDER, DATE_IN_FUTURE, ILLEGAL_TRANSITION
 */
export function endPlacement({ placementId, endedOn }: EndPlacementInput): Rule {
  return (file, at) => {
    const ending = openPlacements(file).filter((row) => row.id === placementId || row.pairedWithId === placementId);
    const left = openPlacements(file).length - ending.length;
    return takeStep(file, at, {
      kind: "END_PLACEMENT",
      happenedOn: endedOn,
      problems: [
        ...when(
          ending.length === 0,
          "ROW_UNKNOWN",
          "No placement of this id goes on in the participation.",
          "placementId",
        ),
        ...notInFuture(at, endedOn, "endedOn"),
        ...notBefore(endedOn, ending[0]?.startedOn, "the first day of the placement", "endedOn"),
      ],
      to: left > 0 ? file.participation.state : undefined,
      change: () => ({
        placements: ending.reduce((rows, row) => withRow(rows, { ...row, endedOn }), file.placements),
      }),
    });
  };
}

/** @refuses FORM_NOT_COUNTED, EMPLOYER_UNKNOWN, HYBRID_SAME_TASKS */
export function formProblems(at: Moment, { form, companyId, hybrid }: PlaceInput): readonly Problem[] {
  const sameTasks = hybrid == null || hybrid.taskCode.trim() === hybrid.paidTaskCode.trim();
  return [
    ...when(
      !PLACEMENT_FORMS.has(form),
      "FORM_NOT_COUNTED",
      `${form} is a job: record it as an employment. Placements are ${[...PLACEMENT_FORMS].join(", ")}.`,
      "form",
    ),
    ...when(
      !isOrganisation(at, companyId),
      "EMPLOYER_UNKNOWN",
      "Give the id of the company's organisation.",
      "companyId",
    ),
    ...when(
      form === "HYBRID" && sameTasks,
      "HYBRID_SAME_TASKS",
      "Name the tasks of the trial and of the paid hours; they have to be different ones.",
      "hybrid",
    ),
  ];
}

function rowsOf(file: ParticipationFile, at: Moment, input: PlaceInput): readonly Placement[] {
  const { form, startedOn, hoursPerWeek, hybrid } = input;
  const companyId = survivorOf(at, input.companyId);
  const row: Placement = {
    ...ownedBy(file),
    id: at.newId(),
    ...{ form, companyId, startedOn, endedOn: null, hoursPerWeek, taskCode: null, pairedWithId: null },
  };
  if (form !== "HYBRID" || hybrid == null) return [row];
  const paid: Placement = { ...row, id: at.newId(), hoursPerWeek: hybrid.paidHoursPerWeek, pairedWithId: row.id };
  return [
    { ...row, taskCode: hybrid.taskCode.trim(), pairedWithId: paid.id },
    { ...paid, taskCode: hybrid.paidTaskCode.trim() },
  ];
}
