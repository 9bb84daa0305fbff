/** What rules about rows of this service are made of. Pure. */
import type { Decision, LocalDate } from "@inclusion/kernel";
import { type Problem, refusedFor, when } from "../refusal/problem.ts";
import type { PartnershipRefusalCode } from "../refusals.ts";

export { type Problem, refusedFor, when };

/** When and by whom something is entered; new rows take their ids from here. */
export type Moment = Readonly<{ today: LocalDate; actor: string; newId: () => string }>;

/** A rule: what a file becomes, or every reason why it stays as it is. */
export type Rule<File> = (file: File, at: Moment) => Decision<File, PartnershipRefusalCode>;

/** What an optional field of an input can be. */
export type Given<Value> = Value | null | undefined;

/** @refuses DATE_IN_FUTURE */
export function notInFuture({ today }: Moment, day: Given<LocalDate>, field: string): readonly Problem[] {
  const isFuture = day != null && day > today;
  return when(isFuture, "DATE_IN_FUTURE", `${day} is still to come: give a day up to ${today}.`, field);
}

/** @refuses DATE_ORDER when `day` is before `earlier`, which `what` names */
export function notBefore(
  day: Given<LocalDate>,
  earlier: Given<LocalDate>,
  what: string,
  field: string,
): readonly Problem[] {
  const isBefore = day != null && earlier != null && day < earlier;
  return when(isBefore, "DATE_ORDER", `${day} is before ${what} (${earlier}): correct one of the two.`, field);
}

/** @refuses ILLEGAL_TRANSITION when the state is none of those from which the step is taken */
export function inState<State extends string>(
  state: State,
  allowed: readonly State[],
  step: string,
): readonly Problem[] {
  const message = `It is ${state}: ${step} is possible from ${allowed.join(" or ")}.`;
  return when(!allowed.includes(state), "ILLEGAL_TRANSITION", message);
}

/** @refuses REASON_REQUIRED, VALUE_OUT_OF_RANGE */
export function reasonGiven(reason: Given<string>, field = "reason"): readonly Problem[] {
  const isMissing = reason == null || reason.trim() === "";
  return [...when(isMissing, "REASON_REQUIRED", "Say why.", field), ...shortText(reason, field)];
}

/** @refuses VALUE_OUT_OF_RANGE for a text of more than `longest` characters, or of none but spaces */
export function shortText(text: Given<string>, field: string, longest = 500): readonly Problem[] {
  const isWrong = text != null && text.length > longest;
  return when(isWrong, "VALUE_OUT_OF_RANGE", `Write at most ${longest} characters.`, field);
}

/** @refuses VALUE_OUT_OF_RANGE for a text that is blank or too long */
export function words(text: string, field: string, longest = 500): readonly Problem[] {
  const isBlank = text.trim() === "";
  return [...when(isBlank, "VALUE_OUT_OF_RANGE", "Write something.", field), ...shortText(text, field, longest)];
}

/** @refuses VALUE_OUT_OF_RANGE for a number that is no whole number between the bounds */
export function wholeBetween(
  value: Given<number>,
  [least, most]: readonly [number, number],
  field: string,
): readonly Problem[] {
  const isWrong = value != null && (!Number.isSafeInteger(value) || value < least || value > most);
  return when(isWrong, "VALUE_OUT_OF_RANGE", `Give a whole number from ${least} to ${most}.`, field);
}

/** Appends a row, or replaces the one with its id. */
export function withRow<Row extends Readonly<{ id: string }>>(rows: readonly Row[], row: Row): readonly Row[] {
  return rows.some(({ id }) => id === row.id) ? rows.map((each) => (each.id === row.id ? row : each)) : [...rows, row];
}
