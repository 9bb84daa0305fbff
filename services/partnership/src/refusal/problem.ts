/** Reasons why a rule says no, gathered before anything is refused. Pure. */
import { type Decision, type Refusal, refuse } from "@inclusion/kernel";
import type { PartnershipRefusalCode } from "../refusals.ts";

/** A reason why a rule says no. */
export type Problem = Refusal<PartnershipRefusalCode>;

/** The problem, when it is one; `field` is the input's field at fault. */
export function when(
  isWrong: boolean,
  code: PartnershipRefusalCode,
  message: string,
  field?: string,
): readonly Problem[] {
  if (!isWrong) return [];
  return [field === undefined ? { code, message } : { code, message, field: ["input", field] }];
}

/** Refuses with all problems; null when there is none. */
export function refusedFor(
  problems: readonly Problem[],
): Extract<Decision<never, PartnershipRefusalCode>, { ok: false }> | null {
  const [first, ...more] = problems;
  return first === undefined ? null : refuse(first, ...more);
}
