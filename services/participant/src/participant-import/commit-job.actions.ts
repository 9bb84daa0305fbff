/** Commits that outlive the request that asked for them. */
import { accept, type Decision, isId } from "@inclusion/kernel";
import { Fault } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import { authorize } from "../policy.ts";
import { findImport } from "./participant-import.repository.ts";
import type { ParticipantImport } from "./participant-import.ts";
import { forgetProgress, tellProgress } from "./progress.repository.ts";
import type { ParticipantImportRefusalCode } from "./refusals.ts";

type Decided<Value> = Decision<Value, ParticipantImportRefusalCode>;

/** What a commit comes to; `committedBefore` says that it had been done and nothing was done now. */
export type Committed = Decided<Readonly<{ importId: string; committedBefore: boolean }>>;

/** What the caller is told of a commit; its import is still VALIDATED, and COMMITTING, when it goes on. */
export type CommitAnswer = Readonly<{ import: ParticipantImport | null; committedBefore: boolean }>;

/** Files of fewer rows are stored while the caller waits, and nothing is said of their progress. */
const LONG_FILE_ROWS = 1_000;

/** How long a caller waits for a long file: well below the limit of an operation. */
const PATIENCE_MS = 6_000;

/** Long commits that this process is at work on, by import and caller: who asks again waits for the same one. */
const underWay = new Map<string, Promise<Committed>>();

/**
 * Runs a commit and answers what it came to, or after a few seconds that it goes on: then its progress says how far it
 * is, in every process, and at the end why it was refused, if it was.
 *
 * @param commit runs in a transaction of its own, and touches nothing else of the request
 * @throws Fault NOT_FOUND when there is no such import that the viewer may see
 */
export async function runCommit(
  ctx: Context,
  importId: string,
  commit: () => Promise<Committed>,
): Promise<Decided<CommitAnswer>> {
  authorize(ctx.viewer, "participantImport:commit");
  const found = isId(importId) ? await findImport(await ctx.reader(), importId) : null;
  if (found === null) throw new Fault("NOT_FOUND", "There is no import of this id that you may see.");
  if (found.rowCount < LONG_FILE_ROWS || found.state !== "VALIDATED") {
    return answerOf(ctx, importId, await commit());
  }
  const name = `${importId} ${ctx.viewer.subject}`;
  const watch: Watch = { isOver: false };
  const going = underWay.get(name) ?? begin(ctx, found, commit, watch);
  underWay.set(name, going);
  const settled = going.finally(() => underWay.delete(name));
  // Nobody may be there to hear of a failure; the progress tells it.
  settled.catch(() => undefined);
  const answer = await Promise.race([settled, patience()]);
  watch.isOver = answer === null;
  return answerOf(ctx, importId, answer);
}

async function answerOf(ctx: Context, importId: string, committed: Committed | null): Promise<Decided<CommitAnswer>> {
  if (committed !== null && !committed.ok) return committed;
  const committedBefore = committed?.value.committedBefore ?? false;
  return accept({ import: await findImport(await ctx.reader(), importId), committedBefore });
}

/** Whether the caller has gone, so that the progress has to tell how it ends. */
type Watch = { isOver: boolean };

async function begin(
  ctx: Context,
  about: ParticipantImport,
  commit: () => Promise<Committed>,
  watch: Readonly<Watch>,
): Promise<Committed> {
  const at = { done: 0, total: about.rowCount };
  await tellProgress(ctx, about, { ...at, phase: "COMMITTING", refusals: [] });
  try {
    const committed = await commit();
    if (committed.ok || !watch.isOver) await forgetProgress(ctx, about.id);
    else await tellProgress(ctx, about, { ...at, phase: "REFUSED", refusals: committed.refusals });
    return committed;
  } catch (error) {
    if (watch.isOver) await tellProgress(ctx, about, { ...at, phase: "FAILED", refusals: [] });
    else await forgetProgress(ctx, about.id);
    throw error;
  }
}

function patience(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), PATIENCE_MS).unref());
}
