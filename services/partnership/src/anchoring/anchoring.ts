/** Anchoring: how a municipality carries on when the EU money ends. Pure. */
import { accept, type LocalDate } from "@inclusion/kernel";
import { ownedBy, type PartnershipFile } from "../partnership/partnership.ts";
import {
  type Given,
  inState,
  notBefore,
  notInFuture,
  type Problem,
  type Rule,
  reasonGiven,
  refusedFor,
  when,
  withRow,
  words,
} from "../record/rule.ts";
import type { AnchoringPlan } from "./anchoring-plan.ts";

export type { AnchoringPlan };

/** A plan as it is proposed. */
export type ProposedPlan = Readonly<{
  methodVersionId: Given<string>;
  owner: string;
  startsOn: LocalDate;
  yearlyBudgetMinor: bigint;
  currency: "DKK" | "EUR";
  proposedOn: LocalDate;
}>;

/** Looks whether a partnership can be anchored by its plan. */
export type PlanFor = (file: PartnershipFile) => readonly Problem[];

/** Proposes a plan to the municipality. @refuses ILLEGAL_TRANSITION, PLAN_OPEN, METHOD_UNKNOWN, VALUE_OUT_OF_RANGE, DATE_IN_FUTURE, DATE_ORDER */
export function proposePlan(plan: ProposedPlan): Rule<PartnershipFile> {
  return (file, at) => {
    const isOpen = file.plans.some(({ state }) => state !== "REJECTED");
    const isUnknown = plan.methodVersionId != null && !file.methodVersionIds.includes(plan.methodVersionId);
    const problems = [
      ...inState(file.record.state, ["SIGNED", "ACTIVE"], "planning to carry on"),
      ...when(isOpen, "PLAN_OPEN", "The partnership has a plan: let it be decided first.", "partnershipId"),
      ...when(isUnknown, "METHOD_UNKNOWN", "The programme has no such version of a method.", "methodVersionId"),
      ...when(plan.yearlyBudgetMinor < 0n, "VALUE_OUT_OF_RANGE", "A budget is not below 0.", "yearlyBudget"),
      ...words(plan.owner, "owner", 200),
      ...notInFuture(at, plan.proposedOn, "proposedOn"),
      ...notBefore(plan.startsOn, plan.proposedOn, "the day of the proposal", "startsOn"),
    ];
    const row: AnchoringPlan = {
      ...ownedBy(file),
      ...plan,
      ...{ id: at.newId(), methodVersionId: plan.methodVersionId ?? null, state: "PROPOSED" },
      ...{ decidedOn: null, decisionReference: null, runningFrom: null },
    };
    return refusedFor(problems) ?? accept({ ...file, plans: [...file.plans, row] });
  };
}

/** What a municipality decides of a plan. */
export type PlanDecision = Readonly<{
  planId: string;
  state: "ADOPTED" | "REJECTED";
  decidedOn: LocalDate;
  /** Where the decision stands, as the number of a council's minutes. */
  reference: string;
}>;

/** Adopts or rejects a plan. @refuses ROW_UNKNOWN alone; ILLEGAL_TRANSITION, REASON_REQUIRED, DATE_IN_FUTURE, DATE_ORDER */
export function decidePlan({ planId, state, decidedOn, reference }: PlanDecision): Rule<PartnershipFile> {
  return withPlan(planId, (plan, at) => ({
    problems: [
      ...inState(plan.state, ["PROPOSED"], "deciding"),
      ...reasonGiven(reference, "reference"),
      ...notInFuture(at, decidedOn, "decidedOn"),
      ...notBefore(decidedOn, plan.proposedOn, "the day of the proposal", "decidedOn"),
    ],
    plan: { ...plan, state, decidedOn, decisionReference: reference },
  }));
}

/** Notes that the plan is being carried out. @refuses ROW_UNKNOWN alone; ILLEGAL_TRANSITION, DATE_IN_FUTURE, DATE_ORDER */
export function runPlan(planId: string, runningFrom: LocalDate): Rule<PartnershipFile> {
  return withPlan(planId, (plan, at) => ({
    problems: [
      ...inState(plan.state, ["ADOPTED"], "carrying out"),
      ...notInFuture(at, runningFrom, "runningFrom"),
      ...notBefore(runningFrom, plan.startsOn, "the plan's first day", "runningFrom"),
    ],
    plan: { ...plan, state: "RUNNING", runningFrom },
  }));
}

/**
 * Whether the municipality's plan anchors the partnership: adopted, and begun after the last day of EU support, which
 * is the grants' last eligible day, or the programme's last day while no grant has told it.
 *
 * @refuses PLAN_NOT_ADOPTED, ANCHOR_BEFORE_EU_END
 */
export function adoptedPlan({ plans, eligibleTo, programme }: PartnershipFile): readonly Problem[] {
  const plan = plans.find(({ state }) => state === "ADOPTED" || state === "RUNNING");
  if (plan === undefined) {
    return when(true, "PLAN_NOT_ADOPTED", "Let the municipality adopt a plan first.", "partnershipId");
  }
  const end = eligibleTo ?? programme.endsOn;
  const unknown = "It is not known when the EU support ends: the grant has to say it first.";
  const early = `The plan begins on ${plan.startsOn}, and the EU support ends on ${end}: begin a day later at the soonest.`;
  return when(
    end === null || plan.startsOn <= end,
    "ANCHOR_BEFORE_EU_END",
    end === null ? unknown : early,
    "partnershipId",
  );
}

function withPlan(
  planId: string,
  decide: (
    plan: AnchoringPlan,
    at: Parameters<Rule<PartnershipFile>>[1],
  ) => Readonly<{ problems: readonly Problem[]; plan: AnchoringPlan }>,
): Rule<PartnershipFile> {
  return (file, at) => {
    const known = file.plans.find(({ id }) => id === planId);
    if (known === undefined) {
      const unknown = when(true, "ROW_UNKNOWN", "The partnership has no plan of this id.", "planId");
      return refusedFor(unknown) ?? accept(file);
    }
    const { problems, plan } = decide(known, at);
    return refusedFor(problems) ?? accept({ ...file, plans: withRow(file.plans, plan) });
  };
}
