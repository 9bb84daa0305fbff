/** Opening, closing and reviewing access in an emergency. Every step is noted, and an opening raises the alarm. */
import { accept, type Decision, isId, type Refusal, refuse } from "@inclusion/kernel";
import { Fault, once, type Repeatable, type Tx } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import { forgetRows } from "../loaders.ts";
import { type Action, authorize } from "../policy.ts";
import { findTargets, insertEmergency, lockEmergency, lockOpenOf, storeEmergency } from "./emergency.repository.ts";
import { closed, type EmergencyAccess, type EmergencyFinding, mayOpen, reviewed } from "./emergency.ts";
import type { EmergencyRefusalCode } from "./refusals.ts";

type Decided = Decision<string, EmergencyRefusalCode>;
type Keyed = Readonly<{ idempotencyKey: string | null }>;

/**
 * Opens a person beyond the viewer's limits: the participation that is named and every other of theirs. Whoever watches
 * the service hears of it, and of every try that opens nothing though it was asked for in earnest.
 *
 * @refuses ALREADY_VISIBLE, ANOTHER_IS_OPEN, IDEMPOTENCY_MISMATCH, and the codes of `mayOpen`
 * @returns the access's id
 * @throws Fault NOT_FOUND when there is no such participation, or its person is restricted
 */
export async function emergencyAccessOpen(
  ctx: Context,
  { idempotencyKey: key, ...input }: Keyed & Readonly<{ participationId: string; reason: string; minutes: number }>,
): Promise<Decided> {
  const { participationId } = input;
  const request = requestOf(ctx, "emergency:open", key, input);
  const opened = await ctx.transaction((tx) => once(tx, "participant", request, () => open(ctx, tx, input)));
  forgetRows(ctx.loaders);
  const { subject: actor, tokenId = null } = ctx.viewer;
  if (opened.ok) {
    ctx.alarm("EMERGENCY_ACCESS_OPENED", {
      ...{ emergencyAccessId: opened.value, participationId, actor, tokenId, requestId: ctx.requestId },
    });
  }
  return opened;
}

async function open(
  ctx: Context,
  tx: Tx,
  { participationId, reason, minutes }: Readonly<{ participationId: string; reason: string; minutes: number }>,
): Promise<Decided> {
  const { subject: actor, tokenId = null } = ctx.viewer;
  const another = await lockOpenOf(tx, actor);
  const may = mayOpen({ reason, minutes }, ctx.now);
  // Before anybody is looked up: a request that opens nothing must not tell who takes part, and leaves no trace.
  const [first, ...rest] = [...(another === null ? [] : [anotherIsOpen(another)]), ...(may.ok ? [] : may.refusals)];
  if (first !== undefined) return refuse(first, ...rest);
  const targets = isId(participationId) ? await findTargets(tx, participationId) : [];
  const named = targets.find((target) => target.participationId === participationId);
  if (named === undefined || targets.every(({ isVisible }) => isVisible)) {
    // That there is nothing more of a person is told as well, and so is not found out unnoticed.
    ctx.alarm("EMERGENCY_ACCESS_TRIED", { actor, tokenId, requestId: ctx.requestId });
    if (named !== undefined) return refuse(ALREADY_VISIBLE);
    throw new Fault("NOT_FOUND", "There is no participation of this id that can be opened.");
  }
  const { programmeId, municipalityCode } = named;
  const id = ctx.newId();
  const endsAt = may.ok ? may.value : ctx.now;
  await insertEmergency(tx, {
    ...{ id, participationId, programmeId, municipalityCode, actor, tokenId, reason: reason.trim() },
    participationIds: targets.map((target) => target.participationId),
    municipalityCodes: targets.map((target) => target.municipalityCode),
    ...{ openedAt: ctx.now, endsAt, closedAt: null },
    ...{ reviewedAt: null, reviewedBy: null, finding: null, reviewNote: null, version: 1 },
  });
  for (const target of targets) await tx.note("emergency:open", target.participationId);
  return accept(id);
}

/**
 * Closes an emergency access of the viewer's own.
 *
 * @refuses ALREADY_ENDED, IDEMPOTENCY_MISMATCH
 * @throws Fault NOT_FOUND when the viewer has opened none of this id
 */
export function emergencyAccessClose(
  ctx: Context,
  { idempotencyKey: key, ...input }: Keyed & Readonly<{ emergencyAccessId: string }>,
): Promise<Decided> {
  const request = requestOf(ctx, "emergency:close", key, input);
  return change(ctx, request, input.emergencyAccessId, (access) => {
    if (access.actor !== ctx.viewer.subject) throw notFound();
    return closed(access, ctx.now);
  });
}

/**
 * Reviews somebody else's emergency access.
 *
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of `reviewed`
 * @throws Fault NOT_FOUND when there is none of this id that the viewer may see
 */
export function emergencyAccessReview(
  ctx: Context,
  {
    idempotencyKey: key,
    ...input
  }: Keyed &
    Readonly<{
      emergencyAccessId: string;
      finding: EmergencyFinding;
      note: string | null;
      expectedVersion: number | null;
    }>,
): Promise<Decided> {
  const { finding, note, expectedVersion } = input;
  const request = requestOf(ctx, "emergency:review", key, input);
  return change(ctx, request, input.emergencyAccessId, (access) => {
    if (expectedVersion !== null && expectedVersion !== access.version) {
      const message = `The access has been changed since version ${expectedVersion}: read version ${access.version} and decide again.`;
      return refuse({ code: "CONFLICT", message, field: ["input", "expectedVersion"] });
    }
    return reviewed(access, { finding, note, reviewer: ctx.viewer.subject }, ctx.now);
  });
}

async function change(
  ctx: Context,
  request: Repeatable,
  id: string,
  rule: (access: EmergencyAccess) => Decision<EmergencyAccess, EmergencyRefusalCode>,
): Promise<Decided> {
  const changed = await ctx.transaction((tx) =>
    once(tx, "participant", request, async (): Promise<Decided> => {
      const access = isId(id) ? await lockEmergency(tx, id) : null;
      if (access === null) throw notFound();
      const decided = rule(access);
      if (!decided.ok) return decided;
      await storeEmergency(tx, decided.value);
      await tx.note(request.operation, access.participationId);
      return accept(id);
    }),
  );
  forgetRows(ctx.loaders);
  return changed;
}

function requestOf(ctx: Context, operation: Action, key: string | null, input: Repeatable["input"]): Repeatable {
  authorize(ctx.viewer, operation);
  return { actor: ctx.viewer.subject, operation, key, input };
}

const ALREADY_VISIBLE: Refusal<EmergencyRefusalCode> = {
  code: "ALREADY_VISIBLE",
  message: "You see every participation of this person within your own limits: there is nothing to open.",
  field: ["input", "participationId"],
};

function anotherIsOpen({ id, endsAt }: EmergencyAccess): Refusal<EmergencyRefusalCode> {
  const message = `Your emergency access ${id} is open until ${endsAt.toISOString()}: close it first.`;
  return { code: "ANOTHER_IS_OPEN", message, field: ["input", "participationId"] };
}

function notFound(): Fault {
  return new Fault("NOT_FOUND", "There is no emergency access of this id that you may see.");
}
