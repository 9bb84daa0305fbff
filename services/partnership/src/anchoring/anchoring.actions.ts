import type { LocalDate } from "@inclusion/kernel";
import type { Changed } from "../change.ts";
import type { Context } from "../context.ts";
import type { Partnership } from "../partnership/partnership.ts";
import { changePartnership, type PartnershipInput } from "../partnership-change.ts";
import type { Given } from "../record/rule.ts";
import { type AnchoringPlan, decidePlan, proposePlan, runPlan } from "./anchoring.ts";

/** Money as it is handed in. */
type MoneyInput = Readonly<{ amount: bigint; currency: AnchoringPlan["currency"] }>;

/** Proposes a plan to the municipality. @refuses the codes of `proposePlan` */
export function anchoringPropose(
  ctx: Context,
  input: PartnershipInput &
    Readonly<{ methodVersionId?: Given<string>; owner: string; startsOn: LocalDate; proposedOn: LocalDate }> &
    Readonly<{ yearlyBudget: MoneyInput }>,
): Changed<Partnership> {
  const { methodVersionId, owner, startsOn, proposedOn, yearlyBudget } = input;
  const budget = { yearlyBudgetMinor: yearlyBudget.amount, currency: yearlyBudget.currency };
  const rule = proposePlan({ methodVersionId, owner, startsOn, proposedOn, ...budget });
  return changePartnership(ctx, "anchoring:propose", input, rule);
}

type Decided = PartnershipInput & Readonly<{ planId: string; decidedOn: LocalDate; reference: string }>;

/** The municipality adopts a plan. @refuses the codes of `decidePlan` */
export function anchoringAdopt(ctx: Context, input: Decided): Changed<Partnership> {
  const { planId, decidedOn, reference } = input;
  return changePartnership(
    ctx,
    "anchoring:decide",
    input,
    decidePlan({ planId, decidedOn, reference, state: "ADOPTED" }),
  );
}

/** The municipality rejects a plan. @refuses the codes of `decidePlan` */
export function anchoringReject(ctx: Context, input: Decided): Changed<Partnership> {
  const { planId, decidedOn, reference } = input;
  return changePartnership(
    ctx,
    "anchoring:decide",
    input,
    decidePlan({ planId, decidedOn, reference, state: "REJECTED" }),
  );
}

/** Notes that a plan is being carried out. @refuses the codes of `runPlan` */
export function anchoringRun(
  ctx: Context,
  input: PartnershipInput & Readonly<{ planId: string; runningFrom: LocalDate }>,
): Changed<Partnership> {
  return changePartnership(ctx, "anchoring:run", input, runPlan(input.planId, input.runningFrom));
}
