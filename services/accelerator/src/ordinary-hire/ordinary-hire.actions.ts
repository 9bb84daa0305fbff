import { accept, isId } from "@inclusion/kernel";
import { type ActionInput, inTransaction, recount, staleness } from "../action.ts";
import type { Context } from "../context.ts";
import type { Given } from "../refusal/rule.ts";
import type { OwnerGiven } from "../room/company.ts";
import { notFound, type RoomDecision, type RowInput, withProblems } from "../room-change.ts";
import { ownerOfPlace } from "../room-owner.ts";
import { OrdinaryHireEntity } from "./ordinary-hire.entity.ts";
import { isHireCounted, lockHire, type StoredHire } from "./ordinary-hire.repository.ts";
import { type HireEntered, hireMeasures, recordHire, withdrawHire } from "./ordinary-hire.ts";

type Decided = Promise<RoomDecision<StoredHire>>;

/**
 * Records an ordinary hire of an accepted company, or of an ordinary one.
 *
 * @throws Fault NOT_FOUND for a company, programme or place out of the viewer's reach
 * @refuses IDEMPOTENCY_MISMATCH, COURSE_UNKNOWN alone, COMPANY_UNKNOWN, MUNICIPALITY_UNKNOWN, PARTNERSHIP_NOT_SIGNED,
 *   and the codes of `recordHire`
 */
export function ordinaryHireRecord(ctx: Context, input: ActionInput & OwnerGiven & HireEntered): Decided {
  return inTransaction(ctx, "ordinaryHire:record", input, async (tx) => {
    const owner = await ownerOfPlace(ctx, tx, input, input.hiredOn);
    if (!owner.ok) return owner;
    const { company, problems } = owner.value;
    const isCounted = problems.length === 0 && (await isHireCounted(tx, company.programmeId, input.evidenceHash));
    const moment = { today: ctx.today, newId: ctx.newId };
    const decided = withProblems(problems, recordHire(owner.value, input, isCounted, moment));
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
  return inTransaction(ctx, "ordinaryHire:withdraw", input, async (tx) => {
    const stored = isId(input.id) ? await lockHire(tx, input.id) : null;
    if (stored === null) throw notFound("ordinary hire");
    const stale = staleness("ordinary hire", input, stored.version);
    if (stale !== null) return stale;
    const { version, ...before } = stored;
    const decided = withdrawHire(before, input.reason, { today: ctx.today, newId: ctx.newId });
    if (!decided.ok) return decided;
    await tx.manager.update(OrdinaryHireEntity, { id: before.id }, { ...decided.value });
    await recount(tx, [before.id], hireMeasures(decided.value), `ordinaryHire:withdraw ${before.id}`);
    await tx.note("ordinaryHire:withdraw", before.id);
    return accept({ ...decided.value, version: version + 1 });
  });
}
