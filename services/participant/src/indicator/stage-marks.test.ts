import { localDate } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import type { Course } from "../course/course.ts";
import type { Employment } from "../employment/employment.ts";
import { COURSE, EMPLOYMENT, PARTICIPATION } from "../participation/participation-measures.fixture.ts";
import { PLACEMENT } from "../placement/placement.fixture.ts";
import { fileWith } from "./files.fixture.ts";
import { stageMarks } from "./stage-marks.ts";

const day = localDate;
const linesOf = (parts: Parameters<typeof fileWith>[0]) =>
  stageMarks(fileWith(parts)).map(
    ({ indicator, on, amount }) => `${indicator} ${on}${amount === undefined ? "" : ` ${amount}`}`,
  );
const job = (parts: Partial<Employment> = {}): Employment => ({ ...EMPLOYMENT, ...parts });
const ofJobs = (...employments: Employment[]) => linesOf({ employments }).filter((line) => !line.startsWith("PAID"));

describe("stageMarks", () => {
  test("say nothing of a file without rows", () => {
    expect(linesOf({})).toEqual([]);
  });

  test("count the first placement after entry", () => {
    const placements = [{ ...PLACEMENT, id: "p0", startedOn: day("2019-02-01") }, PLACEMENT];
    expect(linesOf({ placements })).toEqual(["PLACED 2019-04-01"]);
  });

  test.for([
    {
      case: "a job that goes on",
      jobs: [job()],
      marks: ["HIRED 2019-06-03", "AT_3_MONTHS 2019-09-03", "AT_6_MONTHS 2019-12-03", "AT_12_MONTHS 2020-06-03"],
    },
    {
      case: "a job that ends on the day",
      jobs: [job({ endedOn: day("2019-09-03") })],
      marks: ["HIRED 2019-06-03", "AT_3_MONTHS 2019-09-03"],
    },
    {
      case: "a job that ends the day before",
      jobs: [job({ endedOn: day("2019-09-02") })],
      marks: ["HIRED 2019-06-03"],
    },
    {
      case: "another job on the day",
      jobs: [
        job({ endedOn: day("2019-07-01") }),
        job({ id: "e2", startedOn: day("2019-11-01"), endedOn: day("2020-01-31") }),
      ],
      marks: ["HIRED 2019-06-03", "AT_6_MONTHS 2019-12-03"],
    },
    { case: "no job with too few hours", jobs: [job({ hoursPerWeek: 7.5 })], marks: [] },
    { case: "no job from before entry", jobs: [job({ startedOn: day("2019-02-28") })], marks: [] },
  ])("count $case", ({ jobs, marks }) => {
    expect(ofJobs(...jobs)).toEqual(marks);
  });

  test.for([
    { startedOn: "2019-09-01", marks: ["PAID_HOURS 2019-09-01", "PAID_WITHIN_6_MONTHS 2019-09-01"] },
    { startedOn: "2019-09-02", marks: ["PAID_HOURS 2019-09-02"] },
  ])("count paid hours from $startedOn, however few", ({ startedOn, marks }) => {
    const employments = [job({ startedOn: day(startedOn), form: "WAGE_SUBSIDY", hoursPerWeek: 2 })];
    expect(linesOf({ employments })).toEqual(marks);
  });

  test("measure the way back from the loss of a job, in days", () => {
    const aftercare: Course = { ...COURSE, kind: "FAST_TRACK_AFTERCARE" };
    const lost = job({ id: "e0", startedOn: day("2018-01-01"), endedOn: day("2019-02-01") });
    const marks = linesOf({ courses: [aftercare], employments: [lost, job()] }).filter((line) =>
      /AFTER|REEM/.test(line),
    );
    expect(marks).toEqual(["AFTERCARE 2019-03-04", "REEMPLOYED 2019-06-03", "DAYS_TO_REEMPLOYMENT 2019-06-03 122"]);
  });

  test("count a referral and a place of somebody who never enters", () => {
    const owned = { participationId: "participation", programmeId: "programme", municipalityCode: "0751" };
    const file = {
      participation: { ...PARTICIPATION, enteredOn: null },
      referrals: [
        {
          ...{ ...owned, id: "participation", referredOn: day("2019-01-10"), caseworkerRef: null, priorEfforts: [] },
          ...{ noPriorEffortReason: null, ordinaryEffort: null, whatIsAdded: null },
        },
      ],
      screenings: [
        {
          ...owned,
          id: "s1",
          screenedOn: day("2019-01-20"),
          outcome: "WAITLIST" as const,
          reasonCode: null,
          criteria: [],
        },
        { ...owned, id: "s2", screenedOn: day("2019-02-01"), outcome: "FIT" as const, reasonCode: null, criteria: [] },
      ],
      placements: [PLACEMENT],
    };
    expect(linesOf(file)).toEqual(["REFERRED 2019-01-10", "ACCEPTED 2019-02-01"]);
  });
});
