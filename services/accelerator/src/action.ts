/** What every business action of this service shares: who may, once for its key, in one transaction with its entries. */
import { type Decision, differenceOf, type MeasureEntry, refuse } from "@inclusion/kernel";
import { entriesOfSubjects, once, type Tx } from "@inclusion/kernel/runtime";
import type { Context } from "./context.ts";
import { forgetRows } from "./loaders.ts";
import { type Action, authorize } from "./policy.ts";
import type { AcceleratorRefusalCode } from "./refusals.ts";

/** What every mutation can bring with it. */
export type ActionInput = Readonly<{
  /** The same key with the same input gives the same answer and changes nothing. */
  idempotencyKey?: string | null | undefined;
}>;

/** What a mutation of a record that there is can bring with it. */
export type VersionInput = Readonly<{
  /** The version that the caller has seen; null when the caller does not mind. */
  expectedVersion?: number | null | undefined;
}>;

/**
 * One business action, once for its key; the answer must be writable as JSON.
 *
 * @throws Fault FORBIDDEN_FIELD when the viewer may not do it
 * @refuses IDEMPOTENCY_MISMATCH, and what `work` refuses
 */
export async function inTransaction<Value>(
  ctx: Context,
  action: Action,
  input: ActionInput,
  work: (tx: Tx) => Promise<Decision<Value, AcceleratorRefusalCode>>,
): Promise<Decision<Value, AcceleratorRefusalCode>> {
  authorize(ctx.viewer, action);
  const done = await ctx.transaction((tx) => {
    const key = input.idempotencyKey ?? null;
    const request = { actor: ctx.viewer.subject, operation: action, key, input: plain(input) };
    return once(tx, "accelerator", request, () => work(tx));
  });
  forgetRows(ctx.loaders);
  return done;
}

/**
 * Refuses a change of a record that has been changed since it was read; null when it has not.
 *
 * @refuses CONFLICT
 */
export function staleness(
  what: string,
  { expectedVersion }: VersionInput,
  version: number,
): Extract<Decision<never, AcceleratorRefusalCode>, { ok: false }> | null {
  if (expectedVersion == null || expectedVersion === version) return null;
  return refuse({
    code: "CONFLICT",
    message: `The ${what} has been changed since version ${expectedVersion}: read version ${version} and decide again.`,
    field: ["input", "expectedVersion"],
  });
}

/** Entries that an open transaction has added and that are written when it ends. */
const pending = new WeakMap<Tx, MeasureEntry[]>();

/**
 * Brings the ledger to what the rules say of these rows; the subjects are the rows that are counted.
 *
 * Many facts are applied in one transaction, and entries are written at its end: those that were added before are
 * taken into account as well.
 */
export async function recount(
  tx: Tx,
  subjectIds: readonly string[],
  measures: readonly MeasureEntry[],
  cause: string,
): Promise<void> {
  const added = pending.get(tx) ?? [];
  const subjects = new Set(subjectIds);
  const written = [
    ...(await entriesOfSubjects(tx, "accelerator", subjectIds)),
    ...added.filter(({ subjectId }) => subjects.has(subjectId)),
  ];
  const missing = differenceOf(written, measures, cause);
  pending.set(tx, [...added, ...missing]);
  tx.measure(...missing);
}

/** An input that can be written as JSON: amounts as text. */
function plain(input: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(input, (_key, value) => (typeof value === "bigint" ? String(value) : value)));
}
