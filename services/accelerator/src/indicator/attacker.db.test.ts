/** A reader who may see no company, and tries to learn of one from every number of the service. */
import { afterRelease, type TestService } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  act,
  hear,
  idOf,
  lead,
  openRoom,
  roomViewer,
  tellOrganisation,
  tellProgramme,
  toldFact,
} from "../room/room.fixture.ts";

const attacker = roomViewer({}, ["indicators:read"]);
const COUNT = "{ ... on ExactCount { count } ... on SuppressedCount { below } }";
const hidden = { below: 5 };
/** One company with nine of ten, and two with little; three with as much each; and one alone. */
const DOMINATED = [18, 1, 1];
const EVEN = [6, 6, 6];

let opened: TestService;
let companies = 100;
let evidence = 0;
beforeAll(async () => {
  opened = await openRoom(inject("postgres"), afterRelease);
});
afterAll(() => opened?.drop());

const run = async (name: string, fields: string, input: Record<string, unknown>) => {
  const answer = await act(opened, lead, name, { fields, input });
  expect(answer.refusals).toEqual([]);
  return answer;
};

/** Does something for one ordinary company of its own after the other, as often as `amounts` say. */
async function spread(
  programmeId: string,
  amounts: readonly number[],
  once: (of: Record<string, unknown>) => Promise<void>,
): Promise<void> {
  await tellProgramme(opened, programmeId);
  for (const amount of amounts) {
    companies += 1;
    await tellOrganisation(opened, idOf(companies));
    const of = { programmeId, organisationId: idOf(companies), municipalityCode: "0751" };
    for (let time = 0; time < amount; time += 1) await once(of);
  }
}

const proof = () => ({ evidenceHash: String(++evidence).padStart(64, "0") });
const ACTS = {
  TRAINING_PLACES_ELSEWHERE: async (of) => {
    await run("trainingPlaceEstablish", "", {
      ...{ ...of, ...proof(), kind: "INTERNSHIP", axis: "AXIS_3B2", establishedOn: "2019-01-07" },
    });
  },
  ORDINARY_HIRES_ELSEWHERE: async (of) => {
    const hire = { hiredOn: "2019-02-04", hoursPerWeek: 30, wasUnemployed: true };
    await run("ordinaryHireRecord", "", { ...of, ...proof(), ...hire });
  },
  WORKPLACES_NEW: async (of) => {
    const workplace = { axis: "AXIS_3B2", status: "NEW", since: "2019-01-07" };
    await run("inclusiveWorkplaceEstablish", "", { ...of, ...proof(), ...workplace });
  },
  SEATS_FILLED: async (of) => {
    const terms = { form: "ORDINARY", axis: "AXIS_3B1", hoursPerWeek: 20, seats: 1, opensOn: "2019-01-07" };
    const { jobOpening } = await run("jobOpeningDraft", "jobOpening { id }", { ...of, ...terms });
    const { id } = jobOpening as { id: string };
    await run("jobOpeningPublish", "", { id });
    await hear(opened, toldFact("OpeningFilled", { openingId: id, filledOn: "2019-03-04" }));
  },
} as const satisfies Record<string, (of: Record<string, unknown>) => Promise<void>>;
const CODES = Object.keys(ACTS) as (keyof typeof ACTS)[];

async function seen(programmeId: string, code: string, viewer = attacker): Promise<Record<string, unknown>> {
  const { data, errors } = await opened.ask(
    viewer,
    `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme {
       acceleratorIndicators(codes: ["${code}"]) { value ${COUNT} numerator ${COUNT} denominator ${COUNT}
         share { basisPoints } excluded { count ${COUNT} } days { count ${COUNT} median p90 }
         changes(since: "2018-01-01T00:00:00Z") { net ${COUNT} reasons { reason added ${COUNT} } } }
       acceleratorResults { code value ${COUNT} } workplacesByAxis { new ${COUNT} }
       hiresByMonth { ordinary ${COUNT} } hiresByTiming { ordinary ${COUNT} } companySums(year: 2019) { total { companiesCount ${COUNT} } }
     } } }`,
    { of: [{ __typename: "Programme", id: programmeId }] },
  );
  expect(errors).toBeUndefined();
  const [found] = (data?._entities ?? []) as Record<string, unknown>[];
  return found ?? {};
}

describe.for(CODES)("%s", (code) => {
  const programme = (which: number) => idOf(5_000 + CODES.indexOf(code) * 10 + which);

  test("of one company with more than 85 % is told by no number at all", async () => {
    await spread(programme(1), DOMINATED, ACTS[code]);
    const found = await seen(programme(1), code);
    expect(JSON.stringify(found)).not.toMatch(/"count":[1-9]/);
    expect(JSON.stringify(found)).not.toMatch(/"(median|p90|basisPoints)":\d/);
    expect(found.acceleratorIndicators).toMatchObject([{ value: hidden, changes: { net: hidden, reasons: [] } }]);
    const exact = await seen(programme(1), code, roomViewer());
    expect(exact.acceleratorIndicators).toMatchObject([{ value: { count: 20 } }]);
  });

  test("of three companies with as much each is told", async () => {
    await spread(programme(2), EVEN, ACTS[code]);
    const found = await seen(programme(2), code);
    expect(found.acceleratorIndicators).toMatchObject([{ value: { count: 18 }, changes: { net: { count: 18 } } }]);
  });

  test("of two companies is not", async () => {
    await spread(programme(3), [7, 7], ACTS[code]);
    expect(JSON.stringify(await seen(programme(3), code))).not.toMatch(/"count":[1-9]/);
  });

  test("does not tell what one company alone has added since", async () => {
    await spread(programme(4), EVEN, ACTS[code]);
    await opened.sql(
      "UPDATE accelerator.measure_entry SET recorded_at = recorded_at - interval '200 days' WHERE programme_id = $1",
      [programme(4)],
    );
    const now = new Date();
    const since = new Date(
      Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - (now.getUTCMonth() % 3), 1),
    ).toISOString();
    await spread(programme(4), [6], ACTS[code]);
    const { data } = await opened.ask(
      attacker,
      `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme {
         acceleratorIndicators(codes: ["${code}"]) { value ${COUNT} changes(since: "${since}") { net ${COUNT} reasons { reason } } } } } }`,
      { of: [{ __typename: "Programme", id: programme(4) }] },
    );
    const [found] = (data?._entities ?? []) as Record<string, unknown>[];
    expect(found?.acceleratorIndicators).toEqual([{ value: { count: 24 }, changes: { net: hidden, reasons: [] } }]);
  });
});

test("days of seats of many companies are told", async () => {
  const programme = idOf(5_900);
  await spread(programme, [6, 6, 6], ACTS.SEATS_FILLED);
  expect((await seen(programme, "SEATS_FILLED")).acceleratorIndicators).toMatchObject([
    { days: { count: { count: 18 }, median: 56, p90: 56 } },
  ]);
});

test("two companies that have become one are one", async () => {
  const programme = idOf(5_901);
  const first = companies + 1;
  await spread(programme, EVEN, ACTS.WORKPLACES_NEW);
  await tellOrganisation(opened, idOf(first), idOf(first + 1));
  const found = await seen(programme, "WORKPLACES_NEW");
  expect(found.acceleratorIndicators).toMatchObject([{ value: hidden }]);
  expect(JSON.stringify(found.workplacesByAxis)).not.toMatch(/"count":[1-9]/);
});

test.for([
  ["no course", { courses: [] }],
  ["no company", { organisations: [] }],
  ["no place", { municipalities: [], regions: [] }],
  ["no programme", { programmes: [] }],
] as const)("a token that is left %s is told no number, not that there is nothing", async ([, limits]) => {
  const programme = idOf(5_902);
  await spread(programme, [6, 6, 6], ACTS.WORKPLACES_NEW);
  const query = `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme {
    acceleratorResults { code } acceleratorIndicators { code } hiresByMonth { month } hiresByTiming { ordinary ${COUNT} }
    workplacesByAxis { axis } companySums(year: 2019) { year } growthComparison { seed } partnershipComparison { seed } } } }`;
  for (const scopes of [["indicators:read"], ["indicators:read", "companies:read"]]) {
    const { data, errors } = await opened.ask(roomViewer(limits, scopes), query, {
      of: [{ __typename: "Programme", id: programme }],
    });
    expect(errors).toBeUndefined();
    const [found = {}] = (data?._entities ?? []) as Record<string, unknown>[];
    expect(Object.values(found)).toEqual(Array(8).fill(null));
    const seen = await opened.ask(roomViewer({}, scopes), query, { of: [{ __typename: "Programme", id: programme }] });
    const [told = {}] = (seen.data?._entities ?? []) as Record<string, unknown>[];
    expect(Object.values(told)).not.toContain(null);
  }
});
