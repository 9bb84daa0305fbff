/**
 * How a file of this service changes, within `act`: it is locked and read, a pure rule decides, and what is
 * different afterwards is stored, counted, told and noted, in one transaction.
 */
import { accept, type Decision, differenceOf, isId, type MeasureEntry, refuse } from "@inclusion/kernel";
import { entriesOfSubject, Fault, type NewFact, type Tx } from "@inclusion/kernel/runtime";
import { act, type ChangeInput, notFound, staleVersion } from "./act.ts";
import type { Context } from "./context.ts";
import type { Action } from "./policy.ts";
import { lockRecord, mayHold, type RecordFile, type RecordMap, storeRecord } from "./record/record.repository.ts";
import type { Moment, Rule } from "./record/rule.ts";
import type { PartnershipRefusalCode } from "./refusals.ts";

/** A kind of file: where it stands, and what follows from it. */
export type Kept<File extends RecordFile> = Readonly<{
  /** What it is called in a sentence. */
  noun: string;
  map: RecordMap;
  /** Everything that the file counts for in the ledger. */
  measures: (file: File) => readonly MeasureEntry[];
  /** What other services are told; null is a file that was not there. */
  facts: (before: File | null, after: File) => readonly NewFact[];
}>;

/** A change of one file, and the row that the caller is answered with. */
export type Change<File, Answer> = Readonly<{
  action: Action;
  id: string;
  input: ChangeInput;
  rule: Rule<File>;
  answer: (before: File, after: File) => Answer;
}>;

/** A new file of a place in a programme; the rule looks at what is known of both. */
export type Beginning<File, Answer> = Readonly<{
  action: Action;
  programmeId: string;
  municipalityCode: string | null;
  input: ChangeInput;
  rule: (tx: Tx, at: Moment) => Promise<Decision<File, PartnershipRefusalCode>>;
  answer: (after: File) => Answer;
}>;

/** What a mutation comes to. */
export type Changed<Answer> = Promise<Decision<Answer, PartnershipRefusalCode>>;

/**
 * Changes a file by a rule.
 *
 * @throws Fault NOT_FOUND when there is none that the viewer may see; FORBIDDEN_FIELD when the viewer may not do it
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of the rule
 */
export function changeRecord<File extends RecordFile, Answer>(
  ctx: Context,
  kept: Kept<File>,
  change: Change<File, Answer>,
): Changed<Answer> {
  const { action, id, input, rule, answer } = change;
  return act<Answer, PartnershipRefusalCode>(ctx, action, input, async (tx) => {
    const before = isId(id) ? await lockRecord<File>(tx, kept.map, id) : null;
    if (before === null) return notFound(kept.noun);
    const [stale] = staleVersion(before.version, input, kept.noun);
    if (stale !== undefined) return refuse(stale);
    const decided = rule(before, momentOf(ctx));
    if (!decided.ok) return decided;
    await applyChange(tx, kept, { before, after: decided.value, cause: action });
    return accept(answer(before, { ...decided.value, version: before.version + 1 }));
  });
}

/**
 * Begins a file.
 *
 * @throws Fault NOT_FOUND when the programme or the place is not the viewer's; FORBIDDEN_FIELD
 * @refuses IDEMPOTENCY_MISMATCH, and the codes of the rule
 */
export function beginRecord<File extends RecordFile, Answer>(
  ctx: Context,
  kept: Kept<File>,
  beginning: Beginning<File, Answer>,
): Changed<Answer> {
  const { action, programmeId, municipalityCode, input, rule, answer } = beginning;
  return act<Answer, PartnershipRefusalCode>(ctx, action, input, async (tx) => {
    if (!isId(programmeId) || !(await mayHold(tx, programmeId, municipalityCode))) {
      throw new Fault("NOT_FOUND", "There is no programme and place of these that you may see.");
    }
    // What may be there once is looked for by the rule: two beginnings of one programme wait for each other.
    await tx.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`${kept.noun} of ${programmeId}`]);
    const decided = await rule(tx, momentOf(ctx));
    if (!decided.ok) return decided;
    await applyChange(tx, kept, { before: null, after: decided.value, cause: action });
    return accept(answer({ ...decided.value, version: 1 }));
  });
}

type Difference<File> = Readonly<{ before: File | null; after: File; cause: string }>;

async function applyChange<File extends RecordFile>(
  tx: Tx,
  kept: Kept<File>,
  { before, after, cause }: Difference<File>,
): Promise<void> {
  await storeRecord(tx, kept.map, before, after);
  const written = before === null ? [] : await entriesOfSubject(tx, "partnership", after.record.id);
  const counted = new Set([...kept.measures(after), ...(before === null ? [] : kept.measures(before))].map(lineOf));
  const own = written.filter((entry) => counted.has(lineOf(entry)));
  tx.measure(...differenceOf(own, kept.measures(after), `${cause} ${after.record.id}`));
  tx.tell(...kept.facts(before, after));
  await tx.note(cause, after.record.id);
}

/** Entries that others write of the same row are not ours to take back. */
function lineOf({ indicator }: MeasureEntry): string {
  return indicator;
}

function momentOf(ctx: Context): Moment {
  return { today: ctx.today, actor: ctx.viewer.subject, newId: ctx.newId };
}
