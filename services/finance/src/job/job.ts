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

/** A job whose process has been silent for longer than this is gone; a sign of life comes every five seconds. */
export const SILENCE_MS = 30_000;

/** Whether the job waits or is being done. */
export function isAlive(job: Pick<Job, "state" | "beatAt">, now: Date): boolean {
  return (job.state === "QUEUED" || job.state === "RUNNING") && now.getTime() - job.beatAt.getTime() <= SILENCE_MS;
}

/** The state to show. */
export function shownState(job: Pick<Job, "state" | "beatAt">, now: Date): JobState {
  const isOpen = job.state === "QUEUED" || job.state === "RUNNING";
  return isOpen && !isAlive(job, now) ? "INTERRUPTED" : job.state;
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
