/** The sixty people of the restart programme: 48 who were referred, and 12 who were in the earlier programme. Pure. */
import { type LocalDate, localDate } from "@inclusion/kernel";
import { movedBy } from "./days.ts";
import {
  type CourseStart,
  completed,
  countedJob,
  droppedOut,
  endedByJob,
  fewHoursJob,
  subsidisedJob,
} from "./fates.ts";
import { EARLIER_PROGRAMME } from "./names.ts";
import { type JobPlan, later, type Pathway, type PathwayPlan, pathwayOf } from "./pathway.ts";
import type { ProgrammeSpan } from "./places.ts";
import { dayAfter, mondayFrom, type Random } from "./random.ts";
import type { OrganisationRow } from "./rows.ts";

/** Ways of those who were referred: 31 complete, of whom 22 get some job, and 17 drop out. */
const REFERRED = { NO_JOB: 9, FEW_HOURS: 4, SUBSIDISED: 2, JOB: 10, BY_JOB: 6, DROPPED_OUT: 17 };

type Fate = keyof typeof REFERRED;

/** Days around which courses begin. */
const WAVES = ["2020-11-16", "2021-03-01", "2021-08-16", "2022-01-17", "2022-05-02"].map(localDate);

/** Everybody's way; people go to employers of their own municipality. */
export function restartPathways(random: Random, span: ProgrammeSpan, employers: readonly OrganisationRow[]): Pathway[] {
  const fates = random.shuffle(
    Object.entries(REFERRED).flatMap(([fate, count]) => Array<Fate>(count).fill(fate as Fate)),
  );
  const referred = fates.map((fate) => referredPathway(random, span, random.pick(employers), fate));
  const kept = Array.from({ length: 6 }, (_, index) => keptPathway(random, span, random.pick(employers), index > 0));
  const lost = Array.from({ length: 6 }, (_, index) => lostJobPathway(random, span, employers, index > 1));
  return [...referred, ...kept, ...lost];
}

function referredPathway(random: Random, span: ProgrammeSpan, employer: OrganisationRow, fate: Fate): Pathway {
  const startedOn = mondayFrom(dayAfter(random, random.pick(WAVES), 0, 24));
  const kind = random.chance(70) ? "ENTRY" : "INCLUSION";
  const start: CourseStart = { kind, startedOn, plannedWeeks: random.pick([13, 20, 26, 26]), lastDay: span.endsOn };
  return pathwayOf(random, {
    ...frame(span, employer.municipalityCode),
    ...endingOf(random, start, fate, employer.id),
    entryGate: "REFERRAL",
    previousProgramme: null,
    referredOn: later(movedBy(startedOn, -random.between(14, 60)), span.startsOn),
    hosts: [employer.id],
  });
}

function endingOf(
  random: Random,
  start: CourseStart,
  fate: Fate,
  employerId: string,
): Pick<PathwayPlan, "course" | "jobs"> {
  const { lastDay } = start;
  if (fate === "DROPPED_OUT") return { course: droppedOut(random, start), jobs: [] };
  if (fate === "BY_JOB") {
    const course = endedByJob(start, random.between(55, 90));
    return { course, jobs: [countedJob(random, employerId, movedBy(course.endedOn, 1), lastDay)] };
  }
  const course = completed(random, start);
  const soon = dayAfter(random, course.endedOn, 1, 60);
  const jobs = {
    NO_JOB: () => [],
    JOB: () => [countedJob(random, employerId, soon, lastDay)],
    FEW_HOURS: () => [fewHoursJob(random, employerId, soon, lastDay)],
    SUBSIDISED: () => [subsidisedJob(random, employerId, soon, lastDay)],
  }[fate]();
  return { course, jobs };
}

/** Somebody who came into work through the earlier programme and is helped to stay there. */
function keptPathway(random: Random, span: ProgrammeSpan, employer: OrganisationRow, isKept: boolean): Pathway {
  const startedOn = mondayFrom(dayAfter(random, span.startsOn, 30, 420));
  const start: CourseStart = {
    kind: "RETENTION",
    startedOn,
    plannedWeeks: random.pick([26, 39]),
    lastDay: span.endsOn,
  };
  const course = isKept ? completed(random, start) : droppedOut(random, start);
  const endedOn = isKept ? null : course.endedOn;
  return alumnusPathway(random, span, employer.municipalityCode, {
    course,
    entryGate: "ALUMNI_EMPLOYED",
    jobs: [{ ...earlierJob(random, employer.id, startedOn), endedOn }],
  });
}

/** Somebody who lost that work again and is to come back quickly. */
function lostJobPathway(
  random: Random,
  span: ProgrammeSpan,
  employers: readonly OrganisationRow[],
  isBack: boolean,
): Pathway {
  const [before, after] = [random.pick(employers), random.pick(employers)];
  const startedOn = mondayFrom(dayAfter(random, span.startsOn, 45, 600));
  const start: CourseStart = {
    ...{ kind: "FAST_TRACK_AFTERCARE", startedOn, plannedWeeks: random.pick([8, 10, 13]), lastDay: span.endsOn },
  };
  const course = isBack ? endedByJob(start, random.between(45, 95)) : completed(random, start);
  const lost = { ...earlierJob(random, before.id, startedOn), endedOn: movedBy(startedOn, -random.between(20, 70)) };
  const back = isBack ? [countedJob(random, after.id, movedBy(course.endedOn, 1), span.endsOn)] : [];
  return alumnusPathway(random, span, after.municipalityCode, {
    course,
    entryGate: "ALUMNI_LOST_JOB",
    jobs: [lost, ...back],
  });
}

function alumnusPathway(
  random: Random,
  span: ProgrammeSpan,
  municipalityCode: string,
  way: Pick<PathwayPlan, "entryGate" | "jobs"> & Readonly<{ course: Exclude<PathwayPlan["course"], string> }>,
): Pathway {
  const { startedOn } = way.course;
  return pathwayOf(random, {
    ...frame(span, municipalityCode),
    ...way,
    previousProgramme: EARLIER_PROGRAMME,
    referredOn: later(movedBy(startedOn, -random.between(3, 14)), span.startsOn),
    hosts: [],
  });
}

/** A job from before the programme. */
function earlierJob(random: Random, employerId: string, entersOn: LocalDate): Omit<JobPlan, "endedOn"> {
  const startedOn = mondayFrom(movedBy(entersOn, -random.between(150, 500)));
  const form = random.pick(["SMALL_JOB", "FLEX_JOB", "ORDINARY"] as const);
  return { form, employerId, startedOn, hoursPerWeek: random.between(10, 30) };
}

function frame({ programmeId, endsOn }: ProgrammeSpan, municipalityCode: string) {
  return { programmeId, municipalityCode, partnershipId: null, lastDay: endsOn };
}
