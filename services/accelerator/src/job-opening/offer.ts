/** How a job opening is drafted, published, changed and closed. Pure. */
import { acceptUnless, type Decision, deepEqual, type LocalDate } from "@inclusion/kernel";
import {
  CODE,
  codesGiven,
  type Given,
  type Moment,
  notBefore,
  notInFuture,
  type Problem,
  when,
} from "../refusal/rule.ts";
import type { AcceleratorRefusalCode } from "../refusals.ts";
import {
  type Axis,
  counted,
  type EarlierTerms,
  type JobOpening,
  NO_DAYS,
  type OfCompany,
  type OpeningFile,
  type OpeningTerms,
  termsOn,
  type WorkForm,
} from "./job-opening.ts";

type Decided = Decision<OpeningFile, AcceleratorRefusalCode>;

/** A new offer. */
export type OpeningDraft = OpeningTerms & Readonly<{ form: WorkForm; axis: Axis; opensOn: LocalDate }>;

/** What is to be changed; what is left out or null stays. */
export type OpeningChange = Readonly<{ [Term in keyof OpeningTerms]?: Given<OpeningTerms[Term]> }> &
  Readonly<{ opensOn?: Given<LocalDate> }>;

/**
 * A new opening that nobody sees yet but those who may change it.
 *
 * @refuses VALUE_OUT_OF_RANGE, CODE_MALFORMED, DATE_ORDER
 */
export function draftOpening(company: OfCompany, draft: OpeningDraft): Decided {
  const { hoursPerWeek, seats, requirements, offers, targetGroup, closesOn, form, axis, opensOn } = draft;
  const opening: JobOpening = {
    ...company,
    ...{ hoursPerWeek, seats, requirements, offers, targetGroup, closesOn, form, axis, opensOn },
    ...{ state: "DRAFT", publishedOn: null, earlierTerms: [], taken: 0, brokenOff: 0, fullOn: NO_DAYS },
  };
  return acceptUnless(termsProblems(opening), () => ({ opening, fills: [], version: 0 }));
}

/**
 * Changes what is offered from today on; what was offered on the days before stays known. What was offered since today
 * only was offered on no day that is over, and is put right. The first day of a published opening stays.
 *
 * @refuses ILLEGAL_TRANSITION, VALUE_OUT_OF_RANGE, CODE_MALFORMED, DATE_ORDER, SEATS_TAKEN
 */
export function changeOpening(
  { opening, ...file }: OpeningFile,
  change: OpeningChange,
  { today }: Pick<Moment, "today">,
): Decided {
  const given = Object.fromEntries(
    CHANGEABLE.flatMap((term) => (change[term] == null ? [] : [[term, change[term]]])),
  ) as Partial<JobOpening>;
  const after: JobOpening = {
    ...opening,
    ...given,
    earlierTerms: termsBefore(opening, { ...opening, ...given }, today),
  };
  const movesStart = opening.state === "PUBLISHED" && after.opensOn !== opening.opensOn;
  const problems = [
    ...when(
      opening.state === "CLOSED",
      "ILLEGAL_TRANSITION",
      "A closed opening is not changed: draft a new one.",
      "id",
    ),
    ...when(movesStart, "ILLEGAL_TRANSITION", "The first day of a published opening stays as it is.", "opensOn"),
    ...termsProblems(after),
    ...seatsLeft(after),
  ];
  return acceptUnless(problems, () => counted({ ...file, opening: after }));
}

/** What is offered before `today` when something else is offered from then on. */
function termsBefore(before: JobOpening, after: JobOpening, today: LocalDate): readonly EarlierTerms[] {
  const { earlierTerms, state, publishedOn } = before;
  const since = earlierTerms.at(-1)?.until ?? publishedOn;
  const [was, is] = [termsOn(before, today), termsOn({ ...after, earlierTerms: [] }, today)];
  if (state !== "PUBLISHED" || since === null || since >= today || deepEqual(was, is)) return earlierTerms;
  return [...earlierTerms, { ...was, until: today }];
}

const CHANGEABLE = [
  ...(["hoursPerWeek", "seats", "requirements", "offers", "targetGroup", "closesOn", "opensOn"] as const),
];

/**
 * Shows the opening to everybody of the programme.
 *
 * @refuses ILLEGAL_TRANSITION
 */
export function publishOpening({ opening, ...file }: OpeningFile, { today }: Moment): Decided {
  const message = `The opening is ${opening.state}: only a DRAFT is published.`;
  return acceptUnless(when(opening.state !== "DRAFT", "ILLEGAL_TRANSITION", message, "id"), () => ({
    ...file,
    opening: { ...opening, state: "PUBLISHED", publishedOn: today },
  }));
}

/**
 * Takes the opening back from `closesOn` on; seats that are taken stay taken.
 *
 * @refuses ILLEGAL_TRANSITION, DATE_ORDER, DATE_IN_FUTURE
 */
export function closeOpening({ opening, ...file }: OpeningFile, closesOn: LocalDate, at: Moment): Decided {
  const message = `The opening is ${opening.state}: only a PUBLISHED one is closed.`;
  const problems = [
    ...when(opening.state !== "PUBLISHED", "ILLEGAL_TRANSITION", message, "id"),
    ...notInFuture(at, closesOn, "closesOn"),
    ...notBefore(closesOn, opening.opensOn, "its first day", "closesOn"),
  ];
  return acceptUnless(problems, () => ({ ...file, opening: { ...opening, state: "CLOSED", closesOn } }));
}

function termsProblems({
  hoursPerWeek,
  seats,
  requirements,
  offers,
  targetGroup,
  opensOn,
  closesOn,
}: JobOpening): readonly Problem[] {
  const isWrongHours = !(hoursPerWeek > 0 && hoursPerWeek <= MOST_HOURS) || !isTenths(hoursPerWeek);
  const isWrongSeats = !Number.isInteger(seats) || seats < 1 || seats > MOST_SEATS;
  const isWrongGroup = targetGroup !== null && !CODE.test(targetGroup);
  return [
    ...when(
      isWrongHours,
      "VALUE_OUT_OF_RANGE",
      `Hours a week are more than 0 and at most ${MOST_HOURS}, with one decimal.`,
      "hoursPerWeek",
    ),
    ...when(isWrongSeats, "VALUE_OUT_OF_RANGE", `An opening has 1 to ${MOST_SEATS} seats.`, "seats"),
    ...codesGiven(requirements, "requirements"),
    ...codesGiven(offers, "offers"),
    ...when(isWrongGroup, "CODE_MALFORMED", "Write the target group in capitals and underscores.", "targetGroup"),
    ...notBefore(closesOn, opensOn, "its first day", "closesOn"),
  ];
}

function seatsLeft({ seats, taken }: JobOpening): readonly Problem[] {
  const message = `${taken} seats are taken: give at least as many, or break one off first.`;
  return when(seats < taken, "SEATS_TAKEN", message, "seats");
}

function isTenths(hours: number): boolean {
  return Math.abs(hours * 10 - Math.round(hours * 10)) < 1e-9;
}

const MOST_HOURS = 60;
const MOST_SEATS = 500;
