/** Arithmetic of days from a table: a national seed moves days by the million. Pure; the kernel's own gives the same. */
import { addDays, type LocalDate, localDate } from "@inclusion/kernel";

const FIRST = localDate("1940-01-01");
const COUNT = 36_525;

const DAYS: readonly LocalDate[] = Array.from({ length: COUNT }, (_, index) => addDays(FIRST, index));
const INDEXES: ReadonlyMap<LocalDate, number> = new Map(DAYS.map((day, index) => [day, index]));

/**
 * The day moved by some days, which may be negative.
 *
 * @throws Error outside of the years 1940 to 2039
 */
export function movedBy(day: LocalDate, days: number): LocalDate {
  const moved = DAYS[indexOf(day) + days];
  if (moved === undefined) throw new Error(`${day} cannot be moved by ${days} days here.`);
  return moved;
}

/** Days from `from` until `to`. */
export function daysFrom(from: LocalDate, to: LocalDate): number {
  return indexOf(to) - indexOf(from);
}

/** 0 on Mondays to 6 on Sundays. */
export function weekdayOf(day: LocalDate): number {
  return indexOf(day) % 7;
}

/** Milliseconds from 1970 to the first instant of the day in UTC. */
export function startOf(day: LocalDate): number {
  return FIRST_MS + indexOf(day) * MS_PER_DAY;
}

export const MS_PER_DAY = 86_400_000;
const FIRST_MS = Date.parse(`${FIRST}T00:00:00Z`);

function indexOf(day: LocalDate): number {
  const index = INDEXES.get(day);
  if (index === undefined) throw new Error(`${day} is not a day of the years 1940 to 2039.`);
  return index;
}
