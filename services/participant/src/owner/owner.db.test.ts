import { UNLIMITED } from "@inclusion/kernel";
import { openTestService, type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { idOf, PROGRAMME, storeParticipation } from "../participation/participation-rows.fixture.ts";
import { service } from "../service.ts";

let opened: TestService;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  for (const number of [101, 102, 103, 104, 105, 106]) await storeParticipation(opened.service, number, "0751");
  for (const number of [201, 202]) await storeParticipation(opened.service, number, "0461");
});

afterAll(() => opened?.drop());

const inAarhus = { ...UNLIMITED, municipalities: ["0751"] };
const caseworker = viewerWithin(inAarhus, "participations:read", "participations:write", "indicators:read");
const inOdense = viewerWithin(
  { ...UNLIMITED, municipalities: ["0461"] },
  "participations:read",
  "participations:write",
);
const reader = viewerWith("participations:read", "indicators:read");
const partner = viewerWith("indicators:read");

const ASSIGN = `mutation($input: OwnerAssignInput!) { ownerAssign(input: $input) {
  owner { id kind caseworkerRef from until participation { id } } refusals { code field } } }`;
const END = `mutation($input: OwnerEndInput!) { ownerEnd(input: $input) { owner { id until } refusals { code field } } }`;
const assigned = { participationId: idOf(101), caseworkerRef: "SB-1", from: "2019-03-01" };

type Assigned = { ownerAssign: { owner: { id: string } | null; refusals: readonly { code: string }[] } };

async function assign(input: object): Promise<Assigned["ownerAssign"]> {
  const { data, errors } = await opened.ask(caseworker, ASSIGN, { input: { ...assigned, ...input } });
  expect(errors).toBeUndefined();
  return (data as Assigned).ownerAssign;
}

describe("ownerAssign and ownerEnd", () => {
  test("store an assignment and its end, once for each key", async () => {
    const first = await assign({ idempotencyKey: "one" });
    expect(first).toEqual({
      owner: {
        ...{ id: expect.any(String), kind: "RESPONSIBLE", caseworkerRef: "SB-1", from: "2019-03-01", until: null },
        participation: { id: idOf(101) },
      },
      refusals: [],
    });
    expect(await assign({ idempotencyKey: "one" })).toEqual(first);
    expect(await assign({ idempotencyKey: "one", from: "2019-03-02" })).toMatchObject({
      refusals: [{ code: "IDEMPOTENCY_MISMATCH" }],
    });
    expect(await assign({})).toEqual({
      owner: null,
      refusals: [{ code: "ALREADY_OWNER", field: ["input", "caseworkerRef"] }],
    });
    const input = { participationId: idOf(101), ownerId: first.owner?.id, until: "2019-05-31" };
    const ended = await opened.ask(caseworker, END, { input });
    expect(ended.data?.ownerEnd).toEqual({ owner: { id: first.owner?.id, until: "2019-05-31" }, refusals: [] });
    const again = await opened.ask(caseworker, END, { input });
    expect(again.data?.ownerEnd).toMatchObject({ owner: null, refusals: [{ code: "OWNER_ENDED" }] });
    const kept = await opened.sql("SELECT until_on FROM participant.owner_history WHERE id = $1", [first.owner?.id]);
    expect(kept).toEqual([{ until_on: null }]);
  });

  test("refuse what was decided on an older version", async () => {
    expect(await assign({ participationId: idOf(106), expectedVersion: 7 })).toMatchObject({
      refusals: [{ code: "CONFLICT" }],
    });
  });

  test.for([
    ["ownerAssign", ASSIGN, assigned],
    ["ownerEnd", END, { participationId: idOf(101), ownerId: idOf(1), until: "2019-04-01" }],
  ] as const)("%s is nothing for who may not write, nor for another municipality", async ([name, query, input]) => {
    const denied = await opened.ask(reader, query, { input });
    expect(denied.errors?.[0]).toMatchObject({ path: [name], extensions: { code: "FORBIDDEN_FIELD" } });
    const elsewhere = await opened.ask(inOdense, query, { input });
    const missing = await opened.ask(inOdense, query, { input: { ...input, participationId: idOf(999) } });
    expect(elsewhere.errors?.[0]).toMatchObject({ extensions: { code: "NOT_FOUND" } });
    expect(missing.errors?.[0]?.message).toBe(elsewhere.errors?.[0]?.message);
  });
});

describe("Programme.ownership", () => {
  const count = "{ ... on ExactCount { count } ... on SuppressedCount { below } }";
  const query = `query($id: ID!, $asOf: LocalDate) { _entities(representations: [{ __typename: "Programme", id: $id }]) {
    ... on Programme { ownership(asOf: $asOf) {
      none ${count} one ${count} several ${count} total ${count} GAPS } } } }`;
  const gaps = `gaps(first: 100) { nodes { participation { id } since gap caseworkers municipality { code } } }
    nobody: gaps(gap: NONE, first: 2) { nodes { participation { id } } pageInfo { hasNextPage endCursor } }`;
  const ask = async (viewer: typeof reader, asOf: string, more = "") => {
    const asked = query.replace("GAPS", more);
    const { data, errors } = await opened.ask(viewer, asked, { id: PROGRAMME, asOf });
    expect(errors).toBeUndefined();
    return (data as { _entities: [{ ownership: Record<string, unknown> }] })._entities[0].ownership;
  };

  beforeAll(async () => {
    await assign({ participationId: idOf(102), caseworkerRef: "SB-1" });
    await assign({ participationId: idOf(103), caseworkerRef: "SB-1", from: "2019-03-05" });
    await assign({ participationId: idOf(103), caseworkerRef: "SB-2", from: "2019-03-02" });
    await assign({ participationId: idOf(104), caseworkerRef: "SB-3", kind: "STAND_IN" });
  });

  test("counts and lists those without one responsible caseworker on a day", async () => {
    const found = await ask(reader, "2019-04-01", gaps);
    expect(found).toMatchObject({ none: { count: 5 }, one: { count: 2 }, several: { count: 1 }, total: { count: 8 } });
    const { nodes } = found["gaps"] as {
      nodes: { participation: { id: string }; gap: string; caseworkers: string[] }[];
    };
    expect(nodes).toHaveLength(6);
    expect(nodes.find(({ gap }) => gap === "SEVERAL")).toMatchObject({
      participation: { id: idOf(103) },
      caseworkers: ["SB-2", "SB-1"],
    });
    expect(found["nobody"]).toMatchObject({ nodes: [{}, {}], pageInfo: { hasNextPage: true } });
  });

  test("knows who was responsible on an earlier day", async () => {
    expect(await ask(reader, "2019-03-03")).toMatchObject({ one: { count: 3 }, several: { count: 0 } });
    expect(await ask(reader, "2019-06-01")).toMatchObject({ none: { count: 6 }, one: { count: 1 } });
  });

  test("hides small numbers from whoever may not see rows, and gives no list", async () => {
    expect(await ask(partner, "2019-03-31")).toMatchObject({ one: { below: 5 }, several: { below: 5 } });
    const { errors } = await opened.ask(partner, query.replace("GAPS", gaps), { id: PROGRAMME, asOf: "2019-03-31" });
    expect(errors?.[0]).toMatchObject({ extensions: { code: "FORBIDDEN_FIELD" } });
  });
});
