import { UNLIMITED } from "@inclusion/kernel";
import { afterRelease, openTestService, type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { COMPANY, idOf, PROGRAMME, storeParticipation } from "../participation/participation-rows.fixture.ts";
import { service } from "../service.ts";

let opened: TestService;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"), afterRelease);
  for (const number of [101, 102, 103, 104, 105]) await storeParticipation(opened.service, number, "0751");
  await storeParticipation(opened.service, 201, "0461");
});

afterAll(() => opened?.drop());

const inAarhus = { ...UNLIMITED, municipalities: ["0751"] };
const caseworker = viewerWithin(inAarhus, "participations:read", "participations:write", "indicators:read");
const inOdense = viewerWithin(
  { ...UNLIMITED, municipalities: ["0461"] },
  "participations:read",
  "participations:write",
);
const lead = viewerWith("participations:read", "indicators:read");
const partner = viewerWith("indicators:read");

const RECORD = `mutation($input: ActivityRecordInput!) { activityRecord(input: $input) {
  activity { id kind axis happenedOn hours participation { id } } refusals { code field } } }`;
const CORRECT = `mutation($input: ActivityCorrectInput!) { activityCorrect(input: $input) {
  activity { id hours happenedOn } refusals { code field } } }`;
const CONTACT = `mutation($input: CompanyContactRecordInput!) { companyContactRecord(input: $input) {
  companyContact { kind happenedOn company { id } } refusals { code field } } }`;

const activity = { kind: "MENTOR", axis: "AXIS_3B1", happenedOn: "2019-03-05", hours: 1.25 };
const contact = { companyId: COMPANY, kind: "CALL", happenedOn: "2019-03-05" };

function toldHours(): Promise<readonly Readonly<{ payload: unknown }>[]> {
  return opened.sql("SELECT payload FROM participant.fact WHERE type = 'HoursDelivered' ORDER BY position");
}

describe("activityRecord", () => {
  test("stores an activity and tells the total of its month, whatever the caseworker sees of it", async () => {
    const input = { ...activity, participationId: idOf(201), hours: 2 };
    expect((await opened.ask(inOdense, RECORD, { input })).errors).toBeUndefined();
    const { data, errors } = await opened.ask(caseworker, RECORD, {
      input: { ...activity, participationId: idOf(101) },
    });
    expect(errors).toBeUndefined();
    expect(data?.activityRecord).toEqual({
      activity: { ...activity, id: expect.any(String), participation: { id: idOf(101) } },
      refusals: [],
    });
    const told = { programmeId: PROGRAMME, axis: "AXIS_3B1", activity: "MENTOR", month: "2019-03" };
    expect(await toldHours()).toEqual([{ payload: { ...told, hours: 2 } }, { payload: { ...told, hours: 3.25 } }]);
  });

  test("gives the same answer to the same request, and stores nothing twice", async () => {
    const input = { ...activity, participationId: idOf(103), idempotencyKey: "once" };
    const first = await opened.ask(caseworker, RECORD, { input });
    const again = await opened.ask(caseworker, RECORD, { input });
    expect(again.data).toEqual(first.data);
    const other = await opened.ask(caseworker, RECORD, { input: { ...input, hours: 2 } });
    expect(other.data).toMatchObject({ activityRecord: { refusals: [{ code: "IDEMPOTENCY_MISMATCH" }] } });
    expect(
      await opened.sql("SELECT 1 FROM participant.activity WHERE participation_id = $1", [idOf(103)]),
    ).toHaveLength(1);
  });

  test("refuses with every reason and tells nothing", async () => {
    const before = await toldHours();
    const input = { ...activity, participationId: idOf(101), hours: 0, happenedOn: "2019-02-28" };
    const { data } = await opened.ask(caseworker, RECORD, { input });
    expect(data?.activityRecord).toEqual({
      activity: null,
      refusals: [
        { code: "OUTSIDE_PARTICIPATION", field: ["input", "happenedOn"] },
        { code: "VALUE_OUT_OF_RANGE", field: ["input", "hours"] },
      ],
    });
    expect(await toldHours()).toEqual(before);
  });
});

describe("activityCorrect", () => {
  test("keeps what was recorded, and tells both months that it moves", async () => {
    const input = { ...activity, participationId: idOf(102), hours: 3, kind: "EDUCATION" };
    const recorded = await opened.ask(caseworker, RECORD, { input });
    const { id } = (recorded.data as { activityRecord: { activity: { id: string } } }).activityRecord.activity;
    const before = (await toldHours()).length;
    const corrected = { ...input, activityId: id, hours: 2.5, happenedOn: "2019-04-01" };
    const { data } = await opened.ask(caseworker, CORRECT, { input: corrected });
    expect(data?.activityCorrect).toEqual({ activity: { id, hours: 2.5, happenedOn: "2019-04-01" }, refusals: [] });
    const told = { programmeId: PROGRAMME, axis: "AXIS_3B1", activity: "EDUCATION" };
    expect((await toldHours()).slice(before)).toEqual([
      { payload: { ...told, month: "2019-03", hours: 0 } },
      { payload: { ...told, month: "2019-04", hours: 2.5 } },
    ]);
    const history = await opened.sql("SELECT hours::float8 AS hours FROM participant.activity_history WHERE id = $1", [
      id,
    ]);
    expect(history).toEqual([{ hours: 3 }]);
  });

  test("misses none of two hours that are recorded at once", async () => {
    const input = { ...activity, kind: "GUIDANCE", hours: 1 };
    await Promise.all(
      [101, 102, 103, 104].map((number) =>
        opened.ask(caseworker, RECORD, { input: { ...input, participationId: idOf(number) } }),
      ),
    );
    expect((await toldHours()).at(-1)).toMatchObject({ payload: { activity: "GUIDANCE", hours: 4 } });
  });
});

describe("companyContactRecord", () => {
  test("stores a contact, which counts in its month", async () => {
    for (const number of [101, 102, 103, 104, 105]) {
      const input = { ...contact, participationId: idOf(number) };
      const { data } = await opened.ask(caseworker, CONTACT, { input });
      expect(data?.companyContactRecord).toEqual({
        companyContact: { kind: "CALL", happenedOn: "2019-03-05", company: { id: COMPANY } },
        refusals: [],
      });
    }
    const april = { ...contact, participationId: idOf(101), happenedOn: "2019-04-02" };
    await opened.ask(caseworker, CONTACT, { input: april });
    const march = { month: "2019-03", contacts: { count: 5 }, participations: { count: 5 }, synthetic: true };
    expect(await months(lead)).toEqual([
      march,
      { month: "2019-04", contacts: { count: 1 }, participations: { count: 1 }, synthetic: true },
    ]);
    expect(await months(partner)).toEqual([
      march,
      { month: "2019-04", contacts: { below: 5 }, participations: { below: 5 }, synthetic: true },
    ]);
    expect(await months(lead, "2019-03-04")).toEqual([]);
  });

  test("refuses what is no company", async () => {
    const input = { ...contact, participationId: idOf(101), companyId: "the bakery" };
    const { data } = await opened.ask(caseworker, CONTACT, { input });
    expect(data).toMatchObject({ companyContactRecord: { refusals: [{ code: "EMPLOYER_UNKNOWN" }] } });
  });
});

test.for([
  { name: "activityRecord", query: RECORD, more: activity },
  { name: "activityCorrect", query: CORRECT, more: { ...activity, activityId: idOf(9) } },
  { name: "companyContactRecord", query: CONTACT, more: contact },
])("$name is nothing for who may not write, nor for another municipality", async ({ name, query, more }) => {
  const input = { ...more, participationId: idOf(101) };
  const denied = await opened.ask(lead, query, { input });
  expect(denied.errors?.[0]).toMatchObject({ path: [name], extensions: { code: "FORBIDDEN_FIELD" } });
  const elsewhere = await opened.ask(inOdense, query, { input });
  expect(elsewhere.errors?.[0]).toMatchObject({ extensions: { code: "NOT_FOUND" } });
});

test("lists need the same statements for one participation and for many", async () => {
  const fields = "nodes { activities { hours } activityHours { kind hours } companyContacts { kind } }";
  const one = await programme(lead, `participations(first: 1) { ${fields} }`);
  const many = await programme(lead, `participations { ${fields} }`);
  expect(one.statements).toBe(many.statements);
  expect(one.programme?.participations).toMatchObject({
    nodes: [
      {
        activities: [{ hours: 1.25 }, { hours: 1 }],
        activityHours: [
          { kind: "GUIDANCE", hours: 1 },
          { kind: "MENTOR", hours: 1.25 },
        ],
        companyContacts: [{ kind: "CALL" }, { kind: "CALL" }],
      },
    ],
  });
});

async function months(viewer: typeof lead, asOf = "2019-12-31"): Promise<unknown> {
  const count = "{ ... on ExactCount { count } ... on SuppressedCount { below } }";
  const fields = `month contacts ${count} participations ${count} synthetic`;
  const answer = await programme(viewer, `companyContactMonths(asOf: "${asOf}") { ${fields} }`);
  return answer.programme?.companyContactMonths;
}

async function programme(viewer: typeof lead, fields: string) {
  const { data, statements } = await opened.ask(
    viewer,
    `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { ${fields} } } }`,
    { of: [{ __typename: "Programme", id: PROGRAMME }] },
  );
  const [found] = (data?._entities ?? []) as readonly Record<string, unknown>[];
  return { programme: found, statements };
}
