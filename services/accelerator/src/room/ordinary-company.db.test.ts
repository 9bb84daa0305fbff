/** Companies without a course: they open places and hire as others do, and are counted beside the accelerator. */
import { UNLIMITED } from "@inclusion/kernel";
import type { TestService } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  AARHUS,
  act,
  askMutation,
  COURSE_AARHUS,
  COURSE_ODENSE,
  idOf,
  inOdense,
  lead,
  ledgerSum,
  mentorOfOdense,
  ORDINARY,
  openRoom,
  PARTNERSHIP,
  PROGRAMME,
  roomViewer,
  tellOrganisation,
  tellProgramme,
} from "./room.fixture.ts";

const PLACE_FIELDS = `trainingPlace { id version organisation { id } programme { id } companyCourse { id }
  partnership { id } municipality { code } }`;
const HIRE_FIELDS = "ordinaryHire { id version organisation { id } companyCourse { id } municipality { code } }";
const AT_ORDINARY = { programmeId: PROGRAMME, organisationId: ORDINARY, municipalityCode: "0751" };
const PLACE = { kind: "INTERNSHIP", axis: "AXIS_3B2", establishedOn: "2019-01-07" };
const HIRE = { hiredOn: "2019-02-04", hoursPerWeek: 30, wasUnemployed: true };

/** Mentors of an ordinary company, whose tokens name it: one limited to no course at all, one without that limit. */
const mentors = [
  roomViewer({ courses: [], organisations: [ORDINARY] }),
  roomViewer({ ...UNLIMITED, organisations: [ORDINARY] }),
];
const [mentor] = mentors as [ReturnType<typeof roomViewer>];

let opened: TestService;
let hash = 0;
const evidence = () => ({ evidenceHash: String(++hash).padStart(64, "0") });

beforeAll(async () => {
  opened = await openRoom(inject("postgres"));
});
afterAll(() => opened?.drop());

const establish = (input: Record<string, unknown>, viewer = lead) =>
  act(opened, viewer, "trainingPlaceEstablish", { fields: PLACE_FIELDS, input: { ...PLACE, ...evidence(), ...input } });
const hire = (input: Record<string, unknown>, viewer = lead) =>
  act(opened, viewer, "ordinaryHireRecord", { fields: HIRE_FIELDS, input: { ...HIRE, ...evidence(), ...input } });
const codes = (answer: Readonly<{ refusals: readonly Readonly<{ code: string }>[] }>) =>
  answer.refusals.map(({ code }) => code);
const sums = async () =>
  Promise.all(
    ["TRAINING_PLACES", "ORDINARY_HIRES", "TRAINING_PLACES_ELSEWHERE", "ORDINARY_HIRES_ELSEWHERE"].map((code) =>
      ledgerSum(opened, code),
    ),
  );

describe("a company without a course", () => {
  test("has places and hires of its own, counted beside those of the accelerator, by each of its mentors", async () => {
    const before = await sums();
    for (const viewer of mentors) {
      expect(await establish(AT_ORDINARY, viewer)).toMatchObject({
        trainingPlace: {
          ...{ organisation: { id: ORDINARY }, programme: { id: PROGRAMME }, companyCourse: null, partnership: null },
          ...{ municipality: { code: "0751" }, version: 1 },
        },
        refusals: [],
      });
      expect(await hire(AT_ORDINARY, viewer)).toMatchObject({ ordinaryHire: { companyCourse: null }, refusals: [] });
    }
    expect((await sums()).map((sum, at) => sum - (before[at] ?? 0))).toEqual([0, 0, 2, 2]);
  });

  test("books, frees and withdraws like another, and takes its number back", async () => {
    const before = await sums();
    const { id } = (await establish(AT_ORDINARY, mentor)).trainingPlace as { id: string };
    const run = (name: string, input: Record<string, unknown>) =>
      act(opened, mentor, name, { fields: "trainingPlace { version }", input: { id, ...input } });
    expect(await run("trainingPlaceBook", { bookedOn: "2019-02-04" })).toMatchObject({ refusals: [] });
    expect(await run("trainingPlaceFree", { freedOn: "2019-03-04" })).toMatchObject({ refusals: [] });
    expect(await run("trainingPlaceWithdraw", { reason: "Was none." })).toMatchObject({
      trainingPlace: { version: 4 },
      refusals: [],
    });
    const hired = (await hire(AT_ORDINARY, mentor)).ordinaryHire as { id: string };
    const withdrawn = { fields: "ordinaryHire { version }", input: { id: hired.id, reason: "Was none." } };
    expect(await act(opened, mentor, "ordinaryHireWithdraw", withdrawn)).toMatchObject({ refusals: [] });
    expect(await sums()).toEqual(before);
    const [booking] = await opened.sql("SELECT organisation_id, course_id FROM accelerator.place_booking");
    expect(booking).toEqual({ organisation_id: ORDINARY, course_id: null });
  });

  test("opens workplaces and jobs by the same token, whose numbers are then its own", async () => {
    const opening = { ...AT_ORDINARY, form: "ORDINARY", axis: "AXIS_3B1", hoursPerWeek: 20, seats: 1 };
    const drafted = await act(opened, mentor, "jobOpeningDraft", {
      fields: "jobOpening { id }",
      input: { ...opening, opensOn: "2019-03-01" },
    });
    const { id } = drafted.jobOpening as { id: string };
    await act(opened, mentor, "jobOpeningPublish", { fields: "", input: { id } });
    const since = { axis: "AXIS_3B2", status: "NEW", since: "2019-03-01" };
    const made = { fields: "", input: { ...AT_ORDINARY, ...since, ...evidence() } };
    expect(await act(opened, mentor, "inclusiveWorkplaceEstablish", made)).toMatchObject({ refusals: [] });
    const query = `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme {
      acceleratorIndicators(codes: ["ACC_COMPANIES", "OPENINGS_PUBLISHED", "WORKPLACES_NEW"]) {
        value { ... on ExactCount { count } } } } } }`;
    const of = [{ __typename: "Programme", id: PROGRAMME }];
    const { data, errors } = await opened.ask(mentor, query, { of });
    expect(errors).toBeUndefined();
    expect(data?._entities).toEqual([{ acceleratorIndicators: [0, 1, 1].map((count) => ({ value: { count } })) }]);
  });

  test("counts a piece of evidence once with all others of the programme, and a name once", async () => {
    const named = { ...AT_ORDINARY, reference: "P-1" };
    const same = evidence();
    expect(codes(await establish({ ...named, ...same }))).toEqual([]);
    expect(codes(await establish({ ...AT_ORDINARY, ...same }))).toEqual(["PLACE_ALREADY_COUNTED"]);
    expect(codes(await establish({ courseId: COURSE_AARHUS, ...same }))).toEqual(["PLACE_ALREADY_COUNTED"]);
    expect(codes(await establish(named))).toEqual(["PLACE_ALREADY_COUNTED"]);
    expect(codes(await establish({ ...named, kind: "WORK_TRIAL" }))).toEqual([]);
    const hired = evidence();
    expect(codes(await hire({ ...AT_ORDINARY, ...hired }))).toEqual([]);
    expect(codes(await hire({ courseId: COURSE_AARHUS, ...hired }))).toEqual(["HIRE_ALREADY_COUNTED"]);
  });

  test("tells partnerships of its places without a course", async () => {
    const { id } = (await establish({ ...AT_ORDINARY, partnershipId: PARTNERSHIP })).trainingPlace as { id: string };
    const [fact] = await opened.sql<{ payload: unknown }>(
      "SELECT payload FROM accelerator.fact WHERE subject = $1 AND type = 'RoomSet'",
      [id],
    );
    expect(fact?.payload).toMatchObject({ organisationId: ORDINARY, courseId: null, partnershipId: PARTNERSHIP });
  });
});

describe("a company with a course", () => {
  const atAarhus = { ...AT_ORDINARY, organisationId: AARHUS };

  test("that is named without it counts under it from the acceptance on, and beside it before", async () => {
    const before = await sums();
    const after = await establish({ ...atAarhus, establishedOn: "2018-09-03" });
    expect(after).toMatchObject({ trainingPlace: { companyCourse: { id: COURSE_AARHUS } }, refusals: [] });
    const earlier = await establish({ ...atAarhus, establishedOn: "2018-09-02" });
    expect(earlier).toMatchObject({ trainingPlace: { companyCourse: null }, refusals: [] });
    expect(await hire(atAarhus)).toMatchObject({ ordinaryHire: { companyCourse: { id: COURSE_AARHUS } } });
    expect((await sums()).map((sum, at) => sum - (before[at] ?? 0))).toEqual([1, 1, 1, 0]);
  });

  test("that is named by it needs nothing more, and may name no other company, programme or place", async () => {
    expect(await establish({ courseId: COURSE_AARHUS })).toMatchObject({
      trainingPlace: { organisation: { id: AARHUS }, municipality: { code: "0751" }, partnership: { id: PARTNERSHIP } },
    });
    await tellProgramme(opened, idOf(2));
    expect(codes(await establish({ courseId: COURSE_AARHUS, organisationId: ORDINARY }))).toEqual(["COURSE_UNKNOWN"]);
    expect(codes(await establish({ courseId: COURSE_AARHUS, programmeId: idOf(2) }))).toEqual(["COURSE_UNKNOWN"]);
    expect(codes(await establish({ courseId: COURSE_AARHUS, establishedOn: "2018-09-02" }))).toEqual(["DATE_ORDER"]);
    expect(codes(await establish({ courseId: COURSE_AARHUS, municipalityCode: "9999" }))).toEqual([
      "MUNICIPALITY_UNKNOWN",
    ]);
  });
});

test("who names neither course nor company is told all that lacks, and a merged or unknown company is none", async () => {
  const nothing = ["COMPANY_UNKNOWN", "COMPANY_UNKNOWN", "MUNICIPALITY_UNKNOWN"];
  expect(codes(await establish({}))).toEqual(nothing);
  expect(codes(await hire({ hoursPerWeek: 0 }))).toEqual([...nothing, "VALUE_OUT_OF_RANGE"]);
  expect(codes(await establish({ ...AT_ORDINARY, organisationId: idOf(77) }))).toEqual(["COMPANY_UNKNOWN"]);
  await tellOrganisation(opened, idOf(78), ORDINARY);
  expect(codes(await hire({ ...AT_ORDINARY, organisationId: idOf(78) }))).toEqual(["COMPANY_UNKNOWN"]);
});

test.for([
  ["jobOpeningDraft", { form: "ORDINARY", axis: "AXIS_3B1", hoursPerWeek: 20, seats: 1, opensOn: "2019-01-07" }],
  ["trainingPlaceEstablish", PLACE],
  ["ordinaryHireRecord", HIRE],
  ["inclusiveWorkplaceEstablish", { axis: "AXIS_3B2", status: "NEW", since: "2019-01-07" }],
  [
    "employerReadinessRecord",
    { dimension: "CAPACITY", score: 2, mentorCount: 1, questionnaireVersion: 1, measuredOn: "2019-01-07" },
  ],
] as const)("%s takes a programme that was told, and none that was not", async ([name, terms]) => {
  const proof = /Opening|Readiness/.test(name) ? {} : evidence();
  const of = { ...AT_ORDINARY, programmeId: idOf(4_000) };
  const ask = (viewer: typeof lead) =>
    askMutation(opened, viewer, name, { fields: "", input: { ...of, ...terms, ...proof } });
  const unknown = await ask(lead);
  expect(unknown.errors?.[0]?.extensions).toMatchObject({ code: "NOT_FOUND" });
  await tellProgramme(opened, idOf(4_000));
  const outside = await ask(roomViewer({ programmes: [PROGRAMME] }));
  expect(outside.errors?.[0]?.message).toBe(unknown.errors?.[0]?.message);
  expect((await ask(lead)).data?.[name]).toEqual({ refusals: [] });
  await opened.sql("DELETE FROM accelerator.known_programme WHERE programme_id = $1", [idOf(4_000)]);
});

describe("a token", () => {
  const query = `query($of: [_Any!]!) { _entities(representations: $of) { ... on Organisation {
    trainingPlaces { id } ordinaryHires { id } inclusiveWorkplaces { id } companyCourses { id } } } }`;
  const seen = async (viewer: typeof lead, id: string) => {
    const { data, errors } = await opened.ask(viewer, query, { of: [{ __typename: "Organisation", id }] });
    expect(errors).toBeUndefined();
    const [lists = {}] = (data?._entities ?? []) as Record<string, readonly unknown[]>[];
    return Object.values(lists).map(({ length }) => length > 0);
  };

  test("that names an ordinary company sees it, and no other", async () => {
    for (const viewer of mentors) {
      expect(await seen(viewer, ORDINARY)).toEqual([true, true, true, false]);
      expect(await seen(viewer, AARHUS)).toEqual([false, false, false, false]);
    }
    expect(await seen(lead, AARHUS)).toEqual([true, true, false, true]);
  });

  test.for([
    ["that names other courses", roomViewer({ courses: [COURSE_ODENSE] })],
    ["that names another company", mentorOfOdense],
    ["of another municipality", inOdense],
  ] as const)("%s sees nothing of an ordinary company, and may not write for it", async ([, viewer]) => {
    expect(await seen(viewer, ORDINARY)).toEqual([false, false, false, false]);
    for (const [name, input] of [
      ["trainingPlaceEstablish", { ...PLACE, ...AT_ORDINARY, ...evidence() }],
      ["ordinaryHireRecord", { ...HIRE, ...AT_ORDINARY, ...evidence() }],
    ] as const) {
      const answer = await askMutation(opened, viewer, name, { fields: "", input });
      expect(answer.errors?.[0]?.extensions).toMatchObject({ code: "NOT_FOUND" });
    }
  });
});
