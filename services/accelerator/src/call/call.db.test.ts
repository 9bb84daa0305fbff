import { UNLIMITED } from "@inclusion/kernel";
import { openTestService, type TestService, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  CRITERIA,
  company,
  idOf,
  lead,
  openCall,
  PROGRAMME,
  partner,
  programmeTold,
  readerOnly,
  run,
  submit,
  TO_ACCEPTED,
  walk,
} from "../course/course-rows.fixture.ts";
import { service } from "../service.ts";

let opened: TestService;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  await programmeTold(opened);
});

afterAll(() => opened?.drop());

const OPEN = `mutation($input: CallOpenInput!) { callOpen(input: $input) {
  call { id version criteria { version criteria { code } } } refusals { code field } } }`;
const AMEND = `mutation($input: CallAmendInput!) { callAmend(input: $input) {
  call { version capacity criteria { version } earlierCriteria { version criteria { code } } } refusals { code } } }`;
const HOLD = `mutation($input: SessionHoldInput!) { sessionHold(input: $input) {
  session { id hours call { cohort } } refusals { code field } } }`;
const SET = "mutation($input: GrowthRuleSetInput!) { growthRuleSet(input: $input) { refusals { code } } }";
const elsewhere = viewerWithin({ ...UNLIMITED, programmes: [idOf(999)] }, "courses:write", "companies:read");

const terms = {
  ...{ programmeId: PROGRAMME, title: "Forår 2018", opensOn: "2018-02-06", closesOn: "2018-06-30", cohort: "A" },
  ...{ capacity: 2, partnershipRequired: false, lowest: 1, highest: 5, criteria: CRITERIA },
};

describe("callOpen", () => {
  test("opens a call with its first criteria, once for a key", async () => {
    const first = await opened.ask(lead, OPEN, { input: { ...terms, idempotencyKey: "open" } });
    expect(first.data?.callOpen).toMatchObject({
      call: { version: 1, criteria: { version: 1, criteria: [{ code: "IMPACT" }, { code: "MARKET" }] } },
      refusals: [],
    });
    const again = await opened.ask(lead, OPEN, { input: { ...terms, idempotencyKey: "open" } });
    expect(again.data).toEqual(first.data);
    const other = await opened.ask(lead, OPEN, { input: { ...terms, cohort: "B", idempotencyKey: "open" } });
    expect(other.data?.callOpen).toMatchObject({ refusals: [{ code: "IDEMPOTENCY_MISMATCH" }] });
  });

  test.for([
    { case: "a cohort that is taken", input: { cohort: "A" }, codes: ["COHORT_TAKEN"] },
    { case: "days in the wrong order", input: { closesOn: "2018-02-05" }, codes: ["DATE_ORDER"] },
    { case: "no criteria", input: { criteria: [] }, codes: ["CRITERIA_INVALID"] },
    { case: "a criterion twice", input: { criteria: [CRITERIA[0], CRITERIA[0]] }, codes: ["CRITERIA_INVALID"] },
    { case: "a scale without steps", input: { highest: 1 }, codes: ["VALUE_OUT_OF_RANGE"] },
    { case: "no places", input: { capacity: 0, title: "" }, codes: ["VALUE_OUT_OF_RANGE", "VALUE_OUT_OF_RANGE"] },
  ])("refuses $case", async ({ input, codes }) => {
    const { data } = await opened.ask(lead, OPEN, { input: { ...terms, cohort: "C", ...input } });
    expect(data?.callOpen).toMatchObject({ call: null, refusals: codes.map((code) => ({ code })) });
  });

  test("is for a programme that was told, and alike for one outside of the limits", async () => {
    const unknown = await opened.ask(lead, OPEN, { input: { ...terms, programmeId: idOf(998) } });
    const unseen = await opened.ask(elsewhere, OPEN, { input: { ...terms, cohort: "D" } });
    const malformed = await opened.ask(lead, OPEN, { input: { ...terms, programmeId: "x" } });
    const rule = await opened.ask(lead, SET, {
      input: { programmeId: idOf(998), countsFrom: "2018-01-01", turnoverAboveBp: 100, needsBoth: false },
    });
    const faults = [unknown, unseen, malformed, rule].map(({ errors }) => errors?.[0]);
    expect(faults.map((fault) => fault?.extensions?.code)).toEqual(Array(4).fill("NOT_FOUND"));
    expect(new Set(faults.map((fault) => fault?.message)).size).toBe(1);
  });

  test("is for who may write in the programme", async () => {
    const denied = await opened.ask(readerOnly, OPEN, { input: { ...terms, cohort: "D" } });
    const unseen = await opened.ask(elsewhere, OPEN, { input: { ...terms, cohort: "D" } });
    const codes = [denied, unseen].map(({ errors }) => errors?.[0]?.extensions?.code);
    expect(codes).toEqual(["FORBIDDEN_FIELD", "NOT_FOUND"]);
  });
});

describe("callAmend", () => {
  test("gives criteria the next version, which earlier scores do not count in", async () => {
    const callId = await openCall(opened, "E", { capacity: 1 });
    await company(opened, 201);
    const { course } = await submit(opened, callId, 201);
    const courseId = course?.id ?? "";
    const scores = CRITERIA.map(({ code }) => ({ criterion: code, score: 3 }));
    expect((await run(opened, lead, "reviewScore", { courseId, scoredOn: "2018-04-01", scores })).codes).toEqual([]);
    const input = { callId, criteria: [{ code: "TEAM", label: "Hold", weight: 1 }], expectedVersion: 1 };
    const { data } = await opened.ask(lead, AMEND, { input });
    expect(data?.callAmend).toEqual({
      call: {
        ...{ version: 2, capacity: 1, criteria: { version: 2 } },
        earlierCriteria: [{ version: 1, criteria: [{ code: "IMPACT" }, { code: "MARKET" }] }],
      },
      refusals: [],
    });
    const stale = await opened.ask(lead, AMEND, { input });
    expect(stale.data?.callAmend).toMatchObject({ refusals: [{ code: "CONFLICT" }] });
    const old = await run(opened, lead, "reviewScore", { courseId, scoredOn: "2018-04-01", scores });
    expect(old.codes).toEqual(["SCORES_INCOMPLETE", "SCORES_INCOMPLETE", "SCORES_INCOMPLETE"]);
    const seen = await opened.ask(
      lead,
      "query($id: ID!) { companyCourse(id: $id) { application { score { reviewersCount meanHundredths } } } }",
      { id: courseId },
    );
    expect(seen.data?.companyCourse).toEqual({ application: { score: { reviewersCount: 0, meanHundredths: null } } });
    await walk(opened, courseId, TO_ACCEPTED);
    const fewer = await opened.ask(lead, AMEND, { input: { callId, capacity: 0 } });
    expect(fewer.data?.callAmend).toMatchObject({
      refusals: [{ code: "VALUE_OUT_OF_RANGE" }, { code: "COHORT_FULL" }],
    });
    const unseen = await opened.ask(elsewhere, AMEND, { input: { callId, capacity: 5 } });
    expect(unseen.errors?.[0]?.extensions?.code).toBe("NOT_FOUND");
  });
});

describe("sessions and hours", () => {
  test("are of a cohort, and of companies that are in it", async () => {
    const callId = await openCall(opened, "F");
    await company(opened, 210);
    const courseId = (await submit(opened, callId, 210)).course?.id ?? "";
    const session = { callId, kind: "TEACHING", title: "Salg", heldOn: "2018-10-10", hours: "7.50" };
    const { data, errors } = await opened.ask(lead, HOLD, { input: { ...session, idempotencyKey: "held" } });
    expect(errors).toBeUndefined();
    expect(data?.sessionHold).toMatchObject({ session: { hours: "7.50", call: { cohort: "F" } }, refusals: [] });
    const sessionId = (data as { sessionHold: { session: { id: string } } }).sessionHold.session.id;
    const long = await opened.ask(lead, HOLD, { input: { ...session, hours: "24.01", heldOn: "2017-10-10" } });
    expect(long.data?.sessionHold).toMatchObject({
      refusals: [{ code: "DATE_ORDER" }, { code: "VALUE_OUT_OF_RANGE" }],
    });
    const codes = await Promise.all(
      [readerOnly, elsewhere].map(async (viewer) => {
        return (await opened.ask(viewer, HOLD, { input: session })).errors?.[0]?.extensions?.code;
      }),
    );
    expect(codes).toEqual(["FORBIDDEN_FIELD", "NOT_FOUND"]);

    const there = { courseId, sessionId, peopleCount: 2 };
    expect((await run(opened, lead, "attendanceRecord", there)).codes).toEqual(["ILLEGAL_TRANSITION"]);
    await walk(opened, courseId, [...TO_ACCEPTED, ["attendanceRecord", { sessionId, peopleCount: 2 }]]);
    await walk(opened, courseId, [["attendanceRecord", { sessionId, peopleCount: 3 }]]);
    const none = await run(opened, lead, "attendanceRecord", { ...there, sessionId: idOf(9) });
    expect(none.codes).toEqual(["ROW_UNKNOWN"]);

    const hours = { courseId, kind: "SALES", workedOn: "2018-11-05", hours: "20.00" };
    await walk(opened, courseId, [["advisoryRecord", hours]]);
    expect((await run(opened, lead, "advisoryRecord", { ...hours, hours: "4.01" })).codes).toEqual(["HOURS_ABOVE_DAY"]);
    expect((await run(opened, lead, "advisoryRecord", { ...hours, workedOn: "2018-09-02" })).codes).toEqual([
      "ILLEGAL_TRANSITION",
    ]);
    expect((await run(opened, lead, "advisoryRecord", { ...hours, workedOn: "2999-01-01" })).codes).toEqual([
      "DATE_IN_FUTURE",
    ]);
    const query = `query($id: ID!) { companyCourse(id: $id) { attendance { attended peopleCount session { title } }
      advisoryMonths { kind hours entries { id } } } }`;
    const seen = await opened.ask(lead, query, { id: courseId });
    expect(seen.data?.companyCourse).toMatchObject({
      attendance: [{ attended: true, peopleCount: 3, session: { title: "Salg" } }],
      advisoryMonths: [{ kind: "SALES", hours: "20.00" }],
    });
    const [entry] = await opened.sql("SELECT id FROM accelerator.advisory_hours WHERE course_id = $1", [courseId]);
    const advisoryId = (entry as { id: string }).id;
    expect(
      (await run(opened, lead, "advisoryCorrect", { ...hours, hours: "1.00", advisoryId: idOf(9) })).codes,
    ).toEqual(["ROW_UNKNOWN"]);
    await walk(opened, courseId, [["advisoryCorrect", { ...hours, advisoryId, hours: "0.00" }]]);
    const left = await opened.ask(lead, query, { id: courseId });
    expect(left.data?.companyCourse).toMatchObject({ advisoryMonths: [] });
    const kept = await opened.sql("SELECT hours_hundredths FROM accelerator.advisory_hours_history WHERE id = $1", [
      advisoryId,
    ]);
    expect(kept).toEqual([{ hours_hundredths: 2_000 }]);
  });
});

test("calls and courses of a programme are listed within the limits", async () => {
  const query = `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme {
    acceleratorCalls { cohort } companyCourses(first: 1) { nodes { id } pageInfo { hasNextPage } } growthRules { version } } } }`;
  const of = [{ __typename: "Programme", id: PROGRAMME }];
  const all = await opened.ask(lead, query, { of });
  expect(all.data?._entities).toMatchObject([
    {
      acceleratorCalls: [{ cohort: "A" }, { cohort: "E" }, { cohort: "F" }],
      companyCourses: { nodes: [{ id: expect.any(String) }], pageInfo: { hasNextPage: true } },
      growthRules: [],
    },
  ]);
  const unseen = await opened.ask(
    viewerWithin({ ...UNLIMITED, programmes: [idOf(999)] }, "companies:read", "indicators:read"),
    query,
    { of },
  );
  expect(unseen.data?._entities).toMatchObject([{ acceleratorCalls: [], companyCourses: { nodes: [] } }]);
  const denied = await opened.ask(partner, query, { of });
  expect(denied.errors?.[0]?.extensions?.code).toBe("FORBIDDEN_FIELD");
});
