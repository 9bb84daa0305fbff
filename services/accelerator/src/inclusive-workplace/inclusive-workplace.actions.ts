import { accept, isId, type LocalDate } from "@inclusion/kernel";
import type { Tx } from "@inclusion/kernel/runtime";
import { type ActionInput, inTransaction, recount, staleness } from "../action.ts";
import type { Context } from "../context.ts";
import type { Action } from "../policy.ts";
import type { Given } from "../refusal/rule.ts";
import type { CompanyGiven } from "../room/company.ts";
import { notFound, type RoomDecision, type RowInput, withProblems } from "../room-change.ts";
import { ownerOf } from "../room-owner.ts";
import { InclusiveWorkplaceEntity } from "./inclusive-workplace.entity.ts";
import { isWorkplaceCounted, lockWorkplace, type StoredWorkplace } from "./inclusive-workplace.repository.ts";
import {
  establishWorkplace,
  type InclusiveWorkplace,
  stepWorkplace,
  type WorkplaceEntered,
  workplaceMeasures,
} from "./inclusive-workplace.ts";

type Decided = Promise<RoomDecision<StoredWorkplace>>;

/**
 * Records a workplace that was made or kept.
 *
 * @throws Fault NOT_FOUND for a company, programme or place out of the viewer's reach
 * @refuses IDEMPOTENCY_MISMATCH, COMPANY_UNKNOWN, COURSE_UNKNOWN, MUNICIPALITY_UNKNOWN, PARTNERSHIP_NOT_SIGNED, and
 *   the codes of
 *   `establishWorkplace`
 */
export function inclusiveWorkplaceEstablish(
  ctx: Context,
  input: ActionInput & CompanyGiven & WorkplaceEntered,
): Decided {
  const action = "inclusiveWorkplace:establish";
  return inTransaction(ctx, action, input, async (tx) => {
    const { company, problems } = await ownerOf(ctx, tx, input, input.since);
    const isCounted = problems.length === 0 && (await isWorkplaceCounted(tx, company.programmeId, input.evidenceHash));
    const moment = { today: ctx.today, newId: ctx.newId };
    const decided = withProblems(problems, establishWorkplace(company, input, isCounted, moment));
    if (!decided.ok) return decided;
    await tx.manager.insert(InclusiveWorkplaceEntity, rowOf(decided.value));
    return accept(await consequences(tx, decided.value, 1, action));
  });
}

/**
 * A new workplace has been kept.
 *
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of `stepWorkplace`
 */
export function inclusiveWorkplaceRetain(ctx: Context, input: RowInput & Readonly<{ since: LocalDate }>): Decided {
  return step(ctx, "inclusiveWorkplace:retain", { ...input, status: "RETAINED" });
}

/**
 * The workplace is gone.
 *
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of `stepWorkplace`
 */
export function inclusiveWorkplaceLose(
  ctx: Context,
  input: RowInput & Readonly<{ since: LocalDate; reason?: Given<string> }>,
): Decided {
  return step(ctx, "inclusiveWorkplace:lose", { ...input, status: "LOST" });
}

type StepInput = RowInput & Readonly<{ status: "RETAINED" | "LOST"; since: LocalDate; reason?: Given<string> }>;

function step(ctx: Context, action: Action, input: StepInput): Decided {
  return inTransaction(ctx, action, input, async (tx) => {
    const stored = isId(input.id) ? await lockWorkplace(tx, input.id) : null;
    if (stored === null) throw notFound("inclusive workplace");
    const stale = staleness("inclusive workplace", input, stored.version);
    if (stale !== null) return stale;
    const { version, ...before } = stored;
    const { status, since, reason } = input;
    const decided = stepWorkplace(before, { status, since, reason }, { today: ctx.today, newId: ctx.newId });
    if (!decided.ok) return decided;
    await tx.manager.update(InclusiveWorkplaceEntity, { id: before.id }, rowOf(decided.value));
    return accept(await consequences(tx, decided.value, version + 1, action));
  });
}

async function consequences(
  tx: Tx,
  workplace: InclusiveWorkplace,
  version: number,
  action: Action,
): Promise<StoredWorkplace> {
  await recount(tx, [workplace.id], workplaceMeasures(workplace), `${action} ${workplace.id}`);
  await tx.note(action, workplace.id);
  return { ...workplace, version };
}

function rowOf({ steps, ...workplace }: InclusiveWorkplace) {
  return { ...workplace, steps: steps.map((each) => ({ ...each })) };
}
