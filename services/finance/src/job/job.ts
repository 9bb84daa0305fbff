/** Long work behind a request, as it is kept. Pure. */

/** States that are stored; a job whose process is gone is shown as INTERRUPTED. */
export type StoredJobState = "QUEUED" | "RUNNING" | "DONE" | "FAILED" | "CANCELLED";
export type JobState = StoredJobState | "INTERRUPTED";

/** A job as its row is. */
export type Job = Readonly<{
  id: string;
  programmeId: string;
  kind: string;
  subjectId: string;
  state: StoredJobState;
  phase: string;
  done: number;
  total: number;
  failure: string | null;
  createdAt: Date;
  startedAt: Date | null;
  /** When its process last gave a sign of life. */
  beatAt: Date;
  endedAt: Date | null;
}>;

/** A job whose process has been silent for longer than this is gone; a sign of life comes every second. */
export const SILENCE_MS = 10_000;

/** How often a job is begun: one that has ended so many processes would end the next one too. */
export const MOST_ATTEMPTS = 3;

/** Whether the job is still to come to an end, by its own process or by the one that takes it up. */
export function isOpen({ state }: Pick<Job, "state">): boolean {
  return state === "QUEUED" || state === "RUNNING";
}

/** Whether the job waits or is being done. */
export function isAlive(job: Pick<Job, "state" | "beatAt">, now: Date): boolean {
  return isOpen(job) && now.getTime() - job.beatAt.getTime() <= SILENCE_MS;
}

/** The state to show. */
export function shownState(job: Pick<Job, "state" | "beatAt">, now: Date): JobState {
  return isOpen(job) && !isAlive(job, now) ? "INTERRUPTED" : job.state;
}

/** Seconds that the step may still take at its pace so far, rounded up; null when nothing can be said. */
export function etaSeconds(
  job: Pick<Job, "state" | "startedAt" | "done" | "total" | "beatAt">,
  now: Date,
): number | null {
  if (!isAlive(job, now) || job.state !== "RUNNING" || job.startedAt === null || job.done <= 0) return null;
  const elapsedMs = Math.max(0, now.getTime() - job.startedAt.getTime());
  return Math.ceil((elapsedMs * Math.max(0, job.total - job.done)) / job.done / 1000);
}
