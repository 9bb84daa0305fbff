/**
 * The one way in which a course changes: its file is locked and read, a pure rule decides, and what is different
 * afterwards is stored, counted, told and noted, in one transaction.
 */
import { accept, type Decision, differenceOf, isId, type MeasureEntry, refuse } from "@inclusion/kernel";
import { entriesOfSubject, Fault, once, type Tx } from "@inclusion/kernel/runtime";
import type { Context } from "./context.ts";
import { courseFacts } from "./course/course.facts.ts";
import type { StoredCourse } from "./course/course.ts";
import { lockCallOf, lockFile, storeFile } from "./course/course-file.repository.ts";
import type { CourseFile } from "./course/course-file.ts";
import { companyMeasures } from "./course/course-measures.ts";
import type { Moment, Rule } from "./course/rule.ts";
import { forgetRows } from "./loaders.ts";
import { type Action, authorize } from "./policy.ts";
import type { AcceleratorRefusalCode } from "./refusals.ts";

/** What every mutation of a course brings with it. */
export type ChangeInput = Readonly<{
  courseId: string;
  /** The version that the caller has seen; null when the caller does not mind. */
  expectedVersion?: number | null | undefined;
  /** The same key with the same input gives the same answer and changes nothing. */
  idempotencyKey?: string | null | undefined;
}>;

/** What became of a change: the course as it then was, or every reason why it stayed. */
export type Changed = Promise<Decision<StoredCourse, AcceleratorRefusalCode>>;

/** A change of one course. */
export type Change = Readonly<{
  action: Action;
  input: ChangeInput;
  rule: Rule;
  /** What else the rule has to look at. */
  around?: (tx: Tx, file: CourseFile) => Promise<CourseFile>;
}>;

/**
 * Changes a course by a rule, and answers with the course.
 *
 * @throws Fault NOT_FOUND when there is none that the viewer may see; FORBIDDEN_FIELD when the viewer may not do it
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of the rule
 */
export async function changeCourse(ctx: Context, wanted: Change): Changed {
  const { action, input } = wanted;
  return inTransaction(ctx, action, input, (tx) => change(ctx, tx, wanted));
}

/**
 * One business action, once for its key.
 *
 * @throws Fault FORBIDDEN_FIELD when the viewer may not do it
 */
export async function inTransaction<Value>(
  ctx: Context,
  action: Action,
  input: Readonly<{ idempotencyKey?: string | null | undefined }>,
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

/** The moment of a change. */
export function momentOf({ today, viewer, newId }: Context): Moment {
  return { today, actor: viewer.subject, newId };
}

/**
 * Refuses a change of a record that has been changed since it was read.
 *
 * @refuses CONFLICT
 */
export function staleness(
  what: string,
  expected: number | null | undefined,
  version: number,
): Extract<Decision<never, AcceleratorRefusalCode>, { ok: false }> | null {
  if (expected == null || expected === version) return null;
  return refuse({
    code: "CONFLICT",
    message: `The ${what} has been changed since version ${expected}: read version ${version} and decide again.`,
    field: ["input", "expectedVersion"],
  });
}

async function change(
  ctx: Context,
  tx: Tx,
  { action, input, rule, around }: Change,
): Promise<Decision<StoredCourse, AcceleratorRefusalCode>> {
  const isKnown = isId(input.courseId);
  if (isKnown && action === "application:accept") await lockCallOf(tx, input.courseId);
  const locked = isKnown ? await lockFile(tx, input.courseId) : null;
  if (locked === null) throw new Fault("NOT_FOUND", "There is no course of this id that you may see.");
  const before = around === undefined ? locked : await around(tx, locked);
  const stale = staleness("course", input.expectedVersion, before.version);
  if (stale !== null) return stale;
  const decided = rule(before, momentOf(ctx));
  if (!decided.ok) return decided;
  await applyChange(tx, before, decided.value, action);
  await tx.note(action, before.course.id);
  return accept({ ...decided.value.course, version: before.version + 1 });
}

/** Stores the difference of two files of one course, and writes and tells what follows from it. */
export async function applyChange(tx: Tx, before: CourseFile, after: CourseFile, cause: string): Promise<void> {
  await storeFile(tx, before, after);
  await recount(tx, after, cause);
  tx.tell(...courseFacts(before.course, after.course));
}

/** Brings the ledger to what the rules say of the course itself; other entries about it are not touched. */
export async function recount(
  tx: Tx,
  file: Pick<CourseFile, "course" | "snapshots" | "growthRules">,
  cause: string,
): Promise<void> {
  const wanted = companyMeasures(file, file.growthRules);
  const written = await entriesOfSubject(tx, "accelerator", file.course.id);
  tx.measure(...differenceOf(written.filter(isOfCourse), wanted, cause));
}

function isOfCourse({ indicator }: MeasureEntry): boolean {
  return indicator === "ACC_COMPANIES" || indicator === "ACC_GROWTH";
}

/** An input that can be written as JSON: amounts as text. */
function plain(input: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(input, (_key, value) => (typeof value === "bigint" ? String(value) : value)));
}
