import type { Reader, Tx } from "@inclusion/kernel/runtime";
import type { Job } from "./job.ts";

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
  job: Pick<Job, "id" | "programmeId" | "kind" | "subjectId"> & Readonly<{ createdBy: string }>,
): Promise<void> {
  await tx.query(
    `INSERT INTO finance.job (id, programme_id, kind, subject_id, state, phase, created_by)
     VALUES ($1, $2, $3, $4, 'QUEUED', 'QUEUED', $5)`,
    [job.id, job.programmeId, job.kind, job.subjectId, job.createdBy],
  );
}

/** Notes a sign of life, and how far the job is; false when the job is to go on no more. */
export async function beatJob(tx: Reader, id: string, progress: JobProgress | null): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE finance.job SET beat_at = clock_timestamp(),
       state = CASE WHEN $2::text IS NULL THEN state ELSE 'RUNNING' END, phase = coalesce($2, phase),
       started_at = CASE WHEN $2::text IS NULL OR phase = $2 THEN started_at ELSE clock_timestamp() END,
       done = coalesce($3, done), total = coalesce($4, total)
     WHERE id = $1 AND state IN ('QUEUED', 'RUNNING') RETURNING 1`,
    [id, progress?.phase ?? null, progress?.done ?? null, progress?.total ?? null],
  );
  return rows.length > 0;
}

/** Ends a job that waits or goes on; false when it had ended. */
export async function endJob(
  tx: Reader,
  id: string,
  state: "DONE" | "FAILED" | "CANCELLED",
  failure: string | null = null,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE finance.job SET state = $2, failure = $3, ended_at = clock_timestamp(), beat_at = clock_timestamp()
     WHERE id = $1 AND state IN ('QUEUED', 'RUNNING') RETURNING 1`,
    [id, state, failure],
  );
  return rows.length > 0;
}
