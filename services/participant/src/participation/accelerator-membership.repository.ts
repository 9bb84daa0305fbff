import type { Tx } from "@inclusion/kernel/runtime";
import { AcceleratorMembershipEntity } from "./accelerator-membership.entity.ts";
import type { AcceleratorMembership } from "./accelerator-membership.ts";

/** Stores that a company was accepted, or what its course says now. */
export async function putAcceleratorMembership(tx: Tx, membership: AcceleratorMembership): Promise<void> {
  await tx.manager.upsert(AcceleratorMembershipEntity, membership, ["courseId"]);
}
