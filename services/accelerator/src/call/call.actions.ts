/** Calls are opened and amended by whoever runs the programme's accelerator. */
import { accept, type Decision, isId } from "@inclusion/kernel";
import { Fault } from "@inclusion/kernel/runtime";
import { inTransaction, staleness } from "../action.ts";
import type { Context } from "../context.ts";
import { programmes } from "../programme.repository.ts";
import type { AcceleratorRefusalCode } from "../refusals.ts";
import { countAccepted, findCallsOfProgrammes, lockCall, storeCall } from "./call.repository.ts";
import type { Call } from "./call.ts";
import { amendCall, type CallChanges, type NewCall, openCall } from "./open-call.ts";

type Repeated = Readonly<{ idempotencyKey?: string | null | undefined }>;

/** What becomes of a call. */
type Called = Promise<Decision<Call, AcceleratorRefusalCode>>;

/**
 * @refuses what `openCall` refuses; IDEMPOTENCY_MISMATCH
 * @throws Fault NOT_FOUND for a programme that is not there or that the viewer may not see
 */
export function callOpen(ctx: Context, input: NewCall & Repeated): Called {
  return inTransaction(ctx, "call:open", input, async (tx) => {
    const { programmeId } = input;
    await programmes.require(tx, ctx.viewer, programmeId);
    await tx.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`calls of ${programmeId}`]);
    const cohorts = (await findCallsOfProgrammes(tx, [programmeId])).map(({ cohort }) => cohort);
    const opened = openCall(input, cohorts, ctx);
    if (!opened.ok) return opened;
    await storeCall(tx, opened.value, true);
    await tx.note("call:open", opened.value.id);
    return opened;
  });
}

/**
 * @refuses what `amendCall` refuses; CONFLICT, IDEMPOTENCY_MISMATCH
 * @throws Fault NOT_FOUND when there is no such call that the viewer may see
 */
export function callAmend(
  ctx: Context,
  input: CallChanges & Repeated & Readonly<{ callId: string; expectedVersion?: number | null | undefined }>,
): Called {
  return inTransaction(ctx, "call:amend", input, async (tx) => {
    const call = isId(input.callId) ? await lockCall(tx, input.callId) : null;
    if (call === null) throw new Fault("NOT_FOUND", "There is no call of this id that you may see.");
    const stale = staleness("call", input, call.version);
    if (stale !== null) return stale;
    const amended = amendCall(call, input, await countAccepted(tx, call.id));
    if (!amended.ok) return amended;
    await storeCall(tx, amended.value, false);
    await tx.note("call:amend", call.id);
    return accept({ ...amended.value, version: call.version + 1 });
  });
}
