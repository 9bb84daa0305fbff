/** Every guard on a company's way, on both of its sides and on the last day on which it gives way. */
import { type Decision, localDate } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import { CHECK_KINDS } from "../application/application.ts";
import { type ApplyInput, apply, reject } from "../application/apply.ts";
import { acceptApplication, startDueDiligence } from "../application/examine.ts";
import { declareConflict, scoreApplication } from "../application/review.ts";
import type { Call } from "../call/call.ts";
import { measureGraduate, recordSnapshot } from "../growth/record-snapshot.ts";
import type { Goal } from "../growth-plan/growth-plan.ts";
import { approvePlan, diagnose } from "../growth-plan/write-plan.ts";
import type { OrganisationCopy } from "../organisation/organisation.ts";
import { BASELINE, COURSE } from "./course.fixture.ts";
import { type CourseFile, newFile } from "./course-file.ts";
import { exit, graduate } from "./end-course.ts";
import type { Rule } from "./rule.ts";

const d = localDate;
const AT = { today: d("2021-01-01"), actor: "lead", newId: () => "new" };
const OWNED = { courseId: "course", programmeId: "programme", municipalityCode: "0751" };

const CALL: Call = {
  ...{ id: "call", programmeId: "programme", title: "Forår", opensOn: d("2018-02-06"), closesOn: d("2018-06-30") },
  ...{ cohort: "2018-1", capacity: 2, partnershipRequired: true, lowest: 1, highest: 5, version: 1 },
  criteria: [[{ code: "IMPACT", label: "Effekt", weight: 1 }]],
};
const COMPANY: OrganisationCopy = {
  ...{ id: "company", cvr: "10000009", kinds: ["SOCIAL_ENTERPRISE"], sizeClass: "SMALL", municipalityCode: "0751" },
  ...{ rsvRegistered: false, mergedInto: null },
};
const SIGNED = {
  ...{ id: "partnership", programmeId: "programme", municipalityCodes: ["0751"], parties: [] },
  ...{ signedOn: d("2018-09-10"), closedOn: d("2020-09-10") },
};

/** A file in a state, with whatever the guard looks at. */
function fileIn(state: CourseFile["course"]["state"], more: Partial<CourseFile> = {}): CourseFile {
  const isAccepted = !["APPLIED", "DUE_DILIGENCE", "REJECTED", "WITHDRAWN"].includes(state);
  const days = isAccepted ? {} : { acceptedOn: null, decidedOn: null };
  const course = { ...COURSE, ...days, state, appliedOn: d("2018-03-01") };
  return { ...newFile({ course, call: CALL, organisation: COMPANY, partnership: null }), version: 1, ...more };
}

const codesOf = (decided: Decision<unknown, string>): readonly string[] =>
  decided.ok ? [] : decided.refusals.map(({ code }) => code);
const codes = (rule: Rule, file: CourseFile) => codesOf(rule(file, AT));

describe("an application", () => {
  const input: ApplyInput = {
    ...{ callId: "call", organisationId: "company", cvr: "10000009", submittedOn: d("2018-03-01"), answers: [] },
  };
  const applying = (more: Partial<CourseFile> = {}) =>
    newFile({
      course: { ...COURSE, state: "APPLIED", acceptedOn: null, decidedOn: null },
      call: CALL,
      organisation: COMPANY,
      partnership: null,
      ...more,
    });

  test.for([
    { case: "on the call's first day", given: { submittedOn: d("2018-02-06") }, refused: [] },
    { case: "on the day before it", given: { submittedOn: d("2018-02-05") }, refused: ["CALL_CLOSED"] },
    { case: "on the call's last day", given: { submittedOn: d("2018-06-30") }, refused: [] },
    { case: "on the day after it", given: { submittedOn: d("2018-07-01") }, refused: ["CALL_CLOSED"] },
    { case: "with a wrong check digit", given: { cvr: "10000008" }, refused: ["CVR_INVALID"] },
    { case: "with another company's number", given: { cvr: "10000025" }, refused: ["CVR_INVALID"] },
  ])("$case", ({ given, refused }) => {
    expect(codes(apply({ ...input, ...given }, false), applying())).toEqual(refused);
  });

  test("of a company with an open course, or of one that is another now", () => {
    expect(codes(apply(input, true), applying())).toEqual(["DUPLICATE_COURSE"]);
    const merged = applying({ organisation: { ...COMPANY, mergedInto: "other" } });
    expect(codes(apply(input, false), merged)).toEqual(["DUPLICATE_COURSE"]);
  });

  test.for([
    { code: "0751", refused: [] },
    { code: "9999", refused: ["MUNICIPALITY_UNKNOWN"] },
    { code: "", refused: ["MUNICIPALITY_UNKNOWN"] },
  ])("of a company in «$code»", ({ code, refused }) => {
    const file = applying();
    expect(codes(apply(input, false), { ...file, course: { ...file.course, municipalityCode: code } })).toEqual(
      refused,
    );
  });

  test("is turned down with a reason only", () => {
    const rejected = (reason: string) => codes(reject({ rejectedOn: d("2018-07-02"), reason }), fileIn("APPLIED"));
    expect([rejected(" "), rejected("For lille marked")]).toEqual([["REASON_REQUIRED"], []]);
  });

  test("is scored by who has no conflict, and what was scored before the conflict is void", () => {
    const score = scoreApplication({ scoredOn: d("2018-04-01"), scores: [{ criterion: "IMPACT", score: 5 }] });
    const scored = score(fileIn("APPLIED"), AT);
    if (!scored.ok) throw new Error("it is scored");
    const declared = declareConflict({ reason: "Medejer" })(scored.value, AT);
    if (!declared.ok) throw new Error("it is declared");
    expect(declared.value.reviews).toMatchObject([{ reviewer: "lead", scores: [], scoredOn: null }]);
    expect(codes(score, declared.value)).toEqual(["REVIEWER_CONFLICT"]);
    expect(codesOf(score(declared.value, { ...AT, actor: "another" }))).toEqual([]);
  });
});

describe("due diligence", () => {
  const start = startDueDiligence({ startedOn: d("2018-07-02") });
  test.for([
    { company: { sizeClass: "MICRO" }, refused: [] },
    { company: { sizeClass: "SMALL" }, refused: [] },
    { company: { sizeClass: "MEDIUM" }, refused: [] },
    { company: { sizeClass: "LARGE" }, refused: ["NOT_SME"] },
    { company: { sizeClass: null }, refused: ["NOT_SME"] },
    { company: { kinds: ["ORDINARY_COMPANY"] }, refused: ["NO_SOCIAL_PURPOSE"] },
    { company: { kinds: ["ORDINARY_COMPANY"], rsvRegistered: true }, refused: [] },
    { company: { kinds: ["SOCIAL_ECONOMY_ACTOR"] }, refused: [] },
  ] as const)("of a company that is $company: $refused", ({ company, refused }) => {
    expect(codes(start, fileIn("APPLIED", { organisation: { ...COMPANY, ...company } }))).toEqual(refused);
  });

  const checks = CHECK_KINDS.map((kind) => {
    return {
      ...OWNED,
      id: kind,
      kind,
      result: "PASSED" as const,
      checkedBy: "x",
      checkedOn: d("2018-08-01"),
      evidence: null,
    };
  });
  const accept = acceptApplication({ acceptedOn: d("2018-09-03") });
  const ready = (more: Partial<CourseFile> = {}) => fileIn("DUE_DILIGENCE", { checks, snapshots: [BASELINE], ...more });

  test.for(CHECK_KINDS)("lets nobody in without the check %s, nor with one that failed", (kind) => {
    expect(codes(accept, ready())).toEqual([]);
    expect(codes(accept, ready({ checks: checks.filter((check) => check.kind !== kind) }))).toEqual(["CHECK_FAILED"]);
    const failed = checks.map((check) => (check.kind === kind ? { ...check, result: "FAILED" as const } : check));
    expect(codes(accept, ready({ checks: failed }))).toEqual(["CHECK_FAILED"]);
  });

  test.for([
    { case: "that ended on the day before", periodTo: "2018-09-02", refused: [] },
    { case: "that ends on the day", periodTo: "2018-09-03", refused: ["BASELINE_MISSING"] },
  ])("takes a baseline $case", ({ periodTo, refused }) => {
    expect(codes(accept, ready({ snapshots: [{ ...BASELINE, periodTo: d(periodTo) }] }))).toEqual(refused);
    expect(codes(accept, ready({ snapshots: [] }))).toEqual(["BASELINE_MISSING"]);
  });

  test.for([
    { acceptedInCall: 1, refused: [] },
    { acceptedInCall: 2, refused: ["COHORT_FULL"] },
  ])("lets one more in beside $acceptedInCall of two", ({ acceptedInCall, refused }) => {
    expect(codes(accept, ready({ acceptedInCall }))).toEqual(refused);
  });

  test("takes one baseline, before the decision as after it, and freezes it", () => {
    const baseline = recordSnapshot({ ...BASELINE, source: "årsrapport" });
    expect(codes(baseline, fileIn("DUE_DILIGENCE"))).toEqual([]);
    expect(codes(baseline, ready())).toEqual(["BASELINE_FROZEN"]);
    expect(codes(baseline, fileIn("ACCEPTED", { snapshots: [BASELINE] }))).toEqual(["BASELINE_FROZEN"]);
    const accepted = accept(ready(), AT);
    expect(accepted.ok && accepted.value.snapshots).toMatchObject([{ kind: "BASELINE", frozenOn: "2018-09-03" }]);
  });
});

describe("in the course", () => {
  test.for([
    { on: "2018-09-09", refused: ["PARTNERSHIP_NOT_SIGNED"] },
    { on: "2018-09-10", refused: [] },
    { on: "2020-09-10", refused: [] },
    { on: "2020-09-11", refused: ["PARTNERSHIP_NOT_SIGNED"] },
  ])("the diagnosis of $on asks for the partnership that the call asks for: $refused", ({ on, refused }) => {
    const rule = diagnose({ diagnosedOn: d(on), summary: "Salg mangler.", needs: [] });
    expect(codes(rule, fileIn("ACCEPTED", { partnership: SIGNED }))).toEqual(refused);
    const unasked = fileIn("ACCEPTED", { call: { ...CALL, partnershipRequired: false } });
    expect(codes(rule, unasked)).toEqual([]);
  });

  const goal = (kind: Goal["kind"]): Goal => ({
    ...{ code: kind, kind, label: "Mål", unit: "PERSONS", baselineHundredths: 0, baselineOn: d("2018-09-03") },
    ...{ targetHundredths: 400, dueOn: d("2019-09-03") },
  });
  test.for([
    { goals: ["SOCIAL", "BUSINESS"], jobsPlanned: 1, refused: [] },
    { goals: ["SOCIAL"], jobsPlanned: 1, refused: ["PLAN_INCOMPLETE"] },
    { goals: ["BUSINESS"], jobsPlanned: 1, refused: ["PLAN_INCOMPLETE"] },
    { goals: ["SOCIAL", "BUSINESS"], jobsPlanned: 0, refused: ["PLAN_INCOMPLETE"] },
  ] as const)("a plan with $goals goals and $jobsPlanned jobs: $refused", ({ goals, jobsPlanned, refused }) => {
    const plan = {
      ...{ ...OWNED, id: "plan", revision: 1, writtenOn: d("2018-10-01"), reason: null, approvedOn: null },
      ...{ goals: goals.map(goal), jobsPlanned, placesPlanned: 0 },
    };
    const approve = approvePlan({ approvedOn: d("2018-10-05") });
    expect(codes(approve, fileIn("DIAGNOSED", { plans: [plan] }))).toEqual(refused);
    expect(codes(approve, fileIn("DIAGNOSED"))).toEqual(["PLAN_INCOMPLETE"]);
  });

  const milestone = (isMandatory: boolean, doneOn: string | null) => ({
    ...{ ...OWNED, id: `${isMandatory} ${doneOn}`, sprint: 1, title: "Salg", isMandatory, dueOn: d("2018-12-01") },
    ...{ doneOn: doneOn === null ? null : d(doneOn), evidence: doneOn === null ? null : "aftale" },
  });
  const followUp = { ...BASELINE, id: "later", kind: "FOLLOW_UP" as const, periodTo: d("2018-09-03") };
  test.for([
    { case: "every milestone done", milestones: [milestone(true, "2018-12-01")], to: "2018-09-03", refused: [] },
    { case: "an open one that is not mandatory", milestones: [milestone(false, null)], to: "2018-09-03", refused: [] },
    { case: "an open one that is", milestones: [milestone(true, null)], to: "2018-09-03", refused: ["MILESTONE_OPEN"] },
    { case: "figures of before the acceptance", milestones: [], to: "2018-09-02", refused: ["SNAPSHOT_MISSING"] },
  ])("graduates with $case: $refused", ({ milestones, to, refused }) => {
    const snapshots = [BASELINE, { ...followUp, periodTo: d(to) }];
    const rule = graduate({ graduatedOn: d("2019-09-03") });
    expect(codes(rule, fileIn("IN_SPRINTS", { milestones, snapshots }))).toEqual(refused);
  });

  test.for(["ACCEPTED", "DIAGNOSED", "IN_SPRINTS"] as const)(
    "from %s exits with a reason and no placement",
    (state) => {
      const exited = (reason: string, openPlacements: number) =>
        codes(exit({ exitedOn: d("2019-01-01"), reason }), fileIn(state, { openPlacements }));
      expect(exited("konkurs", 0)).toEqual([]);
      expect(exited("", 0)).toEqual(["REASON_REQUIRED"]);
      expect(exited("konkurs", 1)).toEqual(["OPEN_PLACEMENTS"]);
    },
  );

  test.for([
    { from: "2019-09-03", refused: ["PERIOD_OVERLAP"] },
    { from: "2019-09-04", refused: [] },
  ])("a graduate of 3 September 2019 is measured over time from $from: $refused", ({ from, refused }) => {
    const rule = measureGraduate({
      ...BASELINE,
      source: "årsrapport",
      month: 12,
      periodFrom: d(from),
      periodTo: d("2020-09-03"),
    });
    const graduated = fileIn("GRADUATED", { snapshots: [BASELINE] });
    expect(codes(rule, { ...graduated, course: { ...graduated.course, endedOn: d("2019-09-03") } })).toEqual(refused);
  });
});
