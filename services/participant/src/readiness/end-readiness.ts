/** What ends readiness for work by itself. Pure. */
import { addDays, type LocalDate } from "@inclusion/kernel";
import type { ParticipationFile } from "../participation/participation-file.ts";
import type { PathwayEventKind } from "../pathway/pathway.ts";
import type { ReadinessEnd } from "./readiness.ts";

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
