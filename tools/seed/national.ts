/**
 * A made-up programme as large as a nation, told in portions so that memory stays flat. Pure and repeatable.
 */
import { setImmediate } from "node:timers/promises";
import type { LocalDate } from "@inclusion/kernel";
import type { AcceleratorMembership } from "@inclusion/participant/participation/accelerator-membership";
import type { Change } from "./changes.ts";
import { membershipsOf } from "./cohort.ts";
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
import type { NationalPartnership, NationalPlaces } from "./national-places.ts";
import { type Pathway, type PathwayPlan, pathwayOf } from "./pathway.ts";
import type { ProgrammeSpan } from "./places.ts";
import { mondayFrom, type Random } from "./random.ts";
import type { Event } from "./recording.ts";
import { joined, NO_PARTICIPANTS, type ParticipantRows } from "./rows.ts";
import { tellPathwayAtOnce } from "./telling.ts";

/** How many people are told at a time. */
const PORTION = 2_000;

/** After how many people other work has its turn: the database is fed while the next portion is made. */
const PAUSE_EVERY = 20;

/**
 * The people of the national programme.
 *
 * @param count participations in all
 */
export async function* nationalPeople(
  random: Random,
  span: ProgrammeSpan,
  places: NationalPlaces,
  count: number,
): AsyncGenerator<ParticipantRows> {
  const memberships = Map.groupBy(membershipsOf(places.accelerator), ({ organisationId }) => organisationId);
  const partnerships = Map.groupBy(places.partnerships, ({ code }) => code);
  const anywhere = [...places.companies.values()].flat();
  for (let from = 0; from < count; from += PORTION) {
    const portion = random.fork(`people from ${from}`);
    const people: ParticipantRows[] = [];
    for (let index = from; index < Math.min(from + PORTION, count); index += 1) {
      if (index % PAUSE_EVERY === 0) await setImmediate();
      const code = portion.pick(places.weighted);
      const plan = planOf(portion, span, {
        code,
        partnership: portion.chance(60) ? (partnerships.get(code) ?? []) : [],
        companies: (places.companies.get(code) ?? anywhere).map(({ id }) => id),
      });
      const pathway = withGaps(portion, pathwayOf(portion, plan));
      people.push(tellPathwayAtOnce(portion, pathway, membershipsFor(plan, memberships)));
    }
    yield joined(people, NO_PARTICIPANTS);
  }
}

type Here = Readonly<{
  code: string;
  partnership: readonly NationalPartnership[];
  /** Never empty. */
  companies: readonly string[];
}>;

/**
 * What is not known of some: of 100 people 2 have no facts at entry, 4 no education or labour status, 5 were asked no
 * sensitive question, and of 2 nobody knows when they were asked.
 */
function withGaps(random: Random, { person, events }: Pathway): Pathway {
  const [lacks, asked] = [random.below(100), random.below(100)];
  const known = events.flatMap((event): readonly Event<Change>[] => {
    const { on, change } = event;
    if (change.table === "entry_facts") {
      if (lacks < 2) return [];
      const gap = lacks < 5 ? { education: null } : lacks < 6 ? { labourStatus: null } : {};
      return [{ on, change: { ...change, row: { ...change.row, ...gap } } }];
    }
    if (change.table !== "sensitive_facts") return [event];
    if (asked < 5) return [];
    return asked < 7 ? [{ on, change: { ...change, row: { ...change.row, askedOn: null } } }] : [event];
  });
  return { person, events: known };
}

/** 3 of 100 referrals lead to no start; of the others 62 are completed, 26 dropped and 12 ended by a job. */
function planOf(random: Random, span: ProgrammeSpan, here: Here): PathwayPlan {
  const partnership = here.partnership.length === 0 ? null : random.pick(here.partnership);
  const startedOn = startOf(random, span, partnership);
  const company = random.pick(here.companies);
  const frame = {
    programmeId: span.programmeId,
    municipalityCode: here.code,
    partnershipId: partnership?.id ?? null,
    entryGate: "REFERRAL",
    previousProgramme: null,
    referredOn: movedBy(startedOn, -random.between(14, 75)),
    lastDay: span.endsOn,
    isBrief: true,
  } as const;
  if (random.chance(3)) {
    return { ...frame, course: random.pick(["SCREENED_OUT", "WAITLISTED"]), hosts: [], jobs: [] };
  }
  const start: CourseStart = {
    kind: "ENTRY",
    startedOn,
    plannedWeeks: random.pick([13, 26, 26, 39]),
    lastDay: span.endsOn,
  };
  const host = partnership?.companyId ?? company;
  const hosts = random.chance(60) ? [host, company] : [host];
  return { ...frame, ...endingOf(random, start, partnership?.companyId ?? null, company), hosts };
}

function endingOf(
  random: Random,
  start: CourseStart,
  accelerated: string | null,
  company: string,
): Pick<PathwayPlan, "course" | "jobs"> {
  const employer = accelerated !== null && random.chance(65) ? accelerated : company;
  const fate = random.below(100);
  if (fate < 26) return { course: droppedOut(random, start), jobs: [] };
  if (fate < 38) {
    const course = endedByJob(start, random.between(30, 95));
    return { course, jobs: [countedJob(random, employer, movedBy(course.endedOn, 1), start.lastDay)] };
  }
  const course = completed(random, start);
  const soon = movedBy(course.endedOn, random.between(1, 90));
  const way = random.below(100);
  if (way < 44) return { course, jobs: [countedJob(random, employer, soon, start.lastDay)] };
  if (way < 50) return { course, jobs: [subsidisedJob(random, employer, soon, start.lastDay)] };
  if (way < 54) return { course, jobs: [fewHoursJob(random, employer, soon, start.lastDay)] };
  return { course, jobs: [] };
}

/** Courses start from the spring of the first year until a year before the end, after the company is there. */
function startOf(
  random: Random,
  { startsOn, endsOn }: ProgrammeSpan,
  partnership: NationalPartnership | null,
): LocalDate {
  const first = movedBy(partnership?.acceptedOn ?? startsOn, 80);
  const days = daysFrom(first, movedBy(endsOn, -365));
  return mondayFrom(movedBy(first, random.below(Math.max(1, days))));
}

function membershipsFor(
  { hosts, jobs }: PathwayPlan,
  memberships: ReadonlyMap<string, readonly AcceleratorMembership[]>,
): AcceleratorMembership[] {
  const companies = new Set([...hosts, ...jobs.map(({ employerId }) => employerId)]);
  return [...companies].flatMap((company) => memberships.get(company) ?? []);
}
