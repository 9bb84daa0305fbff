/** Where a number ends at its present pace. Pure. */
import { addDays, type Count, daysBetween, type Fraction, type LocalDate } from "@inclusion/kernel";

/** Days of a programme, first and last included. */
export type PaceDays = Readonly<{ daysPassed: number; daysTotal: number }>;

/** The days of a programme until `asOf`; none before its first, and no more than there are. */
export function paceDays(startsOn: LocalDate, endsOn: LocalDate, asOf: LocalDate): PaceDays {
  const daysTotal = daysBetween(startsOn, endsOn) + 1;
  return { daysPassed: Math.min(daysTotal, Math.max(0, daysBetween(startsOn, asOf) + 1)), daysTotal };
}

/** The pace of one number; what follows from a number that is withheld is null. */
export type Pace = Readonly<{
  /** Target times days passed, divided by all days: exact. */
  planned: Fraction;
  standing: "AHEAD" | "BEHIND" | null;
  projected: number | null;
  difference: number | null;
  reachedOn: LocalDate | null;
}>;

/** Further away a day says nothing. */
const MOST_DAYS = 36_525;

/**
 * An even pace from the first day on: what was reached is drawn out over all days.
 *
 * @source docs/sources.md#indicators
 */
export function paceOf(actual: Count, target: number, days: PaceDays & Readonly<{ startsOn: LocalDate }>): Pace {
  const { daysPassed, daysTotal, startsOn } = days;
  const planned = { numerator: BigInt(target) * BigInt(daysPassed), denominator: BigInt(daysTotal) };
  if (actual.kind !== "exact") return { planned, standing: null, projected: null, difference: null, reachedOn: null };
  const { count } = actual;
  const standing = BigInt(count) * planned.denominator >= planned.numerator ? "AHEAD" : "BEHIND";
  if (daysPassed === 0) return { planned, standing, projected: null, difference: null, reachedOn: null };
  const projected = Math.floor((2 * count * daysTotal + daysPassed) / (2 * daysPassed));
  const daysNeeded = count === 0 ? MOST_DAYS + 1 : Math.ceil((target * daysPassed) / count);
  const reachedOn = daysNeeded > MOST_DAYS ? null : addDays(startsOn, daysNeeded - 1);
  return { planned, standing, projected, difference: projected - target, reachedOn };
}

/** An indicator with its pace, on its way to its fields. */
export type PaceRow = Readonly<{ code: string; target: number; actual: Count; pace: Pace }>;
