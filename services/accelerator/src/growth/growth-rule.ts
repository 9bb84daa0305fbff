/** What counts as growth in a programme, as its next version. Pure. */
import { acceptUnless, type Decision, type LocalDate } from "@inclusion/kernel";
import { type Given, inRange, type Moment, notBefore, when } from "../course/rule.ts";
import type { AcceleratorRefusalCode } from "../refusals.ts";
import type { GrowthRule } from "./growth.ts";

/** A rule as it is stored. */
export type StoredRule = GrowthRule & Readonly<{ id: string; programmeId: string }>;

/** A rule as it is set. */
export type RuleInput = Readonly<{
  programmeId: string;
  countsFrom: LocalDate;
  turnoverAboveBp?: Given<number>;
  fteAboveBp?: Given<number>;
  needsBoth: boolean;
}>;

/** @refuses GROWTH_RULE_EMPTY, DATE_ORDER, VALUE_OUT_OF_RANGE */
export function setRule(
  input: RuleInput,
  earlier: readonly GrowthRule[],
  { newId }: Pick<Moment, "newId">,
): Decision<StoredRule, AcceleratorRefusalCode> {
  const { programmeId, countsFrom, needsBoth } = input;
  const [turnoverAboveBp, fteAboveBp] = [input.turnoverAboveBp ?? null, input.fteAboveBp ?? null];
  const last = earlier.at(-1);
  const isEmpty = turnoverAboveBp === null && fteAboveBp === null;
  const isHalf = needsBoth && !isEmpty && (turnoverAboveBp === null || fteAboveBp === null);
  const problems = [
    ...when(isEmpty, "GROWTH_RULE_EMPTY", "Give a threshold of turnover, of full-time equivalents, or of both."),
    ...when(isHalf, "GROWTH_RULE_EMPTY", "Where both have to grow, both need a threshold.", "needsBoth"),
    ...inRange(turnoverAboveBp, 0, 1_000_000, "turnoverAboveBp"),
    ...inRange(fteAboveBp, 0, 1_000_000, "fteAboveBp"),
    ...notBefore(countsFrom, last?.countsFrom, "the first day of the version before it", "countsFrom"),
  ];
  const ruleVersion = (last?.ruleVersion ?? 0) + 1;
  return acceptUnless(problems, () => ({
    ...{ id: newId(), programmeId, ruleVersion, countsFrom, turnoverAboveBp, fteAboveBp, needsBoth },
  }));
}
