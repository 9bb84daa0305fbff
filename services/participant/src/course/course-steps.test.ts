import { localDate } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import type { EntryFacts } from "../entry-facts/entry-facts.ts";
import { recordEntryFacts, recordSensitiveFacts } from "../entry-facts/record-facts.ts";
import { afterRule, COURSE, codesOf, ENTERED, fileIn, PLACEMENT } from "../participation/file.fixture.ts";
import type { EntryGate } from "../participation/participation.ts";
import type { ParticipationFile } from "../participation/participation-file.ts";
import { type CorrectCourseInput, correctCourse } from "./correct-course.ts";
import type { CourseKind } from "./course.ts";
import { type CompleteInput, complete, dropOut } from "./end-course.ts";
import { type EnrolInput, enrol } from "./enrol.ts";

const FACTS: EntryFacts = {
  id: "participation",
  participationId: "participation",
  programmeId: "programme",
  municipalityCode: "0751",
  labourStatus: "INACTIVE",
  education: "ISCED_2",
  household: null,
  seniorityWeeks: null,
  startFormOn: localDate("2019-02-20"),
};
const fresh = fileIn("ACCEPTED", { courses: [], entryFacts: [FACTS] });
const ACCEPTED = { ...fresh, participation: { ...fresh.participation, enteredOn: null } };
const START: EnrolInput = { kind: "ENTRY", axis: "AXIS_3B1", plannedWeeks: 12, startedOn: ENTERED };
const by = (entryGate: EntryGate) => ({ ...ACCEPTED, participation: { ...ACCEPTED.participation, entryGate } });

describe("enrol", () => {
  test.for<readonly [string, ParticipationFile, Partial<EnrolInput>, readonly string[]]>([
    ["whose record is complete", ACCEPTED, {}, []],
    [
      "whose education is not known",
      { ...ACCEPTED, entryFacts: [{ ...FACTS, education: null }] },
      {},
      ["ENTRY_FACTS_INCOMPLETE"],
    ],
    [
      "without a start form",
      { ...ACCEPTED, entryFacts: [{ ...FACTS, startFormOn: null }] },
      {},
      ["ENTRY_FACTS_INCOMPLETE"],
    ],
    ["without any fact", { ...ACCEPTED, entryFacts: [] }, {}, ["ENTRY_FACTS_INCOMPLETE"]],
    ["on the programme's first day", ACCEPTED, { startedOn: localDate("2019-01-01") }, []],
    ["on the day before", ACCEPTED, { startedOn: localDate("2018-12-31") }, ["OUTSIDE_PROGRAMME_PERIOD"]],
    ["for too many weeks", ACCEPTED, { plannedWeeks: 261 }, ["VALUE_OUT_OF_RANGE"]],
    ["for no week", ACCEPTED, { plannedWeeks: 0 }, ["VALUE_OUT_OF_RANGE"]],
    ["who is on a course", fileIn("ENROLLED", { entryFacts: [FACTS] }), {}, ["ILLEGAL_TRANSITION"]],
  ])("%s", ([, file, input, codes]) => {
    expect(codesOf(enrol({ ...START, ...input }), file)).toEqual(codes);
  });

  const KINDS: readonly CourseKind[] = ["ENTRY", "INCLUSION", "RETENTION", "FAST_TRACK_AFTERCARE"];
  test.for<readonly [EntryGate, readonly CourseKind[]]>([
    ["REFERRAL", ["ENTRY", "INCLUSION"]],
    ["ALUMNI_EMPLOYED", ["RETENTION"]],
    ["ALUMNI_LOST_JOB", ["FAST_TRACK_AFTERCARE"]],
  ])("by %s on courses that fit", ([gate, fitting]) => {
    expect(KINDS.filter((kind) => codesOf(enrol({ ...START, kind }), by(gate)).length === 0)).toEqual(fitting);
    const [other] = KINDS.filter((kind) => !fitting.includes(kind));
    expect(codesOf(enrol({ ...START, kind: other as CourseKind }), by(gate))).toEqual(["COURSE_GATE_MISMATCH"]);
  });
});

const ENDED = { ...PLACEMENT, endedOn: localDate("2019-05-31") };
const END: CompleteInput = { endedOn: localDate("2019-05-31"), endFormOn: localDate("2019-06-03") };

describe("complete", () => {
  test.for<readonly [string, ParticipationFile, Partial<CompleteInput>, readonly string[]]>([
    ["whose placement has ended that day", fileIn("ENROLLED", { placements: [ENDED] }), {}, []],
    [
      "before the placement's end",
      fileIn("ENROLLED", { placements: [ENDED] }),
      { endedOn: localDate("2019-05-30") },
      ["DATE_ORDER"],
    ],
    ["whose placement goes on", fileIn("IN_PLACEMENT", { placements: [PLACEMENT] }), {}, ["OPEN_PLACEMENT"]],
    ["without the end form", fileIn("ENROLLED"), { endFormOn: null }, ["END_FORM_MISSING"]],
    ["on the first day", fileIn("ENROLLED"), { endedOn: ENTERED }, []],
    ["the day before", fileIn("ENROLLED"), { endedOn: localDate("2019-02-28") }, ["DATE_ORDER"]],
    ["tomorrow", fileIn("ENROLLED"), { endedOn: localDate("2020-06-02") }, ["DATE_IN_FUTURE"]],
    ["beside a job", fileIn("EMPLOYED"), {}, []],
    ["beside a job without the end form", fileIn("EMPLOYED"), { endFormOn: null }, ["END_FORM_MISSING"]],
    ["without a course", fileIn("EMPLOYED", { courses: [] }), {}, ["ROW_UNKNOWN"]],
    ["who has completed", fileIn("COMPLETED"), {}, ["ILLEGAL_TRANSITION"]],
  ])("%s", ([, file, input, codes]) => {
    expect(codesOf(complete({ ...END, ...input }), file)).toEqual(codes);
  });
});

describe("dropOut", () => {
  test("needs a reason, and ends course, placement and stay", () => {
    const file = fileIn("IN_PLACEMENT", { placements: [PLACEMENT] });
    expect(codesOf(dropOut({ endedOn: localDate("2019-05-01") }), file)).toEqual(["REASON_REQUIRED"]);
    expect(codesOf(dropOut({ endedOn: localDate("2019-03-31"), reasonCode: "MOVED" }), file)).toEqual([
      "DATE_ORDER",
      "DATE_ORDER",
    ]);
    const left = afterRule(dropOut({ endedOn: localDate("2019-05-01"), reasonCode: "MOVED" }), file);
    expect(left.participation).toMatchObject({ state: "DROPPED_OUT", leftOn: "2019-05-01" });
    expect([left.courses[0]?.completion, left.placements[0]?.endedOn]).toEqual(["DROPPED_OUT", "2019-05-01"]);
    expect(left.events.at(-1)).toMatchObject({ kind: "DROP_OUT", reasonCode: "MOVED" });
  });
});

describe("recordEntryFacts", () => {
  const entered = fileIn("ENROLLED", { entryFacts: [FACTS] });
  test.for<readonly [string, ParticipationFile, Parameters<typeof recordEntryFacts>[0], readonly string[]]>([
    ["anything before entry", ACCEPTED, { education: "ISCED_3" }, []],
    ["what is missing after entry", entered, { seniorityWeeks: 52 }, []],
    ["what is known after entry, the same", entered, { education: "ISCED_2" }, []],
    ["what is known after entry, otherwise", entered, { education: "ISCED_3" }, ["ENTRY_FACTS_FROZEN"]],
    ["no weeks", ACCEPTED, { seniorityWeeks: 0 }, []],
    ["fewer than no weeks", ACCEPTED, { seniorityWeeks: -1 }, ["VALUE_OUT_OF_RANGE"]],
    ["a form of tomorrow", ACCEPTED, { startFormOn: localDate("2020-06-02") }, ["DATE_IN_FUTURE"]],
  ])("%s", ([, file, input, codes]) => {
    expect(codesOf(recordEntryFacts(input), file)).toEqual(codes);
  });

  test("refusing an answer is an answer", () => {
    const asked = recordSensitiveFacts({ disability: "REFUSED", askedOn: ENTERED });
    expect(afterRule(asked, entered).sensitiveFacts).toMatchObject([
      { disability: "REFUSED", migrantOrMinority: null },
    ]);
  });
});

describe("correctCourse", () => {
  const left = fileIn("DROPPED_OUT", {
    courses: [{ ...COURSE, endedOn: localDate("2019-05-01"), completion: "DROPPED_OUT" }],
  });
  const dropped = { ...left, participation: { ...left.participation, leftOn: localDate("2019-05-01") } };
  const CORRECTION: CorrectCourseInput = { courseId: "c1", reasonCode: "NEW_EVIDENCE" };
  test.for<readonly [string, ParticipationFile, Partial<CorrectCourseInput>, readonly string[]]>([
    ["no reason", fileIn("ENROLLED"), { reasonCode: null }, ["REASON_REQUIRED"]],
    ["another course", fileIn("ENROLLED"), { courseId: "c9" }, ["ROW_UNKNOWN"]],
    ["the end of one that goes on", fileIn("ENROLLED"), { endedOn: ENTERED }, ["ROW_UNKNOWN"]],
    ["an end before its start", dropped, { endedOn: localDate("2019-02-28") }, ["DATE_ORDER"]],
    ["a kind that does not fit", fileIn("ENROLLED"), { kind: "RETENTION" }, ["COURSE_GATE_MISMATCH"]],
    ["completed without a form", dropped, { completion: "COMPLETED" }, ["END_FORM_MISSING"]],
    [
      "a start after the first placement",
      fileIn("IN_PLACEMENT", { placements: [PLACEMENT] }),
      { startedOn: localDate("2019-04-02") },
      ["DATE_ORDER"],
    ],
  ])("%s", ([, file, input, codes]) => {
    expect(codesOf(correctCourse({ ...CORRECTION, ...input }), file)).toEqual(codes);
  });

  test("moves the entry with the first course, and the leaving with the end", () => {
    const moved = afterRule(
      correctCourse({ ...CORRECTION, startedOn: localDate("2019-03-11"), endedOn: localDate("2019-05-08") }),
      dropped,
    );
    expect(moved.participation).toMatchObject({ enteredOn: "2019-03-11", leftOn: "2019-05-08", state: "DROPPED_OUT" });
  });

  test("finds that somebody has completed after all", () => {
    const form = { completion: "COMPLETED", endFormOn: localDate("2019-05-02") } as const;
    const { participation } = afterRule(correctCourse({ ...CORRECTION, ...form }), dropped);
    expect(participation).toMatchObject({ state: "COMPLETED", leftOn: null });
  });
});
