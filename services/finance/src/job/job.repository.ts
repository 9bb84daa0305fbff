import type { Reader, Tx } from "@inclusion/kernel/runtime";
import { type Job, SILENCE_MS } from "./job.ts";

const COLUMNS = `id, programme_id AS "programmeId", kind, subject_id AS "subjectId", state, phase, done::int AS done,
  total::int AS total, failure, created_at AS "createdAt", started_at AS "startedAt", beat_at AS "beatAt",
  ended_at AS "endedAt"`;

/** How far a step is. */
export type JobProgress = Readonly<{ phase: string; done: number; total: number }>;

/** The jobs with these ids. */
export function findJobs(reader: Reader, ids: readonly string[]): Promise<Job[]> {
  return reader.query<Job>(`SELECT ${COLUMNS} FROM finance.job WHERE id = ANY ($1::uuid[])`, [ids]);
}

/** The last job of each of these records. */
export function findLastJobs(reader: Reader, subjectIds: readonly string[]): Promise<Job[]> {
  return reader.query<Job>(
    `SELECT DISTINCT ON (subject_id) ${COLUMNS} FROM finance.job WHERE subject_id = ANY ($1::uuid[])
     ORDER BY subject_id, created_at DESC, id DESC`,
    [subjectIds],
  );
}

/** Stores a job that waits for its turn. */
export async function insertJob(
  tx: Tx,
  job: Pick<Job, "id" | "programmeId" | "kind" | "subjectId"> & Readonly<{ createdBy: string; runner: string }>,
): Promise<void> {
  await tx.query(
    `INSERT INTO finance.job (id, programme_id, kind, subject_id, state, phase, created_by, runner)
     VALUES ($1, $2, $3, $4, 'QUEUED', 'QUEUED', $5, $6)`,
    [job.id, job.programmeId, job.kind, job.subjectId, job.createdBy, job.runner],
  );
}

/** A job in the hands of one runner. */
export type HeldJob = Readonly<{ id: string; runner: string }>;

/** Takes the oldest job whose process is gone; another process that looks at the same time takes another one. */
export async function claimSilentJob(
  tx: Reader,
  runner: string,
): Promise<Readonly<{ id: string; subjectId: string; attempts: number }> | null> {
  const [row] = await tx.query<{ id: string; subjectId: string; attempts: number }>(
    `UPDATE finance.job SET runner = $1, attempts = attempts + 1, beat_at = clock_timestamp(), state = 'QUEUED',
       phase = 'QUEUED', done = 0, total = 0, started_at = NULL
     WHERE id = (SELECT id FROM finance.job WHERE state IN ('QUEUED', 'RUNNING') AND kind = 'SIMULATION_RUN'
       AND beat_at < clock_timestamp() - $2 * interval '1 millisecond' ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING id, subject_id AS "subjectId", attempts`,
    [runner, SILENCE_MS],
  );
  return row ?? null;
}

/** Lets go of a job at once, so that nobody waits for a silence. */
export async function releaseJob(tx: Reader, { id, runner }: HeldJob): Promise<void> {
  await tx.query(
    `UPDATE finance.job SET beat_at = 'epoch', attempts = greatest(1, attempts - 1)
     WHERE id = $1 AND runner = $2 AND state IN ('QUEUED', 'RUNNING')`,
    [id, runner],
  );
}

/** Notes a sign of life, and how far the job is; false when the job is to go on no more. */
export async function beatJob(tx: Reader, { id, runner }: HeldJob, progress: JobProgress | null): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE finance.job SET beat_at = clock_timestamp(),
       state = CASE WHEN $2::text IS NULL THEN state ELSE 'RUNNING' END, phase = coalesce($2, phase),
       started_at = CASE WHEN $2::text IS NULL OR phase = $2 THEN started_at ELSE clock_timestamp() END,
       done = coalesce($3, done), total = coalesce($4, total)
     WHERE id = $1 AND runner = $5 AND state IN ('QUEUED', 'RUNNING') RETURNING 1`,
    [id, progress?.phase ?? null, progress?.done ?? null, progress?.total ?? null, runner],
  );
  return rows.length > 0;
}

/** Ends a job that waits or goes on, whoever runs it when `runner` is null; false when it had ended or is another's. */
export async function endJob(
  tx: Reader,
  { id, runner }: Readonly<{ id: string; runner: string | null }>,
  state: "DONE" | "FAILED" | "CANCELLED",
  failure: string | null = null,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE finance.job SET state = $2, failure = $3, ended_at = clock_timestamp(), beat_at = clock_timestamp()
     WHERE id = $1 AND ($4::uuid IS NULL OR runner = $4) AND state IN ('QUEUED', 'RUNNING') RETURNING 1`,
    [id, state, failure, runner],
  );
  return rows.length > 0;
}
