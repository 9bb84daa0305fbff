/**
 * The one way in which anything of this service changes: may you, then one transaction in which the request is taken
 * once, the record is locked and read, a pure rule decides, and what follows is stored and noted.
 */
import { accept, allows, type Decision, isId, type Refusal } from "@inclusion/kernel";
import { Fault, once, type Tx } from "@inclusion/kernel/runtime";
import type { Context } from "./context.ts";
import { forgetRows } from "./loaders.ts";
import { type Action, authorize } from "./policy.ts";
import { fromWire, toWire } from "./record/wire.ts";

/** What every mutation brings with it. */
export type RequestInput = Readonly<{
  /** The same key with the same input gives the same answer and changes nothing. */
  idempotencyKey?: string | null | undefined;
}>;

/** What a mutation of a shared record brings with it. */
export type ChangeInput = RequestInput &
  Readonly<{
    /** The version that the caller has read; null when the caller does not mind. */
    expectedVersion?: number | null | undefined;
  }>;

/**
 * Does what `work` decides, once for a key.
 *
 * @param work answers plain data, whose amounts may be `bigint`, as it is kept for the same request again
 * @throws Fault FORBIDDEN_FIELD when the viewer may not do it
 * @refuses IDEMPOTENCY_MISMATCH, and the codes of the work
 */
export async function act<Answer, Code extends string>(
  ctx: Context,
  action: Action,
  input: RequestInput,
  work: (tx: Tx) => Promise<Decision<Answer, Code>>,
): Promise<Decision<Answer, Code | "IDEMPOTENCY_MISMATCH">> {
  authorize(ctx.viewer, action);
  const asked = toWire(input) as Readonly<Record<string, unknown>>;
  const request = { actor: ctx.viewer.subject, operation: action, key: input.idempotencyKey ?? null, input: asked };
  const done = await ctx.transaction((tx) =>
    once(tx, "partnership", request, async () => {
      const decided = await work(tx);
      return decided.ok ? accept(toWire(decided.value)) : decided;
    }),
  );
  forgetRows(ctx.loaders);
  return done.ok ? accept(fromWire(done.value) as Answer) : done;
}

/** Refuses a change that was decided on another version than the stored one. */
export function staleVersion(stored: number, { expectedVersion }: ChangeInput, what: string): Refusal<"CONFLICT">[] {
  if (expectedVersion == null || expectedVersion === stored) return [];
  return [
    {
      code: "CONFLICT",
      message: `The ${what} has been changed since version ${expectedVersion}: read version ${stored} and decide again.`,
      field: ["input", "expectedVersion"],
    },
  ];
}

/** @throws Fault NOT_FOUND: a record that is out of the viewer's scope is as one that is not there */
export function notFound(what: string): never {
  throw new Fault("NOT_FOUND", `There is no ${what} of this id that you may see.`);
}

/** Whether it is an organisation that the token may act for: a company's own token acts for that company only. */
export function mayActFor({ viewer }: Context, organisationId: string): boolean {
  return isId(organisationId) && allows(viewer.limits.organisations, organisationId);
}
