/** The one way in which room for people changes: authorized, once for its key, in one transaction with its consequences. */
import { accept, type Decision, differenceOf, type MeasureEntry, refuse } from "@inclusion/kernel";
import {
  entriesOfSubjects,
  Fault,
  once,
  type Reader,
  type Tx,
  within,
  withinCompany,
  withinMunicipalities,
} from "@inclusion/kernel/runtime";
import type { Context } from "./context.ts";
import { forgetRows } from "./loaders.ts";
import { type Action, authorize } from "./policy.ts";
import type { Problem } from "./refusal/rule.ts";
import type { AcceleratorRefusalCode } from "./refusals.ts";

/** What every mutation can bring with it. */
export type RoomInput = Readonly<{
  /** The same key with the same input gives the same answer and changes nothing. */
  idempotencyKey?: string | null | undefined;
}>;

/** What a mutation of a row that there is brings with it. */
export type RowInput = RoomInput &
  Readonly<{
    id: string;
    /** The version that the caller has seen; null when the caller does not mind. */
    expectedVersion?: number | null | undefined;
  }>;

export type RoomDecision<Answer> = Decision<Answer, AcceleratorRefusalCode>;

/**
 * Runs `work` for an action; the same key with the same input gives the first answer, which must be writable as JSON.
 *
 * @throws Fault FORBIDDEN_FIELD when the viewer may not do it
 * @refuses IDEMPOTENCY_MISMATCH, and what `work` refuses
 */
export async function changeRoom<Answer>(
  ctx: Context,
  action: Action,
  input: RoomInput,
  work: (tx: Tx) => Promise<RoomDecision<Answer>>,
): Promise<RoomDecision<Answer>> {
  authorize(ctx.viewer, action);
  const changed = await ctx.transaction((tx) => {
    const request = { actor: ctx.viewer.subject, operation: action, key: input.idempotencyKey ?? null, input };
    return once(tx, "accelerator", request, () => work(tx));
  });
  forgetRows(ctx.loaders);
  return changed;
}

/** Refuses with CONFLICT when the caller has seen another version than the stored one; accepts otherwise. */
export function asExpected(stored: number, { expectedVersion }: RowInput): RoomDecision<null> {
  if (expectedVersion == null || expectedVersion === stored) return accept(null);
  return refuse({
    code: "CONFLICT",
    message: `The row has been changed since version ${expectedVersion}: read version ${stored} and decide again.`,
    field: ["input", "expectedVersion"],
  });
}

/** The decision with other problems put before its own. */
export function withProblems<Value>(problems: readonly Problem[], decided: RoomDecision<Value>): RoomDecision<Value> {
  const [first, ...more] = problems;
  if (first === undefined) return decided;
  return refuse(first, ...more, ...(decided.ok ? [] : decided.refusals));
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

/** There is no such row, or none that the viewer may change. */
export function notFound(what: string): Fault {
  return new Fault("NOT_FOUND", `There is no ${what} of this id that you may change.`);
}

/** Whose a new row is to be. */
export type RowPlace = Readonly<{
  programmeId: string;
  organisationId: string;
  courseId: string | null;
  municipalityCode: string;
}>;

/**
 * Asks the row policies' own conditions whether the viewer could see such a row.
 *
 * @throws Fault NOT_FOUND when the viewer could not
 */
export async function requireReach(reader: Reader, row: RowPlace): Promise<void> {
  const reach = [
    within("programmes", "$1::uuid"),
    withinCompany("$3::uuid", "$2::uuid"),
    withinMunicipalities("accelerator", "$4::text"),
  ];
  const [found] = await reader.query<{ isReached: boolean | null }>(`SELECT ${reach.join(" AND ")} AS "isReached"`, [
    row.programmeId,
    row.organisationId,
    row.courseId,
    row.municipalityCode,
  ]);
  if (found?.isReached !== true) {
    throw new Fault("NOT_FOUND", "There is no company of this id in this programme and place that you may write for.");
  }
}
