/** Files of made-up participations, for the tests of what is counted. */
import { addDays, type LocalDate, localDate } from "@inclusion/kernel";
import fc from "fast-check";
import type { Education, Household, LabourStatus, SensitiveAnswer } from "../entry-facts/entry-facts.ts";
import { dueOnAfter } from "../follow-up/follow-up-window.ts";
import { newFile, type ParticipationFile } from "../participation/participation-file.ts";
import { COURSE, EMPLOYMENT, MEMBERSHIP, PARTICIPATION } from "../participation/participation-measures.fixture.ts";
import { PLACEMENT } from "../placement/placement.fixture.ts";

const OWNED = { participationId: "participation", programmeId: "programme", municipalityCode: "0751" };
const day = localDate;

/** Days over which the made-up ways go: two years from the first referral. */
export const LAST_DAY = 730;
export const FIRST_DAY: LocalDate = day("2019-01-07");
export const dayAt = (offset: number): LocalDate => addDays(FIRST_DAY, Math.min(offset, LAST_DAY));

/** Somebody of 38 who entered on 1 March 2019, and of whom nothing else is known. */
export function fileWith(parts: Partial<ParticipationFile> = {}): ParticipationFile {
  const bare = newFile({
    participation: PARTICIPATION,
    person: { id: "person", birthDate: day("1980-05-04"), sex: "F", synthetic: true },
    terms: { programmeId: "programme", startsOn: null, endsOn: null, minimumHours: 8, municipalities: [] },
    memberships: [],
  });
  return { ...bare, ...parts };
}

/** Facts at entry that make a record complete: long-term unemployed, with lower secondary education. */
export const ENTRY_FACTS: ParticipationFile["entryFacts"][number] = {
  ...OWNED,
  id: "participation",
  labourStatus: "LONG_TERM_UNEMPLOYED",
  education: "ISCED_2",
  household: null,
  seniorityWeeks: null,
  startFormOn: null,
};

export const SENSITIVE_FACTS: ParticipationFile["sensitiveFacts"][number] = {
  ...OWNED,
  id: "participation",
  migrantOrMinority: "NO",
  disability: "NO",
  otherDisadvantage: "NO",
  askedOn: day("2019-03-01"),
};

/** Left on 15 March 2021, unemployed and with nothing gained. */
export const EXIT: ParticipationFile["exits"][number] = {
  ...OWNED,
  id: "participation",
  leftOn: day("2021-03-15"),
  reasonCode: "COURSE_ENDED",
  labourStatus: "UNEMPLOYED",
  searchesJob: false,
  inEducation: false,
  gainedQualification: false,
};

/** A follow-up six months after that exit, answered on the day. */
export const FOLLOW_UP: ParticipationFile["followUps"][number] = {
  ...OWNED,
  id: "f1",
  kind: "LONG_TERM_6M",
  leftOn: day("2021-03-15"),
  dueOn: day("2021-09-15"),
  status: "DONE",
  recordedOn: day("2021-09-15"),
  labourStatus: "UNEMPLOYED",
  inEducation: null,
  gainedQualification: null,
  searchesJob: null,
  improvedSituation: null,
};

const status = fc.constantFrom<LabourStatus>(
  ...(["UNEMPLOYED", "LONG_TERM_UNEMPLOYED", "INACTIVE", "INACTIVE_NOT_IN_EDUCATION", "EMPLOYED"] as const),
);
const education = fc.integer({ min: 0, max: 8 }).map((level): Education => `ISCED_${level}` as Education);
const household = fc.constantFrom<Household>(
  "WITH_WORK",
  "JOBLESS",
  "JOBLESS_WITH_CHILDREN",
  "SINGLE_ADULT_WITH_CHILDREN",
);
const answer = fc.option(fc.constantFrom<SensitiveAnswer>("YES", "NO", "REFUSED", "UNKNOWN"));
const offset = fc.nat(LAST_DAY);

const entry = fc.record({
  facts: fc.option(
    fc.record({ labourStatus: fc.option(status), education: fc.option(education), household: fc.option(household) }),
  ),
  sensitive: fc.option(
    fc.record({ migrantOrMinority: answer, disability: answer, otherDisadvantage: answer, isAsked: fc.boolean() }),
  ),
});
const ending = fc.record({
  labourStatus: fc.oneof(status, fc.constant("EMPLOYED" as const)),
  searchesJob: fc.boolean(),
  inEducation: fc.boolean(),
  gainedQualification: fc.boolean(),
});
const told = fc.record({
  after: fc.oneof(fc.nat(40), fc.integer({ min: 170, max: 260 })),
  isDone: fc.boolean(),
  improvedSituation: fc.option(fc.boolean()),
  answer: ending,
});
const stay = fc.record({
  id: fc.uuid(),
  start: offset,
  days: fc.option(fc.nat(400)),
  hoursPerWeek: fc.integer({ min: 2, max: 37 }),
});

/** Whole ways through a programme, in any mixture of what is known. */
export const files: fc.Arbitrary<ParticipationFile> = fc
  .record({
    entered: fc.option(fc.integer({ min: 20, max: 300 }), { freq: 8 }),
    stays: fc.option(fc.nat(400), { freq: 3 }),
    bornDays: fc.integer({ min: 18 * 365, max: 66 * 365 }),
    sex: fc.constantFrom("F" as const, "M" as const),
    entry,
    ending,
    immediate: fc.option(told),
    longTerm: fc.option(told),
    referred: fc.option(fc.nat(20)),
    fit: fc.option(fc.nat(40)),
    jobs: fc.array(fc.record({ stay, form: fc.constantFrom("ORDINARY", "FLEX_JOB", "WAGE_SUBSIDY", "WORK_TRIAL") }), {
      maxLength: 4,
    }),
    placements: fc.array(stay, { maxLength: 3 }),
    courses: fc.array(
      fc.record({
        stay,
        kind: fc.constantFrom("ENTRY", "INCLUSION", "FAST_TRACK_AFTERCARE"),
        axis: fc.constantFrom("AXIS_3B1", "AXIS_3B2"),
      }),
      { maxLength: 3 },
    ),
    mentored: fc.option(offset),
    contacted: fc.option(offset),
    accepted: fc.option(offset),
  })
  .map((way): ParticipationFile => {
    const enteredOn = way.entered === null ? null : dayAt(way.entered);
    const leftOn = way.entered === null || way.stays === null ? null : dayAt(way.entered + way.stays);
    const on = (stayed: { start: number; days: number | null }) => ({
      startedOn: dayAt(stayed.start),
      endedOn: stayed.days === null ? null : dayAt(stayed.start + stayed.days),
    });
    const followUp = (kind: "IMMEDIATE_4W" | "LONG_TERM_6M", each: typeof way.immediate) =>
      each === null || leftOn === null
        ? []
        : [
            {
              ...FOLLOW_UP,
              ...(each.isDone
                ? each.answer
                : { labourStatus: null, searchesJob: null, inEducation: null, gainedQualification: null }),
              id: kind,
              kind,
              leftOn,
              dueOn: dueOnAfter(kind, leftOn),
              status: each.isDone ? ("DONE" as const) : ("PLANNED" as const),
              recordedOn: each.isDone ? addDays(leftOn, each.after) : null,
              improvedSituation: each.isDone ? each.improvedSituation : null,
            },
          ];
    return fileWith({
      participation: { ...PARTICIPATION, enteredOn, leftOn },
      person: { id: "person", birthDate: addDays(FIRST_DAY, -way.bornDays), sex: way.sex, synthetic: true },
      memberships: way.accepted === null ? [] : [{ ...MEMBERSHIP, acceptedOn: dayAt(way.accepted) }],
      entryFacts: way.entry.facts === null ? [] : [{ ...ENTRY_FACTS, ...way.entry.facts }],
      sensitiveFacts:
        way.entry.sensitive === null
          ? []
          : [{ ...SENSITIVE_FACTS, ...way.entry.sensitive, askedOn: way.entry.sensitive.isAsked ? enteredOn : null }],
      referrals:
        way.referred === null
          ? []
          : [
              {
                ...OWNED,
                id: "participation",
                referredOn: dayAt(way.referred),
                caseworkerRef: null,
                priorEfforts: [],
                noPriorEffortReason: null,
                ordinaryEffort: null,
                whatIsAdded: null,
              },
            ],
      screenings:
        way.fit === null
          ? []
          : [{ ...OWNED, id: "s1", screenedOn: dayAt(way.fit), outcome: "FIT", reasonCode: null, criteria: [] }],
      courses: way.courses.map(({ stay: { id, ...days }, kind, axis }) => {
        const stayed = on(days);
        return { ...COURSE, ...stayed, id, kind, axis, completion: stayed.endedOn === null ? null : "COMPLETED" };
      }),
      placements: way.placements.map(({ id, hoursPerWeek, ...days }) => ({
        ...PLACEMENT,
        ...on(days),
        id,
        hoursPerWeek,
      })),
      employments: way.jobs.map(({ stay: { id, hoursPerWeek, ...days }, form }) => ({
        ...EMPLOYMENT,
        ...on(days),
        id,
        form,
        hoursPerWeek,
      })),
      activities:
        way.mentored === null
          ? []
          : [{ ...OWNED, id: "a1", kind: "MENTOR", axis: "AXIS_3B1", happenedOn: dayAt(way.mentored), hours: 1 }],
      contacts:
        way.contacted === null
          ? []
          : [{ ...OWNED, id: "cc1", companyId: "company", kind: "VISIT", happenedOn: dayAt(way.contacted) }],
      exits: leftOn === null ? [] : [{ ...EXIT, ...way.ending, leftOn }],
      followUps: [...followUp("IMMEDIATE_4W", way.immediate), ...followUp("LONG_TERM_6M", way.longTerm)],
    });
  });

/** What was known when `until` ended, had everything been recorded on its day. */
export function fileUntil(file: ParticipationFile, until: LocalDate): ParticipationFile {
  const past = (on: LocalDate | null): boolean => on !== null && on <= until;
  const begun = <Row extends { startedOn: LocalDate; endedOn: LocalDate | null }>(rows: readonly Row[]): Row[] =>
    rows.filter(({ startedOn }) => past(startedOn)).map((row) => (past(row.endedOn) ? row : { ...row, endedOn: null }));
  const { enteredOn, leftOn } = file.participation;
  return {
    ...file,
    participation: {
      ...file.participation,
      enteredOn: past(enteredOn) ? enteredOn : null,
      leftOn: past(leftOn) ? leftOn : null,
    },
    memberships: file.memberships.filter(({ acceptedOn }) => past(acceptedOn)),
    referrals: file.referrals.filter(({ referredOn }) => past(referredOn)),
    screenings: file.screenings.filter(({ screenedOn }) => past(screenedOn)),
    courses: begun(file.courses).map((course) => (course.endedOn === null ? { ...course, completion: null } : course)),
    placements: begun(file.placements),
    employments: begun(file.employments),
    activities: file.activities.filter(({ happenedOn }) => past(happenedOn)),
    contacts: file.contacts.filter(({ happenedOn }) => past(happenedOn)),
    exits: file.exits.filter((exit) => past(exit.leftOn)),
    followUps: file.followUps
      .filter((followUp) => past(followUp.leftOn))
      .map((followUp) => (past(followUp.recordedOn) ? followUp : { ...followUp, status: "PLANNED", recordedOn: null })),
  };
}
