/** Danish civil registration numbers (CPR-numre): what they say. Pure. */
import { accept, type Brand, cprDay, type Decision, isReplacementCpr, type LocalDate, refuse } from "@inclusion/kernel";
import type { Sex } from "../participation/person.ts";

/** A civil registration number as ten digits. */
export type Cpr = Brand<string, "Cpr">;

const SHAPE = /^(\d{6})[- ]?(\d{4})$/;

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
  if (isReplacementCpr(digits) && !allowReplacement) {
    return refuse({ code: "CPR_DATE", message: "Replacement numbers, with 60 added to the day, are not taken here." });
  }
  if (cprDay(digits) === null) {
    return refuse({ code: "CPR_DATE", message: "The first six digits are no day of the calendar." });
  }
  return accept(digits as Cpr);
}

/** The day of birth that a number states. */
export function birthDateOf(cpr: Cpr): LocalDate {
  return cprDay(cpr) as LocalDate;
}

/** The sex that a number states: odd numbers are men's. */
export function sexOf(cpr: Cpr): Sex {
  return Number(cpr.at(-1)) % 2 === 1 ? "M" : "F";
}

/** The number as most readers see it: the day of birth, and nothing of the rest. */
export function maskedCpr(cpr: Cpr): string {
  return `${cpr.slice(0, 6)}-xxxx`;
}
