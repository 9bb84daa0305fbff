import { accept, isId, refuse } from "@inclusion/kernel";
import type { Context } from "../context.ts";
import type { Given } from "../refusal/rule.ts";
import { findCourseOfCompany } from "../room/company.repository.ts";
import {
  asExpected,
  changeRoom,
  notFound,
  type RoomDecision,
  type RoomInput,
  type RowInput,
  recount,
} from "../room-change.ts";
import { OrdinaryHireEntity } from "./ordinary-hire.entity.ts";
import { isHireCounted, lockHire, type StoredHire } from "./ordinary-hire.repository.ts";
import { type HireEntered, hireMeasures, recordHire, withdrawHire } from "./ordinary-hire.ts";

type Decided = Promise<RoomDecision<StoredHire>>;

/**
 * Records an ordinary hire of an accepted company.
 *
 * @refuses IDEMPOTENCY_MISMATCH, COURSE_UNKNOWN alone, and the codes of `recordHire`
 */
export function ordinaryHireRecord(
  ctx: Context,
  input: RoomInput & HireEntered & Readonly<{ courseId: string }>,
): Decided {
  return changeRoom(ctx, "ordinaryHire:record", input, async (tx) => {
    const course = await findCourseOfCompany(tx, input.courseId);
    if (course === null) {
      const message = "There is no course of this id that you may see.";
      return refuse({ code: "COURSE_UNKNOWN", message, field: ["input", "courseId"] });
    }
    const isCounted = await isHireCounted(tx, course.programmeId, input.evidenceHash);
    const decided = recordHire(course, input, isCounted, { today: ctx.today, newId: ctx.newId });
    if (!decided.ok) return decided;
    const hire = decided.value;
    await tx.manager.insert(OrdinaryHireEntity, { ...hire });
    await recount(tx, [hire.id], hireMeasures(hire), `ordinaryHire:record ${hire.id}`);
    await tx.note("ordinaryHire:record", hire.id);
    return accept({ ...hire, version: 1 });
  });
}

/**
 * The hire does not count: its entry is reversed.
 *
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of `withdrawHire`
 */
export function ordinaryHireWithdraw(ctx: Context, input: RowInput & Readonly<{ reason?: Given<string> }>): Decided {
  return changeRoom(ctx, "ordinaryHire:withdraw", input, async (tx) => {
    const stored = isId(input.id) ? await lockHire(tx, input.id) : null;
    if (stored === null) throw notFound("ordinary hire");
    const expected = asExpected(stored.version, input);
    if (!expected.ok) return expected;
    const { version, ...before } = stored;
    const decided = withdrawHire(before, input.reason, { today: ctx.today, newId: ctx.newId });
    if (!decided.ok) return decided;
    await tx.manager.update(OrdinaryHireEntity, { id: before.id }, { ...decided.value });
    await recount(tx, [before.id], hireMeasures(decided.value), `ordinaryHire:withdraw ${before.id}`);
    await tx.note("ordinaryHire:withdraw", before.id);
    return accept({ ...decided.value, version: version + 1 });
  });
}
