/** Periods over which tables are made. Pure. */
import {
  accept,
  addDays,
  addMonths,
  type Decision,
  type LocalDate,
  localDate,
  localDateOf,
  refuse,
} from "@inclusion/kernel";

/** A half-year of the calendar. */
export type HalfYear = Readonly<{ year: number; half: "H1" | "H2" }>;

/** A period, both days included; null for all time. */
export type Period = Readonly<{ from: LocalDate; to: LocalDate }> | null;

/** What a period is asked by. */
export type PeriodAsked = Readonly<{
  from?: LocalDate | null | undefined;
  to?: LocalDate | null | undefined;
  halfYear?: HalfYear | null | undefined;
}>;

/** Why a period is not given. */
export type PeriodRefusal = "PERIOD_INCOMPLETE" | "PERIOD_TWICE" | "PERIOD_ORDER" | "PERIOD_NOT_FIXED";

/** The days of a half-year; null when the calendar has none such. */
export function daysOfHalfYear({ year, half }: HalfYear): Exclude<Period, null> | null {
  const from = localDateOf(year, half === "H1" ? 1 : 7, 1);
  return from === null || year > 9998 ? null : { from, to: addDays(addMonths(from, 6), -1) };
}

/** The half-year of a day, as `2019-H1`. */
export function halfYearOf(day: LocalDate): string {
  return `${day.slice(0, 4)}-${day.slice(5, 7) <= "06" ? "H1" : "H2"}`;
}

/**
 * The period that is asked for.
 *
 * @param months how long a period may be that is asked for, whole ones of the calendar, so that two answers cannot be
 *               subtracted; null for any days
 * @refuses PERIOD_INCOMPLETE, PERIOD_TWICE, PERIOD_ORDER, PERIOD_NOT_FIXED
 */
export function readPeriod(
  { from, to, halfYear }: PeriodAsked,
  months: readonly number[] | null,
): Decision<Period, PeriodRefusal> {
  if (halfYear != null) {
    if (from != null || to != null) return no("PERIOD_TWICE", "State halfYear, or from and to, and not both.");
    const days = daysOfHalfYear(halfYear);
    return days === null ? no("PERIOD_ORDER", "The year of a half-year is between 1 and 9998.") : accept(days);
  }
  if (from == null && to == null) return accept(null);
  if (from == null || to == null) return no("PERIOD_INCOMPLETE", "A period has both from and to.");
  if (to < from) return no("PERIOD_ORDER", "A period ends on or after the day on which it begins.");
  if (months !== null && !isFixedPeriod(from, to, months)) {
    const named = months.map((length) => PERIOD_NAMES[length]).join(", ");
    return no("PERIOD_NOT_FIXED", `This token asks for whole periods of the calendar: ${named}.`);
  }
  return accept({ from, to });
}

/** Periods for whoever sees rows and is held to fixed ones, in months. */
export const MONTHS_OF_ROWS: readonly number[] = [1, 3, 6];
/** Periods for whoever sees no rows: as long as figures are released for. */
export const MONTHS_OF_RELEASES: readonly number[] = [3, 6];

const PERIOD_NAMES: Readonly<Record<number, string>> = { 1: "months", 3: "quarters", 6: "half-years" };

/** Whether the days are a whole period of the calendar of one of these lengths. */
export function isFixedPeriod(from: LocalDate, to: LocalDate, lengths = MONTHS_OF_ROWS): boolean {
  const first = localDate(`${from.slice(0, 7)}-01`);
  return lengths.some((months) => {
    const isAligned = (Number(from.slice(5, 7)) - 1) % months === 0;
    return isAligned && from === first && to === addDays(addMonths(first, months), -1);
  });
}

function no(code: PeriodRefusal, message: string) {
  return refuse({ code, message, field: ["input"] });
}
