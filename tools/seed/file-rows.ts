/** What else is recorded of a person: referral, screening, facts at entry, exit and follow-ups. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { EntryFacts, LabourStatus, SensitiveAnswer } from "@inclusion/participant/entry-facts/entry-facts";
import type { Exit, LeaveReason } from "@inclusion/participant/exit/exit";
import type { FollowUp } from "@inclusion/participant/follow-up/follow-up";
import { dueOnAfter } from "@inclusion/participant/follow-up/follow-up-window";
import type { PriorEffort, Referral } from "@inclusion/participant/referral/referral";
import type { Screening, ScreeningCriterion, ScreeningOutcome } from "@inclusion/participant/screening/screening";
import type { Change } from "./changes.ts";
import { movedBy } from "./days.ts";
import type { Random } from "./random.ts";
import type { Event } from "./recording.ts";
import type { ParticipationRow } from "./rows.ts";
import { ownedBy } from "./steps.ts";

const EFFORTS = ["GUIDANCE", "WORK_TRIAL", "WORK_TRIAL", "WAGE_SUBSIDY", "COURSE", "MENTOR", "REHABILITATION"] as const;
const RESULTS = ["NO_JOB", "NO_JOB", "BROKEN_OFF", "JOB_LOST", "NOT_STARTED"] as const;

/** The referral: one to three earlier efforts, or seldom the reason why there is none; alumni need none. */
export function referralEvent(random: Random, first: ParticipationRow, referredOn: LocalDate): Event<Change> {
  const isAlumnus = first.entryGate !== "REFERRAL";
  const count = isAlumnus || random.chance(9) ? 0 : random.between(1, 3);
  const priorEfforts = Array.from({ length: count }, (): PriorEffort => {
    const endedOn = movedBy(referredOn, -random.between(40, 1_400));
    return { kind: random.pick(EFFORTS), endedOn: random.chance(85) ? endedOn : null, result: random.pick(RESULTS) };
  });
  const without = isAlumnus ? "ALUMNUS" : random.pick(["YOUNG", "NEW_IN_COUNTRY", "NEW_IN_MUNICIPALITY"] as const);
  const row: Referral = {
    ...ownedBy(first),
    id: first.id,
    ...{ referredOn, caseworkerRef: null, priorEfforts, noPriorEffortReason: count > 0 ? null : without },
    ordinaryEffort: random.pick(["Ordinær virksomhedspraktik", "Samtaler i jobcentret", "Afklarende forløb"]),
    whatIsAdded: random.pick(["Mentor i virksomheden", "Forløb i en socialøkonomisk virksomhed", "Fast kontaktperson"]),
  };
  return { on: referredOn, change: { table: "referral", row } };
}

const CRITERIA: readonly ScreeningCriterion[] = [
  "LONG_ON_BENEFIT",
  "NEEDS_BESIDE_UNEMPLOYMENT",
  "LITTLE_WORK_EXPERIENCE",
  "EARLIER_EFFORTS_FAILED",
  "REDUCED_WORK_ABILITY",
];

/** The screening of who was referred. */
export function screeningEvent(
  random: Random,
  first: ParticipationRow,
  screenedOn: LocalDate,
  outcome: ScreeningOutcome,
): Event<Change> {
  const row: Screening = {
    ...ownedBy(first),
    id: random.id(screenedOn),
    ...{ screenedOn, outcome, reasonCode: outcome === "NOT_FIT" ? "NOT_IN_TARGET_GROUP" : null },
    criteria: outcome === "NOT_FIT" ? [] : random.shuffle(CRITERIA).slice(0, random.between(1, 3)),
  };
  return { on: screenedOn, change: { table: "screening", row } };
}

/** Answers as often as they stand here. */
const ANSWERS: readonly SensitiveAnswer[] = [
  ...Array<SensitiveAnswer>(11).fill("NO"),
  ...Array<SensitiveAnswer>(5).fill("YES"),
  ...["REFUSED" as const, "REFUSED" as const, "UNKNOWN" as const],
];

/** Facts at entry and the answers to the sensitive questions. */
export function factsEvents(random: Random, first: ParticipationRow, on: LocalDate, hasForm: boolean): Event<Change>[] {
  const owned = { ...ownedBy(first), id: first.id };
  const facts: EntryFacts = {
    ...owned,
    labourStatus: statusAtEntry(random, first),
    education: random.pick(["ISCED_1", "ISCED_2", "ISCED_2", "ISCED_2", "ISCED_3", "ISCED_3", "ISCED_4", "ISCED_6"]),
    household: random.pick(["WITH_WORK", "JOBLESS", "JOBLESS", "JOBLESS_WITH_CHILDREN", "SINGLE_ADULT_WITH_CHILDREN"]),
    seniorityWeeks: first.benefit === "NONE_SELF_SUPPORTING" ? 0 : random.between(26, 420),
    startFormOn: hasForm ? on : null,
  };
  const answers = {
    migrantOrMinority: random.pick(ANSWERS),
    disability: random.pick(ANSWERS),
    otherDisadvantage: random.pick(ANSWERS),
  };
  return [
    { on, change: { table: "entry_facts", row: facts } },
    { on, change: { table: "sensitive_facts", row: { ...owned, ...answers, askedOn: on } } },
  ];
}

function statusAtEntry(random: Random, { entryGate, benefit }: ParticipationRow): LabourStatus {
  if (entryGate === "ALUMNI_EMPLOYED") return "EMPLOYED";
  if (benefit === "CASH_JOB_READY") return random.pick(["UNEMPLOYED", "LONG_TERM_UNEMPLOYED"]);
  return random.pick(["LONG_TERM_UNEMPLOYED", "INACTIVE", "INACTIVE_NOT_IN_EDUCATION", "INACTIVE_NOT_IN_EDUCATION"]);
}

/** How somebody left, and whether they were in work then. */
export type Leaving = Readonly<{ leftOn: LocalDate; reasonCode: LeaveReason; isInWork: boolean }>;

/** The exit, with how things stood. */
export function exitEvent(random: Random, first: ParticipationRow, leaving: Leaving): Event<Change> {
  const { leftOn, reasonCode } = leaving;
  const row: Exit = {
    ...ownedBy(first),
    id: first.id,
    ...{ leftOn, reasonCode, labourStatus: statusAfter(random, leaving.isInWork) },
    searchesJob: !leaving.isInWork && random.chance(45),
    inEducation: !leaving.isInWork && random.chance(12),
    gainedQualification: random.chance(14),
  };
  return { on: leftOn, change: { table: "exit", row } };
}

function statusAfter(random: Random, isInWork: boolean): LabourStatus {
  return isInWork
    ? "EMPLOYED"
    : random.pick(["UNEMPLOYED", "LONG_TERM_UNEMPLOYED", "INACTIVE", "INACTIVE_NOT_IN_EDUCATION"]);
}

/** Follow-ups as they were planned and made, and the days on which they were. */
export type FollowedUp = Readonly<{ events: readonly Event<Change>[]; madeOn: readonly LocalDate[] }>;

/** Both follow-ups of an exit; one whose day lies after `lastDay` is still owed. */
export function followUpEvents(
  random: Random,
  first: ParticipationRow,
  leaving: Leaving,
  lastDay: LocalDate,
): FollowedUp {
  const { leftOn, isInWork } = leaving;
  const made = (["IMMEDIATE_4W", "LONG_TERM_6M"] as const).map((kind) => {
    const dueOn = dueOnAfter(kind, leftOn);
    const recordedOn =
      kind === "IMMEDIATE_4W" ? movedBy(leftOn, random.between(7, 28)) : movedBy(dueOn, random.below(7));
    const planned: FollowUp = {
      ...ownedBy(first),
      ...{ id: random.id(leftOn), kind, leftOn, dueOn, status: "PLANNED", recordedOn: null, labourStatus: null },
      ...{ inEducation: null, gainedQualification: null, searchesJob: null, improvedSituation: null },
    };
    const answered = answeredFollowUp(random, planned, recordedOn, isInWork);
    return { planned, answered, recordedOn, isMade: recordedOn <= lastDay };
  });
  const events = made.flatMap(({ planned, answered, recordedOn, isMade }): Event<Change>[] => [
    { on: leftOn, change: { table: "follow_up", row: planned } },
    ...(isMade ? [{ on: recordedOn, change: { table: "follow_up", row: answered } } as const] : []),
  ]);
  return { events, madeOn: made.filter(({ isMade }) => isMade).map(({ recordedOn }) => recordedOn) };
}

function answeredFollowUp(random: Random, planned: FollowUp, recordedOn: LocalDate, wasInWork: boolean): FollowUp {
  if (random.chance(16)) return { ...planned, status: "NOT_REACHED", recordedOn };
  const isInWork = random.chance(wasInWork ? 84 : 9);
  return {
    ...planned,
    ...{ status: "DONE", recordedOn, labourStatus: statusAfter(random, isInWork) },
    searchesJob: !isInWork && random.chance(45),
    inEducation: !isInWork && random.chance(12),
    gainedQualification: random.chance(12),
    improvedSituation: isInWork && random.chance(60),
  };
}
