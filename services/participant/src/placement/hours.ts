/** How many hours a week a person can be in companies without a wage. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { ParticipationFile } from "../participation/participation-file.ts";
import { type Problem, when } from "../participation/rule.ts";
import type { Placement } from "./placement.ts";

/** Hours a week of all placements together. @source docs/sources.md#benefits-and-forms-of-work */
export const MOST_HOURS = 37;

/** Placements that go on. */
export function openPlacements({ placements }: Pick<ParticipationFile, "placements">): readonly Placement[] {
  return placements.filter(({ endedOn }) => endedOn === null);
}

/** Whether hours are more than 0 and have at most one decimal, as they are stored. */
export function areHours(hours: number): boolean {
  return hours > 0 && Number.isInteger(Math.round(hours * 1e6) / 1e5);
}

/** The largest sum of hours on one day of the placement, itself included. */
export function mostHours(placement: Placement, others: readonly Placement[]): number {
  const beside = others.filter((other) => overlap(placement, other));
  const days = [placement, ...beside].map(({ startedOn }) => startedOn).filter((day) => isOn(placement, day));
  const sums = days.map((day) =>
    [placement, ...beside].filter((each) => isOn(each, day)).reduce((sum, each) => sum + tenths(each.hoursPerWeek), 0),
  );
  return Math.max(...sums) / 10;
}

/**
 * @param others the person's other placements; the other half of a hybrid one may be in the same company
 * @refuses HOURS_LIMIT, PLACEMENT_OVERLAP
 */
export function placementProblems(placement: Placement, others: readonly Placement[]): readonly Problem[] {
  const { hoursPerWeek, companyId, id } = placement;
  if (!areHours(hoursPerWeek)) {
    return when(true, "HOURS_LIMIT", "Give hours a week of more than 0, with one decimal at most.", "hoursPerWeek");
  }
  const most = mostHours(placement, others);
  const sameCompany = others.find(
    (other) => other.companyId === companyId && other.pairedWithId !== id && overlap(placement, other),
  );
  return [
    ...when(
      most > MOST_HOURS,
      "HOURS_LIMIT",
      `All placements together would be ${most} hours a week on some days: ${MOST_HOURS} are the most.`,
      "hoursPerWeek",
    ),
    ...when(
      sameCompany !== undefined,
      "PLACEMENT_OVERLAP",
      `The person is in this company from ${sameCompany?.startedOn} to ${sameCompany?.endedOn ?? "now"} already.`,
      "startedOn",
    ),
  ];
}

function overlap(a: Placement, b: Placement): boolean {
  return (b.endedOn === null || a.startedOn <= b.endedOn) && (a.endedOn === null || b.startedOn <= a.endedOn);
}

function isOn({ startedOn, endedOn }: Placement, day: LocalDate): boolean {
  return startedOn <= day && (endedOn === null || day <= endedOn);
}

function tenths(hours: number): number {
  return Math.round(hours * 10);
}
