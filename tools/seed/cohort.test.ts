import { createHash } from "node:crypto";
import { isId, type LocalDate, localDate, type MeasureEntry, totalOf } from "@inclusion/kernel";
import type { Course } from "@inclusion/participant/course/course";
import { fileMeasures } from "@inclusion/participant/participation/file-measures";
import { newFile } from "@inclusion/participant/participation/participation-file";
import type { Person } from "@inclusion/participant/participation/person";
import { readCvr } from "@inclusion/partnership/organisation/cvr";
import {
  CourseAccepted,
  CourseExited,
  EmployerReadinessMeasured,
  JobOpeningClosed,
  JobOpeningPublished,
  RoomSet,
} from "@inclusion/schema/facts";
import { describe, expect, test } from "vitest";
import { growthStory, membershipsOf, restartStory } from "./cohort.ts";
import { daysFrom } from "./days.ts";
import { randomOf } from "./random.ts";
import type { Story, Told } from "./rows.ts";
import { MINIMUM_HOURS } from "./telling.ts";

const GROWTH = {
  programmeId: "00000000-0000-7000-8000-000000000001",
  startsOn: localDate("2018-02-06"),
  endsOn: localDate("2022-09-30"),
};
const RESTART = {
  programmeId: "00000000-0000-7000-8000-000000000002",
  startsOn: localDate("2020-10-20"),
  endsOn: localDate("2023-03-31"),
};
const growth = growthStory(randomOf(11), GROWTH, new Map());
const restart = restartStory(randomOf(12), RESTART);

function entriesOf(story: Story, knownAt = "9999"): MeasureEntry[] {
  return [story.partnership, story.accelerator, story.participant]
    .flatMap(({ measure_entry }) => measure_entry)
    .filter(({ recordedAt }) => recordedAt <= knownAt)
    .map(({ row }) => row);
}

function totals(story: Story, asOf: LocalDate, knownAt?: string): Record<string, number> {
  const byIndicator = Map.groupBy(entriesOf(story, knownAt), ({ indicator }) => indicator);
  return Object.fromEntries([...byIndicator].map(([indicator, entries]) => [indicator, totalOf(entries, asOf)]));
}

/** What the accelerator tells. */
const SHAPES = {
  ...{ CourseAccepted, CourseExited, EmployerReadinessMeasured },
  ...{ JobOpeningClosed, JobOpeningPublished, RoomSet },
};

/** Marks of a day that is known beforehand. */
const LIES_AHEAD = /^AT_\d+_MONTHS$|^FOLLOW_UP_6M_DUE$/;

/** The last version of every row. */
function latest<Row extends Readonly<{ id: string }>>(told: readonly Told<Row>[]): Row[] {
  return [...new Map(told.map(({ row }) => [row.id, row])).values()];
}

const PROMISED = {
  "3B.1": 148,
  "3B.2": 110,
  "3B.3": 72,
  "3B.4": 11,
  ACC_COMPANIES: 18,
  ACC_GROWTH: 18,
  TRAINING_PLACES: 90,
  ORDINARY_HIRES: 36,
  CASES_PUBLISHED: 18,
  OTHER_ACTOR_GROWTH: 12,
  MUNICIPALITIES: 12,
};

test.each([1, 2, 3, 11, 20_180_206])(
  "the growth partnerships reach exactly what their sheet promises, from %i",
  (seed) => {
    expect(totals(growthStory(randomOf(seed), GROWTH, new Map()), GROWTH.endsOn)).toMatchObject(PROMISED);
  },
);

test("every company of the accelerator hires four", () => {
  const counted = new Set(
    growth.participant.measure_entry.flatMap(({ row }) => (row.indicator === "3B.3" ? [row.cause] : [])),
  );
  const companies = new Set(membershipsOf(growth.accelerator).map(({ organisationId }) => organisationId));
  const hires = latest(growth.participant.employment).filter(
    ({ id, employerId, form }) =>
      companies.has(employerId) && form !== "WAGE_SUBSIDY" && counted.has(`employment ${id}`),
  );
  expect([...Map.groupBy(hires, ({ employerId }) => employerId).values()].map((list) => list.length)).toEqual(
    Array(18).fill(4),
  );
});

test("tells of referrals that led to no start", () => {
  const states = Map.groupBy(latest(growth.participant.participation), ({ state }) => state);
  const count = (state: "SCREENED_OUT" | "WAITLISTED" | "ACCEPTED"): number => states.get(state)?.length ?? 0;
  expect([count("SCREENED_OUT"), count("WAITLISTED"), count("ACCEPTED")]).toEqual([14, 6, 1]);
});

test("reported other numbers before corrections were recorded", () => {
  const half = (knownAt: string): number =>
    entriesOf(growth, knownAt)
      .filter(({ indicator, validOn }) => indicator === "3B.1" && validOn >= "2020-07-01" && validOn <= "2020-12-31")
      .reduce((sum, { amount }) => sum + amount, 0);
  const [then, now] = [half("2021-01-01"), half("9999")];
  expect(then).toBeGreaterThan(0);
  expect(now).toBeGreaterThan(then);
  const reversals = entriesOf(growth).filter(({ cause }) => cause === "correction of the record");
  expect(reversals.filter(({ indicator }) => indicator.startsWith("3B."))).toHaveLength(6);
});

test("the restart programme tells of sixty people, twelve of them returning", () => {
  const participations = latest(restart.participant.participation);
  const gates = Map.groupBy(participations, ({ entryGate }) => entryGate);
  expect([...gates].map(([gate, rows]) => [gate, rows.length]).sort()).toEqual([
    ["ALUMNI_EMPLOYED", 6],
    ["ALUMNI_LOST_JOB", 6],
    ["REFERRAL", 48],
  ]);
  const courses = Map.groupBy(latest(restart.participant.course), ({ participationId }) => participationId);
  const kindsOf = (gate: "ALUMNI_EMPLOYED" | "ALUMNI_LOST_JOB"): Set<Course["kind"]> =>
    new Set((gates.get(gate) ?? []).flatMap(({ id }) => (courses.get(id) ?? []).map(({ kind }) => kind)));
  expect(kindsOf("ALUMNI_EMPLOYED")).toEqual(new Set(["RETENTION"]));
  expect(kindsOf("ALUMNI_LOST_JOB")).toEqual(new Set(["FAST_TRACK_AFTERCARE"]));
  const referred = (gates.get("REFERRAL") ?? []).flatMap(({ id }) => courses.get(id) ?? []);
  expect(referred.filter(({ completion }) => completion !== "DROPPED_OUT")).toHaveLength(31);
  expect(restart.accelerator.company_course).toEqual([]);
});

describe.each([
  ["growth", growth, GROWTH],
  ["restart", restart, RESTART],
] as const)("the %s story", (name, story, span) => {
  const courses = latest(story.participant.course);
  const placements = latest(story.participant.placement);
  const employments = latest(story.participant.employment);
  const participations = latest(story.participant.participation);

  test("gives one course to everybody who entered, and none to others", () => {
    const entered = participations.filter(({ enteredOn }) => enteredOn !== null).map(({ id }) => id);
    expect(courses.map(({ participationId }) => participationId).sort()).toEqual(entered.sort());
  });

  test("happens within the programme, each day after the ones before it", () => {
    const inside = (day: LocalDate | null): boolean => day === null || (day >= span.startsOn && day <= span.endsOn);
    const alumni = new Set(
      participations.filter(({ previousProgramme }) => previousProgramme !== null).map(({ id }) => id),
    );
    const own = employments.filter(({ participationId }) => !alumni.has(participationId));
    const stays = [...courses, ...placements, ...own];
    expect(stays.filter(({ startedOn, endedOn }) => !inside(startedOn) || !inside(endedOn))).toEqual([]);
    const all = [...courses, ...placements, ...employments];
    expect(all.filter(({ startedOn, endedOn }) => endedOn !== null && endedOn < startedOn)).toEqual([]);
    const left = participations.filter(({ enteredOn, leftOn }) => !inside(enteredOn) || !inside(leftOn));
    expect(left).toEqual([]);
  });

  test("never has more than 37 hours of placements at once", () => {
    for (const own of Map.groupBy(placements, ({ participationId }) => participationId).values()) {
      for (const { startedOn } of own) {
        const then = own.filter((other) => other.startedOn <= startedOn && (other.endedOn ?? "9999") >= startedOn);
        expect(then.reduce((sum, { hoursPerWeek }) => sum + hoursPerWeek, 0)).toBeLessThanOrEqual(37);
      }
    }
  });

  test("is about people of 19 to 62 years, and says of everything that it is made up", () => {
    const births = new Map(latest(story.participant.person).map(({ id, birthDate }) => [id, birthDate]));
    const entered = participations.flatMap(({ personId, enteredOn }) =>
      enteredOn === null ? [] : [{ personId, enteredOn }],
    );
    const ages = entered.map(
      ({ personId, enteredOn }) => daysFrom(births.get(personId) as LocalDate, enteredOn) / 365.25,
    );
    expect([Math.floor(Math.min(...ages)), Math.floor(Math.max(...ages))]).toEqual([
      19,
      expect.toSatisfy((age) => age <= 62),
    ]);
    const { organisation, partnership, programme_municipality } = story.partnership;
    const people = [...story.participant.person, ...story.participant.participation];
    const rows = [...people, ...partnership, ...programme_municipality, ...story.accelerator.company_course];
    expect(rows.filter(({ row }) => !row.synthetic)).toEqual([]);
    expect(entriesOf(story).filter(({ synthetic }) => !synthetic)).toEqual([]);
    const made = organisation.filter(({ row }) => !row.kinds.includes("MUNICIPALITY"));
    expect(made.filter(({ row }) => !row.synthetic || !/^Opdigtet /.test(row.name))).toEqual([]);
    const numbers = organisation.flatMap(({ row }) => row.cvr ?? []);
    expect(numbers.filter((cvr) => !cvr.startsWith("99") || !readCvr(cvr, []).ok)).toEqual([]);
    expect(organisation.filter(({ row }) => /\d/.test(row.name))).toEqual([]);
  });

  test("records nothing before it happened, and versions in their order", () => {
    const late = story.participant.measure_entry.filter(
      ({ row, recordedAt }) => recordedAt < row.validOn && !LIES_AHEAD.test(row.indicator),
    );
    expect(late).toEqual([]);
    for (const table of [story.participant.participation, story.participant.course, story.participant.employment]) {
      const tellings: readonly Told<Readonly<{ id: string }>>[] = table;
      for (const versions of Map.groupBy(tellings, ({ row }) => row.id).values()) {
        const instants = versions.map(({ recordedAt }) => recordedAt);
        expect(instants).toEqual([...instants].sort());
      }
    }
  });

  test("has for everybody a referral, facts at entry and steps that lead to the state; an exit for who has left", () => {
    const idsIn = (rows: readonly Told<Readonly<{ participationId: string }>>[]): ReadonlySet<string> =>
      new Set(rows.map(({ row }) => row.participationId));
    const { referral, entry_facts, sensitive_facts, exit, follow_up, pathway_event } = story.participant;
    const everybody = new Set(participations.map(({ id }) => id));
    expect([idsIn(referral), idsIn(entry_facts), idsIn(sensitive_facts)]).toEqual([everybody, everybody, everybody]);
    const gone = participations.filter(({ leftOn }) => leftOn !== null);
    expect([idsIn(exit), idsIn(follow_up)]).toEqual(Array(2).fill(new Set(gone.map(({ id }) => id))));
    const steps = Map.groupBy(
      pathway_event.map(({ row }) => row),
      ({ participationId }) => participationId,
    );
    for (const { id, state } of participations) {
      const own = [...(steps.get(id) ?? [])].filter(({ kind }) => kind !== "CORRECT");
      expect(own.at(-1)?.toState, id).toBe(state);
      expect(own.slice(1).map(({ fromState }) => fromState)).toEqual(own.slice(0, -1).map(({ toState }) => toState));
    }
    const closed = participations.filter(({ state }) => state === "CLOSED").map(({ id }) => id);
    const owed = latest(follow_up).filter(({ status }) => status === "PLANNED");
    expect(owed.filter(({ participationId }) => closed.includes(participationId))).toEqual([]);
    expect(new Set(sensitive_facts.map(({ row }) => row.disability))).toEqual(
      new Set(["YES", "NO", "REFUSED", "UNKNOWN"]),
    );
  });

  test("has the ledger that the rules give for the rows as they stand", () => {
    const memberships = membershipsOf(story.accelerator);
    const persons = new Map(latest(story.participant.person).map((person) => [person.id, person]));
    const expected = participations.flatMap(({ personId, ...participation }) => {
      const of = <Row extends Readonly<{ participationId: string }>>(rows: readonly Row[]): Row[] =>
        rows.filter(({ participationId }) => participationId === participation.id);
      const person = persons.get(personId) as Person;
      const { programmeId } = participation;
      const terms = { programmeId, startsOn: null, endsOn: null, minimumHours: MINIMUM_HOURS, municipalities: [] };
      return [
        ...fileMeasures({
          ...newFile({ participation, person, terms, memberships }),
          ...{ courses: of(courses), employments: of(employments), placements: of(placements) },
          referrals: of(latest(story.participant.referral)),
          screenings: of(latest(story.participant.screening)),
          entryFacts: of(latest(story.participant.entry_facts)),
          sensitiveFacts: of(latest(story.participant.sensitive_facts)),
          exits: of(latest(story.participant.exit)),
          followUps: of(latest(story.participant.follow_up)),
          events: of(latest(story.participant.pathway_event)),
          activities: of(latest(story.participant.activity)),
          contacts: of(latest(story.participant.company_contact)),
          measurements: of(latest(story.participant.measurement)),
          owners: of(latest(story.participant.owner)),
        }),
      ];
    });
    const sums = (entries: readonly MeasureEntry[]): string[] =>
      [...Map.groupBy(entries, (entry) => [entry.indicator, entry.subjectId, entry.validOn].join(" "))]
        .map(([line, list]) => `${line} ${list.reduce((sum, { amount }) => sum + amount, 0)}`)
        .filter((line) => !line.endsWith(" 0"))
        .sort();
    expect(sums(story.participant.measure_entry.map(({ row }) => row))).toEqual(sums(expected));
  });

  test("uses ids once, and facts of the agreed shape", () => {
    const ids = [participations, courses, placements, employments].flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every(isId)).toBe(true);
    for (const { row } of story.accelerator.fact) {
      expect(SHAPES[row.type as keyof typeof SHAPES].parse(row.payload)).toEqual(row.payload);
    }
  });

  test("is the same to the last byte for the same number, and another for another", () => {
    const again = (seed: number): Story =>
      name === "growth" ? growthStory(randomOf(seed), GROWTH, new Map()) : restartStory(randomOf(seed), RESTART);
    const first = name === "growth" ? 11 : 12;
    expect(hashOf(again(first))).toBe(hashOf(story));
    expect(hashOf(again(first + 5))).not.toBe(hashOf(story));
  });
});

function hashOf(story: Story): string {
  const text = JSON.stringify(story, (_, value: unknown) => (typeof value === "bigint" ? `${value}` : value));
  return createHash("sha256").update(text).digest("hex");
}
