/** How far a commit is, for every process to see: written beside its transaction, each time in one of its own. */
import type { Refusal } from "@inclusion/kernel";
import type { Reader } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import type { ParticipantImport } from "./participant-import.ts";
import type { ParticipantImportRefusalCode } from "./refusals.ts";

/** Rows that are stored, and rows in all. */
export type CommitProgress = Readonly<{ done: number; total: number }>;

type Refusals = readonly Refusal<ParticipantImportRefusalCode>[];

/** How far a commit is, or how one ended that answered nobody. */
export type StoredProgress = CommitProgress &
  Readonly<{ phase: "COMMITTING" | "REFUSED" | "FAILED"; refusals: Refusals }>;

/** A commit that has not been heard of for so long has ended with its process. */
const SILENT_SECONDS = 60;

/** How far the commit of an import is; null when nothing is under way and nothing is left to say. */
export async function findProgress(reader: Reader, importId: string): Promise<StoredProgress | null> {
  const [found] = await reader.query<StoredProgress>(
    `SELECT phase, done, total, refusals FROM participant.participant_import_progress
     WHERE import_id = $1 AND (phase <> 'COMMITTING' OR beat_at > clock_timestamp() - make_interval(secs => $2))`,
    [importId, SILENT_SECONDS],
  );
  return found ?? null;
}

/** Says how far a commit is. An import is not lost for a word of it that could not be written. */
export async function tellProgress(ctx: Context, about: ParticipantImport, progress: StoredProgress): Promise<void> {
  const { id, programmeId, createdBy } = about;
  const { phase, done, total, refusals } = progress;
  await ctx
    .aside((tx) =>
      tx.query(
        `INSERT INTO participant.participant_import_progress AS known
           (import_id, programme_id, created_by, phase, done, total, refusals) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (import_id) DO UPDATE SET phase = excluded.phase, done = excluded.done, total = excluded.total,
           refusals = excluded.refusals, beat_at = clock_timestamp()`,
        [id, programmeId, createdBy, phase, done, total, JSON.stringify(refusals)],
      ),
    )
    .catch(() => undefined);
}

/** Takes back what was said: the commit has ended, and its answer says how. */
export async function forgetProgress(ctx: Context, importId: string): Promise<void> {
  await ctx
    .aside((tx) => tx.query("DELETE FROM participant.participant_import_progress WHERE import_id = $1", [importId]))
    .catch(() => undefined);
}
