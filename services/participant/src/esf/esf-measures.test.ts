import { type LocalDate, localDate } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import type { Education, Household, LabourStatus } from "../entry-facts/entry-facts.ts";
import type { Exit } from "../exit/exit.ts";
import type { FollowUp } from "../follow-up/follow-up.ts";
import { dueOnAfter } from "../follow-up/follow-up-window.ts";
import { ENTRY_FACTS, EXIT, FOLLOW_UP, fileWith, SENSITIVE_FACTS } from "../indicator/files.fixture.ts";
import { ageOn } from "../participation/age.ts";
import type { ParticipationFile } from "../participation/participation-file.ts";
import { PARTICIPATION } from "../participation/participation-measures.fixture.ts";
import { esfMarks } from "./esf-measures.ts";
import { isOfWindow } from "./result-marks.ts";

const day = localDate;

const codesOf = (file: ParticipationFile, pattern: RegExp): readonly string[] =>
  esfMarks(file)
    .map(({ indicator }) => indicator)
    .filter((code) => pattern.test(code));

function entering(parts: {
  labourStatus?: LabourStatus | null;
  education?: Education | null;
  household?: Household;
  birthDate?: LocalDate;
}): ParticipationFile {
  const { birthDate = day("1980-05-04"), ...facts } = parts;
  return fileWith({
    person: { id: "person", birthDate, sex: "F", synthetic: true },
    entryFacts: [{ ...ENTRY_FACTS, ...facts }],
    sensitiveFacts: [SENSITIVE_FACTS],
  });
}

/** Somebody who left, with what is said of the exit and of six months after. */
function leaving(labourStatus: LabourStatus, exit: Partial<Exit>, ...followUps: readonly Partial<FollowUp>[]) {
  return fileWith({
    participation: { ...PARTICIPATION, leftOn: EXIT.leftOn },
    entryFacts: [{ ...ENTRY_FACTS, labourStatus }],
    sensitiveFacts: [SENSITIVE_FACTS],
    exits: [{ ...EXIT, ...exit }],
    followUps: followUps.map((followUp) => ({ ...FOLLOW_UP, ...followUp })),
  });
}

describe("ageOn", () => {
  test.for([
    ["1996-05-01", "2021-04-30", 24],
    ["1996-05-01", "2021-05-01", 25],
    ["1966-05-02", "2021-05-01", 54],
    ["1966-05-01", "2021-05-01", 55],
    ["2000-02-29", "2025-02-28", 24],
    ["2000-02-29", "2025-03-01", 25],
  ] as const)("says of who is born on %s on %s: %i", ([born, on, age]) => {
    expect(ageOn(day(born), day(on))).toBe(age);
  });
});

describe("outputs at entry", () => {
  test("are nothing before entry", () => {
    expect(esfMarks(fileWith({ participation: { ...PARTICIPATION, enteredOn: null } }))).toEqual([]);
  });

  test("are valid on the first day", () => {
    const marks = esfMarks(entering({}));
    expect(new Set(marks.map(({ on }) => on))).toEqual(new Set(["2019-03-01"]));
    expect(marks.map(({ indicator }) => indicator)).toEqual(["TOTAL", "COMPLETE", "CO01", "CO02", "CO09"]);
  });

  test.for([
    ["UNEMPLOYED", ["CO01"]],
    ["LONG_TERM_UNEMPLOYED", ["CO01", "CO02"]],
    ["INACTIVE", ["CO03"]],
    ["INACTIVE_NOT_IN_EDUCATION", ["CO03", "CO04"]],
    ["EMPLOYED", ["CO05"]],
  ] as const)("count %s in %j", ([labourStatus, codes]) => {
    expect(codesOf(entering({ labourStatus }), /^CO0[1-5]/)).toEqual(codes);
  });

  test.for([
    ["ISCED_0", []],
    ["ISCED_1", ["CO09"]],
    ["ISCED_2", ["CO09"]],
    ["ISCED_3", ["CO10"]],
    ["ISCED_4", ["CO10"]],
    ["ISCED_5", ["CO11"]],
    ["ISCED_8", ["CO11"]],
  ] as const)("count %s in %j", ([education, codes]) => {
    expect(codesOf(entering({ education }), /^CO(09|1[01])/)).toEqual(codes);
  });

  test.for([
    { born: "1994-03-02", labourStatus: "UNEMPLOYED", codes: ["CO06"] },
    { born: "1994-03-01", labourStatus: "UNEMPLOYED", codes: [] },
    { born: "1964-03-02", labourStatus: "UNEMPLOYED", codes: [] },
    { born: "1964-03-01", labourStatus: "UNEMPLOYED", codes: ["CO07", "CO08"] },
    { born: "1964-03-01", labourStatus: "INACTIVE_NOT_IN_EDUCATION", codes: ["CO07", "CO08"] },
    { born: "1964-03-01", labourStatus: "INACTIVE", codes: ["CO07"] },
    { born: "1964-03-01", labourStatus: "EMPLOYED", codes: ["CO07"] },
  ] as const)("count who is born on $born and $labourStatus in $codes", ({ born, labourStatus, codes }) => {
    expect(codesOf(entering({ birthDate: day(born), labourStatus }), /^CO0[678]/)).toEqual(codes);
  });

  test.for([
    ["WITH_WORK", []],
    ["JOBLESS", ["CO12"]],
    ["JOBLESS_WITH_CHILDREN", ["CO12", "CO13"]],
    ["SINGLE_ADULT_WITH_CHILDREN", ["CO14"]],
  ] as const)("count the household %s in %j", ([household, codes]) => {
    expect(codesOf(entering({ household }), /^CO1[234]/)).toEqual(codes);
  });

  test.for([
    { answers: { disability: "YES" }, codes: ["CO16", "DISADVANTAGED"] },
    { answers: { migrantOrMinority: "REFUSED" }, codes: ["SENSITIVE_REFUSED_MIGRANT"] },
    {
      answers: { migrantOrMinority: "UNKNOWN", disability: null },
      codes: ["SENSITIVE_UNKNOWN_MIGRANT", "SENSITIVE_MISSING_DISABILITY"],
    },
    {
      answers: { otherDisadvantage: "REFUSED", askedOn: null },
      codes: ["SENSITIVE_REFUSED_OTHER", "SENSITIVE_WITHOUT_EVIDENCE"],
    },
    { answers: { otherDisadvantage: null, askedOn: null }, codes: ["SENSITIVE_MISSING_OTHER"] },
  ] as const)("count the answers $answers in $codes, and the record stays complete", ({ answers, codes }) => {
    const file = fileWith({ entryFacts: [ENTRY_FACTS], sensitiveFacts: [{ ...SENSITIVE_FACTS, ...answers }] });
    expect(codesOf(file, /^(CO1[567]|DIS|SENS|INCOMPLETE)/)).toEqual(codes);
  });

  test.for([
    { facts: [], codes: ["TOTAL", "INCOMPLETE", "INCOMPLETE_LABOUR_STATUS", "INCOMPLETE_EDUCATION"] },
    { facts: [{ ...ENTRY_FACTS, education: null }], codes: ["TOTAL", "INCOMPLETE", "INCOMPLETE_EDUCATION"] },
    { facts: [{ ...ENTRY_FACTS, labourStatus: null }], codes: ["TOTAL", "INCOMPLETE", "INCOMPLETE_LABOUR_STATUS"] },
  ])("of an incomplete record are the total alone", ({ facts, codes }) => {
    expect(
      codesOf(fileWith({ entryFacts: facts, sensitiveFacts: [{ ...SENSITIVE_FACTS, disability: "YES" }] }), /./),
    ).toEqual(codes);
  });
});

describe("the windows of follow-up", () => {
  test.for([
    ["2021-03-15", "2021-03-16", "2021-04-12", "2021-09-15"],
    ["2021-08-31", "2021-09-01", "2021-09-28", "2022-02-28"],
    ["2020-12-24", "2020-12-25", "2021-01-21", "2021-06-24"],
  ] as const)("after %s are %s to %s, and %s", ([left, from, to, later]) => {
    const leftOn = day(left);
    const told = (kind: FollowUp["kind"], on: LocalDate) =>
      isOfWindow({ ...FOLLOW_UP, kind, leftOn, dueOn: dueOnAfter(kind, leftOn), recordedOn: on });
    expect(dueOnAfter("LONG_TERM_6M", leftOn)).toBe(later);
    expect([leftOn, day(from), day(to)].map((on) => told("IMMEDIATE_4W", on))).toEqual([false, true, true]);
    expect(told("IMMEDIATE_4W", day(later))).toBe(false);
    expect([day(to), day(later)].map((on) => told("LONG_TERM_6M", on))).toEqual([false, true]);
    expect(isOfWindow({ ...FOLLOW_UP, leftOn, recordedOn: null })).toBe(false);
  });
});

describe("results", () => {
  const results = (file: ParticipationFile) =>
    esfMarks(file)
      .filter(({ indicator }) => indicator.startsWith("CR"))
      .map(({ indicator, on }) => `${indicator} ${on}`);
  const employed = { labourStatus: "EMPLOYED" } as const;
  const soon = (recordedOn: string) =>
    ({ kind: "IMMEDIATE_4W", dueOn: day("2021-04-12"), recordedOn: day(recordedOn), ...employed }) as const;

  test.for([
    { case: "CR01 of the inactive", entry: "INACTIVE", exit: { searchesJob: true }, marks: ["CR01 2021-03-15"] },
    { case: "no CR01 of the unemployed", entry: "UNEMPLOYED", exit: { searchesJob: true }, marks: [] },
    {
      case: "CR02 of who was not in education",
      entry: "UNEMPLOYED",
      exit: { inEducation: true },
      marks: ["CR02 2021-03-15"],
    },
    { case: "no CR02 of who was", entry: "INACTIVE", exit: { inEducation: true }, marks: [] },
    { case: "CR03 of anybody", entry: "EMPLOYED", exit: { gainedQualification: true }, marks: ["CR03 2021-03-15"] },
    { case: "CR04 of the unemployed", entry: "UNEMPLOYED", exit: employed, marks: ["CR04 2021-03-15"] },
    { case: "CR04 of the inactive", entry: "INACTIVE_NOT_IN_EDUCATION", exit: employed, marks: ["CR04 2021-03-15"] },
    { case: "no CR04 of the employed", entry: "EMPLOYED", exit: employed, marks: [] },
  ] as const)("count $case", ({ entry, exit, marks }) => {
    expect(results(leaving(entry, exit))).toEqual(marks);
  });

  test.for([
    { on: "2021-03-15", marks: [] },
    { on: "2021-03-16", marks: ["CR04 2021-03-16"] },
    { on: "2021-04-12", marks: ["CR04 2021-04-12"] },
    { on: "2021-04-13", marks: [] },
  ])("take an answer of $on within four weeks", ({ on, marks }) => {
    const file = leaving("UNEMPLOYED", {}, soon(on));
    expect(results(file)).toEqual(marks);
    expect(codesOf(file, /OUTSIDE_WINDOW/)).toEqual(marks.length === 0 ? ["RESULT_OUTSIDE_WINDOW"] : []);
  });

  test.for([
    { case: "CR06", entry: "UNEMPLOYED", followUp: employed, marks: ["CR06 2021-09-15"] },
    { case: "no CR06 of the employed", entry: "EMPLOYED", followUp: employed, marks: [] },
    {
      case: "CR07 of the employed",
      entry: "EMPLOYED",
      followUp: { improvedSituation: true },
      marks: ["CR07 2021-09-15"],
    },
    { case: "no CR07 of others", entry: "UNEMPLOYED", followUp: { improvedSituation: true }, marks: [] },
    {
      case: "nothing too early",
      entry: "UNEMPLOYED",
      followUp: { ...employed, recordedOn: day("2021-09-14") },
      marks: [],
    },
    {
      case: "nothing of who was not reached",
      entry: "UNEMPLOYED",
      followUp: { ...employed, status: "NOT_REACHED" },
      marks: [],
    },
    {
      case: "nothing of another exit",
      entry: "UNEMPLOYED",
      followUp: { ...employed, leftOn: day("2020-03-15") },
      marks: [],
    },
  ] as const)("count $case six months after", ({ entry, followUp, marks }) => {
    expect(results(leaving(entry, {}, followUp))).toEqual(marks);
  });

  test("of the disadvantaged and of those above 54 count a second time", () => {
    const file = leaving("UNEMPLOYED", { gainedQualification: true }, employed);
    const older = {
      ...file,
      person: { ...file.person, birthDate: day("1960-01-01") },
      sensitiveFacts: [{ ...SENSITIVE_FACTS, otherDisadvantage: "YES" as const }],
    };
    expect(results(older)).toEqual([
      ...["CR03 2021-03-15", "CR05 2021-03-15"],
      ...["CR06 2021-09-15", "CR08 2021-09-15", "CR09 2021-09-15"],
    ]);
  });

  test("of an exit are taken back when the participant is back, and told of no exit", () => {
    const file = leaving("UNEMPLOYED", employed, employed);
    const back = { ...file, participation: { ...file.participation, leftOn: null } };
    expect(results(back)).toEqual([]);
    expect(codesOf(back, /LEFT|RESULT|FOLLOW/)).toEqual(["RESULT_WITHOUT_EXIT"]);
  });

  test("of an incomplete record are none, but leaving is", () => {
    const file = { ...leaving("UNEMPLOYED", employed, employed), entryFacts: [] };
    expect(results(file)).toEqual([]);
    expect(codesOf(file, /^(LEFT|FOLLOW)/)).toEqual(["LEFT", "FOLLOW_UP_6M_DUE", "FOLLOW_UP_6M_REACHED"]);
  });

  test.for([
    ["INACTIVE", "UNEMPLOYED", "LABOUR_FORCE_JOINED"],
    ["UNEMPLOYED", "EMPLOYED", "LABOUR_FORCE_STAYED"],
    ["EMPLOYED", "INACTIVE", "LABOUR_FORCE_LEFT"],
    ["INACTIVE_NOT_IN_EDUCATION", "INACTIVE", "LABOUR_FORCE_OUTSIDE"],
  ] as const)("from %s to %s are %s", ([before, after, code]) => {
    expect(codesOf(leaving(before, { labourStatus: after }), /^LABOUR/)).toEqual([code]);
  });
});
