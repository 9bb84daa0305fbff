import type { TestService } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  AARHUS,
  act,
  askMutation,
  COURSE_AARHUS,
  COURSE_ODENSE,
  hear,
  idOf,
  inAarhus,
  inOdense,
  lead,
  ledgerSum,
  mentorOfOdense,
  ODENSE,
  ORDINARY,
  openRoom,
  PARTNERSHIP,
  PROGRAMME,
  participation,
  reader,
  ready,
  toldFact,
} from "../room/room.fixture.ts";

const FIELDS = `jobOpening { id state seats filled overbooked brokenOff version publishedOn closesOn hoursPerWeek
  companyCourse { id } partnership { id } municipality { code } fills { id filledOn endedOn endReason confirmed told } }`;

type Opening = Readonly<{
  id: string;
  filled: number;
  overbooked: number;
  brokenOff: number;
  version: number;
  fills: readonly Readonly<{ id: string; confirmed: boolean; told: boolean }>[];
}>;

const DRAFT = {
  programmeId: PROGRAMME,
  organisationId: AARHUS,
  municipalityCode: "0751",
  form: "SMALL_JOB",
  axis: "AXIS_3B2",
  hoursPerWeek: 12.5,
  seats: 1,
  offers: ["CALM_SETTING"],
  opensOn: "2019-04-01",
};

let opened: TestService;
beforeAll(async () => {
  opened = await openRoom(inject("postgres"));
  await hear(opened, ...[1, 2, 3, 4, 5, 6].map((number) => ready(number)), ready(9, { municipalityCode: "0461" }));
});
afterAll(() => opened?.drop());

const run = (name: string, input: Record<string, unknown>, viewer = lead) =>
  act(opened, viewer, name, { fields: FIELDS, input });
const codes = (answer: Readonly<{ refusals: readonly Readonly<{ code: string }>[] }>) =>
  answer.refusals.map(({ code }) => code);
const openingIn = (answer: Readonly<Record<string, unknown>>) => answer.jobOpening as Opening;

async function published(parts: Record<string, unknown> = {}): Promise<Opening> {
  const { id } = openingIn(await run("jobOpeningDraft", { ...DRAFT, ...parts }));
  return openingIn(await run("jobOpeningPublish", { id }));
}

async function told(id: string, type: string) {
  return (
    await opened.sql<{ payload: unknown }>(
      "SELECT payload FROM accelerator.fact WHERE subject = $1 AND type = $2 ORDER BY position",
      [id, type],
    )
  ).map(({ payload }) => payload);
}

describe("a job opening", () => {
  test("is drafted under the company's course, published and closed, and told", async () => {
    const draft = await run("jobOpeningDraft", DRAFT);
    expect(draft).toMatchObject({
      refusals: [],
      jobOpening: {
        ...{ state: "DRAFT", seats: 1, filled: 0, overbooked: 0, brokenOff: 0, version: 1, publishedOn: null },
        companyCourse: { id: COURSE_AARHUS },
        partnership: { id: PARTNERSHIP },
        municipality: { code: "0751" },
      },
    });
    const { id } = openingIn(draft);
    expect(await told(id, "RoomSet")).toEqual([]);
    expect(await run("jobOpeningPublish", { id, expectedVersion: 1 })).toMatchObject({
      jobOpening: { state: "PUBLISHED", version: 2 },
    });
    expect(await told(id, "JobOpeningPublished")).toEqual([
      {
        ...{ openingId: id, programmeId: PROGRAMME, organisationId: AARHUS, municipalityCode: "0751" },
        ...{ form: "SMALL_JOB", hoursPerWeek: 12.5, opensOn: "2019-04-01" },
      },
    ]);
    expect(await run("jobOpeningClose", { id, closesOn: "2019-05-31" })).toMatchObject({
      jobOpening: { state: "CLOSED", closesOn: "2019-05-31" },
    });
    expect(await told(id, "JobOpeningClosed")).toEqual([{ openingId: id, closesOn: "2019-05-31" }]);
    expect(await told(id, "RoomSet")).toMatchObject([
      { kind: "JOB", courseId: COURSE_AARHUS, partnershipId: PARTNERSHIP, seats: 1, filled: 0, closesOn: null },
      { closesOn: "2019-05-31" },
    ]);
    expect(codes(await run("jobOpeningPublish", { id }))).toEqual(["ILLEGAL_TRANSITION"]);
    expect(codes(await run("jobOpeningClose", { id, closesOn: "2019-05-31" }))).toEqual(["ILLEGAL_TRANSITION"]);
  });

  test("of an ordinary company has no course", async () => {
    expect(await run("jobOpeningDraft", { ...DRAFT, organisationId: ORDINARY })).toMatchObject({
      jobOpening: { companyCourse: null, partnership: null },
    });
  });

  test("is refused with every reason at once", async () => {
    const wrong = {
      municipalityCode: "0411",
      courseId: COURSE_ODENSE,
      seats: 0,
      offers: ["calm"],
      closesOn: "2019-03-01",
    };
    expect(
      (await run("jobOpeningDraft", { ...DRAFT, ...wrong })).refusals.map(({ code, field }) => [code, field?.[1]]),
    ).toEqual([
      ["COURSE_UNKNOWN", "courseId"],
      ["MUNICIPALITY_UNKNOWN", "municipalityCode"],
      ["VALUE_OUT_OF_RANGE", "seats"],
      ["CODE_MALFORMED", "offers"],
      ["DATE_ORDER", "closesOn"],
    ]);
    expect(codes(await run("jobOpeningDraft", { ...DRAFT, programmeId: "x", organisationId: "1' OR true" }))).toEqual([
      "COMPANY_UNKNOWN",
      "COMPANY_UNKNOWN",
    ]);
  });

  test("changes once for a key, and not from a version that is old", async () => {
    const { id } = await published();
    const input = { id, seats: 3, idempotencyKey: "change" };
    const first = await run("jobOpeningChange", input);
    expect(first).toMatchObject({ jobOpening: { seats: 3, version: 3 } });
    expect(await run("jobOpeningChange", input)).toEqual(first);
    expect(codes(await run("jobOpeningChange", { ...input, seats: 4 }))).toEqual(["IDEMPOTENCY_MISMATCH"]);
    expect(codes(await run("jobOpeningChange", { id, seats: 4, expectedVersion: 2 }))).toEqual(["CONFLICT"]);
    expect(codes(await run("jobOpeningChange", { id, opensOn: "2019-05-01" }))).toEqual(["ILLEGAL_TRANSITION"]);
  });
});

describe("filling", () => {
  test("never goes beyond the seats, also not by requests at once", async () => {
    const { id } = await published({ seats: 2 });
    const answers = await Promise.all(
      [1, 2, 3, 4].map((number) =>
        run("jobOpeningFill", { id, participationId: participation(number), filledOn: "2019-04-10" }),
      ),
    );
    expect(answers.flatMap(codes)).toEqual(["OPENING_FULL", "OPENING_FULL"]);
    const [row] = await opened.sql("SELECT taken FROM accelerator.job_opening WHERE id = $1", [id]);
    expect(row).toEqual({ taken: 2 });
    expect(await told(id, "JobOpeningClosed")).toEqual([{ openingId: id, closesOn: "2019-04-10" }]);
  });

  test("gives a seat back with a reason, and tells that the opening is open again", async () => {
    const { id } = await published();
    const full = openingIn(
      await run("jobOpeningFill", { id, participationId: participation(1), filledOn: "2019-04-10" }),
    );
    const input = { id, fillId: full.fills[0]?.id, endedOn: "2019-05-01" };
    expect(codes(await run("jobOpeningBreakOff", input))).toEqual(["REASON_REQUIRED"]);
    expect(codes(await run("jobOpeningBreakOff", { ...input, fillId: idOf(5), reason: "x" }))).toEqual([
      "FILL_UNKNOWN",
    ]);
    const reason = "The tasks did not fit.";
    expect(await run("jobOpeningBreakOff", { ...input, reason })).toMatchObject({
      jobOpening: { filled: 0, brokenOff: 1, fills: [{ endedOn: "2019-05-01", endReason: reason }] },
    });
    expect(codes(await run("jobOpeningBreakOff", { ...input, reason }))).toEqual(["ILLEGAL_TRANSITION"]);
    expect(await told(id, "JobOpeningClosed")).toEqual([
      { openingId: id, closesOn: "2019-04-10" },
      { openingId: id, closesOn: "9999-12-31" },
    ]);
    expect((await told(id, "RoomSet")).at(-1)).toMatchObject({ seats: 1, filled: 0, brokenOff: 1 });
    const again = { id, participationId: participation(1), filledOn: "2019-05-02" };
    expect(await run("jobOpeningFill", again)).toMatchObject({ jobOpening: { filled: 1, brokenOff: 1 } });
  });

  test("is refused outside of the days, for who is in it, and for who is not known as ready", async () => {
    const { id } = await published({ seats: 2 });
    const fill = (parts: object) =>
      run("jobOpeningFill", { id, participationId: participation(1), filledOn: "2019-04-10", ...parts });
    expect(codes(await fill({ filledOn: "2019-03-31" }))).toEqual(["OPENING_NOT_OPEN"]);
    expect(codes(await fill({ filledOn: "2999-01-01" }))).toEqual(["DATE_IN_FUTURE"]);
    for (const unknown of [participation(77), "nobody"]) {
      expect(codes(await fill({ participationId: unknown }))).toEqual(["PARTICIPATION_UNKNOWN"]);
    }
    expect(codes(await fill({}))).toEqual([]);
    expect(codes(await fill({}))).toEqual(["ALREADY_FILLED"]);
    const elsewhere = await run(
      "jobOpeningFill",
      { id, participationId: participation(9), filledOn: "2019-04-10" },
      inAarhus,
    );
    expect(codes(elsewhere)).toEqual(["PARTICIPATION_UNKNOWN"]);
    expect(codes(await run("jobOpeningChange", { id, seats: 1 }))).toEqual([]);
  });

  test("cannot leave fewer seats than are taken", async () => {
    const { id } = await published({ seats: 2 });
    for (const number of [1, 2]) {
      await run("jobOpeningFill", { id, participationId: participation(number), filledOn: "2019-04-10" });
    }
    expect(codes(await run("jobOpeningChange", { id, seats: 1 }))).toEqual(["SEATS_TAKEN"]);
  });
});

describe("a hire that the participant service tells", () => {
  const filled = (openingId: string, filledOn: string) => toldFact("OpeningFilled", { openingId, filledOn });

  test("takes a seat, once, and beyond the seats is kept and shown", async () => {
    const { id } = await published();
    const [first, second] = [filled(id, "2019-04-10"), filled(id, "2019-04-12")];
    await hear(opened, first, first, second);
    await hear(opened, second);
    const { data } = await opened.ask(lead, "query($id: ID!) { jobOpening(id: $id) { filled overbooked } }", { id });
    expect(data?.jobOpening).toEqual({ filled: 1, overbooked: 1 });
    expect((await told(id, "RoomSet")).at(-1)).toMatchObject({ seats: 1, filled: 1 });
    const [sum] = await opened.sql(
      `SELECT sum(amount)::int AS seats FROM accelerator.measure_entry e JOIN accelerator.opening_fill f
         ON f.id = e.subject_id WHERE f.opening_id = $1 AND indicator = 'SEATS_FILLED'`,
      [id],
    );
    expect(sum).toEqual({ seats: 2 });
  });

  test("is the filling that somebody confirmed for the day, whichever comes first", async () => {
    const [early, late] = [await published({ seats: 2 }), await published({ seats: 2 })];
    const confirm = (id: string) =>
      run("jobOpeningFill", { id, participationId: participation(1), filledOn: "2019-04-10" });
    await hear(opened, filled(early.id, "2019-04-10"));
    await confirm(early.id);
    await confirm(late.id);
    await hear(opened, filled(late.id, "2019-04-10"));
    for (const { id } of [early, late]) {
      const { data } = await opened.ask(
        lead,
        "query($id: ID!) { jobOpening(id: $id) { filled fills { confirmed told } } }",
        {
          id,
        },
      );
      expect(data?.jobOpening).toEqual({ filled: 1, fills: [{ confirmed: true, told: true }] });
    }
  });

  test("of an opening that is not known changes nothing", async () => {
    const before = await ledgerSum(opened, "SEATS_FILLED");
    await hear(opened, filled(idOf(4_444), "2019-04-10"));
    expect(await ledgerSum(opened, "SEATS_FILLED")).toBe(before);
  });
});

describe("who may", () => {
  test.for([
    ["jobOpeningDraft", DRAFT],
    ["jobOpeningChange", { id: idOf(1) }],
    ["jobOpeningPublish", { id: idOf(1) }],
    ["jobOpeningClose", { id: idOf(1), closesOn: "2019-04-10" }],
    ["jobOpeningFill", { id: idOf(1), participationId: idOf(2), filledOn: "2019-04-10" }],
    ["jobOpeningBreakOff", { id: idOf(1), fillId: idOf(2), endedOn: "2019-04-10" }],
  ] as const)("%s: nobody without the scope, and nobody for a row out of reach", async ([name, input]) => {
    const denied = await askMutation(opened, reader, name, { fields: "", input });
    expect(denied.errors?.[0]?.extensions).toMatchObject({ code: "FORBIDDEN_FIELD" });
    const { id } = await published();
    const far = name === "jobOpeningDraft" ? input : { ...input, id };
    for (const viewer of [inOdense, mentorOfOdense]) {
      const answer = await askMutation(opened, viewer, name, { fields: "", input: far });
      expect(answer.errors?.[0]?.extensions).toMatchObject({ code: "NOT_FOUND" });
    }
    if (name === "jobOpeningDraft") return;
    const missing = await askMutation(opened, lead, name, { fields: "", input });
    const hidden = await askMutation(opened, inOdense, name, { fields: "", input: { ...input, id } });
    expect(hidden.errors?.[0]?.message).toBe(missing.errors?.[0]?.message);
  });

  test("sees drafts in reach and published openings of the programme everywhere, with a mentor's own only", async () => {
    const [shown, draft] = [await published(), openingIn(await run("jobOpeningDraft", DRAFT))];
    const own = openingIn(
      await run("jobOpeningDraft", { ...DRAFT, organisationId: ODENSE, municipalityCode: "0461" }, mentorOfOdense),
    );
    const sees = async (viewer: typeof lead, id: string) =>
      (await opened.ask(viewer, "query($id: ID!) { jobOpening(id: $id) { id } }", { id })).data?.jobOpening !== null;
    expect(
      await Promise.all([lead, inAarhus, inOdense, mentorOfOdense].map((viewer) => sees(viewer, shown.id))),
    ).toEqual([...[true, true, true, false]]);
    expect(
      await Promise.all([lead, inAarhus, inOdense, mentorOfOdense].map((viewer) => sees(viewer, draft.id))),
    ).toEqual([...[true, true, false, false]]);
    expect(await Promise.all([inAarhus, mentorOfOdense].map((viewer) => sees(viewer, own.id)))).toEqual([false, true]);
  });

  test("pages through a programme with as many statements for one opening as for many", async () => {
    const page = (first: number) =>
      opened.ask(
        lead,
        `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme {
           jobOpenings(first: ${first}) { nodes { id fills { id } companyCourse { id } } } } } }`,
        { of: [{ __typename: "Programme", id: PROGRAMME }] },
      );
    const [one, many] = [await page(1), await page(100)];
    expect(one.errors).toBeUndefined();
    expect(many.statements).toBe(one.statements);
  });
});
