import { localDate } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import { codesOf, fileIn } from "../participation/file.fixture.ts";
import type { Benefit } from "../participation/participation.ts";
import type { ParticipationFile } from "../participation/participation-file.ts";
import type { Referral } from "../referral/referral.ts";
import { offerPlace, type ScreenInput, screen } from "./screen.ts";

const REFERRAL: Referral = {
  id: "participation",
  participationId: "participation",
  programmeId: "programme",
  municipalityCode: "0751",
  referredOn: localDate("2019-02-10"),
  caseworkerRef: null,
  priorEfforts: [{ kind: "COURSE", endedOn: null, result: "NO_JOB" }],
  noPriorEffortReason: null,
  ordinaryEffort: null,
  whatIsAdded: null,
};
const REFERRED = fileIn("REFERRED", { referrals: [REFERRAL], courses: [] });
const without: ParticipationFile = { ...REFERRED, referrals: [{ ...REFERRAL, priorEfforts: [] }] };
const withBenefit = (benefit: Benefit): ParticipationFile => ({
  ...REFERRED,
  participation: { ...REFERRED.participation, benefit },
});
const FIT: ScreenInput = { screenedOn: localDate("2019-02-10"), outcome: "FIT", criteria: ["LONG_ON_BENEFIT"] };

describe("screen", () => {
  test.for<readonly [string, ParticipationFile, Partial<ScreenInput>, readonly string[]]>([
    ["who fits, on the day of the referral", REFERRED, {}, []],
    ["who fits, the day before", REFERRED, { screenedOn: localDate("2019-02-09") }, ["DATE_ORDER"]],
    ["today", REFERRED, { screenedOn: localDate("2020-06-01") }, []],
    ["tomorrow", REFERRED, { screenedOn: localDate("2020-06-02") }, ["DATE_IN_FUTURE"]],
    ["without an earlier effort", without, {}, ["PRIOR_EFFORT_MISSING"]],
    ["without one but with the reason", without, { noPriorEffortReason: "YOUNG" }, []],
    ["with one that is told now", without, { priorEfforts: [{ kind: "MENTOR", result: "BROKEN_OFF" }] }, []],
    ["without a criterion", REFERRED, { criteria: [] }, ["TARGET_GROUP_MISMATCH"]],
    ["who supports themselves", withBenefit("NONE_SELF_SUPPORTING"), {}, ["TARGET_GROUP_MISMATCH"]],
    ["who is in a flex job", withBenefit("FLEX_SUBSIDY"), {}, ["TARGET_GROUP_MISMATCH"]],
    ["who waits for a flex job", withBenefit("UNEMPLOYED_FLEX"), {}, []],
    ["who is turned away without a reason", without, { outcome: "NOT_FIT", criteria: [] }, ["REASON_REQUIRED"]],
    ["who is turned away", without, { outcome: "NOT_FIT", reasonCode: "OTHER", criteria: [] }, []],
    ["who has to wait", without, { outcome: "WAITLIST", criteria: [] }, []],
    ["who was screened", fileIn("ACCEPTED", { referrals: [REFERRAL] }), {}, ["ILLEGAL_TRANSITION"]],
  ])("%s", ([, file, input, codes]) => {
    expect(codesOf(screen({ ...FIT, ...input }), file)).toEqual(codes);
  });
});

describe("offerPlace", () => {
  const places = (capacity: number | null, placesTaken: number): ParticipationFile => {
    const file = fileIn("WAITLISTED");
    const municipalities = file.terms.municipalities.map((part) => ({ ...part, capacity, placesTaken }));
    return { ...file, terms: { ...file.terms, municipalities } };
  };
  test.for<readonly [string, ParticipationFile, readonly string[]]>([
    ["the last place", places(3, 2), []],
    ["a place that is taken", places(3, 3), ["NO_CAPACITY"]],
    ["one of no places", places(0, 0), ["NO_CAPACITY"]],
    ["one of as many as come", places(null, 0), []],
  ])("%s", ([, file, codes]) => {
    expect(codesOf(offerPlace({ offeredOn: localDate("2019-03-01") }), file)).toEqual(codes);
  });
});
