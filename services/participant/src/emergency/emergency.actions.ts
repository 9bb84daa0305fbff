/** Opening, closing and reviewing access in an emergency. Every step is noted, and an opening raises the alarm. */
import { accept, type Decision, isId, type Refusal, refuse } from "@inclusion/kernel";
import { Fault, once, type Repeatable, type Tx } from "@inclusion/kernel/runtime";
import { writeAccess } from "../access-log/access-log.repository.ts";
import { purposeOf } from "../access-log/access-log.ts";
import type { Context } from "../context.ts";
import { readCpr } from "../identity/cpr.ts";
import { LOOKUPS_PER_HOUR, withinLookupLimit } from "../identity/lookup-limit.repository.ts";
import { cprIndexes } from "../identity/sealed-identity.repository.ts";
import { forgetRows } from "../loaders.ts";
import { type Action, authorize } from "../policy.ts";
import {
  type EmergencyTarget,
  findTargets,
  findTargetsByCpr,
  insertEmergency,
  lockEmergency,
  lockOpenOf,
  storeEmergency,
} from "./emergency.repository.ts";
import {
  closed,
  type EmergencyAccess,
  type EmergencyFinding,
  mayOpen,
  type OpeningWanted,
  reviewed,
} from "./emergency.ts";
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
export function emergencyAccessOpen(
  ctx: Context,
  { idempotencyKey: key, ...input }: Keyed & OpeningWanted & Readonly<{ participationId: string }>,
): Promise<Decided> {
  const { participationId } = input;
  const request = requestOf(ctx, "emergency:open", key, input);
  return open(ctx, request, {
    ...{ opening: input, field: "participationId", problems: [] },
    seek: async (tx) => {
      const targets = isId(participationId) ? await findTargets(tx, participationId) : [];
      return accept({ targets, named: targets.find((target) => target.participationId === participationId) });
    },
    nobody: () => {
      throw new Fault("NOT_FOUND", "There is no participation of this id that can be opened.");
    },
  });
}

/**
 * Opens the person who has a number, which whoever is on duty has in hand. That a participation is this person's is told
 * by it, and so is a line in the access log; the number is kept for the key as a keyed hash only.
 *
 * @refuses CPR_NOT_FOUND for a number that is unknown and for one whose person is restricted, ALREADY_VISIBLE,
 *   TOO_MANY_LOOKUPS, ANOTHER_IS_OPEN, IDEMPOTENCY_MISMATCH, and the codes of `mayOpen` and `readCpr`
 * @returns the access's id
 */
export function emergencyAccessOpenByCpr(
  ctx: Context,
  { idempotencyKey: key, cpr, ...opening }: Keyed & OpeningWanted & Readonly<{ cpr: string }>,
): Promise<Decided> {
  const hidden = ctx.identityKeys.index("request", cpr).toString("hex");
  const request = requestOf(ctx, "emergency:openByCpr", key, { ...opening, cpr: hidden });
  const number = readCpr(cpr, ctx.allowReplacementCpr);
  return open(ctx, request, {
    ...{ opening, field: "cpr", problems: number.ok ? [] : number.refusals },
    seek: async (tx) => {
      if (!(await withinLookupLimit(tx, ctx.viewer.subject, ctx.newId()))) return refuse(TOO_MANY_LOOKUPS);
      const indexes = number.ok ? cprIndexes(ctx.identityKeys, number.value) : [];
      const targets = await findTargetsByCpr(tx, indexes);
      return accept({ targets, named: targets.find(({ isVisible }) => !isVisible) });
    },
    nobody: () => refuse(CPR_NOT_FOUND),
  });
}

/** All participations of a person, and the one that stands for them in what is kept. */
type Found = Readonly<{ targets: readonly EmergencyTarget[]; named: EmergencyTarget | undefined }>;

/** Whom to open. */
type Sought = Readonly<{
  opening: OpeningWanted;
  /** The field of the input that says who it is, and what is wrong with it. */
  field: "participationId" | "cpr";
  problems: readonly Refusal<EmergencyRefusalCode>[];
  seek: (tx: Tx) => Promise<Decision<Found, EmergencyRefusalCode>>;
  /** What is said when nobody is found. */
  nobody: () => Decided;
}>;

async function open(ctx: Context, request: Repeatable, sought: Sought): Promise<Decided> {
  const opened = await ctx.transaction((tx) =>
    once(tx, "participant", request, () => openOnce(ctx, tx, request.operation, sought)),
  );
  forgetRows(ctx.loaders);
  if (opened.ok) alarm(ctx, "EMERGENCY_ACCESS_OPENED", { emergencyAccessId: opened.value });
  return opened;
}

async function openOnce(
  ctx: Context,
  tx: Tx,
  operation: string,
  { opening, field, problems, seek, nobody }: Sought,
): Promise<Decided> {
  const another = await lockOpenOf(tx, ctx.viewer.subject);
  const may = mayOpen(opening, ctx.now);
  // Before anybody is looked up: a request that opens nothing must not tell who takes part, and leaves no trace.
  const [first, ...rest] = [
    ...(another === null ? [] : [anotherIsOpen(another, field)]),
    ...(may.ok ? [] : may.refusals),
    ...problems.map((problem) => ({ ...problem, field: ["input", field] })),
  ];
  if (first !== undefined) return refuse(first, ...rest);
  const found = await seek(tx);
  const { targets, named } = found.ok ? found.value : { targets: [], named: undefined };
  if (named === undefined || targets.every(({ isVisible }) => isVisible)) {
    // That there is nothing more of a person is told as well, and so is not found out unnoticed.
    alarm(ctx, "EMERGENCY_ACCESS_TRIED", {});
    if (!found.ok) return found;
    if (targets.length === 0) return nobody();
    if (field === "cpr") await noteWhose(ctx, tx, targets);
    return refuse(alreadyVisible(targets, field));
  }
  const { participationId, programmeId, municipalityCode } = named;
  const { subject: actor, tokenId = null } = ctx.viewer;
  const id = ctx.newId();
  const endsAt = may.ok ? may.value : ctx.now;
  await insertEmergency(tx, {
    ...{ id, participationId, programmeId, municipalityCode, actor, tokenId, reason: opening.reason.trim() },
    participationIds: targets.map((target) => target.participationId),
    municipalityCodes: targets.map((target) => target.municipalityCode),
    ...{ openedAt: ctx.now, endsAt, closedAt: null },
    ...{ reviewedAt: null, reviewedBy: null, finding: null, reviewNote: null, version: 1 },
  });
  for (const target of targets) await tx.note(operation, target.participationId);
  if (field === "cpr") await noteWhose(ctx, tx, targets);
  return accept(id);
}

/** Whoever has a number and is told of participations knows whose they are. */
function noteWhose(ctx: Context, tx: Tx, accessed: readonly EmergencyTarget[]): Promise<void> {
  return writeAccess(tx, ctx, { fieldGroup: "IDENTITY", purpose: purposeOf(ctx.occasion.purpose), accessed });
}

function alarm(ctx: Context, code: string, details: Readonly<Record<string, string>>): void {
  const { subject: actor, tokenId = null } = ctx.viewer;
  ctx.alarm(code, { ...details, actor, tokenId, requestId: ctx.requestId });
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

const TOO_MANY_LOOKUPS: Refusal<EmergencyRefusalCode> = {
  code: "TOO_MANY_LOOKUPS",
  message: `This token has searched by ${LOOKUPS_PER_HOUR} numbers within an hour: go on later.`,
  field: ["input", "cpr"],
};

const CPR_NOT_FOUND: Refusal<EmergencyRefusalCode> = {
  code: "CPR_NOT_FOUND",
  message: "There is nobody of this number who can be opened.",
  field: ["input", "cpr"],
};

/** Whoever came by a number is told what to read; that others are the named one's is nothing to tell beside it. */
function alreadyVisible(targets: readonly EmergencyTarget[], field: Sought["field"]): Refusal<EmergencyRefusalCode> {
  const ids = targets.map(({ participationId }) => participationId).join(", ");
  const message =
    field === "cpr"
      ? `You see every participation of this person within your own limits: read ${ids}.`
      : "You see every participation of this person within your own limits: there is nothing to open.";
  return { code: "ALREADY_VISIBLE", message, field: ["input", field] };
}

function anotherIsOpen({ id, endsAt }: EmergencyAccess, field: Sought["field"]): Refusal<EmergencyRefusalCode> {
  const message = `Your emergency access ${id} is open until ${endsAt.toISOString()}: close it first.`;
  return { code: "ANOTHER_IS_OPEN", message, field: ["input", field] };
}

function notFound(): Fault {
  return new Fault("NOT_FOUND", "There is no emergency access of this id that you may see.");
}
