/** Refusals of this service as rules give them. Pure. */
import { acceptUnless, type Decision, type Refusal } from "@inclusion/kernel";
import type { FinanceRefusalCode } from "../refusals.ts";

/** A reason to refuse a change of money. */
export type FinanceRefusal = Refusal<FinanceRefusalCode>;

/** A value, or every reason why there is none. */
export type FinanceDecision<Value> = Decision<Value, FinanceRefusalCode>;

/** A refusal about an input, named by its path without the leading `input`. */
export function because(code: FinanceRefusalCode, message: string, ...field: readonly string[]): FinanceRefusal {
  return field.length === 0 ? { code, message } : { code, message, field: ["input", ...field] };
}

/** The refusals whose condition holds. */
export function reasons(...given: readonly (readonly [boolean, FinanceRefusal])[]): readonly FinanceRefusal[] {
  return given.flatMap(([holds, refusal]) => (holds ? [refusal] : []));
}

/** Accepts what `value` gives when there is no reason against it. */
export function unless<Value>(against: readonly FinanceRefusal[], value: () => Value): FinanceDecision<Value> {
  return acceptUnless(against, value);
}
