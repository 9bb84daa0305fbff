/** Sessions, attendance and hours: who may do it, and the rule that decides. */
import { type Decision, isId } from "@inclusion/kernel";
import { Fault } from "@inclusion/kernel/runtime";
import { inTransaction } from "../action.ts";
import { findCalls } from "../call/call.repository.ts";
import { type Changed, type ChangeInput, changeCourse, momentOf } from "../change.ts";
import type { Context } from "../context.ts";
import type { AcceleratorRefusalCode } from "../refusals.ts";
import {
  type AdvisoryInput,
  correctAdvisory,
  holdSession,
  recordAdvisory,
  recordAttendance,
  type SessionInput,
} from "./record-session.ts";
import { SessionEntity } from "./session.entity.ts";
import type { Session } from "./session.ts";

/**
 * @refuses what `holdSession` refuses; IDEMPOTENCY_MISMATCH
 * @throws Fault NOT_FOUND when there is no such call that the viewer may see
 */
export function sessionHold(
  ctx: Context,
  input: SessionInput & Readonly<{ callId: string; idempotencyKey?: string | null | undefined }>,
): Promise<Decision<Session, AcceleratorRefusalCode>> {
  return inTransaction(ctx, "session:hold", input, async (tx) => {
    const [call] = isId(input.callId) ? await findCalls(tx, [input.callId]) : [];
    if (call === undefined) throw new Fault("NOT_FOUND", "There is no call of this id that you may see.");
    const held = holdSession(input, call, momentOf(ctx));
    if (!held.ok) return held;
    await tx.manager.insert(SessionEntity, held.value);
    await tx.note("session:hold", held.value.id);
    return held;
  });
}

/** @refuses what `recordAttendance` refuses */
export function attendanceRecord(
  ctx: Context,
  input: ChangeInput & Readonly<{ sessionId: string; peopleCount: number }>,
): Changed {
  return changeCourse(ctx, { action: "attendance:record", input, rule: recordAttendance(input) });
}

/** @refuses what `recordAdvisory` refuses */
export function advisoryRecord(ctx: Context, input: ChangeInput & AdvisoryInput): Changed {
  return changeCourse(ctx, { action: "advisory:record", input, rule: recordAdvisory(input) });
}

/** @refuses what `correctAdvisory` refuses */
export function advisoryCorrect(
  ctx: Context,
  input: ChangeInput & AdvisoryInput & Readonly<{ advisoryId: string }>,
): Changed {
  return changeCourse(ctx, { action: "advisory:correct", input, rule: correctAdvisory(input) });
}
