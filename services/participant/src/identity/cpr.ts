/** Danish civil registration numbers (CPR-numre): what they say, and when a text is one. Pure. */
import { accept, type Brand, type Decision, type LocalDate, localDateOf, refuse } from "@inclusion/kernel";
import type { Sex } from "../participation/person.ts";

/** A civil registration number as ten digits. */
export type Cpr = Brand<string, "Cpr">;

const SHAPE = /^(\d{6})[- ]?(\d{4})$/;
const IN_TEXT = /(?<!\d)(\d{6})[-\s]?(\d{4})(?!\d)/g;

/** What is added to the day in a number that replaces one which is not known (erstatnings-CPR). */
const REPLACEMENT_DAYS = 60;

/**
 * Reads a number: ten digits, with or without the hyphen, whose first six are a real day after the century rule.
 *
 * There is no check by weights: numbers that fail it are issued and valid since 2007.
 *
 * @param allowReplacement whether numbers with 60 added to the day are taken
 * @refuses CPR_SHAPE, CPR_DATE; no message repeats what was read
 * @source docs/sources.md#cpr
 */
export function readCpr(text: string, allowReplacement: boolean): Decision<Cpr, "CPR_SHAPE" | "CPR_DATE"> {
  const parts = SHAPE.exec(text.trim());
  if (parts === null) {
    return refuse({ code: "CPR_SHAPE", message: "Give the ten digits of the number, as DDMMYY-NNNN." });
  }
  const digits = `${parts[1]}${parts[2]}`;
  if (isReplacement(digits) && !allowReplacement) {
    return refuse({ code: "CPR_DATE", message: "Replacement numbers, with 60 added to the day, are not taken here." });
  }
  if (dayIn(digits) === null) {
    return refuse({ code: "CPR_DATE", message: "The first six digits are no day of the calendar." });
  }
  return accept(digits as Cpr);
}

/** The day of birth that a number states. */
export function birthDateOf(cpr: Cpr): LocalDate {
  return dayIn(cpr) as LocalDate;
}

/** The sex that a number states: odd numbers are men's. */
export function sexOf(cpr: Cpr): Sex {
  return Number(cpr.at(-1)) % 2 === 1 ? "M" : "F";
}

/** The number as most readers see it: the day of birth, and nothing of the rest. */
export function maskedCpr(cpr: Cpr): string {
  return `${cpr.slice(0, 6)}-xxxx`;
}

/** Whether a text holds what may be somebody's number, so that it is refused where no number belongs. */
export function looksLikeCpr(text: string): boolean {
  return [...text.matchAll(IN_TEXT)].some(([, day, rest]) => dayIn(`${day}${rest}`) !== null);
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

function dayIn(digits: string): LocalDate | null {
  const [day, month, twoDigits] = [0, 2, 4].map((at) => Number(digits.slice(at, at + 2))) as [number, number, number];
  const realDay = isReplacement(digits) ? day - REPLACEMENT_DAYS : day;
  return localDateOf(birthYearOf(twoDigits, Number(digits[6])), month, realDay);
}

function isReplacement(digits: string): boolean {
  return Number(digits.slice(0, 2)) > REPLACEMENT_DAYS;
}
