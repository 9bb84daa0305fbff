import type { TestService } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  AARHUS,
  act,
  hear,
  inAarhus,
  inOdense,
  lead,
  mentorOfOdense,
  ODENSE,
  openRoom,
  PROGRAMME,
  participation,
  ready,
  roomViewer,
} from "../room/room.fixture.ts";

const noMatching = roomViewer({}, ["companies:read"]);
const caseworker = roomViewer({ municipalities: ["0751"] }, ["matching:read", "participations:read"]);
const DAY = "2019-06-05";

let opened: TestService;
let aarhus: string;
let odense: string;

beforeAll(async () => {
  opened = await openRoom(inject("postgres"));
  aarhus = await publish(AARHUS, "0751");
  odense = await publish(ODENSE, "0461");
  await hear(
    opened,
    ready(1),
    ready(2, { hoursPerWeek: 37 }),
    ready(3, { municipalityCode: "0461", needs: ["SHORT_DAYS"] }),
    ready(4, { readyUntil: "2019-06-02" }),
    ready(5, { readyFrom: "2019-06-10" }),
    ready(6, { readyFrom: "2019-06-09", needs: [], earlierForms: ["SMALL_JOB"] }),
  );
});
afterAll(() => opened?.drop());

async function publish(organisationId: string, municipalityCode: string): Promise<string> {
  const draft = {
    ...{ programmeId: PROGRAMME, organisationId, municipalityCode, form: "SMALL_JOB", axis: "AXIS_3B2" },
    ...{ hoursPerWeek: 15, seats: 1, offers: ["CALM_SETTING"], opensOn: "2019-04-01" },
  };
  const fields = "jobOpening { id }";
  const { jobOpening } = await act(opened, lead, "jobOpeningDraft", { fields, input: draft });
  const { id } = jobOpening as { id: string };
  await act(opened, lead, "jobOpeningPublish", { fields, input: { id } });
  return id;
}

async function candidates(viewer: typeof lead, id: string, how = "") {
  const { data, errors } = await opened.ask(
    viewer,
    `query($id: ID!) { jobOpening(id: $id) { candidates(on: "${DAY}"${how}) { participation { id } fitBp distanceKm } } }`,
    { id },
  );
  expect(errors).toBeUndefined();
  const opening = data?.jobOpening as { candidates: { participation: { id: string } }[] } | null;
  return opening?.candidates.map((each) => each.participation.id) ?? null;
}

describe("candidates of an opening", () => {
  test("are who is ready in the week, best fit first", async () => {
    expect(await candidates(lead, aarhus)).toEqual([6, 1, 2, 3].map(participation));
    expect(await candidates(lead, aarhus, ", withinKm: 50")).toEqual([6, 1, 2].map(participation));
    expect(await candidates(lead, aarhus, ", first: 1")).toEqual([participation(6)]);
  });

  test("are of the viewer's municipalities only, and of a mentor's own company", async () => {
    expect(await candidates(inAarhus, odense)).toEqual([6, 1, 2].map(participation));
    expect(await candidates(inOdense, aarhus)).toEqual([participation(3)]);
    expect(await candidates(mentorOfOdense, aarhus)).toBeNull();
    expect((await candidates(mentorOfOdense, odense))?.length).toBe(4);
  });

  test("are explained factor by factor, needs by name only to who sees participations", async () => {
    const query = `query($id: ID!) { jobOpening(id: $id) { candidates(on: "${DAY}", first: 1) { fitBp weightsVersion hoursAbove
      hadForm needsMetCount needsUnmetCount needsMet needsUnmet factors { factor fitBp weightPercent } } } }`;
    const seen = await opened.ask(caseworker, query, { id: aarhus });
    expect(seen.errors).toBeUndefined();
    expect(seen.data?.jobOpening).toEqual({
      candidates: [
        {
          ...{ fitBp: 10_000, weightsVersion: 1, hoursAbove: 0, hadForm: true, needsMetCount: 0, needsUnmetCount: 0 },
          ...{ needsMet: [], needsUnmet: [] },
          factors: [
            { factor: "HOURS", fitBp: 10_000, weightPercent: 35 },
            { factor: "NEEDS", fitBp: 10_000, weightPercent: 35 },
            { factor: "DISTANCE", fitBp: 10_000, weightPercent: 20 },
            { factor: "EARLIER_FORMS", fitBp: 10_000, weightPercent: 10 },
          ],
        },
      ],
    });
    const hidden = await opened.ask(inAarhus, query, { id: aarhus });
    expect(hidden.errors?.[0]?.extensions).toMatchObject({ code: "FORBIDDEN_FIELD" });
    const denied = await opened.ask(noMatching, query, { id: aarhus });
    expect(denied.errors?.[0]?.extensions).toMatchObject({ code: "FORBIDDEN_FIELD" });
  });

  test.for(["first: 0", "first: 101", "withinKm: -1", "weightsVersion: 9"])("are not given for %s", async (how) => {
    const answer = await opened.ask(lead, `query($id: ID!) { jobOpening(id: $id) { candidates(${how}) { fitBp } } }`, {
      id: aarhus,
    });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT" });
  });
});

async function entity(viewer: typeof lead, typename: string, id: string, fields: string) {
  const { data, errors } = await opened.ask(
    viewer,
    `query($of: [_Any!]!) { _entities(representations: $of) { ... on ${typename} { ${fields} } } }`,
    { of: [{ __typename: typename, id }] },
  );
  expect(errors).toBeUndefined();
  const [found] = (data?._entities ?? []) as Record<string, unknown>[];
  return found;
}

describe("openings of a participation", () => {
  const fields = `fittingOpenings(on: "${DAY}") { opening { id } distanceKm }`;

  test("are those with a seat free, best fit first", async () => {
    expect(await entity(lead, "Participation", participation(1), fields)).toMatchObject({
      fittingOpenings: [{ opening: { id: aarhus }, distanceKm: 0 }, { opening: { id: odense } }],
    });
  });

  test("are none for who is not ready, not told, or not the viewer's", async () => {
    for (const [viewer, number] of [
      [lead, 4],
      [lead, 99],
      [inOdense, 1],
    ] as const) {
      expect(await entity(viewer, "Participation", participation(number), fields)).toEqual({ fittingOpenings: [] });
    }
  });
});

describe("the matching of a programme", () => {
  test("shows each opening once with its candidates, by as many statements for one as for all", async () => {
    const ask = (first: number) =>
      opened.ask(
        lead,
        `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme {
           matching(on: "${DAY}", first: ${first}, candidates: 2) { opening { id } candidates { participation { id } } } } } }`,
        { of: [{ __typename: "Programme", id: PROGRAMME }] },
      );
    const [one, all] = [await ask(1), await ask(500)];
    expect(all.errors).toBeUndefined();
    expect(all.statements).toBe(one.statements);
    const [found] = (all.data?._entities ?? []) as { matching: { opening: { id: string }; candidates: unknown[] }[] }[];
    expect(found?.matching.map(({ opening }) => opening.id)).toEqual([aarhus, odense].sort());
    expect(found?.matching.map((each) => each.candidates.length)).toEqual([2, 2]);
  });
});

describe("readiness", () => {
  test("told late or twice changes nothing", async () => {
    const [first, second] = [ready(7, { hoursPerWeek: 10 }), ready(7, { hoursPerWeek: 20 })];
    await hear(opened, second, first, second);
    const rows = await opened.sql(
      "SELECT hours_per_week::float8 AS hours FROM accelerator.ready_participation WHERE participation_id = $1",
      [participation(7)],
    );
    expect(rows).toEqual([{ hours: 20 }]);
  });
});
