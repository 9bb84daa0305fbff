import type { LocalDate } from "@inclusion/kernel";
import type { Changed } from "../change.ts";
import type { Context } from "../context.ts";
import type { Partnership } from "../partnership/partnership.ts";
import { actsFor, changePartnership, type PartnershipInput } from "../partnership-change.ts";
import { approveCase, publishCase, unpublishCase, writeCase } from "./partnership-case.ts";

/** Writes a case, or writes it anew. @refuses the codes of `writeCase` */
export function partnershipCaseWrite(
  ctx: Context,
  input: PartnershipInput & Readonly<{ title: string; summary: string }>,
): Changed<Partnership> {
  const { title, summary } = input;
  return changePartnership(ctx, "partnershipCase:write", input, writeCase({ title, summary }));
}

/** A party approves the case. @refuses the codes of `approveCase` */
export function partnershipCaseApprove(
  ctx: Context,
  input: PartnershipInput & Readonly<{ organisationId: string; approvedOn: LocalDate }>,
): Changed<Partnership> {
  const { organisationId, approvedOn } = input;
  const rule = approveCase({ organisationId, approvedOn }, actsFor(ctx, organisationId));
  return changePartnership(ctx, "partnershipCase:approve", input, rule);
}

/** Publishes the case. @refuses the codes of `publishCase` */
export function partnershipCasePublish(
  ctx: Context,
  input: PartnershipInput & Readonly<{ publishedOn: LocalDate }>,
): Changed<Partnership> {
  return changePartnership(ctx, "partnershipCase:publish", input, publishCase(input.publishedOn));
}

/** Takes a published case back. @refuses the codes of `unpublishCase` */
export function partnershipCaseUnpublish(
  ctx: Context,
  input: PartnershipInput & Readonly<{ withdrawnOn: LocalDate; reason: string }>,
): Changed<Partnership> {
  return changePartnership(ctx, "partnershipCase:unpublish", input, unpublishCase(input.withdrawnOn, input.reason));
}
