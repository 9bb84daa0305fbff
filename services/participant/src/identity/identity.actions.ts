import { accept, type Decision, isId, type Refusal, refuse } from "@inclusion/kernel";
import { Fault, once, type Tx } from "@inclusion/kernel/runtime";
import { writeAccess } from "../access-log/access-log.repository.ts";
import type { AccessPurpose } from "../access-log/access-log.ts";
import type { Context } from "../context.ts";
import { type Action, authorize } from "../policy.ts";
import {
  attachParticipation,
  findIdentities,
  findKnownPerson,
  type HeldParticipation,
  holdParticipation,
  insertPersonLike,
  putIdentity,
} from "./identity.repository.ts";
import {
  type CprGround,
  correctIdentity,
  type Identity,
  type IdentityEntered,
  numbersInWrongFields,
  readIdentity,
} from "./identity.ts";
import { LOOKUPS_PER_HOUR, withinLookupLimit } from "./lookup-limit.repository.ts";
import type { IdentityRefusalCode } from "./refusals.ts";
import { openIdentity, sealIdentity } from "./sealed-identity.repository.ts";

type Given = Readonly<{ participationId: string; idempotencyKey?: string | null | undefined; purpose: AccessPurpose }>;
type Decided<Value> = Decision<Value, IdentityRefusalCode>;

/** The identity before, or null; and what a rule makes of it. */
type Rule = (held: HeldParticipation, before: Identity | null) => Decided<Identity>;

/**
 * Registers who the person of a participation is. A number that is known already makes the participation that
 * person's, and nobody is told: whoever registers learns nothing of other municipalities.
 *
 * @refuses IDENTITY_EXISTS, ALREADY_PARTICIPATES, TOO_MANY_LOOKUPS, IDEMPOTENCY_MISMATCH, and what `readIdentity` refuses
 * @throws Fault NOT_FOUND when there is no such participation that the viewer may see
 */
export function identityRegister(
  ctx: Context,
  input: Given & Readonly<{ name: string; cpr: string; cprGround: CprGround }>,
): Promise<Decided<string>> {
  return change(ctx, "identity:register", input, (held, before) => {
    if (before === null) return readIdentity(input, held, ctx.allowReplacementCpr);
    return refuse({
      code: "IDENTITY_EXISTS",
      message: "This participation has an identity: correct it with identityCorrect.",
      field: ["input", "participationId"],
    });
  });
}

/**
 * Corrects what is registered; what the input leaves out stays. Another number may make the participation another
 * person's.
 *
 * @refuses IDENTITY_MISSING, ALREADY_PARTICIPATES, TOO_MANY_LOOKUPS, IDEMPOTENCY_MISMATCH, and what `correctIdentity` refuses
 * @throws Fault NOT_FOUND when there is no such participation that the viewer may see
 */
export function identityCorrect(ctx: Context, input: Given & IdentityEntered): Promise<Decided<string>> {
  return change(ctx, "identity:correct", input, (held, before) => {
    if (before !== null) return correctIdentity(input, before, held, ctx.allowReplacementCpr);
    return refuse({
      code: "IDENTITY_MISSING",
      message: "This participation has no identity: register it with identityRegister.",
      field: ["input", "participationId"],
    });
  });
}

/** Locks, decides, stores and writes down, in one transaction; the input is kept for its key as a keyed hash only. */
function change(
  ctx: Context,
  action: Action & `identity:${string}`,
  input: Given & IdentityEntered,
  rule: Rule,
): Promise<Decided<string>> {
  authorize(ctx.viewer, action);
  const { participationId, idempotencyKey = null, purpose, name, cpr, cprGround } = input;
  const wrong = numbersInWrongFields({ idempotencyKey });
  const hidden = ctx.identityKeys.index("request", JSON.stringify([name, cpr, cprGround])).toString("hex");
  const request = {
    actor: ctx.viewer.subject,
    operation: action,
    key: wrong.length > 0 ? null : idempotencyKey,
    input: { participationId, purpose, content: hidden },
  };
  return ctx.transaction((tx) =>
    once(tx, "participant", request, async () => {
      const held = isId(participationId) ? await holdParticipation(tx, participationId) : null;
      if (held === null) throw new Fault("NOT_FOUND", "There is no participation of this id that you may see.");
      const [row] = await findIdentities(tx, [participationId]);
      const before = row === undefined ? null : openIdentity(ctx.identityKeys, row);
      const decided = together(wrong, rule(held, before));
      return decided.ok ? store(ctx, tx, action, { held, before, after: decided.value, purpose }) : decided;
    }),
  );
}

type Change = Readonly<{
  held: HeldParticipation;
  before: Identity | null;
  after: Identity;
  purpose: AccessPurpose;
}>;

async function store(ctx: Context, tx: Tx, action: Action, change: Change): Promise<Decided<string>> {
  const { held, before, after, purpose } = change;
  const { participationId } = held;
  if (before?.cpr !== after.cpr) {
    if (!(await withinLookupLimit(tx, ctx.viewer.subject, ctx.newId()))) return refuse(TOO_MANY_LOOKUPS);
    const placed = await placePerson(ctx, tx, change);
    if (!placed.ok) return placed;
  }
  await putIdentity(tx, sealIdentity(ctx.identityKeys, held, after));
  const fieldGroup = before === null ? "REGISTRATION" : "CORRECTION";
  await writeAccess(tx, ctx, { fieldGroup, purpose, accessed: [held] });
  await tx.note(action, participationId);
  return accept(participationId);
}

const TOO_MANY_LOOKUPS: Refusal<IdentityRefusalCode> = {
  code: "TOO_MANY_LOOKUPS",
  message: `This token has searched by ${LOOKUPS_PER_HOUR} numbers within an hour: go on later, or import a file.`,
  field: ["input", "cpr"],
};

/**
 * Makes the participation the person's whose number it is. Where that person is open in the programme in another
 * municipality, which must not show here, it stays a person of its own, and is found as a possible duplicate.
 */
async function placePerson(ctx: Context, tx: Tx, { held, before, after }: Change): Promise<Decided<null>> {
  const { participationId, personId } = held;
  const known = await findKnownPerson(tx, ctx.identityKeys, after.cpr, participationId);
  if (known?.takenHere === true) {
    return refuse({
      code: "ALREADY_PARTICIPATES",
      message: "The person has an open participation of this programme in your municipality: go on with that one.",
      field: ["input", "cpr"],
    });
  }
  if (known !== null && !known.taken) {
    if (known.personId !== personId) await attachParticipation(tx, participationId, known.personId);
  } else if (before !== null) {
    const another = ctx.newId();
    await insertPersonLike(tx, another, personId);
    await attachParticipation(tx, participationId, another);
  }
  return accept(null);
}

/** A decision with further refusals, all at once. */
function together<Value>(more: readonly Refusal<IdentityRefusalCode>[], decided: Decided<Value>): Decided<Value> {
  const [first, ...rest] = [...more, ...(decided.ok ? [] : decided.refusals)];
  return first === undefined ? decided : refuse(first, ...rest);
}
