/** The one way in which money changes: authorised, in one transaction, once for each key, and noted. */
import { allows, type Decision, isId } from "@inclusion/kernel";
import { Fault, once, type Tx } from "@inclusion/kernel/runtime";
import type { Context } from "./context.ts";
import { createLoaders } from "./loaders.ts";
import { type Action, authorize } from "./policy.ts";
import { because, type FinanceDecision, type FinanceRefusal } from "./refusal/refusal.ts";
import type { FinanceRefusalCode } from "./refusals.ts";
import { packJson, unpackJson } from "./stored-json.ts";

/** What every mutation brings with it. */
export type ChangeInput = Readonly<{
  /** The same key with the same input gives the same answer and changes nothing. */
  idempotencyKey: string;
  /** The version that the caller has seen; null when the caller does not mind. */
  expectedVersion?: number | null | undefined;
}>;

/**
 * Runs `work` in one transaction and answers what it gives; the same request again gets the first answer, also when
 * the first one was lost on its way.
 *
 * @throws Fault FORBIDDEN_FIELD when the viewer may not do it
 * @refuses IDEMPOTENCY_MISMATCH, and the codes of `work`
 */
export async function changeMoney<Value extends Readonly<{ id: string }>>(
  ctx: Context,
  action: Action,
  input: ChangeInput,
  work: (tx: Tx) => Promise<FinanceDecision<Value>>,
): Promise<FinanceDecision<Value>> {
  authorize(ctx.viewer, action);
  const answered = await ctx.transaction((tx) => {
    const plain = JSON.parse(packJson(input)) as Readonly<Record<string, unknown>>;
    const request = { actor: ctx.viewer.subject, operation: action, key: input.idempotencyKey, input: plain };
    return once<string, FinanceRefusalCode>(tx, "finance", request, async () => {
      const decided = await work(tx);
      if (!decided.ok) return decided;
      await tx.note(action, decided.value.id);
      return { ok: true, value: packJson(decided.value) };
    });
  });
  Object.assign(ctx.loaders, createLoaders(ctx));
  return answered.ok ? { ok: true, value: unpackJson<Value>(answered.value) } : answered;
}

/**
 * Lets a change of a whole programme go on when the programme lies within the viewer's limits.
 *
 * @throws Fault NOT_FOUND when it does not, as for a programme that is not there
 */
export function requireProgramme({ viewer }: Pick<Context, "viewer">, programmeId: string): void {
  if (isId(programmeId) && allows(viewer.limits.programmes, programmeId)) return;
  throw new Fault("NOT_FOUND", "There is no programme of this id that you may see.");
}

/** Refuses when the row has another version than the caller has seen. */
export function staleVersion(
  { expectedVersion }: Pick<ChangeInput, "expectedVersion">,
  version: number,
): readonly FinanceRefusal[] {
  if (expectedVersion == null || expectedVersion === version) return [];
  const message = `It has been changed since version ${expectedVersion}: read version ${version} and decide again.`;
  return [because("CONFLICT", message, "expectedVersion")];
}

/**
 * Waits for every other change of the same programme's outcomes or the same grant's claims. Taken first of all, so that
 * two changes never wait for each other's rows.
 */
export async function takeTurn(tx: Tx, of: "outcomes" | "claims", id: string): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`finance:${of}:${id}`]);
}

/** The payload of a mutation: the row under its name, or the refusals. */
export function payloadOf<Name extends string, Value, Code extends string>(name: Name, done: Decision<Value, Code>) {
  return {
    [name]: done.ok ? done.value : null,
    refusals: done.ok ? [] : done.refusals,
  } as Readonly<Record<Name, Value | null>> &
    Readonly<{ refusals: Extract<Decision<Value, Code>, { ok: false }>["refusals"] | readonly [] }>;
}
