/** Job openings: work that a company offers to people of a programme, and the seats that are taken. Pure. */
import type { LocalDate } from "@inclusion/kernel";

export type WorkForm =
  | "ORDINARY"
  | "SMALL_JOB"
  | "FLEX_JOB"
  | "WAGE_SUBSIDY"
  | "WORK_TRIAL"
  | "UTILITY_JOB"
  | "HYBRID"
  | "APPRENTICE"
  | "SELF_EMPLOYED";

export type Axis = "AXIS_3B1" | "AXIS_3B2";

export type OpeningState = "DRAFT" | "PUBLISHED" | "CLOSED";

/** Whose room it is; without a course it is an ordinary company's. */
export type OfCompany = Readonly<{
  id: string;
  programmeId: string;
  organisationId: string;
  courseId: string | null;
  partnershipId: string | null;
  municipalityCode: string;
  synthetic: boolean;
}>;

/** What is offered; it may change while the opening is published. */
export type OpeningTerms = Readonly<{
  hoursPerWeek: number;
  seats: number;
  /** What the work asks of somebody, as `HEAVY_LIFTING`. */
  requirements: readonly string[];
  /** What the workplace offers, as `CALM_SETTING`. */
  offers: readonly string[];
  targetGroup: string | null;
  /** The last day; null when it is not known. */
  closesOn: LocalDate | null;
}>;

/** What of the terms was offered by then; the last day is not among it, for that says itself from when to when. */
export type EarlierTerms = Omit<OpeningTerms, "closesOn"> &
  Readonly<{
    /** The first day on which something else was offered. */
    until: LocalDate;
  }>;

export type JobOpening = OfCompany &
  OpeningTerms &
  Readonly<{
    state: OpeningState;
    form: WorkForm;
    axis: Axis;
    /** The first day. */
    opensOn: LocalDate;
    publishedOn: LocalDate | null;
    /** What was offered before, oldest first, each for a day at least. */
    earlierTerms: readonly EarlierTerms[];
    /** Seats taken now; more than `seats` when it was filled by hires that had happened already. */
    taken: number;
    /** How often a seat was taken and given back. */
    brokenOff: number;
    /** Days on which no seat is free, as PostgreSQL writes them: `{[2019-06-03,2019-08-01),[2019-09-02,)}`. */
    fullOn: string;
  }>;

/** A job opening as it is stored. */
export type StoredOpening = JobOpening & Readonly<{ version: number }>;

/** A seat that was taken. Of the person there is a participation's id at most, and it is shown to nobody. */
export type OpeningFill = OfCompany &
  Readonly<{
    openingId: string;
    /** Null when only the participant service told it. */
    participationId: string | null;
    /** The fact by which the participant service told it; null when a person confirmed it here and nothing was told yet. */
    factId: string | null;
    filledOn: LocalDate;
    /** The day on which the seat was given back; null while it is taken. */
    endedOn: LocalDate | null;
    endReason: string | null;
  }>;

/** An opening with every seat that was ever taken, and the version that was read; 0 is a new one. */
export type OpeningFile = Readonly<{ opening: JobOpening; fills: readonly OpeningFill[]; version: number }>;

/** What was offered on a day, as far as is known now; before the first offer, that one. */
export function termsOn<Terms extends Omit<OpeningTerms, "closesOn">>(
  opening: Terms & Pick<JobOpening, "earlierTerms">,
  day: LocalDate,
): Omit<OpeningTerms, "closesOn"> {
  const { hoursPerWeek, seats, requirements, offers, targetGroup } =
    opening.earlierTerms.find(({ until }) => day < until) ?? opening;
  return { hoursPerWeek, seats, requirements, offers, targetGroup };
}

/** Days on which the number of free seats may change: seats are taken or given back, or others are offered. */
export function daysOfChange({ opening, fills }: Pick<OpeningFile, "opening" | "fills">): readonly LocalDate[] {
  const days = [
    ...opening.earlierTerms.map(({ until }) => until),
    ...fills.flatMap(({ filledOn, endedOn }) => (endedOn === null ? [filledOn] : [filledOn, endedOn])),
  ];
  return [...new Set(days)].sort();
}

/** Whether an opening that may be seen is open with a seat free on a day, as `isFreeOn` asks of the database. */
export function hasFreeSeat({ state, closesOn, fullOn, opensOn }: JobOpening, day: LocalDate): boolean {
  const isOffered = state === "PUBLISHED" || (state === "CLOSED" && closesOn !== null && closesOn > day);
  const runs = opensOn <= day && (closesOn === null || day <= closesOn);
  const isFull = [...fullOn.matchAll(/[[](?<from>[-0-9]*),(?<until>[-0-9]*)[)]/g)].some(({ groups }) => {
    const { from = "", until = "" } = groups ?? {};
    return from <= day && (until === "" || day < until);
  });
  return isOffered && runs && !isFull;
}

/** The file with its opening's numbers and full days as the fillings say. */
export function counted(file: OpeningFile): OpeningFile {
  const taken = file.fills.filter(({ endedOn }) => endedOn === null).length;
  const fullOn = fullDays(file);
  return { ...file, opening: { ...file.opening, taken, brokenOff: file.fills.length - taken, fullOn } };
}

/** No day at all, as `fullOn` says it. */
export const NO_DAYS = "{}";

/** How many seats are taken on a day; the day on which one is given back it is free. */
export function takenOn(fills: readonly Pick<OpeningFill, "filledOn" | "endedOn">[], day: LocalDate): number {
  return fills.filter(({ filledOn, endedOn }) => filledOn <= day && (endedOn === null || day < endedOn)).length;
}

function fullDays(file: OpeningFile): string {
  const { opening, fills } = file;
  const spans: string[] = [];
  let since: LocalDate | null = null;
  for (const day of daysOfChange(file)) {
    const isFull = takenOn(fills, day) >= termsOn(opening, day).seats;
    if (isFull && since === null) since = day;
    if (isFull || since === null) continue;
    spans.push(`[${since},${day})`);
    since = null;
  }
  return `{${[...spans, ...(since === null ? [] : [`[${since},)`])].join(",")}}`;
}

/** Seats that are rightly taken. */
export function filledOf({ taken, seats }: JobOpening): number {
  return Math.min(taken, seats);
}

/** Hires beyond the seats: they happened, so they are kept and shown. */
export function overbookedOf({ taken, seats }: JobOpening): number {
  return Math.max(0, taken - seats);
}

/** Whether somebody can begin on `day`, the first and last day included. */
export function isOpenOn({ state, opensOn, closesOn }: JobOpening, day: LocalDate): boolean {
  return state !== "DRAFT" && opensOn <= day && (closesOn === null || day <= closesOn);
}
