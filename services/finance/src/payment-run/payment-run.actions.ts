import { isId, type LocalDate, refuse } from "@inclusion/kernel";
import { Fault } from "@inclusion/kernel/runtime";
import { type ChangeInput, changeMoney, staleVersion, takeTurn } from "../change.ts";
import type { Context } from "../context.ts";
import { programmes } from "../programme.repository.ts";
import { because, type FinanceDecision, unless } from "../refusal/refusal.ts";
import { findRuns, findRunsOfProgrammes, putRun } from "./payment-run.repository.ts";
import { type PaymentRun, reasonsAgainstRun } from "./payment-run.ts";

/**
 * @throws Fault NOT_FOUND for a programme that is not known, or outside the viewer's limits
 * @refuses IDEMPOTENCY_MISMATCH, DATE_ORDER, RUN_OVERLAP
 */
export function paymentRunOpen(
  ctx: Context,
  input: ChangeInput & Readonly<{ programmeId: string; periodFrom: LocalDate; periodTo: LocalDate }>,
): Promise<FinanceDecision<PaymentRun>> {
  const { programmeId, periodFrom, periodTo } = input;
  return changeMoney(ctx, "paymentRun:open", input, async (tx) => {
    await programmes.require(tx, ctx.viewer, programmeId);
    await takeTurn(tx, "outcomes", programmeId);
    const run: PaymentRun = { id: ctx.newId(), programmeId, periodFrom, periodTo, isOpen: true, version: 1 };
    const decided = unless(reasonsAgainstRun(run, await findRunsOfProgrammes(tx, [programmeId])), () => run);
    if (decided.ok) await putRun(tx, run);
    return decided;
  });
}

/** @refuses IDEMPOTENCY_MISMATCH, CONFLICT, RUN_CLOSED when it is closed already */
export function paymentRunClose(
  ctx: Context,
  input: ChangeInput & Readonly<{ runId: string }>,
): Promise<FinanceDecision<PaymentRun>> {
  return changeMoney(ctx, "paymentRun:close", input, async (tx) => {
    const [seen] = isId(input.runId) ? await findRuns(tx, [input.runId]) : [];
    if (seen === undefined) throw new Fault("NOT_FOUND", "There is no run of this id that you may see.");
    await takeTurn(tx, "outcomes", seen.programmeId);
    const [run] = await findRuns(tx, [seen.id]);
    if (run === undefined) throw new Fault("NOT_FOUND", "There is no run of this id that you may see.");
    const [stale] = staleVersion(input, run.version);
    if (stale !== undefined) return refuse(stale);
    if (!run.isOpen) return refuse(because("RUN_CLOSED", "The run is closed already.", "runId"));
    await putRun(tx, { ...run, isOpen: false });
    return { ok: true, value: { ...run, isOpen: false, version: run.version + 1 } };
  });
}
