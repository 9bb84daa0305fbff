/** Work that lasts (varigt arbejde, P4): enough weeks with enough ordinary hours, close enough together. Pure. */
import { addDays, daysBetween, type LocalDate } from "@inclusion/kernel";
import type { SustainedWork } from "./rate-card.ts";

/** Work of one employment; only what is not subsidised counts. */
export type WorkSpell = Readonly<{
  hoursPerWeek: number;
  isSubsidised: boolean;
  from: LocalDate;
  /** Last day; null while it goes on. */
  until: LocalDate | null;
}>;

const DAYS_OF_WEEK = 7;

/**
 * The smallest week, counted from 1, in which `need` weeks of at least `minHours` lie in some run of `window` weeks
 * that ends there; null when there is none.
 */
export function metInWeek({ need, window, minHours }: SustainedWork, hoursByWeek: readonly number[]): number | null {
  let inWindow = 0;
  for (const [index, hours] of hoursByWeek.entries()) {
    if (hours >= minHours) inWindow += 1;
    const left = hoursByWeek[index - window];
    if (left !== undefined && left >= minHours) inWindow -= 1;
    if (inWindow >= need) return index + 1;
  }
  return null;
}

/**
 * Ordinary hours by week of seven days from `startsOn`, of whole weeks that have passed on `asOf`. A spell that fills
 * part of a week brings that part of its hours; spells side by side are added.
 */
export function hoursByWeek(spells: readonly WorkSpell[], startsOn: LocalDate, asOf: LocalDate): readonly number[] {
  const weeks = Math.max(0, Math.floor((daysBetween(startsOn, asOf) + 1) / DAYS_OF_WEEK));
  const ordinary = spells.filter(({ isSubsidised }) => !isSubsidised);
  return Array.from({ length: weeks }, (_, index) => {
    const first = addDays(startsOn, index * DAYS_OF_WEEK);
    const last = addDays(first, DAYS_OF_WEEK - 1);
    // Hours have one decimal: tenths are whole, so that no sum of them drifts below a limit.
    const tenthsOfDays = ordinary.reduce((sum, spell) => {
      const from = [spell.from, first].toSorted().at(-1) as LocalDate;
      const until = spell.until !== null && spell.until < last ? spell.until : last;
      return sum + Math.round(spell.hoursPerWeek * 10) * Math.max(0, daysBetween(from, until) + 1);
    }, 0);
    return tenthsOfDays / DAYS_OF_WEEK / 10;
  });
}

/** Whether work from `startsOn` on has lasted by the rule on the day `asOf`. */
export function isSustained(
  rule: SustainedWork,
  spells: readonly WorkSpell[],
  { startsOn, asOf }: Readonly<{ startsOn: LocalDate; asOf: LocalDate }>,
): boolean {
  return metInWeek(rule, hoursByWeek(spells, startsOn, asOf)) !== null;
}
