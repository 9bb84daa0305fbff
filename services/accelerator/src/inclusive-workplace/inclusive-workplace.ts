/** Inclusive workplaces: new, retained and lost. Pure. */
import { acceptUnless, type Decision, type LocalDate, type MeasureEntry } from "@inclusion/kernel";
import type { Axis, OfCompany } from "../job-opening/job-opening.ts";
import {
  evidenceGiven,
  type Given,
  type Moment,
  notBefore,
  notInFuture,
  type Problem,
  reasonGiven,
  when,
} from "../refusal/rule.ts";
import type { AcceleratorRefusalCode } from "../refusals.ts";

export type WorkplaceStatus = "NEW" | "RETAINED" | "LOST";

/** What the workplace was from a day on. */
export type WorkplaceStep = Readonly<{ status: WorkplaceStatus; since: LocalDate; reason: string | null }>;

export type InclusiveWorkplace = OfCompany &
  Readonly<{
    axis: Axis;
    /** That of the last step. */
    status: WorkplaceStatus;
    /** In order of their days; never empty. */
    steps: readonly WorkplaceStep[];
    evidenceHash: string;
  }>;

type Decided = Decision<InclusiveWorkplace, AcceleratorRefusalCode>;

/** A workplace as it is entered. */
export type WorkplaceEntered = Readonly<{
  axis: Axis;
  status: WorkplaceStatus;
  since: LocalDate;
  evidenceHash: string;
}>;

/** What may follow. A workplace that is lost and comes back is a new one. */
const NEXT: Readonly<Record<WorkplaceStatus, readonly WorkplaceStatus[]>> = {
  NEW: ["RETAINED", "LOST"],
  RETAINED: ["LOST"],
  LOST: [],
};

/**
 * Records a workplace that was made or kept.
 *
 * @param isCounted whether a workplace was recorded by the same evidence
 * @refuses EVIDENCE_MISSING, WORKPLACE_ALREADY_COUNTED, ILLEGAL_TRANSITION, DATE_IN_FUTURE
 */
export function establishWorkplace(
  company: OfCompany,
  { axis, status, since, evidenceHash }: WorkplaceEntered,
  isCounted: boolean,
  at: Moment,
): Decided {
  const problems: readonly Problem[] = [
    ...evidenceGiven(evidenceHash),
    ...when(isCounted, "WORKPLACE_ALREADY_COUNTED", "A workplace was recorded by this evidence.", "evidenceHash"),
    ...when(status === "LOST", "ILLEGAL_TRANSITION", "A workplace begins as NEW or RETAINED.", "status"),
    ...notInFuture(at, since, "since"),
  ];
  return acceptUnless(problems, () => ({
    ...company,
    ...{ axis, status, evidenceHash, steps: [{ status, since, reason: null }] },
  }));
}

/**
 * The workplace becomes something else on a day after its last step.
 *
 * @param reason asked where it is lost
 * @refuses ILLEGAL_TRANSITION, DATE_ORDER, DATE_IN_FUTURE, REASON_REQUIRED, VALUE_OUT_OF_RANGE
 */
export function stepWorkplace(
  workplace: InclusiveWorkplace,
  { status, since, reason }: Readonly<{ status: "RETAINED" | "LOST"; since: LocalDate; reason: Given<string> }>,
  at: Moment,
): Decided {
  const last = workplace.steps.at(-1) as WorkplaceStep;
  const next = NEXT[workplace.status].join(" or ") || "nothing";
  const message = `The workplace is ${workplace.status}: what may follow is ${next}, not ${status}.`;
  const problems = [
    ...when(!NEXT[workplace.status].includes(status), "ILLEGAL_TRANSITION", message, "id"),
    ...notInFuture(at, since, "since"),
    ...notBefore(since, last.since, `the day it was ${last.status}`, "since"),
    ...(status === "LOST" ? reasonGiven(reason) : []),
  ];
  const step: WorkplaceStep = { status, since, reason: status === "LOST" ? (reason?.trim() ?? null) : null };
  return acceptUnless(problems, () => ({ ...workplace, status, steps: [...workplace.steps, step] }));
}

/** On each day the workplace counts as what it is then, and as nothing before. */
export function workplaceMeasures(workplace: InclusiveWorkplace): readonly MeasureEntry[] {
  const { id, programmeId, courseId, organisationId, municipalityCode, synthetic, steps } = workplace;
  const dimensions = { course_id: courseId, organisation_id: organisationId };
  const entry = (status: WorkplaceStatus, amount: number, validOn: LocalDate): MeasureEntry => ({
    ...{ indicator: `WORKPLACES_${status}`, amount, programmeId, municipalityCode, subjectId: id, synthetic },
    ...{ validOn, definitionVersion: 1, cause: `inclusive workplace ${id}`, dimensions },
  });
  return steps.flatMap(({ status, since }, index) => {
    const before = steps[index - 1];
    return [...(before === undefined ? [] : [entry(before.status, -1, since)]), entry(status, 1, since)];
  });
}
