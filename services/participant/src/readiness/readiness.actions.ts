import type { Decision, LocalDate } from "@inclusion/kernel";
import { type ChangeInput, changeFile } from "../change.ts";
import type { Context } from "../context.ts";
import type { ParticipantRefusalCode } from "../refusals.ts";
import type { Readiness } from "./readiness.ts";
import { type StateReadinessInput, stateReadiness, withdrawReadiness } from "./state-readiness.ts";

type Stated = Promise<Decision<Readiness | null, ParticipantRefusalCode>>;

/**
 * States from when to when somebody is ready for work; the accelerator is told.
 *
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of `stateReadiness`
 */
export function readinessState(ctx: Context, input: ChangeInput & StateReadinessInput): Stated {
  return changeFile(ctx, {
    action: "readiness:state",
    input,
    rule: stateReadiness(input),
    answer: (_before, { readinesses }) => readinesses[0] ?? null,
  });
}

/**
 * Takes readiness back; the accelerator is told.
 *
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of `withdrawReadiness`
 */
export function readinessWithdraw(ctx: Context, input: ChangeInput & Readonly<{ withdrawnOn: LocalDate }>): Stated {
  return changeFile(ctx, {
    action: "readiness:withdraw",
    input,
    rule: withdrawReadiness(input),
    answer: (_before, { readinesses }) => readinesses[0] ?? null,
  });
}
