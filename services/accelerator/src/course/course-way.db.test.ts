import { UNLIMITED } from "@inclusion/kernel";
import { openTestService, type TestService, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { service } from "../service.ts";
import {
  CHECKS,
  company,
  cvrOf,
  GOALS,
  idOf,
  inOdense,
  lead,
  openCall,
  PARTNERSHIP,
  PROGRAMME,
  partner,
  readerOnly,
  run,
  second,
  submit,
  TO_ACCEPTED,
  TO_SPRINTS,
  third,
  told,
  walk,
  year,
} from "./course-rows.fixture.ts";

let opened: TestService;
let callId: string;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  callId = await openCall(opened, "2018-1", { capacity: 50 });
});

afterAll(() => opened?.drop());

async function begun(number: number, more: Record<string, unknown> = {}): Promise<string> {
  await company(opened, number);
  const { course, refusals, fault } = await submit(opened, callId, number, more);
  if (course === null) throw new Error(JSON.stringify([refusals, fault]));
  return course.id;
}

describe("a course", () => {
  test("goes from the application to graduation and is measured after it", async () => {
    const courseId = await begun(101);
    await walk(opened, courseId, [
      ...TO_ACCEPTED,
      ...TO_SPRINTS,
      ["milestonePlan", { sprint: 1, title: "Ny salgskanal", isMandatory: true, dueOn: "2018-12-01" }],
      ["goalMeasure", { goal: "HIRES", measuredOn: "2019-03-01", value: "1.00", unit: "PERSONS" }],
      ["advisoryRecord", { kind: "MENTOR", workedOn: "2018-11-05", hours: "2.50" }],
      ["advisoryRecord", { kind: "MENTOR", workedOn: "2018-11-12", hours: "1.25" }],
    ]);
    const early = await run(opened, lead, "courseGraduate", { courseId, graduatedOn: "2019-09-03" });
    expect(early.codes).toEqual(["MILESTONE_OPEN", "SNAPSHOT_MISSING"]);
    const { data: planned } = await opened.ask(
      lead,
      "query($id: ID!) { companyCourse(id: $id) { milestones { id } } }",
      {
        id: courseId,
      },
    );
    const milestones = (planned?.companyCourse as { milestones: { id: string }[] } | undefined)?.milestones;
    const milestoneId = milestones?.[0]?.id;
    const bare = await run(opened, lead, "milestoneComplete", { courseId, milestoneId, doneOn: "2018-12-03" });
    expect(bare.codes).toEqual(["EVIDENCE_MISSING"]);
    await walk(opened, courseId, [
      ["milestoneComplete", { milestoneId, doneOn: "2018-12-03", evidence: "aftale 12" }],
      ["snapshotRecord", { kind: "FOLLOW_UP", month: 6, ...year(2018, "4783215.00", "9.00") }],
      ["courseGraduate", { graduatedOn: "2019-09-03" }],
    ]);
    const during = await run(opened, lead, "courseMeasure", { courseId, month: 12, ...year(2019, "1.00", "1.00") });
    expect(during.codes).toEqual(["PERIOD_OVERLAP"]);
    const after = await run(opened, lead, "courseMeasure", {
      courseId,
      month: 12,
      ...year(2020, "5000000.00", "9.50"),
    });
    expect(after.course?.state).toBe("GRADUATED");
    const again = await run(opened, lead, "courseMeasure", { courseId, month: 24, ...year(2020, "5.00", "9.50") });
    expect(again.codes).toEqual(["PERIOD_OVERLAP"]);
    const { data, errors } = await opened.ask(
      lead,
      `query($id: ID!) { companyCourse(id: $id) { state cohort appliedOn decidedOn acceptedOn endedOn
        growthPlans { revision approvedOn goals { code progressBp } }
        advisoryMonths { month kind hours }
        snapshots { kind month frozenOn turnover { amount currency } }
        growth(asOf: "2019-01-31") { status grown ruleVersion turnoverBp turnoverDelta { amount } fteBp fteDelta }
        followUps(asOf: "2019-12-31") { month dueOn overdueOn status }
        events { kind to } } }`,
      { id: courseId },
    );
    expect(errors).toBeUndefined();
    expect(data?.companyCourse).toEqual({
      ...{ state: "GRADUATED", cohort: "2018-1", appliedOn: "2018-03-01", decidedOn: "2018-09-03" },
      ...{ acceptedOn: "2018-09-03", endedOn: "2019-09-03" },
      growthPlans: [
        {
          ...{ revision: 1, approvedOn: "2018-10-05" },
          goals: [
            { code: "HIRES", progressBp: 2500 },
            { code: "SALES", progressBp: null },
          ],
        },
      ],
      advisoryMonths: [{ month: "2018-11", kind: "MENTOR", hours: "3.75" }],
      snapshots: [
        { kind: "BASELINE", month: null, frozenOn: "2018-09-03", turnover: { amount: "4123456.00", currency: "DKK" } },
        { kind: "FOLLOW_UP", month: 6, frozenOn: null, turnover: { amount: "4783215.00", currency: "DKK" } },
        { kind: "FINAL", month: 12, frozenOn: null, turnover: { amount: "5000000.00", currency: "DKK" } },
      ],
      growth: {
        ...{ status: "COMPARABLE", grown: true, ruleVersion: 0, turnoverBp: 1600, fteBp: 3846, fteDelta: "2.50" },
        turnoverDelta: { amount: "659759.00" },
      },
      followUps: [
        { month: 0, dueOn: "2018-09-03", overdueOn: "2018-12-03", status: "MET" },
        { month: 6, dueOn: "2019-03-03", overdueOn: "2019-06-03", status: "MET" },
        { month: 12, dueOn: "2019-09-03", overdueOn: "2019-12-03", status: "OVERDUE" },
        { month: 24, dueOn: "2020-09-03", overdueOn: "2020-12-03", status: "NOT_YET" },
      ],
      events: [
        ...["APPLY APPLIED", "START_DUE_DILIGENCE DUE_DILIGENCE", "ACCEPT ACCEPTED", "DIAGNOSE DIAGNOSED"],
        ...["APPROVE_PLAN IN_SPRINTS", "COMPLETE_MILESTONE IN_SPRINTS", "GRADUATE GRADUATED", "MEASURE GRADUATED"],
      ].map((step) => ({ kind: step.split(" ")[0], to: step.split(" ")[1] })),
    });
    const ledger = await opened.sql(
      `SELECT indicator, sum(amount)::int AS sum, min(valid_on)::text AS "from" FROM accelerator.measure_entry
       WHERE subject_id = $1 GROUP BY indicator ORDER BY indicator`,
      [courseId],
    );
    expect(ledger).toEqual([
      { indicator: "ACC_COMPANIES", sum: 1, from: "2018-09-03" },
      { indicator: "ACC_GRADUATED", sum: 1, from: "2019-09-03" },
      { indicator: "ACC_GROWTH", sum: 1, from: "2018-12-31" },
    ]);
    const facts = await opened.sql("SELECT type, payload FROM accelerator.fact WHERE subject = $1", [courseId]);
    expect(facts).toEqual([
      {
        type: "CourseAccepted",
        payload: { courseId, programmeId: PROGRAMME, organisationId: idOf(101), acceptedOn: "2018-09-03" },
      },
    ]);
  });

  test("that is left is told, once its placements have ended", async () => {
    const courseId = await begun(102);
    await walk(opened, courseId, TO_ACCEPTED);
    await told(opened, "participant", "OpenPlacementsSet", {
      ...{ programmeId: PROGRAMME, organisationId: idOf(102), count: 2 },
    });
    const open = await run(opened, lead, "courseExit", { courseId, exitedOn: "2018-12-01", reason: " " });
    expect(open.codes).toEqual(["REASON_REQUIRED", "OPEN_PLACEMENTS"]);
    await told(opened, "participant", "OpenPlacementsSet", {
      ...{ programmeId: PROGRAMME, organisationId: idOf(102), count: 0 },
    });
    const done = await run(opened, lead, "courseExit", { courseId, exitedOn: "2018-12-01", reason: "konkurs" });
    expect(done.course?.state).toBe("EXITED");
    const facts = await opened.sql(
      "SELECT type, payload->>'exitedOn' AS \"exitedOn\" FROM accelerator.fact WHERE subject = $1 ORDER BY position",
      [courseId],
    );
    expect(facts).toEqual([
      { type: "CourseAccepted", exitedOn: null },
      { type: "CourseExited", exitedOn: "2018-12-01" },
    ]);
    const late = await run(opened, lead, "courseGraduate", { courseId, graduatedOn: "2019-09-03" });
    expect(late.codes).toContain("ILLEGAL_TRANSITION");
  });
});

describe("an application", () => {
  test.for([
    { case: "a wrong check digit", input: { cvr: "12345678" }, codes: ["CVR_INVALID"] },
    { case: "a day after the call", input: { submittedOn: "2018-07-01" }, codes: ["CALL_CLOSED"] },
    {
      case: "everything at once",
      input: { cvr: "1", submittedOn: "2018-01-01" },
      codes: ["CALL_CLOSED", "CVR_INVALID"],
    },
  ])("is refused for $case", async ({ input, codes }) => {
    await company(opened, 110);
    expect((await submit(opened, callId, 110, input)).codes).toEqual(codes);
  });

  test("is refused while the company has an open course, and taken again after it was withdrawn", async () => {
    const courseId = await begun(111);
    expect((await submit(opened, callId, 111)).codes).toEqual(["DUPLICATE_COURSE"]);
    await walk(opened, courseId, [["applicationWithdraw", { withdrawnOn: "2018-03-05" }]]);
    expect((await submit(opened, callId, 111)).codes).toEqual([]);
  });

  test("begins one course by two requests at once", async () => {
    await company(opened, 116);
    const both = await Promise.all([submit(opened, callId, 116), submit(opened, callId, 116)]);
    expect(both.map(({ fault }) => fault)).toEqual([null, null]);
    expect(both.map(({ codes }) => codes.join()).toSorted()).toEqual(["", "DUPLICATE_COURSE"]);
  });

  test("states what the register does not know, with evidence", async () => {
    const nothing = { kinds: ["ORDINARY_COMPANY"], sizeClass: null };
    await company(opened, 112, nothing);
    const bare = await submit(opened, callId, 112, { statedSizeClass: "SMALL", socialPurpose: "Job til alle" });
    const start = { courseId: bare.course?.id, startedOn: "2018-07-02" };
    expect((await run(opened, lead, "dueDiligenceStart", start)).codes).toEqual(["NOT_SME", "NO_SOCIAL_PURPOSE"]);
    await company(opened, 113, nothing);
    const shown = await submit(opened, callId, 113, {
      ...{ statedSizeClass: "SMALL", sizeEvidence: "årsrapport" },
      ...{ socialPurpose: "Job til alle", socialPurposeEvidence: "vedtægter" },
    });
    const started = await run(opened, lead, "dueDiligenceStart", { ...start, courseId: shown.course?.id });
    expect(started.course?.state).toBe("DUE_DILIGENCE");
    await company(opened, 114, { sizeClass: "LARGE" });
    const large = await submit(opened, callId, 114, { statedSizeClass: "SMALL", sizeEvidence: "årsrapport" });
    const refused = await run(opened, lead, "dueDiligenceStart", { ...start, courseId: large.course?.id });
    expect(refused.codes).toEqual(["NOT_SME"]);
  });

  test("is scored exactly by several reviewers, and by none with a conflict", async () => {
    const courseId = await begun(115);
    const scores = (impact: number, market: number) => ({
      courseId,
      scoredOn: "2018-04-01",
      scores: [
        { criterion: "IMPACT", score: impact },
        { criterion: "MARKET", score: market },
      ],
    });
    expect((await run(opened, lead, "reviewScore", scores(4, 5))).codes).toEqual([]);
    expect((await run(opened, second, "reviewScore", scores(2, 2))).codes).toEqual([]);
    expect((await run(opened, third, "reviewScore", scores(1, 1))).codes).toEqual([]);
    const reason = { courseId, reason: "Medejer" };
    expect((await run(opened, third, "reviewDeclareConflict", reason)).codes).toEqual([]);
    expect((await run(opened, third, "reviewScore", scores(5, 5))).codes).toEqual(["REVIEWER_CONFLICT"]);
    const wrong = await run(opened, lead, "reviewScore", {
      ...scores(6, 1),
      scores: [{ criterion: "IMPACT", score: 6 }],
    });
    expect(wrong.codes).toEqual(["SCORES_INCOMPLETE", "SCORE_OUT_OF_RANGE"]);
    const { data } = await opened.ask(
      readerOnly,
      `query($id: ID!) { companyCourse(id: $id) { application { score {
        reviewersCount meanHundredths lowestHundredths highestHundredths spreadHundredths } } } }`,
      { id: courseId },
    );
    expect(data?.companyCourse).toEqual({
      application: {
        score: {
          ...{ reviewersCount: 2, meanHundredths: 317, lowestHundredths: 200, highestHundredths: 433 },
          spreadHundredths: 233,
        },
      },
    });
  });

  test("is accepted with a baseline, passed checks and a free place only", async () => {
    const small = await openCall(opened, "2018-small", { capacity: 1 });
    const ids: string[] = [];
    for (const number of [120, 121]) {
      await company(opened, number);
      const { course } = await submit(opened, small, number);
      ids.push(course?.id ?? "");
    }
    const [first, other] = ids as [string, string];
    await walk(opened, first, [["dueDiligenceStart", { startedOn: "2018-07-02" }]]);
    const bare = await run(opened, lead, "applicationAccept", { courseId: first, acceptedOn: "2018-09-03" });
    expect(bare.codes).toEqual(["CHECK_FAILED", "BASELINE_MISSING"]);
    await walk(
      opened,
      first,
      TO_ACCEPTED.filter(([name]) => name !== "dueDiligenceStart"),
    );
    await walk(opened, other, TO_ACCEPTED.slice(0, -1));
    await walk(opened, other, [
      ["dueDiligenceRecord", { kind: "STATE_AID", result: "FAILED", checkedOn: "2018-08-02" }],
    ]);
    const full = await run(opened, lead, "applicationAccept", { courseId: other, acceptedOn: "2018-09-03" });
    expect(full.codes).toEqual(["CHECK_FAILED", "COHORT_FULL"]);
  });

  test("that is the last place is accepted once by two requests at once", async () => {
    const small = await openCall(opened, "2018-race", { capacity: 1 });
    const ids = await Promise.all(
      [122, 123].map(async (number) => {
        await company(opened, number);
        return (await submit(opened, small, number)).course?.id ?? "";
      }),
    );
    for (const id of ids) await walk(opened, id, TO_ACCEPTED.slice(0, -1));
    const both = await Promise.all(
      ids.map((courseId) => run(opened, lead, "applicationAccept", { courseId, acceptedOn: "2018-09-03" })),
    );
    expect(both.map(({ codes }) => codes.join()).toSorted()).toEqual(["", "COHORT_FULL"]);
  });

  test("that is turned down stays and owes the same follow-ups", async () => {
    const courseId = await begun(124);
    const none = await run(opened, lead, "applicationReject", { courseId, rejectedOn: "2018-07-02", reason: "" });
    expect(none.codes).toEqual(["REASON_REQUIRED"]);
    await walk(opened, courseId, [
      ["applicationReject", { rejectedOn: "2018-07-02", reason: "For lille marked" }],
      ["snapshotRecord", { kind: "BASELINE", ...year(2017, "1000.00", "2.00") }],
      ["snapshotRecord", { kind: "FOLLOW_UP", month: 12, ...year(2018, "1100.00", "2.00") }],
    ]);
    const { data } = await opened.ask(
      lead,
      `query($id: ID!) { companyCourse(id: $id) { followUps(asOf: "2019-07-02") { month status }
        growth(asOf: "2019-07-02") { turnoverBp } snapshots { frozenOn } } }`,
      { id: courseId },
    );
    expect(data?.companyCourse).toEqual({
      followUps: [
        { month: 0, status: "MET" },
        { month: 6, status: "OVERDUE" },
        { month: 12, status: "MET" },
        { month: 24, status: "NOT_YET" },
      ],
      growth: { turnoverBp: 1000 },
      snapshots: [{ frozenOn: "2018-07-02" }, { frozenOn: null }],
    });
    const counted = await opened.sql("SELECT 1 FROM accelerator.measure_entry WHERE subject_id = $1", [courseId]);
    expect(counted).toEqual([]);
  });
});

describe("the plan", () => {
  test("waits for a signed partnership where the call asks for one", async () => {
    const asking = await openCall(opened, "2018-partners", { partnershipRequired: true });
    await company(opened, 130);
    const { course } = await submit(opened, asking, 130);
    const courseId = course?.id ?? "";
    await walk(opened, courseId, TO_ACCEPTED);
    const diagnosis = { courseId, diagnosedOn: "2018-09-20", summary: "Salg", needs: [] };
    expect((await run(opened, lead, "courseDiagnose", diagnosis)).codes).toEqual(["PARTNERSHIP_NOT_SIGNED"]);
    const unknown = await run(opened, lead, "courseJoinPartnership", { courseId, partnershipId: PARTNERSHIP });
    expect(unknown.codes).toEqual(["ROW_UNKNOWN"]);
    await told(opened, "partnership", "PartnershipSigned", {
      ...{ partnershipId: PARTNERSHIP, programmeId: PROGRAMME, municipalityCodes: ["0751"], signedOn: "2018-09-10" },
      parties: [{ organisationId: idOf(900), role: "OTHER_ACTOR" }],
    });
    await walk(opened, courseId, [["courseJoinPartnership", { partnershipId: PARTNERSHIP }]]);
    const before = await run(opened, lead, "courseDiagnose", { ...diagnosis, diagnosedOn: "2018-09-09" });
    expect(before.codes).toEqual(["PARTNERSHIP_NOT_SIGNED"]);
    expect((await run(opened, lead, "courseDiagnose", diagnosis)).codes).toEqual([]);
  });

  test("is approved with a social goal, a business goal and jobs; a revision keeps the old one", async () => {
    const courseId = await begun(131);
    await walk(opened, courseId, TO_ACCEPTED);
    await walk(opened, courseId, [
      TO_SPRINTS[0] as [string, Record<string, unknown>],
      ["growthPlanWrite", { writtenOn: "2018-10-01", goals: [GOALS[0]], jobsPlanned: 0, placesPlanned: 0 }],
    ]);
    const half = await run(opened, lead, "growthPlanApprove", { courseId, approvedOn: "2018-10-05" });
    expect(half.codes).toEqual(["PLAN_INCOMPLETE"]);
    const whole = { courseId, writtenOn: "2018-10-02", goals: GOALS, jobsPlanned: 4, placesPlanned: 5 };
    expect((await run(opened, lead, "growthPlanWrite", whole)).codes).toEqual(["REASON_REQUIRED"]);
    await walk(opened, courseId, [
      ["growthPlanWrite", { ...whole, reason: "Salgsmål manglede" }],
      ["growthPlanApprove", { approvedOn: "2018-10-05" }],
    ]);
    const measured = { courseId, goal: "HIRES", measuredOn: "2018-11-01", value: "1.00", unit: "DKK" };
    expect((await run(opened, lead, "goalMeasure", measured)).codes).toEqual(["UNIT_MISMATCH"]);
    const early = await run(opened, lead, "goalMeasure", { ...measured, unit: "PERSONS", measuredOn: "2018-09-03" });
    expect(early.codes).toEqual(["MEASUREMENT_BEFORE_BASELINE"]);
    const { data } = await opened.ask(
      lead,
      "query($id: ID!) { companyCourse(id: $id) { growthPlans { revision reason approvedOn goals { code } } } }",
      { id: courseId },
    );
    expect(data?.companyCourse).toEqual({
      growthPlans: [
        { revision: 1, reason: null, approvedOn: null, goals: [{ code: "HIRES" }] },
        {
          ...{ revision: 2, reason: "Salgsmål manglede", approvedOn: "2018-10-05" },
          goals: [{ code: "HIRES" }, { code: "SALES" }],
        },
      ],
    });
  });
});

describe("every change", () => {
  const MUTATIONS: readonly (readonly [string, Record<string, unknown>])[] = [
    ["reviewDeclareConflict", { reason: "x" }],
    ["reviewScore", { scoredOn: "2018-04-01", scores: [] }],
    ...TO_ACCEPTED,
    ["applicationReject", { rejectedOn: "2018-07-01", reason: "x" }],
    ["applicationWithdraw", { withdrawnOn: "2018-07-01" }],
    ...TO_SPRINTS,
    ["courseJoinPartnership", {}],
    ["courseGraduate", { graduatedOn: "2019-09-03" }],
    ["courseExit", { exitedOn: "2019-09-03", reason: "x" }],
    ["courseMeasure", { month: 12, ...year(2020, "1.00", "1.00") }],
    ["goalMeasure", { goal: "HIRES", measuredOn: "2019-03-01", value: "1.00", unit: "PERSONS" }],
    ["milestonePlan", { sprint: 1, title: "x", isMandatory: true, dueOn: "2018-12-01" }],
    ["milestoneComplete", { milestoneId: idOf(9), doneOn: "2018-12-01" }],
    ["attendanceRecord", { sessionId: idOf(9), peopleCount: 1 }],
    ["advisoryRecord", { kind: "MENTOR", workedOn: "2018-11-05", hours: "2.50" }],
    ["advisoryCorrect", { advisoryId: idOf(9), kind: "MENTOR", workedOn: "2018-11-05", hours: "2.50" }],
    ["snapshotCorrect", { snapshotId: idOf(9), reason: "x", ...year(2017, "1.00", "1.00") }],
  ];
  const once = [...new Map(MUTATIONS).entries()];

  test.for(once)("%s is nothing for who may not write, nor for another municipality", async ([name, input]) => {
    const { course } = await submit(opened, callId, 140);
    const [stored] = await opened.sql("SELECT id FROM accelerator.company_course WHERE organisation_id = $1", [
      idOf(140),
    ]);
    const courseId = course?.id ?? (stored as { id: string }).id;
    expect((await run(opened, readerOnly, name, { courseId, ...input })).fault).toBe("FORBIDDEN_FIELD");
    const elsewhere = await run(opened, inOdense, name, { courseId, ...input });
    const missing = await run(opened, inOdense, name, { courseId: idOf(77_777), ...input });
    expect([elsewhere.fault, missing.fault]).toEqual(["NOT_FOUND", "NOT_FOUND"]);
  });
  beforeAll(() => company(opened, 140));

  test("is made once for a key, and of the version that was read", async () => {
    const courseId = await begun(141);
    const input = { courseId, startedOn: "2018-07-02", idempotencyKey: "a key", expectedVersion: 1 };
    const first = await run(opened, lead, "dueDiligenceStart", input);
    expect(first.course).toMatchObject({ state: "DUE_DILIGENCE", version: 2 });
    expect(await run(opened, lead, "dueDiligenceStart", input)).toEqual(first);
    const other = await run(opened, lead, "dueDiligenceStart", { ...input, startedOn: "2018-07-03" });
    expect(other.codes).toEqual(["IDEMPOTENCY_MISMATCH"]);
    const check = { courseId, kind: "FINANCES", result: "PASSED", checkedOn: "2018-08-01", expectedVersion: 1 };
    expect((await run(opened, lead, "dueDiligenceRecord", check)).codes).toEqual(["CONFLICT"]);
    const decimals = { courseId, kind: "BASELINE", ...year(2017, "1000.00", "2.00"), idempotencyKey: "figures" };
    const recorded = await run(opened, lead, "snapshotRecord", decimals);
    expect(recorded.codes).toEqual([]);
    expect(await run(opened, lead, "snapshotRecord", decimals)).toEqual(recorded);
  });
});

test("a mentor sees the own course, plan and figures, and no other", async () => {
  const [own, other] = [await begun(150), await begun(151)];
  const mentor = viewerWithin({ ...UNLIMITED, courses: [own] }, "companies:read");
  const query = `query($id: ID!) { companyCourse(id: $id) { id snapshots { id } growthPlans { revision }
    attendance { attended } advisoryMonths { month } growth { status } } }`;
  const seen = await opened.ask(mentor, query, { id: own });
  expect([seen.errors, seen.data?.companyCourse]).toMatchObject([undefined, { id: own }]);
  expect((await opened.ask(mentor, query, { id: other })).data).toEqual({ companyCourse: null });
  const application = await opened.ask(mentor, "query($id: ID!) { companyCourse(id: $id) { application { cvr } } }", {
    id: own,
  });
  expect(application.errors?.[0]?.extensions?.code).toBe("FORBIDDEN_FIELD");
  const denied = await opened.ask(partner, query, { id: own });
  expect(denied.errors?.[0]?.extensions?.code).toBe("FORBIDDEN_FIELD");
});

test("the register number in the test is one", () => {
  expect(CHECKS).toHaveLength(6);
  expect(cvrOf(101)).toMatch(/^[1-9]\d{7}$/);
});
