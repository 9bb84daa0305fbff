import { localDate } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import { afterRule, codesOf, fileIn, ID, JOB, moment } from "../participation/file.fixture.ts";
import { type AdmitInput, admitAlumnus, type EarlierParticipation } from "./admit-alumnus.ts";
import { type OtherParticipation, type ReferInput, refer } from "./refer.ts";

const NEW = { ...fileIn("REFERRED"), version: 0, courses: [] };

const REFERRAL: ReferInput = {
  programmeId: "programme",
  municipalityCode: "0751",
  benefit: "CASH_ACTIVITY_READY",
  referredOn: localDate("2019-02-01"),
};

const OTHER: OtherParticipation = {
  id: ID,
  programmeId: "programme",
  state: "ENROLLED",
  enteredOn: localDate("2019-03-01"),
  leftOn: null,
};
const LEFT = { leftOn: localDate("2019-05-01"), state: "CLOSED" } as const;

describe("refer", () => {
  test.for<readonly [string, Partial<ReferInput>, readonly OtherParticipation[], readonly string[]]>([
    ["on the day on which the municipality joins", {}, [], []],
    ["on the day before", { referredOn: localDate("2019-01-31") }, [], ["MUNICIPALITY_NOT_IN_PROGRAMME"]],
    ["on the municipality's last day", { referredOn: localDate("2020-12-31") }, [], []],
    ["on the day after", { referredOn: localDate("2021-01-01") }, [], ["MUNICIPALITY_NOT_IN_PROGRAMME"]],
    ["a municipality of another programme", { municipalityCode: "0461" }, [], ["MUNICIPALITY_NOT_IN_PROGRAMME"]],
    ["Christiansø", { municipalityCode: "0411" }, [], ["MUNICIPALITY_UNKNOWN"]],
    ["no code at all", { municipalityCode: "Aarhus" }, [], ["MUNICIPALITY_UNKNOWN"]],
    ["who takes part", {}, [OTHER], ["DUPLICATE_OPEN_PARTICIPATION"]],
    ["who takes part in another programme", {}, [{ ...OTHER, programmeId: "another" }], []],
    ["who was there before", {}, [{ ...OTHER, ...LEFT }], ["ALREADY_PARTICIPATED"]],
    ["who was turned away before", {}, [{ ...OTHER, state: "SCREENED_OUT", enteredOn: null }], []],
    ["before birth", { referredOn: localDate("1985-04-02") }, [], ["MUNICIPALITY_NOT_IN_PROGRAMME", "DATE_ORDER"]],
    ["with long words", { whatIsAdded: "x".repeat(501) }, [], ["VALUE_OUT_OF_RANGE"]],
    ["with words at the limit", { whatIsAdded: "x".repeat(500) }, [], []],
  ])("%s", ([, input, others, codes]) => {
    expect(codesOf(refer({ ...REFERRAL, ...input }, others), NEW, moment("2022-01-01"))).toEqual(codes);
  });

  test.for([
    ["2020-06-01", []],
    ["2020-06-02", ["DATE_IN_FUTURE"]],
  ] as const)("on %s, when it is 1 June 2020", ([referredOn, codes]) => {
    expect(codesOf(refer({ ...REFERRAL, referredOn: localDate(referredOn) }, []), NEW)).toEqual(codes);
  });
});

const ADMISSION: AdmitInput = {
  programmeId: "programme",
  municipalityCode: "0751",
  benefit: "NONE_SELF_SUPPORTING",
  admittedOn: localDate("2020-03-01"),
  gate: "ALUMNI_LOST_JOB",
  previousProgramme: "Rummelig imidt",
};
const IN_WORK = { ...JOB, startedOn: localDate("2018-01-01"), endedOn: null };
const earlier = (endedOn: string | null, programmeId = "another"): EarlierParticipation => ({
  programmeId,
  enteredOn: localDate("2017-01-01"),
  employments: [{ ...IN_WORK, endedOn: endedOn === null ? null : localDate(endedOn) }],
});

describe("admitAlumnus", () => {
  test.for<readonly [string, Partial<AdmitInput>, EarlierParticipation | null, readonly string[]]>([
    ["a job that ended on the day", {}, earlier("2020-03-01"), []],
    ["a job that ends on the day after", {}, earlier("2020-03-02"), ["GATE_MISMATCH"]],
    ["a job that goes on", {}, earlier(null), ["GATE_MISMATCH"]],
    ["a job that goes on, by its gate", { gate: "ALUMNI_EMPLOYED" }, earlier(null), []],
    ["a lost job by the other gate", { gate: "ALUMNI_EMPLOYED" }, earlier("2020-03-01"), ["GATE_MISMATCH"]],
    ["the gate of referrals", { gate: "REFERRAL" }, earlier(null), ["GATE_MISMATCH"]],
    ["no job at all", {}, null, ["GATE_MISMATCH"]],
    ["no programme", { previousProgramme: " " }, null, ["PRIOR_PARTICIPATION_MISSING", "GATE_MISMATCH"]],
    ["the same programme", {}, earlier("2020-03-01", "programme"), ["PRIOR_PARTICIPATION_MISSING"]],
    [
      "a participation that never began",
      {},
      { ...earlier("2020-03-01"), enteredOn: null },
      ["PRIOR_PARTICIPATION_MISSING"],
    ],
    [
      "a told job without an employer",
      { employment: { ...IN_WORK, employerId: "nobody", endedOn: localDate("2019-01-01"), hoursPerWeek: 0 } },
      null,
      ["EMPLOYER_UNKNOWN", "HOURS_LIMIT"],
    ],
  ])("%s", ([, input, previous, codes]) => {
    expect(codesOf(admitAlumnus({ ...ADMISSION, ...input }, { previous, others: [] }), NEW)).toEqual(codes);
  });

  test("takes the last job over, and needs no earlier effort", () => {
    const file = afterRule(admitAlumnus(ADMISSION, { previous: earlier("2020-02-01"), others: [] }), NEW);
    expect(file.participation).toMatchObject({ state: "ACCEPTED", previousProgramme: "Rummelig imidt" });
    expect(file.employments).toMatchObject([{ endedOn: "2020-02-01", participationId: "participation" }]);
    expect(file.referrals).toMatchObject([{ noPriorEffortReason: "ALUMNUS" }]);
  });
});
