/** What one participation adds to the indicators 3B.1 to 3B.4. Pure. */
import { type LocalDate, type MeasureEntry, reversalOf } from "@inclusion/kernel";
import { type Course, completedOn } from "../course/course.ts";
import { countsAsEmployed, type Employment } from "../employment/employment.ts";
import { type AcceleratorMembership, isMemberOn } from "./accelerator-membership.ts";
import { compareTexts, entryOf, firstOf, type LedgerSubject } from "./ledger-entry.ts";

/** Codes that this service counts, with the version of their definition. */
export const PARTICIPANT_INDICATORS = { "3B.1": 1, "3B.2": 1, "3B.3": 1, "3B.4": 1 } as const;

export type ParticipantIndicator = keyof typeof PARTICIPANT_INDICATORS;

/** Everything that is known of one participation; lists in any order. */
export type ParticipationHistory = LedgerSubject &
  Readonly<{
    employments: readonly Employment[];
    /** Of any programme; those of other programmes are passed by. */
    memberships: readonly AcceleratorMembership[];
  }>;

/** Something that happened to the participation on a day, and the row that says so. */
type Happening = Readonly<{ on: LocalDate; cause: string }>;

/**
 * The entries of one participation, once each code:
 *
 * - 3B.1 on the day on which its first entry course starts.
 * - 3B.2 on the day on which an entry course is completed for the first time, see `completedOn`.
 * - 3B.3 on the day on which a job that counts starts at a company that is in the programme's accelerator on that
 *   day: accepted by then, and not out of it again. A job that began before the company left stays where it is.
 * - 3B.4 on the day on which a job that counts starts at any other employer, unless 3B.3 is there by then.
 *
 * A later 3B.3 ends 3B.4 on its own day: until the day before, 3B.4 was true and stays so in every report of that
 * time; from that day on the participation is in 3B.3 alone. So no event ever changes the total of an earlier day,
 * and what is written for a shorter history is part of what is written for a longer one.
 *
 * A job that the person had before the first day of the participation is no result of it.
 *
 * @param minimumHours hours a week from which the programme counts a job that starts on a day
 * @source docs/sources.md#indicators
 */
export function participationMeasures(
  history: ParticipationHistory,
  minimumHours: (on: LocalDate) => number,
): readonly MeasureEntry[] {
  const courses = entryCoursesOf(history);
  const jobs = jobsOf(history, minimumHours);
  const started = firstOf(courses.map(({ id, startedOn }) => ({ on: startedOn, cause: `course ${id}` })));
  const completed = firstOf(courses.flatMap(completionOf));
  const hired = firstOf(jobs.filter(({ inAccelerator }) => inAccelerator));
  const elsewhere = firstOf(jobs.filter((job) => !job.inAccelerator && (hired === null || job.on < hired.on)));
  const once = (indicator: ParticipantIndicator, happening: Happening | null): readonly MeasureEntry[] =>
    happening === null ? [] : [entryOf(history, { indicator, ...happening }, PARTICIPANT_INDICATORS[indicator])];
  const employed = once("3B.4", elsewhere);
  return [
    ...once("3B.1", started),
    ...once("3B.2", completed),
    ...employed,
    ...(hired === null ? [] : employed.map((entry) => reversalOf(entry, hired.cause, hired.on))),
    ...once("3B.3", hired),
  ];
}

/** Entry courses, the first one first. */
function entryCoursesOf({ courses }: ParticipationHistory): readonly Course[] {
  return courses
    .filter(({ kind }) => kind === "ENTRY")
    .sort((a, b) => compareTexts(a.startedOn, b.startedOn) || compareTexts(a.id, b.id));
}

function completionOf(course: Course): readonly Happening[] {
  const on = completedOn(course);
  return on === null ? [] : [{ on, cause: `course ${course.id}` }];
}

function jobsOf(
  { participation, employments, memberships }: ParticipationHistory,
  minimumHours: (on: LocalDate) => number,
): readonly (Happening & Readonly<{ inAccelerator: boolean }>)[] {
  const { enteredOn, programmeId } = participation;
  return employments
    .filter(
      (job) => enteredOn !== null && job.startedOn >= enteredOn && countsAsEmployed(job, minimumHours(job.startedOn)),
    )
    .map(({ id, startedOn, employerId }) => ({
      on: startedOn,
      cause: `employment ${id}`,
      inAccelerator: memberships.some(
        (company) =>
          company.programmeId === programmeId &&
          company.organisationId === employerId &&
          isMemberOn(company, startedOn),
      ),
    }));
}
