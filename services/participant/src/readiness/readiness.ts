/** Readiness for work: from when to when a participant could begin, how many hours, and what the work must offer. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { WorkForm } from "../employment/employment.ts";

/** Why readiness ended before the day that was stated. */
export type ReadinessEnd = "WITHDRAWN" | "EMPLOYED" | "DROPPED_OUT" | "LEFT" | "RESTRICTED";

/** A participation has one at most, with the participation's id; a later statement takes its place. */
export type Readiness = Readonly<{
  id: string;
  participationId: string;
  programmeId: string;
  municipalityCode: string;
  readyFrom: LocalDate;
  /** The last day; null while none is known. A last day before the first one says that it never held. */
  readyUntil: LocalDate | null;
  hoursPerWeek: number;
  /** Codes of `NEEDS`, in order. */
  needs: readonly string[];
  endReason: ReadinessEnd | null;
}>;

type Forms = readonly Readonly<{ form: WorkForm }>[];

/** Forms of work and of trying work that the participation has had, in the order of their names. */
export function earlierForms({
  placements,
  employments,
}: Readonly<{ placements: Forms; employments: Forms }>): readonly WorkForm[] {
  return [...new Set([...placements, ...employments].map(({ form }) => form))].sort();
}
