/** The 148 people who start with the growth partnerships, and those who were referred and did not. Pure. */
import { type LocalDate, localDate } from "@inclusion/kernel";
import type { PathwayEvent } from "@inclusion/participant/pathway/pathway";
import type { Change } from "./changes.ts";
import { daysFrom, movedBy } from "./days.ts";
import {
  type CourseStart,
  completed,
  countedJob,
  droppedOut,
  endedByJob,
  fewHoursJob,
  subsidisedJob,
} from "./fates.ts";
import type { GrowthPartnership } from "./growth-partnerships.ts";
import { later, type Pathway, type PathwayPlan, pathwayOf } from "./pathway.ts";
import type { ProgrammeSpan } from "./places.ts";
import { dayAfter, mondayFrom, type Random } from "./random.ts";
import type { Event } from "./recording.ts";
import { corrected } from "./telling.ts";

/** How many start in each of the eighteen partnerships. */
const STARTERS = [12, 10, 9, 8, 8, 7, 9, 8, 10, 7, 6, 8, 9, 8, 7, 8, 6, 8];

/** Ways that lead to the partnership's company, four in each partnership. */
const HIRED_HERE = { EARLY: 2, BY_JOB: 24, AFTER_OTHER_JOB: 2, AFTER_COURSE: 44 };

/** Ways of everybody else. */
const OTHERS = {
  ELSEWHERE_BY_JOB: 3,
  ELSEWHERE_AFTER_COURSE: 8,
  SUBSIDISED: 7,
  FEW_HOURS: 4,
  NO_JOB: 18,
  DROPPED_OUT: 36,
};

/** Ways of those who never started. */
const NOT_STARTED = { SCREENED_OUT: 14, WAITLISTED: 6, ACCEPTED: 1 };

type Fate = keyof typeof HIRED_HERE | keyof typeof OTHERS;

/** Days around which courses begin; companies of round n take part from wave n on, in five waves. */
const WAVES = ["2018-09-03", "2019-02-25", "2019-10-07", "2020-02-03", "2020-09-07", "2021-02-22", "2021-08-23"].map(
  localDate,
);

/** Everybody's way, those with records that were corrected later among them. */
export function growthPathways(
  random: Random,
  span: ProgrammeSpan,
  partnerships: readonly GrowthPartnership[],
  employers: readonly string[],
): Pathway[] {
  const hired = random.shuffle(deck(HIRED_HERE));
  const others = random.shuffle(deck(OTHERS));
  const sizes = random.shuffle(STARTERS);
  const started = partnerships.flatMap((partnership, index) => {
    const fates = [...hired.splice(0, 4), ...others.splice(0, (sizes[index] as number) - 4)];
    return fates.map((fate) => startedPathway(random, span, { partnership, employers, fate }));
  });
  const referredOnly = deck(NOT_STARTED).map((course) => {
    const partnership = random.pick(partnerships);
    const startedOn = courseStart(random, partnership);
    return pathwayOf(random, { ...frame(random, span, partnership, startedOn), course, hosts: [], jobs: [] });
  });
  return withCorrections(random.fork("corrections"), [...started, ...referredOnly]);
}

function deck<Card extends string>(counts: Readonly<Record<Card, number>>): Card[] {
  return Object.entries<number>(counts).flatMap(([card, count]) => Array<Card>(count).fill(card as Card));
}

type Starter = Readonly<{ partnership: GrowthPartnership; employers: readonly string[]; fate: Fate }>;

function startedPathway(random: Random, span: ProgrammeSpan, { partnership, employers, fate }: Starter): Pathway {
  const startedOn = courseStart(random, partnership);
  const roomWeeks = Math.floor(daysFrom(startedOn, span.endsOn) / 7) - 12;
  const plannedWeeks = random.pick([26, 26, 39, 52].filter((weeks) => weeks <= roomWeeks));
  const start: CourseStart = { kind: "ENTRY", startedOn, plannedWeeks, lastDay: span.endsOn };
  const other = random.pick(employers);
  const hosts = random.chance(55) ? [partnership.companyId, other] : [partnership.companyId];
  const ending = endingOf(random, start, fate, { here: partnership.companyId, other });
  return pathwayOf(random, { ...frame(random, span, partnership, startedOn), ...ending, hosts });
}

type Ending = Pick<PathwayPlan, "course" | "jobs">;

function endingOf(
  random: Random,
  start: CourseStart,
  fate: Fate,
  { here, other }: Readonly<{ here: string; other: string }>,
): Ending {
  const { lastDay } = start;
  if (fate === "DROPPED_OUT") return { course: droppedOut(random, start), jobs: [] };
  if (fate === "EARLY" || fate === "BY_JOB" || fate === "ELSEWHERE_BY_JOB") {
    const percent = fate === "EARLY" ? random.between(25, 42) : random.between(56, 92);
    const course = endedByJob(start, percent);
    const employer = fate === "ELSEWHERE_BY_JOB" ? other : here;
    return { course, jobs: [countedJob(random, employer, movedBy(course.endedOn, 1), lastDay)] };
  }
  const course = completed(random, start);
  const soon = dayAfter(random, course.endedOn, 1, 55);
  if (fate === "AFTER_COURSE") return { course, jobs: [countedJob(random, here, soon, lastDay)] };
  if (fate === "ELSEWHERE_AFTER_COURSE") return { course, jobs: [countedJob(random, other, soon, lastDay)] };
  if (fate === "SUBSIDISED") return { course, jobs: [subsidisedJob(random, here, soon, lastDay)] };
  if (fate === "FEW_HOURS") return { course, jobs: [fewHoursJob(random, other, soon, lastDay)] };
  if (fate === "NO_JOB") return { course, jobs: [] };
  const first = countedJob(random, other, movedBy(course.endedOn, 1), movedBy(lastDay, -120));
  const endedOn = dayAfter(random, first.startedOn, 40, 70);
  return { course, jobs: [{ ...first, endedOn }, countedJob(random, here, movedBy(endedOn, 3), lastDay)] };
}

function courseStart(random: Random, { round, acceptedOn }: GrowthPartnership): LocalDate {
  const wave = WAVES[round + random.below(5)] as LocalDate;
  const from = dayAfter(random, wave, 0, 20);
  return mondayFrom(later(from, movedBy(acceptedOn, 30)));
}

function frame(
  random: Random,
  { programmeId, endsOn }: ProgrammeSpan,
  partnership: GrowthPartnership,
  startedOn: LocalDate,
) {
  return {
    programmeId,
    municipalityCode: partnership.municipalityCode,
    partnershipId: partnership.id,
    entryGate: "REFERRAL",
    previousProgramme: null,
    referredOn: movedBy(startedOn, -random.between(21, 75)),
    lastDay: endsOn,
  } as const;
}

/**
 * A handful of records that were wrong and were corrected months later: starts in the autumn of 2020 that were
 * recorded in June, subsidised jobs that were recorded as ordinary ones, and one who was said to have completed.
 */
function withCorrections(random: Random, pathways: readonly Pathway[]): Pathway[] {
  let [starts, forms, completions] = [3, 2, 1];
  return pathways.map(({ person, events }) => {
    const rows = events.map(({ change }) => change);
    const start = rows.find((change) => change.table === "course")?.row.startedOn;
    const isSubsidised = rows.some((change) => change.table === "employment" && change.row.form === "WAGE_SUBSIDY");
    const hasDroppedOut = rows.some((change) => change.table === "course" && change.row.completion === "DROPPED_OUT");
    if (starts > 0 && start !== undefined && start.startsWith("2020-") && start >= "2020-08-01") {
      starts -= 1;
      return {
        person,
        events: corrected(random, events, startedIn(movedBy(start, -91)), movedBy(start, 95 + 70 * starts)),
      };
    }
    if (forms > 0 && isSubsidised) {
      forms -= 1;
      return { person, events: corrected(random, events, ordinaryJob, movedBy(lastDayOf(events), 110)) };
    }
    if (completions > 0 && hasDroppedOut) {
      completions -= 1;
      return { person, events: corrected(random, events, saidToComplete, movedBy(lastDayOf(events), 90)) };
    }
    return { person, events };
  });
}

function startedIn(startedOn: LocalDate): (change: Change) => Change {
  return (change) => {
    if (change.table === "course") return { ...change, row: { ...change.row, startedOn } };
    if (change.table === "participation" && change.row.enteredOn !== null) {
      return { ...change, row: { ...change.row, enteredOn: startedOn } };
    }
    return change;
  };
}

function ordinaryJob(change: Change): Change {
  if (change.table !== "employment" || change.row.form !== "WAGE_SUBSIDY") return change;
  return { ...change, row: { ...change.row, form: "ORDINARY" } };
}

function saidToComplete(change: Change): Change {
  if (change.table === "pathway_event") return { ...change, row: asIfCompleted(change.row) };
  if (change.table === "exit") return { ...change, row: { ...change.row, reasonCode: "COURSE_ENDED" } };
  if (change.table !== "course" || change.row.completion !== "DROPPED_OUT") return change;
  return { ...change, row: { ...change.row, completion: "COMPLETED", endFormOn: change.row.endedOn } };
}

/** The steps as they follow from a course that was completed. */
function asIfCompleted(step: PathwayEvent): PathwayEvent {
  if (step.kind === "DROP_OUT") return { ...step, kind: "COMPLETE", toState: "COMPLETED", reasonCode: null };
  return step.kind === "LEAVE" ? { ...step, fromState: "COMPLETED", reasonCode: "COURSE_ENDED" } : step;
}

function lastDayOf(events: readonly Event<Change>[]): LocalDate {
  const days = events.filter(({ isBeside }) => isBeside !== true).map(({ on }) => on);
  return days.sort().at(-1) as LocalDate;
}
