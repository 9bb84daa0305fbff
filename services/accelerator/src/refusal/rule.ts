/** What rules about room for people are made of. Pure. */
import { type LocalDate, type Refusal, reasonsOf } from "@inclusion/kernel";
import type { AcceleratorRefusalCode } from "../refusals.ts";

/** When something is entered; new rows take their ids from here. */
export type Moment = Readonly<{ today: LocalDate; newId: () => string }>;

/** A reason why a rule says no. */
export type Problem = Refusal<AcceleratorRefusalCode>;

/** What an optional field of an input can be. */
export type Given<Value> = Value | null | undefined;

export const { when } = reasonsOf<AcceleratorRefusalCode>();

/** @refuses DATE_IN_FUTURE */
export function notInFuture({ today }: Moment, day: LocalDate, field: string): readonly Problem[] {
  return when(day > today, "DATE_IN_FUTURE", `${day} is still to come: give a day up to ${today}.`, field);
}

/** @refuses DATE_ORDER when `day` is before `earlier`, which `what` names */
export function notBefore(day: Given<LocalDate>, earlier: LocalDate, what: string, field: string): readonly Problem[] {
  const isBefore = day != null && day < earlier;
  return when(isBefore, "DATE_ORDER", `${day} is before ${what} (${earlier}): correct one of the two.`, field);
}

/** @refuses REASON_REQUIRED for an empty text; VALUE_OUT_OF_RANGE for one of more than 500 characters */
export function reasonGiven(reason: Given<string>): readonly Problem[] {
  const text = reason?.trim() ?? "";
  return [
    ...when(text === "", "REASON_REQUIRED", "Say why, in a few words and without anybody's name.", "reason"),
    ...when(text.length > LONGEST, "VALUE_OUT_OF_RANGE", `Write at most ${LONGEST} characters.`, "reason"),
  ];
}

/** @refuses EVIDENCE_MISSING for anything but a SHA-256 hash in hexadecimal */
export function evidenceGiven(hash: string): readonly Problem[] {
  const message = "Give the SHA-256 hash of the evidence: 64 digits and small letters from a to f.";
  return when(!/^[0-9a-f]{64}$/.test(hash), "EVIDENCE_MISSING", message, "evidenceHash");
}

/** @refuses CODE_MALFORMED for a code that is not like `CALM_SETTING`, or stands twice; VALUE_OUT_OF_RANGE for too many */
export function codesGiven(codes: readonly string[], field: string): readonly Problem[] {
  const isWrong = codes.some((code) => !CODE.test(code)) || new Set(codes).size < codes.length;
  return [
    ...when(isWrong, "CODE_MALFORMED", "Write each code once, in capitals and underscores, as CALM_SETTING.", field),
    ...when(codes.length > MOST_CODES, "VALUE_OUT_OF_RANGE", `Give at most ${MOST_CODES} codes.`, field),
  ];
}

/** How a code is written. */
export const CODE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

const LONGEST = 500;
const MOST_CODES = 30;
