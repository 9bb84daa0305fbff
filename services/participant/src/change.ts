/**
 * The one way in which a participation changes: its file is locked and read, a pure rule decides, and what is
 * different afterwards is stored, counted, told and noted, in one transaction.
 */
import { accept, type Decision, differenceOf, isId, type MeasureEntry, refuse } from "@inclusion/kernel";
import { entriesOfSubject, Fault, once, type Tx } from "@inclusion/kernel/runtime";
import { hoursFacts } from "./activity/activity.facts.ts";
import type { Context } from "./context.ts";
import { forgetRows } from "./loaders.ts";
import { openingFacts } from "./match/opening-facts.ts";
import { findNamed } from "./named.ts";
import { fileMeasures } from "./participation/file-measures.ts";
import { hireFacts } from "./participation/hire.facts.ts";
import { openCountFacts } from "./participation/open-count.facts.ts";
import { outcomeFacts } from "./participation/outcome.facts.ts";
import type { StoredParticipation } from "./participation/participation.ts";
import { findFiles, findRestricted, lockFile, storeFile } from "./participation/participation-file.repository.ts";
import type { ParticipationFile } from "./participation/participation-file.ts";
import type { Moment, Rule } from "./participation/rule.ts";
import { standingFacts } from "./participation/standing.facts.ts";
import { type Action, authorize } from "./policy.ts";
import { lockPlaces } from "./programme-terms/programme-terms.repository.ts";
import { withReadinessEnded } from "./readiness/end-readiness.ts";
import type { ParticipantRefusalCode } from "./refusals.ts";

export type { Moment, Rule };

/** What every mutation of a participation brings with it. */
export type ChangeInput = Readonly<{
  participationId: string;
  /** The version that the caller has seen; null when the caller does not mind. */
  expectedVersion?: number | null | undefined;
  /** The same key with the same input gives the same answer and changes nothing. */
  idempotencyKey?: string | null | undefined;
}>;

/** What became of a change: the participation as it then was, or every reason why it stayed. */
export type Changed = Promise<Decision<StoredParticipation, ParticipantRefusalCode>>;

/** Codes that every change can be refused with, besides those of its rule. */
export type ChangeRefusal = "CONFLICT" | "IDEMPOTENCY_MISMATCH";

/** A change of one file, and what the caller is answered with: something that can be written as JSON. */
export type Change<Code extends string, Answer> = Readonly<{
  action: Action;
  input: ChangeInput;
  rule: Rule<Code>;
  answer: (before: ParticipationFile, after: ParticipationFile) => Answer;
}>;

/**
 * Changes a participation by `rule`, and answers with the participation.
 *
 * @throws Fault NOT_FOUND when there is none that the viewer may see; FORBIDDEN_FIELD when the viewer may not do it
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of the rule
 */
export function changeParticipation<Code extends string>(
  ctx: Context,
  action: Action,
  input: ChangeInput,
  rule: Rule<Code>,
): Promise<Decision<StoredParticipation, Code | ChangeRefusal>> {
  const answer = ({ version }: ParticipationFile, { participation }: ParticipationFile): StoredParticipation => {
    return { ...participation, version: version + 1 };
  };
  return changeFile(ctx, { action, input, rule, answer });
}

/** Like `changeParticipation`, with an answer of the caller's choice; the same request again gets the first answer. */
export async function changeFile<Code extends string, Answer>(
  ctx: Context,
  wanted: Change<Code, Answer>,
): Promise<Decision<Answer, Code | ChangeRefusal>> {
  const { action, input } = wanted;
  authorize(ctx.viewer, action);
  const changed = await ctx.transaction((tx) => {
    const request = { actor: ctx.viewer.subject, operation: action, key: input.idempotencyKey ?? null, input };
    return once(tx, "participant", request, () => change(ctx, tx, wanted));
  });
  forgetRows(ctx.loaders);
  return changed;
}

async function change<Code extends string, Answer>(
  ctx: Context,
  tx: Tx,
  { action, input, rule, answer }: Change<Code, Answer>,
): Promise<Decision<Answer, Code | ChangeRefusal>> {
  const isKnown = isId(input.participationId);
  if (isKnown && action === "participation:offerPlace") await lockPlaces(tx, input.participationId);
  const before = isKnown ? await lockFile(tx, input.participationId) : null;
  if (before === null) throw new Fault("NOT_FOUND", "There is no participation of this id that you may see.");
  const { expectedVersion } = input;
  if (expectedVersion != null && expectedVersion !== before.version) {
    return refuse({
      code: "CONFLICT",
      message: `The participation has been changed since version ${expectedVersion}: read version ${before.version} and decide again.`,
      field: ["input", "expectedVersion"],
    });
  }
  const named = await findNamed(tx, before.participation.programmeId, input);
  const decided = rule(before, { today: ctx.today, actor: ctx.viewer.subject, newId: ctx.newId, ...named });
  if (!decided.ok) return decided;
  const after = await applyChange(tx, before, decided.value, action);
  await tx.note(action, before.participation.id);
  return accept(answer(before, after));
}

/**
 * Stores the difference of two files of one participation, and writes and tells what follows from it.
 *
 * @returns the file as it was stored: a step can end readiness besides what its rule says
 */
export async function applyChange(
  tx: Tx,
  before: ParticipationFile,
  decided: ParticipationFile,
  cause: string,
): Promise<ParticipationFile> {
  const after = withReadinessEnded(before, decided);
  await storeFile(tx, before, after);
  const { written, entries } = await recount(tx, after, cause);
  tx.tell(
    ...outcomeFacts(entries),
    ...hireFacts({ file: before, entries: written }, { file: after, entries: [...written, ...entries] }),
    ...standingFacts(before, after),
    ...openingFacts(before.matches, after.matches),
    ...(await hoursFacts(tx, before, after)),
    ...(await openCountFacts(tx, [{ before, after }])),
  );
  return after;
}

/** What was written of a participation, and the entries that were missing. */
type Recounted = Readonly<{ written: readonly MeasureEntry[]; entries: readonly MeasureEntry[] }>;

/** Brings the ledger to what the rules say of the file. */
export async function recount(tx: Tx, file: ParticipationFile, cause: string): Promise<Recounted> {
  const written = await entriesOfSubject(tx, "participant", file.participation.id);
  const entries = differenceOf(written, fileMeasures(file), cause);
  tx.measure(...entries);
  return { written, entries };
}

/** Counts participations anew that something outside of their files concerns, and tells what has changed. */
export async function recountAll(tx: Tx, participationIds: readonly string[], cause: string): Promise<void> {
  for (let from = 0; from < participationIds.length; from += PORTION) {
    const ids = participationIds.slice(from, from + PORTION);
    const restricted = await findRestricted(tx, ids);
    for (const file of await findFiles(tx, ids)) {
      const { written, entries } = await recount(tx, file, cause);
      const counted = { file, entries: [...written, ...entries] };
      const hidesPlace = restricted.has(file.participation.id);
      tx.tell(...outcomeFacts(entries), ...hireFacts({ file, entries: written }, counted, hidesPlace));
    }
  }
}

const PORTION = 200;
