import { afterRelease, type TestService } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  AARHUS,
  act,
  COURSE_AARHUS,
  COURSE_ODENSE,
  hashOf,
  hear,
  idOf,
  inOdense,
  lead,
  mentorOfOdense,
  ODENSE,
  openRoom,
  PROGRAMME,
  roomViewer,
  toldFact,
} from "../room/room.fixture.ts";

const anybody = roomViewer({}, ["indicators:read"]);
const COUNT = "{ ... on ExactCount { count } ... on SuppressedCount { below } }";

let opened: TestService;
let early: string;

beforeAll(async () => {
  opened = await openRoom(inject("postgres"), afterRelease);
  await opened.sql("UPDATE accelerator.company_course SET state = 'GRADUATED', ended_on = '2019-09-02' WHERE id = $1", [
    COURSE_ODENSE,
  ]);
  for (const [course, letter] of [
    [COURSE_AARHUS, "a"],
    [COURSE_ODENSE, "b"],
  ] as const) {
    const evidenceHash = hashOf(letter);
    await run("trainingPlaceEstablish", {
      ...{ courseId: course, kind: "INTERNSHIP", axis: "AXIS_3B2", establishedOn: "2019-01-07", evidenceHash },
    });
    await run("ordinaryHireRecord", {
      ...{ courseId: course, hiredOn: "2019-02-04", hoursPerWeek: 30, wasUnemployed: true, evidenceHash },
    });
  }
  await hear(opened, hire(1, AARHUS, "2019-06-03"), hire(2, ODENSE, "2019-06-10"), hire(3, ODENSE, "2019-10-01"));
  early = new Date().toISOString();
  await hear(opened, hire(4, AARHUS, "2019-06-20"));
});
afterAll(() => opened?.drop());

const run = (name: string, input: Record<string, unknown>) => act(opened, lead, name, { fields: "", input });
const hire = (number: number, organisationId: string, hiredOn: string) =>
  toldFact("HireCounted", {
    ...{ programmeId: PROGRAMME, participationId: idOf(2_000 + number), organisationId, hiredOn, cause: "employment" },
    municipalityCode: organisationId === ODENSE ? "0461" : "0751",
  });

async function programme(viewer: typeof lead, fields: string): Promise<Record<string, unknown>> {
  const { data, errors } = await opened.ask(
    viewer,
    `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { ${fields} } } }`,
    { of: [{ __typename: "Programme", id: PROGRAMME }] },
  );
  expect(errors).toBeUndefined();
  const [found] = (data?._entities ?? []) as Record<string, unknown>[];
  return found as Record<string, unknown>;
}

describe("acceleratorIndicators", () => {
  test.for([
    { case: "the lead", viewer: lead, places: { count: 2 }, hires: { count: 4 } },
    { case: "a municipality", viewer: inOdense, places: { count: 1 }, hires: { count: 2 } },
    { case: "a mentor", viewer: mentorOfOdense, places: { count: 1 }, hires: { count: 2 } },
    { case: "whoever may see no company", viewer: anybody, places: { below: 5 }, hires: { below: 5 } },
  ])("count what $case may see", async ({ viewer, places, hires }) => {
    const { acceleratorIndicators } = await programme(
      viewer,
      `acceleratorIndicators(codes: ["TRAINING_PLACES", "INCLUSIVE_HIRES"]) { code value ${COUNT} definition { version text } freshness }`,
    );
    expect(acceleratorIndicators).toMatchObject([
      { code: "TRAINING_PLACES", value: places, definition: { version: 1 }, freshness: expect.any(String) },
      { code: "INCLUSIVE_HIRES", value: hires },
    ]);
  });

  test("say what was known when, what changed since, and which companies stand behind it", async () => {
    const { acceleratorIndicators } = await programme(
      lead,
      `acceleratorIndicators(codes: ["INCLUSIVE_HIRES"], asOf: "2019-12-31") { value ${COUNT}
         companies { nodes { amount companyCourse { id } } }
         changes(since: "${early}") { net ${COUNT} reasons { reason added ${COUNT} } entries { nodes { subjectId amount } } } }`,
    );
    expect(acceleratorIndicators).toEqual([
      {
        value: { count: 4 },
        companies: {
          nodes: [
            { amount: 2, companyCourse: { id: COURSE_AARHUS } },
            { amount: 2, companyCourse: { id: COURSE_ODENSE } },
          ],
        },
        changes: {
          net: { count: 1 },
          reasons: [{ reason: "employment", added: { count: 1 } }],
          entries: { nodes: [{ subjectId: idOf(2_004), amount: 1 }] },
        },
      },
    ]);
    const before = await programme(
      lead,
      `acceleratorIndicators(codes: ["INCLUSIVE_HIRES"], asOf: "2019-12-31", knownAt: "${early}") { value ${COUNT} }`,
    );
    expect(before.acceleratorIndicators).toEqual([{ value: { count: 3 } }]);
  });

  test("refuse a code that is not counted here, and rows to who may not see them", async () => {
    const ask = (viewer: typeof lead, fields: string) =>
      opened.ask(
        viewer,
        `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { ${fields} } } }`,
        {
          of: [{ __typename: "Programme", id: PROGRAMME }],
        },
      );
    const unknown = await ask(lead, `acceleratorIndicators(codes: ["3B.1"]) { code }`);
    expect(unknown.errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", reason: "INDICATOR_UNKNOWN" });
    const rows = await ask(anybody, "acceleratorIndicators { companies { nodes { amount } } }");
    expect(rows.errors?.[0]?.extensions).toMatchObject({ code: "FORBIDDEN_FIELD" });
  });
});

describe("numbers of few companies", () => {
  const fields = `acceleratorIndicators(codes: ["TRAINING_PLACES"]) { value ${COUNT} changes(since: "2018-01-01T00:00:00Z") { net ${COUNT} reasons { reason } } }
    acceleratorResults { code value ${COUNT} }`;
  const ofPlaces = (found: Record<string, unknown>) => {
    const results = found.acceleratorResults as { code: string; value: unknown }[];
    return [found.acceleratorIndicators, results.find(({ code }) => code === "TRAINING_PLACES")?.value];
  };

  test("are withheld, however large, with what changed in them; who sees companies sees them", async () => {
    for (const letter of ["1", "2", "3", "4", "5"]) {
      await run("trainingPlaceEstablish", {
        ...{ courseId: COURSE_AARHUS, kind: "WORK_TRIAL", axis: "AXIS_3B2", establishedOn: "2019-02-04" },
        evidenceHash: hashOf(letter),
      });
    }
    const hidden = { below: 5 };
    expect(ofPlaces(await programme(anybody, fields))).toEqual([
      [{ value: hidden, changes: { net: hidden, reasons: [] } }],
      hidden,
    ]);
    expect(ofPlaces(await programme(lead, fields))).toMatchObject([[{ value: { count: 7 } }], { count: 7 }]);
  });
});

describe("hiresByMonth", () => {
  const fields = `hiresByMonth(asOf: "2019-12-31") { month ordinary ${COUNT} inclusive ${COUNT} before ${COUNT}
    during ${COUNT} after ${COUNT} }`;

  test("say where the course stood on the day", async () => {
    const { hiresByMonth } = await programme(lead, fields);
    const row = (month: string, ordinary: number, during: number, after: number) => ({
      ...{ month, ordinary: { count: ordinary }, inclusive: { count: during + after }, before: { count: 0 } },
      ...{ during: { count: during }, after: { count: after } },
    });
    expect(hiresByMonth).toEqual([row("2019-02", 2, 0, 0), row("2019-06", 0, 3, 0), row("2019-10", 0, 0, 1)]);
  });

  test("agree with the figures, company by company", async () => {
    const { hiresByMonth, acceleratorIndicators } = await programme(
      lead,
      `hiresByMonth { companies { ordinary inclusive } }
       acceleratorIndicators(codes: ["ORDINARY_HIRES", "INCLUSIVE_HIRES"]) { value { ... on ExactCount { count } } }`,
    );
    const cells = (hiresByMonth as { companies: { ordinary: number; inclusive: number }[] }[]).flatMap(
      ({ companies }) => companies,
    );
    const sums = [
      cells.reduce((sum, { ordinary }) => sum + ordinary, 0),
      cells.reduce((sum, { inclusive }) => sum + inclusive, 0),
    ];
    expect(acceleratorIndicators).toEqual(sums.map((count) => ({ value: { count } })));
  });

  test("tell nothing of few companies to others", async () => {
    const { hiresByMonth } = await programme(anybody, fields);
    expect(JSON.stringify(hiresByMonth)).not.toMatch(/"count":[1-9]/);
  });
});

test("workplacesByAxis are counted by axis, and hidden where one company has them", async () => {
  await run("inclusiveWorkplaceEstablish", {
    ...{
      programmeId: PROGRAMME,
      organisationId: AARHUS,
      municipalityCode: "0751",
      axis: "AXIS_3B2",
      status: "RETAINED",
    },
    ...{ since: "2019-01-07", evidenceHash: hashOf("e") },
  });
  const fields = `workplacesByAxis { axis new ${COUNT} retained ${COUNT} lost ${COUNT} }`;
  const none = { count: 0 };
  expect((await programme(lead, fields)).workplacesByAxis).toEqual([
    { axis: "AXIS_3B1", new: none, retained: none, lost: none },
    { axis: "AXIS_3B2", new: none, retained: { count: 1 }, lost: none },
  ]);
  expect((await programme(anybody, fields)).workplacesByAxis).toMatchObject([{}, { retained: { below: 5 } }]);
});
