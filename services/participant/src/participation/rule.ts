/** What rules about a participation are made of. Pure. */
import { type Decision, type LocalDate, type Refusal, reasonsOf } from "@inclusion/kernel";
import type { KnownOrganisations } from "../organisation/organisation.ts";
import type { PartnershipStanding } from "../partnership/partnership-standing.ts";
import { runsOn } from "../programme-terms/programme-terms.ts";
import type { ParticipantRefusalCode } from "../refusals.ts";
import type { ParticipationFile } from "./participation-file.ts";

/** When and by whom something is entered; new rows take their ids from here. */
export type Moment = Readonly<{
  today: LocalDate;
  actor: string;
  newId: () => string;
  /** The organisations that the request names, when it names any. */
  organisations?: KnownOrganisations | undefined;
  /** The partnership that the request names, when it names one. */
  partnership?: PartnershipStanding | undefined;
}>;

/** A rule: what the file becomes, or every reason why it stays as it is. */
export type Rule<Code extends string = ParticipantRefusalCode> = (
  file: ParticipationFile,
  at: Moment,
) => Decision<ParticipationFile, Code>;

/** A reason why a rule says no. */
export type Problem = Refusal<ParticipantRefusalCode>;

/** What an optional field of an input can be. */
export type Given<Value> = Value | null | undefined;

export const { when, refusedFor } = reasonsOf<ParticipantRefusalCode>();

/** @refuses DATE_IN_FUTURE */
export function notInFuture({ today }: Moment, day: Given<LocalDate>, field: string): readonly Problem[] {
  return when(
    day != null && day > today,
    "DATE_IN_FUTURE",
    `${day} is still to come: give a day up to ${today}.`,
    field,
  );
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

/** @refuses OUTSIDE_PROGRAMME_PERIOD */
export function withinPeriod({ terms }: ParticipationFile, day: LocalDate, field: string): readonly Problem[] {
  const period = `${terms.startsOn ?? "an open start"} to ${terms.endsOn ?? "an open end"}`;
  return when(!runsOn(terms, day), "OUTSIDE_PROGRAMME_PERIOD", `${day} is outside of the programme: ${period}.`, field);
}

/** @refuses VALUE_OUT_OF_RANGE for a text of more than 500 characters */
export function shortText(text: Given<string>, field: string): readonly Problem[] {
  const isLong = text != null && text.length > LONGEST_TEXT;
  return when(isLong, "VALUE_OUT_OF_RANGE", `Write at most ${LONGEST_TEXT} characters.`, field);
}

const LONGEST_TEXT = 500;

/** @refuses VALUE_OUT_OF_RANGE for weeks that no course has */
export function plausibleWeeks(weeks: Given<number>, field: string): readonly Problem[] {
  const isWrong = weeks != null && (weeks < 1 || weeks > MOST_WEEKS);
  return when(isWrong, "VALUE_OUT_OF_RANGE", `A course has 1 to ${MOST_WEEKS} planned weeks.`, field);
}

const MOST_WEEKS = 260;
