import { UNLIMITED, type Viewer } from "@inclusion/kernel";
import { openTestService, type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { idOf, PROGRAMME, storeParticipation } from "../participation/participation-rows.fixture.ts";
import { service } from "../service.ts";

const IN_ODENSE = [201, 202, 203, 204, 205];

let opened: TestService;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  for (const number of [101, 102]) await storeParticipation(opened.service, number, "0751");
  for (const number of IN_ODENSE) await storeParticipation(opened.service, number, "0461");
});

afterAll(() => opened?.drop());

const caseworker = viewerWith("participations:read", "participations:write", "indicators:read");
const reader = viewerWith("participations:read");
const partner = viewerWith("indicators:read");
const inOdense = viewerWithin(
  { ...UNLIMITED, municipalities: ["0461"] },
  "participations:read",
  "participations:write",
);
const odensePartner = viewerWithin({ ...UNLIMITED, municipalities: ["0461"] }, "indicators:read");

const RECORD = `mutation($input: MeasurementRecordInput!) { measurementRecord(input: $input) {
  measurement { id measuredOn rater scores { item { code } score } } warnings { code } refusals { code field } } }`;
const CORRECT = `mutation($input: MeasurementCorrectInput!) { measurementCorrect(input: $input) {
  measurement { id measuredOn scores { score } } warnings { code } refusals { code } } }`;
const SERIES = { instrument: "BELONGING", instrumentVersion: 1, rater: "PARTICIPANT" };
const ASKED = 'instrument: "BELONGING", version: 1, rater: PARTICIPANT';

/** The input of a measurement with three scores. */
function measured(number: number, measuredOn: string, scores: readonly (number | null)[]) {
  const items = ["KNOWS_COLLEAGUES", "IS_NEEDED", "CAN_ASK"];
  return {
    ...SERIES,
    participationId: idOf(number),
    measuredOn,
    scores: scores.map((score, index) => ({ item: items[index], score })),
  };
}

async function record(input: ReturnType<typeof measured>): Promise<unknown> {
  const { data, errors } = await opened.ask(caseworker, RECORD, { input });
  expect(errors).toBeUndefined();
  return data?.measurementRecord;
}

describe("measurementRecord", () => {
  test("stores scores as they are, and warns when it is too early", async () => {
    expect(await record(measured(101, "2019-03-04", [3, 2, 1]))).toEqual({
      measurement: {
        ...{ id: expect.any(String), measuredOn: "2019-03-04", rater: "PARTICIPANT" },
        scores: [
          { item: { code: "KNOWS_COLLEAGUES" }, score: 3 },
          { item: { code: "IS_NEEDED" }, score: 2 },
          { item: { code: "CAN_ASK" }, score: 1 },
        ],
      },
      warnings: [],
      refusals: [],
    });
    expect(await record(measured(101, "2019-05-20", [4, 2, 3]))).toMatchObject({ warnings: [{ code: "TOO_EARLY" }] });
  });

  test("refuses with every reason", async () => {
    expect(await record(measured(101, "2019-02-28", [0, 6]))).toEqual({
      measurement: null,
      warnings: [],
      refusals: [
        { code: "MEASUREMENT_BEFORE_ENTRY", field: ["input", "measuredOn"] },
        { code: "SCORE_OUT_OF_RANGE", field: ["input", "scores", "0", "score"] },
        { code: "SCORE_OUT_OF_RANGE", field: ["input", "scores", "1", "score"] },
      ],
    });
  });

  test("gives the same answer and the same warnings to the same request", async () => {
    const input = { ...measured(101, "2019-06-03", [4, 2, 3]), idempotencyKey: "once" };
    const first = await record(input);
    expect(first).toMatchObject({ warnings: [{ code: "TOO_EARLY" }], refusals: [] });
    expect(await record(input)).toEqual(first);
  });
});

describe("measurementCorrect", () => {
  test("puts the right scores in place and keeps the wrong ones in the history", async () => {
    const recorded = await record(measured(102, "2019-03-04", [5, 5, 5]));
    const { id } = (recorded as { measurement: { id: string } }).measurement;
    const { participationId, scores } = measured(102, "2019-03-05", [1, 1]);
    const input = { participationId, measurementId: id, measuredOn: "2019-03-05", scores };
    const { data } = await opened.ask(caseworker, CORRECT, { input });
    expect(data?.measurementCorrect).toEqual({
      measurement: { id, measuredOn: "2019-03-05", scores: [{ score: 1 }, { score: 1 }, { score: null }] },
      warnings: [],
      refusals: [],
    });
    const history = await opened.sql("SELECT scores FROM participant.measurement_history WHERE id = $1", [id]);
    expect(history).toEqual([{ scores: { KNOWS_COLLEAGUES: 5, IS_NEEDED: 5, CAN_ASK: 5 } }]);
  });
});

test.for([
  { name: "measurementRecord", query: RECORD, input: measured(101, "2019-07-01", [1]) },
  {
    name: "measurementCorrect",
    query: CORRECT,
    input: { participationId: idOf(101), measurementId: idOf(9), measuredOn: "2019-07-01", scores: [] },
  },
])("$name is nothing for who may not write, nor for another municipality", async ({ name, query, input }) => {
  const denied = await opened.ask(reader, query, { input });
  expect(denied.errors?.[0]).toMatchObject({ path: [name], extensions: { code: "FORBIDDEN_FIELD" } });
  const elsewhere = await opened.ask(inOdense, query, { input });
  expect(elsewhere.errors?.[0]).toMatchObject({ extensions: { code: "NOT_FOUND" } });
});

describe("Participation.change", () => {
  const change = `change(${ASKED}) { status firstOn latestOn items { item { code } first latest change direction }
    comparedItems improvedItems meanChange { sum of rounded } }`;

  test("is latest against first", async () => {
    const { data } = await opened.ask(reader, `query($id: ID!) { participation(id: $id) { ${change} } }`, {
      id: idOf(101),
    });
    expect(data?.participation).toEqual({
      change: {
        ...{ status: "COMPARABLE", firstOn: "2019-03-04", latestOn: "2019-06-03" },
        items: [
          { item: { code: "KNOWS_COLLEAGUES" }, first: 3, latest: 4, change: 1, direction: "IMPROVED" },
          { item: { code: "IS_NEEDED" }, first: 2, latest: 2, change: 0, direction: "SAME" },
          { item: { code: "CAN_ASK" }, first: 1, latest: 3, change: 2, direction: "IMPROVED" },
        ],
        ...{ comparedItems: 3, improvedItems: 2, meanChange: { sum: 3, of: 3, rounded: "1.00" } },
      },
    });
  });

  test("leaves a line of whose it is in the log of reading", async () => {
    const lines = () =>
      opened.sql<{ ids: string[] }>(
        `SELECT participation_ids AS ids FROM participant.access_line WHERE field_group = 'MEASUREMENT' ORDER BY position DESC`,
      );
    const before = (await lines()).length;
    await opened.ask(reader, `query($id: ID!) { participation(id: $id) { ${change} } }`, { id: idOf(101) });
    const [last, ...rest] = await lines();
    expect([last?.ids, rest.length]).toEqual([[idOf(101)], before]);
  });

  test("is not there for one measurement, nor for an unknown version", async () => {
    const query = `query($id: ID!) { participation(id: $id) { ${change}
      unknown: change(instrument: "BELONGING", version: 2, rater: PARTICIPANT) { status } } }`;
    const { data } = await opened.ask(reader, query, { id: idOf(102) });
    expect(data?.participation).toMatchObject({
      change: { status: "MEASURED_ONCE", firstOn: null, items: [], meanChange: null },
      unknown: null,
    });
  });

  test("needs the same statements for one participation and for many", async () => {
    const fields = `nodes { measurements { measuredOn } ${change} }`;
    const one = await programme(reader, `participations(first: 1) { ${fields} }`);
    const many = await programme(reader, `participations { ${fields} }`);
    expect(one.statements).toBe(many.statements);
  });
});

describe("Programme.progress", () => {
  const count = "{ ... on ExactCount { count } ... on SuppressedCount { below } }";
  const progress = (asOf: string) => `progress(${ASKED}, asOf: "${asOf}") { asOf rater synthetic
    notMeasured ${count} measuredOnce ${count} compared ${count}
    items { item { code } improved ${count} same ${count} worse ${count} unanswered ${count}
      improvedBp worseBp meanChange { sum of rounded } } }`;

  beforeAll(async () => {
    for (const number of IN_ODENSE) {
      await record(measured(number, "2019-03-04", [2, 3, null]));
      await record(measured(number, "2019-07-01", [4, 3, 3]));
    }
  });

  test("shows whoever sees the rows all numbers", async () => {
    const answer = await programme(caseworker, progress("2019-12-31"));
    expect(answer.programme?.progress).toMatchObject({
      ...{ asOf: "2019-12-31", rater: "PARTICIPANT", synthetic: true },
      ...{ notMeasured: { count: 0 }, measuredOnce: { count: 1 }, compared: { count: 6 } },
      items: [
        {
          improved: { count: 6 },
          same: { count: 0 },
          improvedBp: 10_000,
          meanChange: { sum: 11, of: 6, rounded: "1.83" },
        },
        { improved: { count: 0 }, same: { count: 6 }, improvedBp: 0, meanChange: { sum: 0, of: 6, rounded: "0.00" } },
        { improved: { count: 1 }, unanswered: { count: 5 }, improvedBp: 10_000, meanChange: { sum: 2, of: 1 } },
      ],
    });
  });

  test("hides from others what could tell of one, and counts rows that they do not see", async () => {
    const everywhere = await programme(partner, progress("2019-12-31"));
    expect(everywhere.programme?.progress).toMatchObject({
      measuredOnce: { below: 5 },
      compared: { below: 5 },
      items: null,
    });
    const odense = await programme(odensePartner, progress("2019-12-31"));
    expect(odense.programme?.progress).toMatchObject({
      ...{ notMeasured: { count: 0 }, measuredOnce: { count: 0 }, compared: { count: 5 } },
      items: [
        { improved: { count: 5 }, improvedBp: 10_000, meanChange: { sum: 10, of: 5 } },
        { same: { count: 5 }, improvedBp: 0, meanChange: { sum: 0, of: 5 } },
        { unanswered: { count: 5 }, improvedBp: null, meanChange: null },
      ],
    });
  });

  test("leaves no row open to a viewer without the scope once it has counted", async () => {
    const rows = await opened.service.database.read(partner, async ({ query }) => {
      await query("SELECT * FROM participant.score_pairs($1::uuid[], 'BELONGING', 1, 'PARTICIPANT', '2019-12-31')", [
        [PROGRAMME],
      ]);
      return query("SELECT 1 FROM participant.measurement");
    });
    expect(rows).toEqual([]);
  });

  test("is as it was on an earlier day, and nothing for what is not asked", async () => {
    const june = await programme(caseworker, progress("2019-06-30"));
    expect(june.programme?.progress).toMatchObject({ measuredOnce: { count: 6 }, compared: { count: 1 } });
    const star = await programme(caseworker, 'progress(instrument: "STAR", version: 1, rater: CASEWORKER) { asOf }');
    expect(star.programme?.progress).toBeNull();
    const denied = await opened.ask(reader, "query { instruments { code version kind items { code raters } } }");
    expect(denied.data?.instruments).toHaveLength(3);
  });
});

async function programme(viewer: Viewer, fields: string) {
  const { data, statements } = await opened.ask(
    viewer,
    `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { ${fields} } } }`,
    { of: [{ __typename: "Programme", id: PROGRAMME }] },
  );
  const [found] = (data?._entities ?? []) as readonly Record<string, unknown>[];
  return { programme: found, statements };
}
