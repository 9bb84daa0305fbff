/** Employments and forms of work. Pure. */
import type { LocalDate } from "@inclusion/kernel";

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
