/** Courses within a participation. Pure. */
import { daysBetween, type LocalDate } from "@inclusion/kernel";

export type CourseKind = "ENTRY" | "INCLUSION" | "RETENTION" | "FAST_TRACK_AFTERCARE";
export type CourseCompletion = "COMPLETED" | "DROPPED_OUT" | "ENDED_BY_JOB";

/** The part of the programme that pays; not to be taken for the indicators 3B.1 and 3B.2. */
export type Axis = "AXIS_3B1" | "AXIS_3B2";

/** A course; `endedOn` and `completion` are null together, while it goes on. */
export type Course = Readonly<{
  id: string;
  participationId: string;
  programmeId: string;
  municipalityCode: string;
  kind: CourseKind;
  axis: Axis;
  plannedWeeks: number;
  startedOn: LocalDate;
  endedOn: LocalDate | null;
  completion: CourseCompletion | null;
  /** The day the end form was signed; null without one. */
  endFormOn: LocalDate | null;
}>;

/**
 * The day on which the person has completed the course, or null.
 *
 * A course that a job ended counts as completed when at least half of the planned days are done, its first and its
 * last day included: 6 weeks of 12 are 42 of 84 days.
 *
 * @source docs/sources.md#indicators
 */
export function completedOn({ startedOn, endedOn, completion, plannedWeeks }: Course): LocalDate | null {
  if (endedOn === null) return null;
  if (completion === "COMPLETED") return endedOn;
  const daysDone = daysBetween(startedOn, endedOn) + 1;
  return completion === "ENDED_BY_JOB" && 2 * daysDone >= 7 * plannedWeeks ? endedOn : null;
}
