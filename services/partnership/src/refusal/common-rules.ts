/** Rules that many records share: texts that are there and fit, days in order. Pure. */
import { type LocalDate, looksLikeCpr, type Refusal } from "@inclusion/kernel";

type Field = readonly string[];

/**
 * Why a text cannot be kept: nothing in it, too much, or what may be a person's number.
 *
 * @param longest in characters
 */
export function textRefusals(
  text: string | null | undefined,
  longest: number,
  field: Field,
): Refusal<"TEXT_MISSING" | "TEXT_TOO_LONG" | "CPR_IN_TEXT">[] {
  const name = field.at(-1) ?? "text";
  if (text == null) return [];
  if (text.trim() === "")
    return [{ code: "TEXT_MISSING", message: `${name} is empty: write it, or leave it out.`, field }];
  if (text.length > longest) {
    const message = `${name} has ${text.length} characters: keep it to ${longest}.`;
    return [{ code: "TEXT_TOO_LONG", message, field }];
  }
  if (!looksLikeCpr(text)) return [];
  const message = `${name} holds ten digits that may be a person's number: no person is written of here.`;
  return [{ code: "CPR_IN_TEXT", message, field }];
}

/** Why a source is none. */
export function sourceRefusals(
  source: string,
  field: Field,
): Refusal<"SOURCE_MISSING" | "TEXT_TOO_LONG" | "CPR_IN_TEXT">[] {
  if (source.trim() !== "") {
    return textRefusals(source, 500, field).flatMap(({ code, ...rest }) =>
      code === "TEXT_MISSING" ? [] : [{ code, ...rest }],
    );
  }
  return [{ code: "SOURCE_MISSING", message: "Say who states it, and where: a page, a letter, a register.", field }];
}

/** Refuses a day after today. */
export function futureRefusals(
  day: LocalDate | null | undefined,
  today: LocalDate,
  field: Field,
): Refusal<"DATE_IN_FUTURE">[] {
  if (day == null || day <= today) return [];
  return [{ code: "DATE_IN_FUTURE", message: `${day} is still to come: give a day up to today, ${today}.`, field }];
}

/** Refuses a day before another one. */
export function orderRefusals(
  first: LocalDate | null | undefined,
  then: LocalDate | null | undefined,
  field: Field,
): Refusal<"DATE_ORDER">[] {
  if (first == null || then == null || first <= then) return [];
  return [{ code: "DATE_ORDER", message: `${then} is before ${first}, which it has to follow.`, field }];
}

/** Refuses a number outside of what can be. */
export function rangeRefusals(
  value: number | null | undefined,
  [least, most]: readonly [number, number],
  field: Field,
): Refusal<"VALUE_OUT_OF_RANGE">[] {
  if (value == null || (value >= least && value <= most)) return [];
  return [{ code: "VALUE_OUT_OF_RANGE", message: `${field.at(-1)} is ${value}: give ${least} to ${most}.`, field }];
}
