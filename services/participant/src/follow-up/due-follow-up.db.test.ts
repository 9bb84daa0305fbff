import { UNLIMITED } from "@inclusion/kernel";
import { openTestService, type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { idOf, PROGRAMME, storeParticipation } from "../participation/participation-rows.fixture.ts";
import { service } from "../service.ts";

let opened: TestService;

/** Number, day of leaving, day of the answer, and the caseworker. */
const LEFT = [
  [101, "2020-03-05", null, "SB-2"],
  [102, "2020-03-20", "2020-04-02", "SB-1"],
  [103, "2020-03-10", "2020-03-31", "SB-1"],
  [104, "2020-03-03", null, null],
  [105, "2020-03-02", null, "SB-1"],
  [106, "2020-03-12", null, "SB-1"],
] as const;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  for (const [number, leftOn, recordedOn, caseworker] of LEFT) {
    await storeParticipation(opened.service, number, number === 106 ? "0461" : "0751");
    const owned = [idOf(number), PROGRAMME, number === 106 ? "0461" : "0751"];
    await opened.sql("UPDATE participant.participation SET left_on = $2 WHERE id = $1", [idOf(number), leftOn]);
    await opened.sql(
      `INSERT INTO participant.follow_up (id, participation_id, programme_id, municipality_code, kind, left_on, due_on,
         status, recorded_on) VALUES ($4, $1, $2, $3, 'IMMEDIATE_4W', $5::date, $5::date + 28, $6, $7)`,
      [...owned, idOf(number + 5_000), leftOn, recordedOn === null ? "PLANNED" : "DONE", recordedOn],
    );
    if (caseworker === null) continue;
    await opened.sql(
      `INSERT INTO participant.owner (id, participation_id, programme_id, municipality_code, kind, caseworker_ref, from_on)
       VALUES ($4, $1, $2, $3, 'RESPONSIBLE', $5, '2019-03-01')`,
      [...owned, idOf(number + 6_000), caseworker],
    );
  }
});

afterAll(() => opened?.drop());

const lead = viewerWith("participations:read", "indicators:read");
const inAarhus = viewerWithin({ ...UNLIMITED, municipalities: ["0751"] }, "participations:read");
const partner = viewerWith("indicators:read");

const QUERY = `query($id: ID!, $asOf: LocalDate, $stage: DueStage!, $first: Int, $after: String) {
  _entities(representations: [{ __typename: "Programme", id: $id }]) { ... on Programme {
    dueFollowUps(asOf: $asOf, stage: $stage, first: $first, after: $after) {
      nodes { participation { id } caseworkerRef leftOn opensOn closesOn daysLeft } pageInfo { hasNextPage endCursor } } } } }`;

type Page = {
  nodes: { participation: { id: string }; caseworkerRef: string | null; daysLeft: number }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
};

async function due(viewer: typeof lead, more: object = {}): Promise<Page> {
  const variables = { id: PROGRAMME, asOf: "2020-03-31", stage: "IN_TIME", ...more };
  const { data, errors } = await opened.ask(viewer, QUERY, variables);
  expect(errors).toBeUndefined();
  return (data as { _entities: [{ dueFollowUps: Page }] })._entities[0].dueFollowUps;
}

const told = ({ nodes }: Page) =>
  nodes.map(({ participation, caseworkerRef, daysLeft }) => {
    return [participation.id, caseworkerRef, daysLeft];
  });

test("lists what is owed on a day by caseworker, the oldest exit first; later answers are not known yet", async () => {
  expect(told(await due(lead))).toEqual([
    [idOf(104), null, 0],
    [idOf(106), "SB-1", 9],
    [idOf(102), "SB-1", 17],
    [idOf(101), "SB-2", 2],
  ]);
  expect(told(await due(lead, { stage: "OVERDUE" }))).toEqual([[idOf(105), "SB-1", -1]]);
  expect(told(await due(lead, { asOf: "2020-04-02", stage: "IN_TIME" }))).toEqual([
    [idOf(106), "SB-1", 7],
    [idOf(101), "SB-2", 0],
  ]);
});

test("gives the same rows page by page, and to each the own municipality alone", async () => {
  const ids: string[] = [];
  for (let after: string | null | undefined = null; after !== undefined; ) {
    const page: Page = await due(lead, { first: 1, after });
    ids.push(...page.nodes.map(({ participation }) => participation.id));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
  }
  expect(ids).toEqual([104, 106, 102, 101].map(idOf));
  expect(told(await due(inAarhus)).map(([id]) => id)).toEqual([104, 102, 101].map(idOf));
});

test("is nothing for who may not see rows", async () => {
  const { errors } = await opened.ask(partner, QUERY, { id: PROGRAMME, stage: "IN_TIME" });
  expect(errors?.[0]).toMatchObject({ extensions: { code: "FORBIDDEN_FIELD" } });
});
