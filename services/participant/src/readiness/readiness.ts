/** Readiness for work: from when to when a participant could begin, how many hours, and what the work must offer. Pure. */
import { addDays, type LocalDate } from "@inclusion/kernel";
import type { WorkForm } from "../employment/employment.ts";
import type { ParticipationFile } from "../participation/participation-file.ts";
import type { PathwayEventKind } from "../pathway/pathway.ts";

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

/** Forms of work and of trying work that the participation has had, in the order of their names. */
export function earlierForms({
  placements,
  employments,
}: Pick<ParticipationFile, "placements" | "employments">): readonly WorkForm[] {
  return [...new Set([...placements, ...employments].map(({ form }) => form))].sort();
}

/** Steps that end readiness, why, and how many days before the step its last day lies. */
const ENDING: Readonly<Partial<Record<PathwayEventKind, Readonly<{ reason: ReadinessEnd; daysBefore: number }>>>> = {
  EMPLOY: { reason: "EMPLOYED", daysBefore: 1 },
  DROP_OUT: { reason: "DROPPED_OUT", daysBefore: 0 },
  LEAVE: { reason: "LEFT", daysBefore: 0 },
};

/** The file after a change, with readiness ended by the steps that were taken in it. */
export function withReadinessEnded(before: ParticipationFile, after: ParticipationFile): ParticipationFile {
  const known = new Set(before.events.map(({ id }) => id));
  const steps = after.events.filter(({ id }) => !known.has(id));
  return steps.reduce((file, { kind, happenedOn }) => {
    const ending = ENDING[kind];
    return ending === undefined ? file : endedReadiness(file, addDays(happenedOn, -ending.daysBefore), ending.reason);
  }, after);
}

/** The file with its readiness ended on `lastDay`; one that ends earlier, or has ended, stays. */
export function endedReadiness(file: ParticipationFile, lastDay: LocalDate, reason: ReadinessEnd): ParticipationFile {
  const readinesses = file.readinesses.map((readiness) => {
    const { readyUntil, endReason } = readiness;
    const goesOn = endReason === null && (readyUntil === null || readyUntil > lastDay);
    return goesOn ? { ...readiness, readyUntil: lastDay, endReason: reason } : readiness;
  });
  return { ...file, readinesses };
}
