/** Setting what a programme asks of a job. Pure. */
import { accept, type Decision, type LocalDate, type Refusal, refuse } from "@inclusion/kernel";
import { type HoursStep, minimumHoursOn, type ProgrammeTerms, runsOn } from "./programme-terms.ts";
import type { ProgrammeTermsRefusalCode } from "./refusals.ts";

/** Terms as they are, with how often they were set. */
export type VersionedTerms = Readonly<{ terms: ProgrammeTerms; version: number }>;

export type TermsEntered = Readonly<{
  validFrom: LocalDate;
  minimumWeeklyHours: number;
  /** The version that the caller has seen; null when the caller does not mind. */
  expectedVersion: number | null;
}>;

const FULL_TIME = 37;

/**
 * The terms with the step in the place of one of the same day.
 *
 * @refuses HOURS_OUT_OF_RANGE, OUTSIDE_PROGRAMME_PERIOD, CONFLICT, all at once
 */
export function setTerms(
  { terms, version }: VersionedTerms,
  { validFrom, minimumWeeklyHours: hours, expectedVersion }: TermsEntered,
): Decision<ProgrammeTerms, ProgrammeTermsRefusalCode> {
  const isHours = Number.isInteger(hours) && hours >= 1 && hours <= FULL_TIME;
  const [first, ...more] = [
    ...(isHours ? [] : [says("HOURS_OUT_OF_RANGE", `Give whole hours from 1 to ${FULL_TIME}.`, "minimumWeeklyHours")]),
    ...(runsOn(terms, validFrom) ? [] : [outside(terms, validFrom)]),
    ...(expectedVersion === null || expectedVersion === version ? [] : [changed(version)]),
  ];
  if (first !== undefined) return refuse(first, ...more);
  const others = (terms.hoursSteps ?? []).filter((step) => step.validFrom !== validFrom);
  const hoursSteps = [...others, { validFrom, hours }].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  return accept({ ...terms, hoursSteps });
}

/** The hours between which jobs are counted otherwise than before; null when none is. A job of exactly `to` is none. */
export type ChangedHours = Readonly<{ from: number; to: number; since: LocalDate }>;

/** What the change of a step changes for jobs that start on its day or later. */
export function changedHours(before: ProgrammeTerms, { validFrom, hours }: HoursStep): ChangedHours | null {
  const was = minimumHoursOn(before, validFrom);
  return was === hours ? null : { from: Math.min(was, hours), to: Math.max(was, hours), since: validFrom };
}

function outside({ startsOn, endsOn }: ProgrammeTerms, day: LocalDate): Refusal<ProgrammeTermsRefusalCode> {
  const period = `${startsOn ?? "an open start"} to ${endsOn ?? "an open end"}`;
  return says("OUTSIDE_PROGRAMME_PERIOD", `${day} is outside of the programme: ${period}.`, "validFrom");
}

function changed(version: number): Refusal<ProgrammeTermsRefusalCode> {
  return says(
    "CONFLICT",
    `The terms have version ${version} now: read them again and decide again.`,
    "expectedVersion",
  );
}

function says(code: ProgrammeTermsRefusalCode, message: string, field: string): Refusal<ProgrammeTermsRefusalCode> {
  return { code, message, field: ["input", field] };
}
