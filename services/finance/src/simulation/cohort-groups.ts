/** Persons of the graph as groups of a simulation. Pure. */

import type { LocalDate } from "@inclusion/kernel";
import { isOnLadder, monthlyRateOf } from "../benefit/benefit.ts";
import type { WorkFile } from "../pathway/pathway.ts";
import type { GroupTerms } from "./simulation-terms.ts";

/** Weeks with benefit of somebody whose weeks were not told: at the last step, which most of the target group are on. */
export const UNTOLD_SENIORITY = 52;

/** Months from the first month to a day in it or later. */
export function monthOf(from: LocalDate, day: LocalDate): number {
  const [fromYear, fromMonth] = from.split("-").map(Number) as [number, number];
  const [year, month] = day.split("-").map(Number) as [number, number];
  return (year - fromYear) * 12 + month - fromMonth;
}

/**
 * One group a participation. Who has no benefit that the ladder shares, or one of which no rate is known, is left out:
 * nothing is known to be saved by their work.
 */
export function cohortGroups(files: readonly WorkFile[], from: LocalDate): readonly GroupTerms[] {
  return files.flatMap(({ municipalityCode, startedOn, benefitAtEntry, seniorityWeeks }) => {
    const year = Number(startedOn.slice(0, 4));
    if (!isOnLadder(benefitAtEntry) || monthlyRateOf(benefitAtEntry, year) === null) return [];
    const group = { municipalityCode, persons: 1, startMonth: monthOf(from, startedOn), benefit: benefitAtEntry };
    return [{ ...group, seniorityWeeks: seniorityWeeks ?? UNTOLD_SENIORITY }];
  });
}
