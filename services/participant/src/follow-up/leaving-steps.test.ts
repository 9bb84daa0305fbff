import { addDays, localDate } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import { type CorrectExitInput, correctExit } from "../exit/correct-exit.ts";
import { type LeaveInput, leave } from "../exit/leave.ts";
import { afterRule, COURSE, codesOf, fileIn, moment } from "../participation/file.fixture.ts";
import type { ParticipationFile } from "../participation/participation-file.ts";
import { close } from "../pathway/close.ts";
import { dueOnAfter, windowOf } from "./follow-up-window.ts";
import { type FollowUpInput, recordFollowUp } from "./record-follow-up.ts";

const ENDED = { ...COURSE, endedOn: localDate("2019-06-01"), completion: "COMPLETED", endFormOn: null } as const;
const completed = fileIn("COMPLETED", { courses: [ENDED] });
const LEAVING: LeaveInput = {
  leftOn: localDate("2019-08-31"),
  reasonCode: "COURSE_ENDED",
  labourStatus: "UNEMPLOYED",
  searchesJob: true,
  inEducation: false,
  gainedQualification: false,
};

describe("leave", () => {
  test.for<readonly [string, ParticipationFile, Partial<LeaveInput>, readonly string[]]>([
    ["today", completed, { leftOn: localDate("2020-06-01") }, []],
    ["tomorrow", completed, { leftOn: localDate("2020-06-02") }, ["LEAVE_DATE_IN_FUTURE"]],
    ["on the last day of the course", completed, { leftOn: localDate("2019-06-01") }, []],
    ["the day before", completed, { leftOn: localDate("2019-05-31") }, ["DATE_ORDER"]],
    ["without a reason", completed, { reasonCode: null }, ["REASON_REQUIRED"]],
    ["from aftercare", fileIn("AFTERCARE"), {}, []],
    ["from the course", fileIn("ENROLLED"), {}, ["ILLEGAL_TRANSITION"]],
  ])("%s", ([, file, input, codes]) => {
    expect(codesOf(leave({ ...LEAVING, ...input }), file)).toEqual(codes);
  });
});

/** Left, first and last day of the immediate result, day of the longer-term one. */
const WINDOWS = [
  ["2021-03-15", "2021-03-16", "2021-04-12", "2021-09-15"],
  ["2021-08-31", "2021-09-01", "2021-09-28", "2022-02-28"],
  ["2020-12-24", "2020-12-25", "2021-01-21", "2021-06-24"],
] as const;

test.for(WINDOWS)("who left on %s is asked from %s to %s, and about %s", ([left, from, to, longTerm]) => {
  const leftOn = localDate(left);
  const dueOn = dueOnAfter("IMMEDIATE_4W", leftOn);
  expect(windowOf({ kind: "IMMEDIATE_4W", leftOn, dueOn })).toEqual({ from, to });
  expect(dueOnAfter("LONG_TERM_6M", leftOn)).toBe(longTerm);
});

const left = afterRule(leave(LEAVING), completed);
const ANSWER: FollowUpInput = {
  kind: "IMMEDIATE_4W",
  recordedOn: localDate("2019-09-28"),
  reached: true,
  labourStatus: "EMPLOYED",
};

describe("recordFollowUp", () => {
  test.for<readonly [string, Partial<FollowUpInput>, readonly string[]]>([
    ["about the day of leaving", { recordedOn: localDate("2019-08-31") }, ["TOO_EARLY"]],
    ["about the first day", { recordedOn: localDate("2019-09-01") }, []],
    ["about the last day", {}, []],
    ["about the day after", { recordedOn: localDate("2019-09-29") }, ["RESULT_OUTSIDE_WINDOW"]],
    ["when nobody is reached later", { recordedOn: localDate("2019-10-29"), reached: false }, []],
    ["six months after, a day too early", { kind: "LONG_TERM_6M", recordedOn: localDate("2020-02-28") }, ["TOO_EARLY"]],
    [
      "six months after, clamped to the end of February",
      { kind: "LONG_TERM_6M", recordedOn: localDate("2020-02-29") },
      [],
    ],
    [
      "six months after, late",
      { kind: "LONG_TERM_6M", recordedOn: localDate("2020-03-29") },
      ["RESULT_OUTSIDE_WINDOW"],
    ],
    ["without a status", { labourStatus: null }, ["REASON_REQUIRED"]],
    ["tomorrow", { kind: "LONG_TERM_6M", recordedOn: localDate("2020-06-02"), reached: false }, ["DATE_IN_FUTURE"]],
  ])("%s", ([, input, codes]) => {
    expect(codesOf(recordFollowUp({ ...ANSWER, ...input }), left)).toEqual(codes);
  });

  test("is made once, and before its time not even as not reached", () => {
    const made = afterRule(recordFollowUp(ANSWER), left);
    expect(codesOf(recordFollowUp(ANSWER), made)).toEqual(["ALREADY_RECORDED"]);
    const early = { ...ANSWER, reached: false, recordedOn: localDate("2019-08-31") };
    expect(codesOf(recordFollowUp(early), left, moment("2019-08-31"))).toEqual(["TOO_EARLY"]);
  });

  test("is owed, both kinds, until the participation is closed", () => {
    const closing = close({ closedOn: localDate("2020-05-01") });
    expect(codesOf(closing, left)).toEqual(["FOLLOW_UP_PENDING"]);
    const one = afterRule(recordFollowUp(ANSWER), left);
    expect(codesOf(closing, one)).toEqual(["FOLLOW_UP_PENDING"]);
    const both = afterRule(
      recordFollowUp({ ...ANSWER, kind: "LONG_TERM_6M", recordedOn: localDate("2020-02-29"), reached: false }),
      one,
    );
    expect(afterRule(closing, both).participation.state).toBe("CLOSED");
  });
});

describe("correctExit", () => {
  const CORRECTION: CorrectExitInput = { leftOn: localDate("2019-08-01"), reasonCode: "WRONG_DAY" };
  test("moves the follow-ups, and lets none of them tell of a day outside of its time", () => {
    const moved = afterRule(correctExit(CORRECTION), left);
    expect(moved.followUps.map(({ dueOn }) => dueOn)).toEqual([addDays(localDate("2019-08-01"), 28), "2020-02-01"]);
    expect(moved.participation.leftOn).toBe("2019-08-01");
    const made = afterRule(recordFollowUp(ANSWER), left);
    expect(codesOf(correctExit(CORRECTION), made)).toEqual(["RESULT_OUTSIDE_WINDOW"]);
    expect(codesOf(correctExit({ ...CORRECTION, leftOn: localDate("2019-09-01") }), made)).toEqual([]);
  });

  test.for<readonly [string, ParticipationFile, CorrectExitInput, readonly string[]]>([
    ["who has not left", completed, CORRECTION, ["ROW_UNKNOWN"]],
    ["to before the course ended", left, { ...CORRECTION, leftOn: localDate("2019-05-31") }, ["DATE_ORDER"]],
    ["to tomorrow", left, { ...CORRECTION, leftOn: localDate("2020-06-02") }, ["LEAVE_DATE_IN_FUTURE"]],
    ["without a reason", left, { labourStatus: "EMPLOYED" }, ["REASON_REQUIRED"]],
  ])("%s", ([, file, input, codes]) => {
    expect(codesOf(correctExit(input), file)).toEqual(codes);
  });
});
