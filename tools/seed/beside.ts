/**
 * What happens beside the steps of somebody's way: who answers for it, contacts with companies, activities with a
 * mentor or in a class, and measurements of progress. Pure.
 */
import { addMonths, type LocalDate } from "@inclusion/kernel";
import type { Activity, ActivityKind } from "@inclusion/participant/activity/activity";
import { instrumentOf, itemsOf } from "@inclusion/participant/measurement/instruments";
import type { Measurement } from "@inclusion/participant/measurement/measurement";
import type { Owner } from "@inclusion/participant/owner/owner";
import type { Change } from "./changes.ts";
import { daysFrom, movedBy } from "./days.ts";
import { dayAfter, type Random } from "./random.ts";
import type { Event } from "./recording.ts";
import type { ParticipationRow } from "./rows.ts";
import { ownedBy } from "./steps.ts";

/** One person's way, as far as it matters for what happens beside it. */
export type Way = Readonly<{
  first: ParticipationRow;
  referredOn: LocalDate;
  /** The last day of the programme. */
  lastDay: LocalDate;
  /** Null for who never started. */
  course: Readonly<{ startedOn: LocalDate; endedOn: LocalDate }> | null;
  /** The last day of the participation; null while it goes on. */
  leftOn: LocalDate | null;
  /** Companies of placements with their first days. */
  hosts: readonly Readonly<{ companyId: string; startedOn: LocalDate }>[];
  hasJob: boolean;
}>;

/** Everything beside the way; each event is told on its own day. */
export function besideEvents(random: Random, way: Way): Event<Change>[] {
  const owners = ownersOf(random.fork("owners"), way);
  const { course, leftOn, lastDay } = way;
  if (course === null) return owners;
  const during = [
    ...contactsOf(random.fork("contacts"), way, course.startedOn),
    ...activitiesOf(random.fork("activities"), way, course),
    ...measurementsOf(random.fork("measurements"), way, course.startedOn),
  ];
  return [...owners, ...during.filter(({ on }) => on <= (leftOn ?? lastDay))];
}

const CASEWORKERS = ["A", "B", "C"] as const;

/**
 * A caseworker from the referral on. Of a hundred, eight were never given one, eight lost theirs, and six have two
 * since a handover that nobody ended; the others' answer for them until half a year after the end, or are handed over.
 */
function ownersOf(random: Random, { first, referredOn, lastDay, course, leftOn }: Way): Event<Change>[] {
  const fate = random.below(100);
  if (fate < 8) return [];
  const [one, other] = random.shuffle(CASEWORKERS).map((letter) => `SB-${first.municipalityCode}-${letter}`);
  const changeOn = dayAfter(random, course?.startedOn ?? referredOn, 30, 200);
  const endOn = leftOn === null ? null : earliest(addMonths(leftOn, 6), lastDay);
  const owner = (caseworkerRef: string, fromOn: LocalDate, untilOn: LocalDate | null): Event<Change>[] => {
    const row: Owner = {
      ...ownedBy(first),
      ...{ id: random.id(fromOn), kind: "RESPONSIBLE", caseworkerRef, fromOn, untilOn: null },
    };
    const given: Event<Change> = { on: fromOn, change: { table: "owner", row } };
    if (untilOn === null || untilOn < fromOn) return [given];
    return [given, { on: untilOn, change: { table: "owner", row: { ...row, untilOn } } }];
  };
  const isInside = changeOn < (endOn ?? lastDay);
  if (fate < 16 && isInside) return owner(one as string, referredOn, changeOn);
  if (fate < 22 && isInside)
    return [...owner(one as string, referredOn, null), ...owner(other as string, changeOn, endOn)];
  if (fate < 40 && isInside) {
    return [...owner(one as string, referredOn, movedBy(changeOn, -1)), ...owner(other as string, changeOn, endOn)];
  }
  return owner(one as string, referredOn, endOn);
}

/** One to three contacts with each company before the placement begins there; of one in eight none was recorded. */
function contactsOf(random: Random, { first, hosts }: Way, startedOn: LocalDate): Event<Change>[] {
  if (random.chance(12)) return [];
  return hosts.flatMap(({ companyId, startedOn: placedOn }) => {
    const room = daysFrom(startedOn, placedOn);
    return Array.from({ length: random.between(1, 3) }, (): Event<Change> => {
      const on = movedBy(startedOn, random.below(Math.max(1, Math.min(room, 60))));
      const kind = random.pick(["CALL", "CALL", "MEETING", "VISIT", "INTERVIEW"] as const);
      const row = { ...ownedBy(first), id: random.id(on), companyId, kind, happenedOn: on };
      return { on, change: { table: "company_contact", row } };
    });
  });
}

/** Guidance for everyone, classes for most, and a mentor for somewhat less than half, more of them with a job later. */
function activitiesOf(
  random: Random,
  { first, hasJob }: Way,
  { startedOn, endedOn }: Readonly<{ startedOn: LocalDate; endedOn: LocalDate }>,
): Event<Change>[] {
  const days = daysFrom(startedOn, endedOn);
  const some = (kind: ActivityKind, count: number, hours: readonly number[]): Event<Change>[] => {
    const taken = new Set(
      Array.from({ length: count }, () => movedBy(startedOn, random.between(1, Math.max(1, days)))),
    );
    return [...taken].map((on) => {
      const row: Activity = {
        ...ownedBy(first),
        ...{ id: random.id(on), kind, axis: "AXIS_3B1", happenedOn: on, hours: random.pick(hours) },
      };
      return { on, change: { table: "activity", row } };
    });
  };
  return [
    ...some("GUIDANCE", random.between(1, 3), [0.5, 1]),
    ...(random.chance(60) ? some("UPSKILLING", random.between(2, 5), [3, 6]) : []),
    ...(random.chance(hasJob ? 56 : 34) ? some("MENTOR", random.between(4, 9), [1, 1.5, 2]) : []),
  ];
}

/**
 * The participant's own answers at entry, around week 12 and around week 26: higher and rising faster, on the whole,
 * for who finds a job. One in six is not asked around week 12, and one question in fifteen is not answered.
 */
function measurementsOf(random: Random, { first, hasJob }: Way, startedOn: LocalDate): Event<Change>[] {
  const level = random.between(12, 32) + (hasJob ? 3 : 0);
  const pace = hasJob ? random.between(2, 12) : random.between(-3, 8);
  const times = [0, 84 + random.between(-10, 10), 182 + random.between(-10, 10)];
  return times.flatMap((days, index) => {
    if (index > 0 && random.chance(17)) return [];
    const on = movedBy(startedOn, days);
    return [{ on, change: { table: "measurement", row: measured(random, first, on, level + pace * index) } } as const];
  });
}

const SERIES = { instrument: "BIP", instrumentVersion: 1, rater: "PARTICIPANT" } as const;

/** Answers around a level, in tenths of a step. */
function measured(random: Random, first: ParticipationRow, measuredOn: LocalDate, level: number): Measurement {
  const instrument = instrumentOf(SERIES.instrument, SERIES.instrumentVersion);
  const items = instrument === null ? [] : itemsOf(instrument, SERIES.rater);
  const scores = items.map(({ code }, index) => {
    const score = Math.min(5, Math.max(1, Math.round((level + random.between(-9, 9)) / 10)));
    return [code, index > 0 && random.chance(7) ? null : score] as const;
  });
  return { ...ownedBy(first), ...SERIES, id: random.id(measuredOn), measuredOn, scores: Object.fromEntries(scores) };
}

function earliest(...days: readonly [LocalDate, LocalDate]): LocalDate {
  return [...days].sort()[0] as LocalDate;
}
