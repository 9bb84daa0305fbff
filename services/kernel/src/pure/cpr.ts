/** How a Danish civil registration number (CPR-nummer) is told from other digits, wherever text is taken. Pure. */
import { type LocalDate, localDateOf } from "./local-date.ts";

/** Ten digits by themselves, with a blank or a hyphen of any kind; a plus before them makes them a telephone number. */
const TEN_DIGITS = /(?<![\d+])(\d{6})([-\u2010-\u2015\u2212\s]?)(\d{4})(?!\d)/g;

/** What is added to the day in a number that replaces one which is not known (erstatnings-CPR). */
const REPLACEMENT_DAYS = 60;

/** Whether a text holds what may be somebody's number, so that it is refused where no number belongs. */
export function looksLikeCpr(text: string): boolean {
  return [...text.matchAll(TEN_DIGITS)].some(([, day, , rest]) => cprDay(`${day}${rest}`) !== null);
}

/**
 * The same for a field whose values are numbers, as an invoice's: ten digits in a row are such a number there, and only
 * those that stand as people write their own, six and four, may be somebody's.
 */
export function isWrittenAsCpr(text: string): boolean {
  return [...text.matchAll(TEN_DIGITS)].some(
    ([, day, between, rest]) => between !== "" && cprDay(`${day}${rest}`) !== null,
  );
}

/** The day of birth that ten digits state; null when they state none. */
export function cprDay(digits: string): LocalDate | null {
  const [day, month, twoDigits] = [0, 2, 4].map((at) => Number(digits.slice(at, at + 2))) as [number, number, number];
  const realDay = isReplacementCpr(digits) ? day - REPLACEMENT_DAYS : day;
  return localDateOf(birthYearOf(twoDigits, Number(digits[6])), month, realDay);
}

/** Whether 60 is added to the day. */
export function isReplacementCpr(digits: string): boolean {
  return Number(digits.slice(0, 2)) > REPLACEMENT_DAYS;
}

/**
 * The year of birth, by the two digits of the year and the seventh digit.
 *
 * @source docs/sources.md#cpr
 */
export function birthYearOf(twoDigits: number, seventh: number): number {
  if (seventh <= 3) return 1900 + twoDigits;
  if (seventh === 4 || seventh === 9) return twoDigits <= 36 ? 2000 + twoDigits : 1900 + twoDigits;
  return twoDigits <= 57 ? 2000 + twoDigits : 1800 + twoDigits;
}
