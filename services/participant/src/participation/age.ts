/** Ages in whole years. Pure. */
import type { LocalDate } from "@inclusion/kernel";

/**
 * The age on a day; who is born on 29 February is a year older on 1 March of common years.
 *
 * @source docs/sources.md#esf
 */
export function ageOn(birthDate: LocalDate, day: LocalDate): number {
  const [bornIn, birthday] = yearAndDay(birthDate);
  const [year, today] = yearAndDay(day);
  return year - bornIn - Number(today < birthday);
}

function yearAndDay(day: LocalDate): readonly [number, string] {
  return [Number(day.slice(0, 4)), day.slice(5)];
}
