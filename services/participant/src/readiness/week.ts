/** Weeks from Monday to Sunday. Pure. */
import { addDays, daysBetween, type LocalDate, localDate } from "@inclusion/kernel";

const SOME_MONDAY = localDate("1970-01-05");

/** The first and the last day of the week in which `day` lies. */
export function weekOf(day: LocalDate): Readonly<{ from: LocalDate; until: LocalDate }> {
  const sinceMonday = ((daysBetween(SOME_MONDAY, day) % 7) + 7) % 7;
  const from = addDays(day, -sinceMonday);
  return { from, until: addDays(from, 6) };
}
