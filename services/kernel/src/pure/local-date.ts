/**
 * Calendar days without a time or a zone, as ISO strings ("2021-03-31").
 *
 * ISO strings compare and sort as text, travel unchanged through JSON and SQL `date`,
 * and never move by a day as an instant does when a zone is applied to it.
 */
import type { Brand } from "./brand.ts";
import { invariant } from "./invariant.ts";

/** A calendar day of the years 0001 to 9999, written "YYYY-MM-DD". */
export type LocalDate = Brand<string, "LocalDate">;

const MS_PER_DAY = 86_400_000;
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The zone whose midnight begins a day in every Danish rule. */
export const DAY_ZONE = "Europe/Copenhagen";

/** Reads "YYYY-MM-DD"; null when the text has another shape or names no real day. */
export function parseLocalDate(text: string): LocalDate | null {
  const parts = SHAPE.exec(text);
  if (parts === null) return null;
  return localDateOf(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

/** The day of a year (1 to 9999), month (1 to 12) and day; null when there is none such, as 31 February. */
export function localDateOf(year: number, month: number, day: number): LocalDate | null {
  const isWhole = Number.isInteger(year) && Number.isInteger(month) && Number.isInteger(day);
  const isInYears = year >= 1 && year <= 9999 && month >= 1 && month <= 12;
  if (!isWhole || !isInYears || day < 1 || day > daysInMonth(year, month)) return null;
  return [String(year).padStart(4, "0"), two(month), two(day)].join("-") as LocalDate;
}

/**
 * The day that `text` names, for texts that our own code wrote.
 *
 * @throws Error when it names none
 */
export function localDate(text: string): LocalDate {
  const day = parseLocalDate(text);
  invariant(day !== null, `${text} is a calendar day`);
  return day;
}

/** The day of the instant `at` in Europe/Copenhagen. */
export function dayOf(at: Date): LocalDate {
  return localDate(DAY_FORMAT.format(at));
}

/** `day` moved by `days`, which may be negative. */
export function addDays(day: LocalDate, days: number): LocalDate {
  return fromEpochDay(epochDay(day) + days);
}

/** `day` moved by calendar months; a day that the month lacks becomes its last day (31 August + 6 = 28 or 29 February). */
export function addMonths(day: LocalDate, months: number): LocalDate {
  const [year, month, dayOfMonth] = day.split("-").map(Number) as [number, number, number];
  const zeroBased = year * 12 + (month - 1) + months;
  const toYear = Math.floor(zeroBased / 12);
  const toMonth = (zeroBased % 12) + 1;
  return localDate(
    [String(toYear).padStart(4, "0"), two(toMonth), two(Math.min(dayOfMonth, daysInMonth(toYear, toMonth)))].join("-"),
  );
}

/** Days from `from` until `to`; 0 when equal, negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return epochDay(to) - epochDay(from);
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

function epochDay(day: LocalDate): number {
  return Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY;
}

function fromEpochDay(days: number): LocalDate {
  return localDate(new Date(days * MS_PER_DAY).toISOString().slice(0, 10));
}

function two(part: number): string {
  return String(part).padStart(2, "0");
}

const DAY_FORMAT = new Intl.DateTimeFormat("sv-SE", { timeZone: DAY_ZONE });
