/** One person's way through a programme, told event by event from a plan. Pure. */
import { addMonths, type LocalDate } from "@inclusion/kernel";
import type { Course } from "@inclusion/participant/course/course";
import type { Employment } from "@inclusion/participant/employment/employment";
import type { Benefit, ParticipationState } from "@inclusion/participant/participation/participation";
import type { Person } from "@inclusion/participant/participation/person";
import type { Placement } from "@inclusion/participant/placement/placement";
import { besideEvents, type Way } from "./beside.ts";
import type { Change } from "./changes.ts";
import { daysFrom, movedBy } from "./days.ts";
import { exitEvent, factsEvents, followUpEvents, type Leaving, referralEvent, screeningEvent } from "./file-rows.ts";
import { dayAfter, mondayFrom, type Random } from "./random.ts";
import type { Event } from "./recording.ts";
import type { ParticipationRow } from "./rows.ts";
import { type PlannedStep, takenSteps } from "./steps.ts";

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
    /** Steps that lead nowhere are left out: later placements, ends of placements and of jobs, follow-ups. */
    isBrief?: boolean;
  }>;

export type Pathway = Readonly<{ person: Person; events: readonly Event<Change>[] }>;

/** The person, and everything that happens. */
export function pathwayOf(random: Random, plan: PathwayPlan): Pathway {
  const person = personOf(random, plan.referredOn);
  const first = firstRow(random, plan, person);
  const beside = (way: Omit<Way, "first" | "referredOn" | "lastDay">): Event<Change>[] => {
    if (plan.isBrief === true) return [];
    const told = besideEvents(random.fork(`beside ${first.id}`), { ...plan, ...way, first });
    return told.map((event) => ({ ...event, isBeside: true }));
  };
  if (typeof plan.course === "string") {
    const nothing = { course: null, leftOn: null, hosts: [], hasJob: false };
    return { person, events: [...notStarted(random, plan, first), ...beside(nothing)] };
  }
  const course = plan.course;
  const child = {
    participationId: first.id,
    programmeId: plan.programmeId,
    municipalityCode: plan.municipalityCode,
  };
  const placements = placementsOf(random, course, plan.hosts).map((row) => ({
    ...row,
    ...child,
    taskCode: null,
    pairedWithId: null,
  }));
  const jobs = plan.jobs.map((job) => ({ ...job, id: random.id(job.startedOn), ...child }));
  const steps = eventsOf(random, { ...plan, course }, first, { placements, jobs });
  const left = steps.find(({ change }) => change.table === "exit");
  const events = [
    ...steps,
    ...courseEvents({
      ...child,
      ...course,
      id: random.id(course.startedOn),
      axis: "AXIS_3B1",
      endFormOn: course.completion === "COMPLETED" ? course.endedOn : null,
    }),
    ...placements.flatMap((row) =>
      openedAndClosed<Placement>(row, plan.referredOn, (each) => ({ table: "placement", row: each })),
    ),
    ...jobs.flatMap((row) =>
      openedAndClosed<Employment>(row, plan.referredOn, (each) => ({ table: "employment", row: each })),
    ),
    ...beside({ course, leftOn: left?.on ?? null, hosts: placements, hasJob: jobs.length > 0 }),
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

/** Everything from the referral to the end: who drops out leaves that day, others are followed up and then closed. */
function eventsOf(
  random: Random,
  { referredOn, lastDay, course, isBrief = false }: PathwayPlan & Readonly<{ course: CoursePlan }>,
  first: ParticipationRow,
  { placements, jobs }: Stays,
): Event<Change>[] {
  const file = random.fork(`file of ${first.id}`);
  const isReferred = first.entryGate === "REFERRAL";
  const decidedOn = isReferred ? earlier(dayAfter(file, referredOn, 3, 14), course.startedOn) : referredOn;
  const leaving = leavingOf(random, { course, jobs }, lastDay);
  const followedUp = leaving === null ? null : followUpEvents(file, first, leaving, lastDay);
  const closing = course.completion === "DROPPED_OUT" ? file : random;
  const closedOn = leaving === null ? lastDay : dayAfter(closing, addMonths(leaving.leftOn, 6), 7, 28);
  const isClosed = followedUp?.madeOn.length === 2 && closedOn <= lastDay;
  const own = jobs.filter(({ startedOn }) => startedOn >= course.startedOn);
  const steps: PlannedStep[] = [
    ...(isReferred
      ? ([
          { on: referredOn, kind: "REFER" },
          { on: decidedOn, kind: "SCREEN_FIT" },
        ] as const)
      : ([{ on: referredOn, kind: "ADMIT_ALUMNUS" }] as const)),
    { on: course.startedOn, kind: "ENROL", set: { enteredOn: course.startedOn } },
    ...placements.flatMap(({ startedOn, endedOn }): PlannedStep[] => [
      { on: startedOn, kind: "START_PLACEMENT" },
      ...(endedOn === null ? [] : [{ on: endedOn, kind: "END_PLACEMENT" } as const]),
    ]),
    ...own.map(({ startedOn }) => ({ on: startedOn, kind: "EMPLOY" }) as const),
    ...endOfCourse(course),
    ...jobs.flatMap(({ endedOn }) =>
      endedOn === null || endedOn < referredOn ? [] : [{ on: endedOn, kind: "END_EMPLOYMENT" } as const],
    ),
    ...(leaving === null ? [] : [{ on: leaving.leftOn, kind: "LEAVE", ...left(leaving) } as const]),
    ...(followedUp?.madeOn ?? []).map((on) => ({ on, kind: "RECORD_FOLLOW_UP" }) as const),
    ...(isClosed ? [{ on: closedOn, kind: "CLOSE" } as const] : []),
  ];
  return [
    ...takenSteps(file, first, isBrief ? withoutAsides(steps) : steps),
    referralEvent(file, first, referredOn),
    ...(isReferred ? [screeningEvent(file, first, decidedOn, "FIT")] : []),
    ...factsEvents(file, first, decidedOn, true),
    ...(leaving === null ? [] : [exitEvent(file, first, leaving)]),
    ...(followedUp?.events ?? []),
  ];
}

const ASIDES: ReadonlySet<PlannedStep["kind"]> = new Set(["END_PLACEMENT", "END_EMPLOYMENT", "RECORD_FOLLOW_UP"]);

/** The steps that the state depends on, and the first placement. */
function withoutAsides(steps: readonly PlannedStep[]): readonly PlannedStep[] {
  const first = steps.findIndex(({ kind }) => kind === "START_PLACEMENT");
  return steps.filter(({ kind }, index) => !ASIDES.has(kind) && (kind !== "START_PLACEMENT" || index === first));
}

type Stays = Readonly<{
  placements: readonly Pick<Placement, "startedOn" | "endedOn">[];
  jobs: readonly Pick<Employment, "startedOn" | "endedOn">[];
}>;

function endOfCourse({ completion, endedOn }: CoursePlan): readonly PlannedStep[] {
  if (completion === "ENDED_BY_JOB") return [];
  if (completion === "COMPLETED") return [{ on: endedOn, kind: "COMPLETE" }];
  return [{ on: endedOn, kind: "DROP_OUT", reasonCode: "OTHER", set: { leftOn: endedOn } }];
}

function left({ leftOn, reasonCode }: Leaving) {
  return { reasonCode, set: { leftOn } };
}

/** When and how somebody leaves; null for who is still there when the programme ends. */
function leavingOf(
  random: Random,
  { course, jobs }: Pick<Stays, "jobs"> & Readonly<{ course: CoursePlan }>,
  lastDay: LocalDate,
): Leaving | null {
  const isInWorkOn = (day: LocalDate): boolean =>
    jobs.some(({ startedOn, endedOn }) => startedOn <= day && (endedOn === null || endedOn > day));
  if (course.completion === "DROPPED_OUT") {
    return { leftOn: course.endedOn, reasonCode: "DROPPED_OUT", isInWork: isInWorkOn(course.endedOn) };
  }
  const job = jobs.find(({ startedOn }) => startedOn >= course.startedOn);
  const settledOn = job === undefined ? course.endedOn : job.startedOn;
  const leftOn = dayAfter(random, later(settledOn, course.endedOn), 28, job === undefined ? 90 : 300);
  if (leftOn > lastDay) return null;
  const isInWork = isInWorkOn(leftOn);
  return { leftOn, reasonCode: isInWork ? "IN_WORK" : "COURSE_ENDED", isInWork };
}

/** Somebody who was referred and never started. */
function notStarted(
  random: Random,
  { referredOn, lastDay, course }: PathwayPlan,
  first: ParticipationRow,
): Event<Change>[] {
  const decidedOn = earlier(dayAfter(random, referredOn, 7, 28), lastDay);
  const file = random.fork(`file of ${first.id}`);
  const [kind, outcome] = {
    SCREENED_OUT: ["SCREEN_NOT_FIT", "NOT_FIT"] as const,
    WAITLISTED: ["SCREEN_WAIT", "WAITLIST"] as const,
    ACCEPTED: ["SCREEN_FIT", "FIT"] as const,
  }[course as "SCREENED_OUT" | "WAITLISTED" | "ACCEPTED"];
  const why = kind === "SCREEN_NOT_FIT" ? { reasonCode: "NOT_IN_TARGET_GROUP" } : {};
  return [
    ...takenSteps(file, first, [
      { on: referredOn, kind: "REFER" },
      { on: decidedOn, kind, ...why },
    ]),
    referralEvent(file, first, referredOn),
    screeningEvent(file, first, decidedOn, outcome),
    ...factsEvents(file, first, decidedOn, false),
  ];
}

const NOT_ENDED = { endedOn: null, completion: null, endFormOn: null };

function courseEvents(course: Course & Readonly<{ endedOn: LocalDate }>): Event<Change>[] {
  return [
    { on: course.startedOn, change: { table: "course", row: { ...course, ...NOT_ENDED } } },
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
