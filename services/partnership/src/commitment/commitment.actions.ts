import type { LocalDate } from "@inclusion/kernel";
import type { Changed } from "../change.ts";
import type { Context } from "../context.ts";
import type { Partnership } from "../partnership/partnership.ts";
import { changePartnership, type PartnershipInput } from "../partnership-change.ts";
import type { Given } from "../record/rule.ts";
import { changeCommitment, commit, type Promised } from "./commitment.ts";

/** A party promises seats. @refuses the codes of `commit` */
export function commitmentMake(
  ctx: Context,
  input: PartnershipInput & Omit<Promised, "dueOn"> & Readonly<{ dueOn?: Given<LocalDate> }>,
): Changed<Partnership> {
  const { kind, seats, organisationId, promisedOn, dueOn } = input;
  return changePartnership(ctx, "commitment:make", input, commit({ kind, seats, organisationId, promisedOn, dueOn }));
}

/** Changes a promise, or takes it back. @refuses the codes of `changeCommitment` */
export function commitmentChange(
  ctx: Context,
  input: PartnershipInput & Readonly<{ commitmentId: string; seats: number; dueOn?: Given<LocalDate>; reason: string }>,
): Changed<Partnership> {
  const { commitmentId, seats, dueOn, reason } = input;
  return changePartnership(ctx, "commitment:change", input, changeCommitment({ commitmentId, seats, dueOn, reason }));
}
