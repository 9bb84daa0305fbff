import type { Decision, LocalDate } from "@inclusion/kernel";
import { type ChangeInput, changeFile } from "../change.ts";
import type { Context } from "../context.ts";
import { addedRow } from "../participation/participation-file.ts";
import type { ParticipantRefusalCode } from "../refusals.ts";
import { assignOwner, endOwner, type OwnerAssigned } from "./assign-owner.ts";
import type { Owner } from "./owner.ts";

/**
 * Lets a caseworker answer for a participation.
 *
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of `assignOwner`
 */
export function ownerAssign(
  ctx: Context,
  input: ChangeInput & OwnerAssigned,
): Promise<Decision<Owner | null, ParticipantRefusalCode>> {
  return changeFile(ctx, {
    action: "owner:assign",
    input,
    rule: assignOwner(input),
    answer: (before, after) => addedRow(before.owners, after.owners),
  });
}

/**
 * Ends a caseworker's assignment.
 *
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of `endOwner`
 */
export function ownerEnd(
  ctx: Context,
  input: ChangeInput & Readonly<{ ownerId: string; until: LocalDate }>,
): Promise<Decision<Owner | null, ParticipantRefusalCode>> {
  return changeFile(ctx, {
    action: "owner:end",
    input,
    rule: endOwner(input.ownerId, input.until),
    answer: (_before, after) => after.owners.find(({ id }) => id === input.ownerId) ?? null,
  });
}
