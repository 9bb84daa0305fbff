/** How a partnership changes: what follows from it, and who may act for a party. */
import type { ChangeInput } from "./act.ts";
import { type Changed, changeRecord, type Kept } from "./change.ts";
import type { Context } from "./context.ts";
import { partnershipFacts } from "./partnership/partnership.facts.ts";
import { PARTNERSHIP_MAP } from "./partnership/partnership.repository.ts";
import type { Partnership, PartnershipFile } from "./partnership/partnership.ts";
import { partnershipMeasures } from "./partnership/partnership-measures.ts";
import type { Action } from "./policy.ts";
import type { Rule } from "./record/rule.ts";

/** What follows from a partnership. */
export const PARTNERSHIPS: Kept<PartnershipFile> = {
  noun: "partnership",
  map: PARTNERSHIP_MAP,
  measures: partnershipMeasures,
  facts: partnershipFacts,
};

/** What every change of a partnership brings with it. */
export type PartnershipInput = ChangeInput & Readonly<{ partnershipId: string }>;

/** Changes a partnership by a rule, and answers with it. */
export function changePartnership(
  ctx: Context,
  action: Action,
  input: PartnershipInput,
  rule: Rule<PartnershipFile>,
): Changed<Partnership> {
  const { partnershipId: id } = input;
  return changeRecord(ctx, PARTNERSHIPS, { action, id, input, rule, answer: (_before, { record }) => record });
}

/** Whether the caller may act for an organisation: a token that is limited to some acts for those alone. */
export function actsFor(ctx: Context, organisationId: string): boolean {
  const { organisations } = ctx.viewer.limits;
  return organisations === null || organisations.includes(organisationId);
}
