/**
 * The one way in which a course changes: its file is locked and read, a pure rule decides, and what is different
 * afterwards is stored, counted, told and noted, in one transaction.
 */
import { accept, type Decision, isId } from "@inclusion/kernel";
import { Fault, type Tx } from "@inclusion/kernel/runtime";
import { type ActionInput, inTransaction, recount, staleness, type VersionInput } from "./action.ts";
import type { Context } from "./context.ts";
import { courseFacts } from "./course/course.facts.ts";
import type { StoredCourse } from "./course/course.ts";
import { lockCallOf, lockFile, storeFile } from "./course/course-file.repository.ts";
import type { CourseFile } from "./course/course-file.ts";
import { courseMeasures } from "./course/course-measures.ts";
import type { Moment, Rule } from "./course/rule.ts";
import type { Action } from "./policy.ts";
import type { AcceleratorRefusalCode } from "./refusals.ts";

/** What every mutation of a course brings with it. */
export type ChangeInput = ActionInput & VersionInput & Readonly<{ courseId: string }>;

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

/** The moment of a change. */
export function momentOf({ today, viewer, newId }: Context): Moment {
  return { today, actor: viewer.subject, newId };
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
  const stale = staleness("course", input, before.version);
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
  await recountCourse(tx, after, cause);
  tx.tell(...courseFacts(before.course, after.course));
}

/** Brings the ledger to what the rules say of the course. */
export async function recountCourse(
  tx: Tx,
  {
    course,
    snapshots,
    organisation,
    growthRules,
  }: Pick<CourseFile, "course" | "snapshots" | "organisation" | "growthRules">,
  cause: string,
): Promise<void> {
  const measures = courseMeasures({ course, snapshots, mergedInto: organisation?.mergedInto ?? null }, growthRules);
  await recount(tx, [course.id], measures, cause);
}
