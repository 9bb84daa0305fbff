/** What rules about a course are made of. Pure. */
import { type Decision, type LocalDate, type Refusal, reasonsOf } from "@inclusion/kernel";
import type { AcceleratorRefusalCode } from "../refusals.ts";
import type { CourseFile } from "./course-file.ts";

/** When and by whom something is entered; new rows take their ids from here. */
export type Moment = Readonly<{ today: LocalDate; actor: string; newId: () => string }>;

/** A rule: what the file becomes, or every reason why it stays as it is. */
export type Rule = (file: CourseFile, at: Moment) => Decision<CourseFile, AcceleratorRefusalCode>;

/** A reason why a rule says no. */
export type Problem = Refusal<AcceleratorRefusalCode>;

/** What an optional field of an input can be. */
export type Given<Value> = Value | null | undefined;

export const { when, refusedFor } = reasonsOf<AcceleratorRefusalCode>();

/** @refuses DATE_IN_FUTURE */
export function notInFuture({ today }: Pick<Moment, "today">, day: LocalDate, field: string): readonly Problem[] {
  return when(day > today, "DATE_IN_FUTURE", `${day} is still to come: give a day up to ${today}.`, field);
}

/** @refuses DATE_ORDER when `day` is before `earlier`, which `what` names */
export function notBefore(day: LocalDate, earlier: Given<LocalDate>, what: string, field: string): readonly Problem[] {
  const isBefore = earlier != null && day < earlier;
  return when(isBefore, "DATE_ORDER", `${day} is before ${what} (${earlier}): correct one of the two.`, field);
}

/** @refuses REASON_REQUIRED for none, VALUE_OUT_OF_RANGE for more than 500 characters */
export function reasonGiven(reason: Given<string>, field = "reason"): readonly Problem[] {
  return [...when(isBlank(reason), "REASON_REQUIRED", "Say why.", field), ...notLong(reason, field)];
}

/** @refuses VALUE_OUT_OF_RANGE for an empty text or a long one */
export function textGiven(text: string, field: string | readonly string[], longest = 500): readonly Problem[] {
  const isWrong = isBlank(text) || text.length > longest;
  return when(isWrong, "VALUE_OUT_OF_RANGE", `Write something of at most ${longest} characters.`, field);
}

/** @refuses VALUE_OUT_OF_RANGE for a long text */
export function notLong(text: Given<string>, field: string | readonly string[], longest = 500): readonly Problem[] {
  const isLong = text != null && text.length > longest;
  return when(isLong, "VALUE_OUT_OF_RANGE", `Write at most ${longest} characters.`, field);
}

/** @refuses VALUE_OUT_OF_RANGE for a number outside of `lowest` to `highest` */
export function inRange(
  value: Given<number | bigint>,
  lowest: number | bigint,
  highest: number | bigint,
  field: string | readonly string[],
): readonly Problem[] {
  const isOutside = value != null && (value < lowest || value > highest);
  return when(isOutside, "VALUE_OUT_OF_RANGE", `Give a number from ${lowest} to ${highest}.`, field);
}

/** Whether there is nothing to read. */
export function isBlank(text: Given<string>): boolean {
  return text == null || text.trim() === "";
}
