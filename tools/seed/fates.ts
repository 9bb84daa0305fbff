/** What can become of a person's job and course, as plans for `pathwayOf`. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { CourseKind } from "@inclusion/participant/course/course";
import type { WorkForm } from "@inclusion/participant/employment/employment";
import { movedBy } from "./days.ts";
import { type CoursePlan, courseEnd, earlier, type JobPlan } from "./pathway.ts";
import { dayAfter, mondayFrom, type Random } from "./random.ts";

/** The start of a course and the time it has, before it is known how it ends. */
export type CourseStart = Readonly<{
  kind: CourseKind;
  startedOn: LocalDate;
  plannedWeeks: number;
  lastDay: LocalDate;
}>;

/** A course that is followed to its end. */
export function completed(random: Random, start: CourseStart): CoursePlan {
  return ended(start, "COMPLETED", random.between(96, 104));
}

/** A course that is left early. */
export function droppedOut(random: Random, start: CourseStart): CoursePlan {
  return ended(start, "DROPPED_OUT", random.between(12, 75));
}

/** A course that a job ends after this share of its planned time, in percent. */
export function endedByJob(start: CourseStart, percent: number): CoursePlan {
  return ended(start, "ENDED_BY_JOB", percent);
}

function ended({ lastDay, ...start }: CourseStart, completion: CoursePlan["completion"], percent: number): CoursePlan {
  const endedOn = earlier(courseEnd(start.startedOn, start.plannedWeeks, percent), lastDay);
  return { ...start, completion, endedOn };
}

/** Forms that a programme counts, as often as they stand here, with their least and most hours. */
const COUNTED_FORMS: readonly (readonly [WorkForm, number, number])[] = [
  ["SMALL_JOB", 8, 18],
  ["SMALL_JOB", 8, 15],
  ["SMALL_JOB", 8, 12],
  ["SMALL_JOB", 10, 20],
  ["FLEX_JOB", 8, 20],
  ["FLEX_JOB", 10, 25],
  ["ORDINARY", 20, 30],
  ["ORDINARY", 30, 37],
  ["ORDINARY", 37, 37],
  ["APPRENTICE", 37, 37],
];

/**
 * A job that counts. It starts on the Monday that follows `notBefore`, and some day may end.
 *
 * @param lastDay of the programme; the job starts in it, whatever `notBefore` says
 */
export function countedJob(random: Random, employerId: string, notBefore: LocalDate, lastDay: LocalDate): JobPlan {
  const [form, least, most] = random.pick(COUNTED_FORMS);
  return job(random, { form, employerId, hoursPerWeek: random.between(least, most) }, notBefore, lastDay);
}

/** A job with a subsidy to the employer. */
export function subsidisedJob(random: Random, employerId: string, notBefore: LocalDate, lastDay: LocalDate): JobPlan {
  const hoursPerWeek = random.pick([15, 20, 25, 37]);
  return job(random, { form: "WAGE_SUBSIDY", employerId, hoursPerWeek }, notBefore, lastDay);
}

/** A job with fewer hours than the programme counts. */
export function fewHoursJob(random: Random, employerId: string, notBefore: LocalDate, lastDay: LocalDate): JobPlan {
  const hoursPerWeek = random.pick([2, 3, 4, 4.5, 5, 6, 7.5]);
  return job(random, { form: "SMALL_JOB", employerId, hoursPerWeek }, notBefore, lastDay);
}

const ENDED_PERCENT = 30;

function job(
  random: Random,
  terms: Pick<JobPlan, "form" | "employerId" | "hoursPerWeek">,
  notBefore: LocalDate,
  lastDay: LocalDate,
): JobPlan {
  const startedOn = earlier(mondayFrom(notBefore), movedBy(lastDay, -random.between(7, 20)));
  const ends = dayAfter(random, startedOn, 60, 420);
  const endedOn = random.chance(ENDED_PERCENT) && ends <= lastDay ? ends : null;
  return { ...terms, startedOn, endedOn };
}
