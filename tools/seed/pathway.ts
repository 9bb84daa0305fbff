/** One person's way through a programme, told event by event from a plan. Pure. */
import { addMonths, type LocalDate } from "@inclusion/kernel";
import type { Course } from "@inclusion/participant/course/course";
import type { Employment } from "@inclusion/participant/employment/employment";
import type { Benefit, ParticipationState } from "@inclusion/participant/participation/participation";
import type { Person } from "@inclusion/participant/participation/person";
import type { Placement } from "@inclusion/participant/placement/placement";
import { daysFrom, movedBy } from "./days.ts";
import { dayAfter, mondayFrom, type Random } from "./random.ts";
import type { Event } from "./recording.ts";
import type { ParticipationRow } from "./rows.ts";

export type CoursePlan = Pick<Course, "kind" | "plannedWeeks" | "startedOn"> &
  Readonly<{ endedOn: LocalDate; completion: NonNullable<Course["completion"]> }>;
export type JobPlan = Pick<Employment, "form" | "employerId" | "startedOn" | "endedOn" | "hoursPerWeek">;

/** What is to happen to one person. */
export type PathwayPlan = Pick<
  ParticipationRow,
  "programmeId" | "municipalityCode" | "partnershipId" | "entryGate" | "previousProgramme"
> &
  Readonly<{
    referredOn: LocalDate;
    /** The last day of the programme: nothing happens after it. */
    lastDay: LocalDate;
    /** How the referral ended for one who never started; else the course. */
    course: CoursePlan | Extract<ParticipationState, "SCREENED_OUT" | "WAITLISTED" | "ACCEPTED">;
    /** Companies of the placements, one after the other. */
    hosts: readonly string[];
    jobs: readonly JobPlan[];
  }>;

/** A row of a person's way as it stands from a day on. */
export type Change =
  | Readonly<{ table: "participation"; row: ParticipationRow }>
  | Readonly<{ table: "course"; row: Course }>
  | Readonly<{ table: "placement"; row: Placement }>
  | Readonly<{ table: "employment"; row: Employment }>;

export type Pathway = Readonly<{ person: Person; events: readonly Event<Change>[] }>;

/** The person, and everything that happens. */
export function pathwayOf(random: Random, plan: PathwayPlan): Pathway {
  const person = personOf(random, plan.referredOn);
  const first = firstRow(random, plan, person);
  if (typeof plan.course === "string") {
    const decidedOn = earlier(dayAfter(random, plan.referredOn, 7, 28), plan.lastDay);
    return { person, events: [told(plan.referredOn, first), told(decidedOn, { ...first, state: plan.course })] };
  }
  const course = plan.course;
  const child = {
    participationId: first.id,
    programmeId: plan.programmeId,
    municipalityCode: plan.municipalityCode,
  };
  const placements = placementsOf(random, course, plan.hosts).map((row) => ({ ...row, ...child }));
  const jobs = plan.jobs.map((job) => ({ ...job, id: random.id(job.startedOn), ...child }));
  const events = [
    ...statesOf(random, { ...plan, course }, first, placements),
    ...courseEvents({ ...child, ...course, id: random.id(course.startedOn), axis: "AXIS_3B1" }),
    ...placements.flatMap((row) =>
      openedAndClosed<Placement>(row, plan.referredOn, (each) => ({ table: "placement", row: each })),
    ),
    ...jobs.flatMap((row) =>
      openedAndClosed<Employment>(row, plan.referredOn, (each) => ({ table: "employment", row: each })),
    ),
  ];
  return { person, events };
}

/** The last day of a course that is left after this share of its planned time, in percent. */
export function courseEnd(startedOn: LocalDate, plannedWeeks: number, percent: number): LocalDate {
  return movedBy(startedOn, Math.max(20, Math.round((7 * plannedWeeks * percent) / 100) - 1));
}

/** The earlier of two days. */
export function earlier(...days: readonly [LocalDate, LocalDate]): LocalDate {
  return [...days].sort()[0] as LocalDate;
}

/** The later of two days. */
export function later(...days: readonly [LocalDate, LocalDate]): LocalDate {
  return [...days].sort()[1] as LocalDate;
}

/** Benefits as often as they stand here. */
const BENEFITS: readonly Benefit[] = [
  ...Array<Benefit>(11).fill("CASH_ACTIVITY_READY"),
  ...Array<Benefit>(3).fill("RESOURCE_COURSE"),
  "CASH_JOB_READY",
  "EDUCATION_ACTIVITY_READY",
  "SICKNESS",
  "JOB_CLARIFICATION",
  "UNEMPLOYED_FLEX",
  "SELF_SUPPORT_RETURN",
];

/** Somebody of 19 to 62 years. */
function personOf(random: Random, on: LocalDate): Person {
  const birthDate = movedBy(addMonths(on, -12 * random.between(19, 61)), -random.below(364));
  return { id: random.id(on), birthDate, sex: random.chance(47) ? "F" : "M", synthetic: true };
}

function firstRow(random: Random, plan: PathwayPlan, person: Person): ParticipationRow {
  const { programmeId, municipalityCode, partnershipId, entryGate, previousProgramme } = plan;
  return {
    id: random.id(plan.referredOn),
    personId: person.id,
    programmeId,
    municipalityCode,
    partnershipId,
    entryGate,
    previousProgramme,
    state: entryGate === "REFERRAL" ? "REFERRED" : "ACCEPTED",
    enteredOn: null,
    leftOn: null,
    benefit: entryGate === "ALUMNI_EMPLOYED" ? "NONE_SELF_SUPPORTING" : random.pick(BENEFITS),
    synthetic: true,
  };
}

function told(on: LocalDate, row: ParticipationRow): Event<Change> {
  return { on, change: { table: "participation", row } };
}

/** The participation from the referral to the end: who drops out has left, others are followed up and then closed. */
function statesOf(
  random: Random,
  { referredOn, lastDay, jobs, course }: PathwayPlan & Readonly<{ course: CoursePlan }>,
  first: ParticipationRow,
  placements: readonly Pick<Placement, "startedOn">[],
): Event<Change>[] {
  const entered = { ...first, enteredOn: course.startedOn };
  const [placement] = placements;
  const begin = [
    told(referredOn, first),
    told(course.startedOn, { ...entered, state: "ENROLLED" }),
    ...(placement === undefined ? [] : [told(placement.startedOn, { ...entered, state: "IN_PLACEMENT" })]),
  ];
  if (course.completion === "DROPPED_OUT") {
    return [...begin, told(course.endedOn, { ...entered, state: "DROPPED_OUT", leftOn: course.endedOn })];
  }
  const job = jobs.find(({ startedOn }) => startedOn >= course.startedOn);
  const isByJob = course.completion === "ENDED_BY_JOB";
  const middle = [
    ...(isByJob
      ? []
      : [told(course.endedOn, { ...entered, state: course.kind === "RETENTION" ? "EMPLOYED" : "COMPLETED" })]),
    ...(job === undefined ? [] : [told(job.startedOn, { ...entered, state: "EMPLOYED" })]),
  ];
  const settledOn = job === undefined ? course.endedOn : job.startedOn;
  const from = later(settledOn, course.endedOn);
  const leftOn = dayAfter(random, from, 28, job === undefined ? 90 : 300);
  if (leftOn > lastDay) return [...begin, ...middle];
  const closedOn = dayAfter(random, addMonths(leftOn, 6), 7, 28);
  const left = { ...entered, leftOn };
  return [
    ...begin,
    ...middle,
    told(leftOn, { ...left, state: "FOLLOW_UP" }),
    ...(closedOn <= lastDay ? [told(closedOn, { ...left, state: "CLOSED" })] : []),
  ];
}

function courseEvents(course: Course & Readonly<{ endedOn: LocalDate }>): Event<Change>[] {
  return [
    { on: course.startedOn, change: { table: "course", row: { ...course, endedOn: null, completion: null } } },
    { on: course.endedOn, change: { table: "course", row: course } },
  ];
}

/** What is older than the referral is told with it. */
function openedAndClosed<Row extends Readonly<{ startedOn: LocalDate; endedOn: LocalDate | null }>>(
  row: Row,
  referredOn: LocalDate,
  change: (row: Row) => Change,
): Event<Change>[] {
  if (row.endedOn !== null && row.endedOn <= referredOn) return [{ on: referredOn, change: change(row) }];
  const on = later(row.startedOn, referredOn);
  const opened = { on, change: change({ ...row, endedOn: null }) };
  return row.endedOn === null ? [opened] : [opened, { on: row.endedOn, change: change(row) }];
}

type PlacedAt = Pick<Placement, "id" | "form" | "companyId" | "startedOn" | "endedOn" | "hoursPerWeek">;

/** One placement in each company as long as the course has room, never two at once, with more hours each time. */
function placementsOf(random: Random, course: CoursePlan, hosts: readonly string[]): PlacedAt[] {
  const days = daysFrom(course.startedOn, course.endedOn);
  let from = movedBy(course.startedOn, Math.min(7 * random.between(2, 8), Math.floor(days / 3)));
  let leastHours = 8;
  const placements: PlacedAt[] = [];
  for (const companyId of hosts) {
    const startedOn = placements.length === 0 ? from : mondayFrom(from);
    const endedOn = earlier(movedBy(startedOn, 7 * random.between(6, 20) - 3), course.endedOn);
    if (daysFrom(startedOn, endedOn) < 10) break;
    const hoursPerWeek = random.between(leastHours, leastHours + 12);
    const form = random.chance(12) ? "UTILITY_JOB" : "WORK_TRIAL";
    placements.push({ id: random.id(startedOn), form, companyId, startedOn, endedOn, hoursPerWeek });
    from = movedBy(endedOn, random.between(3, 17));
    leastHours = Math.min(25, hoursPerWeek + 2);
  }
  return placements;
}
