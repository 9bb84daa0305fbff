/** Employments and forms of work. Pure. */
import { daysBetween, type LocalDate } from "@inclusion/kernel";

export type WorkForm =
  | "ORDINARY"
  | "SMALL_JOB"
  | "FLEX_JOB"
  | "WAGE_SUBSIDY"
  | "WORK_TRIAL"
  | "UTILITY_JOB"
  | "HYBRID"
  | "APPRENTICE"
  | "SELF_EMPLOYED";

/** A job; `hoursPerWeek` are those of its start, with one decimal. */
export type Employment = Readonly<{
  id: string;
  participationId: string;
  programmeId: string;
  municipalityCode: string;
  form: WorkForm;
  employerId: string;
  startedOn: LocalDate;
  endedOn: LocalDate | null;
  hoursPerWeek: number;
}>;

/**
 * Days from the loss of a job to the start of the next one: how fast the last way back was; null without one.
 */
export function daysToReemployment(employments: readonly Pick<Employment, "startedOn" | "endedOn">[]): number | null {
  const byStart = [...employments].sort((a, b) => (a.startedOn < b.startedOn ? -1 : 1));
  const waits = byStart.flatMap((job, index) => {
    const lost = byStart.slice(0, index).map(({ endedOn }) => endedOn);
    const lastLost = lost.includes(null)
      ? undefined
      : lost
          .filter((day) => day !== null)
          .sort()
          .at(-1);
    return lastLost === undefined || lastLost > job.startedOn ? [] : [daysBetween(lastLost, job.startedOn)];
  });
  return waits.at(-1) ?? null;
}

/** Whether a public subsidy pays part of the wage, to the employer or to the person. */
export function isSubsidised({ form }: Pick<Employment, "form">): boolean {
  return form === "WAGE_SUBSIDY" || form === "FLEX_JOB";
}

/** Forms that count as being employed; subsidised and unpaid ones do not. */
const COUNTING_FORMS: ReadonlySet<WorkForm> = new Set([
  "ORDINARY",
  "SMALL_JOB",
  "FLEX_JOB",
  "APPRENTICE",
  "SELF_EMPLOYED",
]);

/**
 * Whether a job is one that a programme counts.
 *
 * @param minimumHours hours a week from which the programme counts a job
 * @source docs/sources.md#indicators
 */
export function countsAsEmployed({ form, hoursPerWeek }: Employment, minimumHours: number): boolean {
  return COUNTING_FORMS.has(form) && hoursPerWeek >= minimumHours;
}
