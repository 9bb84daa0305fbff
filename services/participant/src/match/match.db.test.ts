import { UNLIMITED } from "@inclusion/kernel";
import { openTestService, type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { COMPANY, idOf, PROGRAMME, storeParticipation } from "../participation/participation-rows.fixture.ts";
import { service } from "../service.ts";

const [OPEN, CLOSED, ELSEWHERE] = [idOf(71), idOf(72), idOf(73)] as const;

let opened: TestService;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  for (const number of [101, 102, 103]) await storeParticipation(opened.service, number, "0751");
  for (const [id, programmeId, closesOn] of [
    [OPEN, PROGRAMME, null],
    [CLOSED, PROGRAMME, "2019-05-31"],
    [ELSEWHERE, idOf(4), null],
  ]) {
    await opened.sql(
      `INSERT INTO participant.job_opening (id, programme_id, organisation_id, municipality_code, form, hours_per_week,
         opens_on, closes_on) VALUES ($1, $2, $3, '0751', 'SMALL_JOB', 12.5, '2019-04-01', $4)`,
      [id, programmeId, COMPANY, closesOn],
    );
  }
});

afterAll(() => opened?.drop());

const caseworker = viewerWith("participations:read", "participations:write");
const reader = viewerWith("participations:read");
const inOdense = viewerWithin(
  { ...UNLIMITED, municipalities: ["0461"] },
  "participations:read",
  "participations:write",
);

function mutation(name: string): string {
  const input = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  return `mutation($input: ${input}!) { ${name}(input: $input) {
    match { id status proposedOn decidedOn declineReason openingId openingTerms { hoursPerWeek form opensOn company { id } } }
    refusals { code field } } }`;
}

type Answer = Readonly<{
  match: Readonly<{ id: string; status: string }> | null;
  refusals: readonly Readonly<{ code: string; field: readonly string[] }>[];
}>;

async function decide(name: string, input: Record<string, unknown>): Promise<Answer> {
  const { data, errors } = await opened.ask(caseworker, mutation(name), { input });
  expect(errors).toBeUndefined();
  return data?.[name] as Answer;
}

const propose = (number: number, openingId: string, proposedOn = "2019-06-03") =>
  decide("matchPropose", { participationId: idOf(number), openingId, proposedOn });

describe("a match", () => {
  test("goes from a proposal to a job, of which the accelerator hears no person", async () => {
    const proposed = await propose(101, OPEN);
    expect(proposed).toMatchObject({
      refusals: [],
      match: {
        ...{ status: "PROPOSED", proposedOn: "2019-06-03", decidedOn: null, declineReason: null, openingId: OPEN },
        openingTerms: { hoursPerWeek: 12.5, form: "SMALL_JOB", opensOn: "2019-04-01", company: { id: COMPANY } },
      },
    });
    const step = { participationId: idOf(101), matchId: proposed.match?.id, decidedOn: "2019-06-04" };
    expect(await decide("matchAccept", step)).toMatchObject({ match: { status: "ACCEPTED", decidedOn: "2019-06-04" } });
    const hired = await decide("matchHire", { ...step, decidedOn: "2019-06-10" });
    expect(hired).toMatchObject({ match: { status: "HIRED", decidedOn: "2019-06-10" } });
    const told = await opened.sql("SELECT subject, payload FROM participant.fact WHERE type = 'OpeningFilled'");
    expect(told).toEqual([{ subject: OPEN, payload: { openingId: OPEN, filledOn: "2019-06-10" } }]);
    const again = await decide("matchHire", { ...step, decidedOn: "2019-06-11" });
    expect(again.refusals.map(({ code }) => code)).toEqual(["ILLEGAL_TRANSITION"]);
  });

  test("is declined with a reason, and may then be proposed again", async () => {
    const proposed = await propose(102, OPEN);
    expect((await propose(102, OPEN)).refusals).toEqual([{ code: "ALREADY_MATCHED", field: ["input", "openingId"] }]);
    const step = { participationId: idOf(102), matchId: proposed.match?.id, decidedOn: "2019-06-04" };
    expect((await decide("matchDecline", step)).refusals).toEqual([
      { code: "REASON_REQUIRED", field: ["input", "reason"] },
    ]);
    const declined = await decide("matchDecline", { ...step, reason: "TOO_FAR" });
    expect(declined).toMatchObject({ match: { status: "DECLINED", declineReason: "TOO_FAR" } });
    expect(await propose(102, OPEN)).toMatchObject({ match: { status: "PROPOSED" } });
  });

  test("needs an open opening of the programme", async () => {
    expect((await propose(103, CLOSED)).refusals.map(({ code }) => code)).toEqual(["OPENING_CLOSED"]);
    expect(await propose(103, CLOSED, "2019-05-31")).toMatchObject({ match: { status: "PROPOSED" } });
    for (const unknown of [ELSEWHERE, idOf(79), "1' OR true"]) {
      expect((await propose(103, unknown)).refusals.map(({ code }) => code)).toEqual(["OPENING_UNKNOWN"]);
    }
    const noMatch = await decide("matchAccept", { participationId: idOf(103), matchId: "x", decidedOn: "2019-06-04" });
    expect(noMatch.refusals).toEqual([{ code: "ROW_UNKNOWN", field: ["input", "matchId"] }]);
  });

  test("is never open twice for one opening, also in the database", async () => {
    const insert = `INSERT INTO participant.match (id, participation_id, programme_id, municipality_code, opening_id,
      proposed_on, status) VALUES ($1, $2, $3, '0751', $4, '2019-06-03', 'PROPOSED')`;
    await expect(opened.sql(insert, [idOf(99), idOf(102), PROGRAMME, OPEN])).rejects.toThrow("match_open");
  });
});

test.for(["matchPropose", "matchAccept", "matchDecline", "matchHire"])(
  "%s is nothing for who may not write, nor for another municipality",
  async (name) => {
    const more =
      name === "matchPropose"
        ? { openingId: OPEN, proposedOn: "2019-06-03" }
        : { matchId: idOf(9), decidedOn: "2019-06-03" };
    const input = { participationId: idOf(101), ...more };
    const denied = await opened.ask(reader, mutation(name), { input });
    expect(denied.errors?.[0]).toMatchObject({ path: [name], extensions: { code: "FORBIDDEN_FIELD" } });
    const elsewhere = await opened.ask(inOdense, mutation(name), { input });
    expect(elsewhere.errors?.[0]).toMatchObject({ extensions: { code: "NOT_FOUND" } });
  },
);

describe("lists", () => {
  test("need the same statements for one participation and for many", async () => {
    const fields = "nodes { matches { status openingTerms { form } } }";
    const one = await programme(`participations(first: 1) { ${fields} }`);
    const many = await programme(`participations { ${fields} }`);
    expect(one.statements).toBe(many.statements);
    expect(many.programme?.participations).toMatchObject({
      nodes: [{ matches: [{}] }, { matches: [{}, {}] }, { matches: [{ openingTerms: { form: "SMALL_JOB" } }] }],
    });
  });

  test("show the openings that are open on a day, page by page", async () => {
    const on = (day: string, first: number) => `openingTerms(on: "${day}", first: ${first}) {
      nodes { openingId municipality { code } closesOn } pageInfo { hasNextPage } }`;
    const open = { openingId: OPEN, municipality: { code: "0751" }, closesOn: null };
    const may = (await programme(on("2019-05-31", 1))).programme?.openingTerms;
    expect(may).toEqual({ nodes: [open], pageInfo: { hasNextPage: true } });
    const june = (await programme(on("2019-06-01", 2))).programme?.openingTerms;
    expect(june).toEqual({ nodes: [open], pageInfo: { hasNextPage: false } });
  });
});

async function programme(fields: string) {
  const { data, statements } = await opened.ask(
    reader,
    `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { ${fields} } } }`,
    { of: [{ __typename: "Programme", id: PROGRAMME }] },
  );
  const [found] = (data?._entities ?? []) as readonly Record<string, unknown>[];
  return { programme: found, statements };
}
