import { UNLIMITED, type Viewer } from "@inclusion/kernel";
import {
  changeIndexNames,
  changePlan,
  openTestService,
  type TestService,
  viewerWith,
  viewerWithin,
} from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { DPO } from "../identity/identity-rows.fixture.ts";
import { idOf, storeParticipation } from "../participation/participation-rows.fixture.ts";
import { service } from "../service.ts";
import { NOUNS } from "./changes.resolvers.ts";

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  for (const [number, place] of [
    [101, "0751"],
    [102, "0751"],
    [201, "0461"],
  ] as const)
    await storeParticipation(opened.service, number, place);
});
afterAll(() => opened?.drop());

const ALL = viewerWith("participations:read");
const AARHUS = viewerWithin({ ...UNLIMITED, municipalities: ["0751"] }, "participations:read");

type Change = Readonly<{ noun: string; id: string; kind: string; version: number }>;
type Found = Readonly<{ changes: readonly Change[]; cursor: string | null }>;

/** Walks to the end by pages of two; the cursor is where to go on. */
async function walk(viewer: Viewer, since: string | null = null): Promise<Found> {
  const changes: Change[] = [];
  let cursor = since;
  for (let goesOn = true; goesOn; ) {
    const { data, errors } = await opened.ask(
      viewer,
      `query($since: String) { participationChanges(first: 2, after: $since) {
         nodes { noun id kind version } pageInfo { hasNextPage endCursor } } }`,
      { since: cursor },
    );
    expect(errors).toBeUndefined();
    const page = (
      data as {
        participationChanges: { nodes: Change[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
      }
    ).participationChanges;
    changes.push(...page.nodes);
    cursor = page.pageInfo.endCursor ?? cursor;
    goesOn = page.pageInfo.hasNextPage;
  }
  return { changes, cursor };
}
const told = ({ changes }: Found) => changes.map(({ id, kind, version }) => [id, kind, version]);
const touch = (number: number) =>
  opened.sql("UPDATE participant.participation SET benefit = benefit WHERE id = $1", [idOf(number)]);

describe("participationChanges", () => {
  test("are the viewer's rows, each once at its last change, and nothing twice after the cursor", async () => {
    const start = await walk(AARHUS);
    expect(told(start)).toEqual([
      [idOf(101), "CREATED", 1],
      [idOf(102), "CREATED", 1],
    ]);
    expect((await walk(AARHUS, start.cursor)).changes).toEqual([]);
    for (const number of [102, 101, 201, 102]) await touch(number);
    const next = await walk(AARHUS, start.cursor);
    expect(told(next)).toEqual([
      [idOf(101), "CHANGED", 2],
      [idOf(102), "CHANGED", 3],
    ]);
    expect((await walk(ALL)).changes).toHaveLength(3);
  });

  test("never skip a change that was recorded early and committed late", async () => {
    const { cursor } = await walk(ALL);
    const slow = await opened.service.database.beginWrite(ALL);
    await slow.query("UPDATE participant.participation SET benefit = benefit WHERE id = $1", [idOf(101)]);
    await touch(102);
    const meanwhile = await walk(ALL, cursor);
    expect(meanwhile.changes).toEqual([]);
    await slow.end("COMMIT");
    const after = await walk(ALL, meanwhile.cursor);
    expect(after.changes.map(({ id }) => id)).toEqual([idOf(101), idOf(102)]);
  });

  test("tell of a row that moved out of the viewer's places that it left, and of one that came in that it changed", async () => {
    const [here, there] = [await walk(AARHUS), await walk(ALL)];
    await opened.sql(
      `SET session_replication_role = replica;
       INSERT INTO participant.participation_history SELECT p.*, clock_timestamp() FROM participant.participation p WHERE id = '${idOf(102)}';
       UPDATE participant.participation SET municipality_code = '0461', version = version + 1, recorded_at = clock_timestamp()
         WHERE id = '${idOf(102)}'`,
    );
    const left = await walk(AARHUS, here.cursor);
    expect(left.changes.map(({ id, kind }) => [id, kind])).toEqual([[idOf(102), "LEFT"]]);
    expect((await walk(ALL, there.cursor)).changes.map(({ id, kind }) => [id, kind])).toEqual([[idOf(102), "CHANGED"]]);
  });

  test("tell of a person who was restricted that the participation left, within the viewer's places", async () => {
    const [here, there] = [await walk(AARHUS), await walk(ALL)];
    const { errors } = await opened.ask(
      DPO,
      "mutation($input: PersonRestrictInput!) { personRestrict(input: $input) { participationIds } }",
      { input: { participationId: idOf(201) } },
    );
    expect(errors).toBeUndefined();
    expect((await walk(AARHUS, here.cursor)).changes).toEqual([]);
    expect(told(await walk(ALL, there.cursor))).toEqual([[idOf(201), "LEFT", 1]]);
  });

  test("are for whoever sees rows, and the cursor is the viewer's own", async () => {
    const { cursor } = await walk(ALL);
    const ask = (viewer: Viewer) =>
      opened.ask(viewer, "query($since: String) { participationChanges(after: $since) { nodes { id } } }", {
        since: cursor,
      });
    expect((await ask(viewerWith("indicators:read"))).errors?.[0]?.extensions?.code).toBe("FORBIDDEN_FIELD");
    expect((await ask(AARHUS)).errors?.[0]?.extensions?.reason).toBe("CURSOR_OTHER_LIST");
  });

  test("are read by the index in which they stand, and never by looking at every row", async () => {
    await opened.sql(
      `SET session_replication_role = replica;
       CREATE TEMP TABLE copied AS SELECT (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(),
         'person_id', gen_random_uuid(), 'recorded_at', p.recorded_at - n * interval '1 minute'))).*
         FROM participant.participation p, generate_series(1, 5000) n WHERE p.id = '${idOf(101)}';
       INSERT INTO participant.participation SELECT * FROM copied;
       INSERT INTO participant.participation_history SELECT c.*, c.recorded_at FROM copied c;
       ANALYZE participant.participation; ANALYZE participant.participation_history`,
    );
    for (const viewer of [ALL, AARHUS]) {
      const plan = await changePlan(opened, viewer, NOUNS);
      for (const index of changeIndexNames(NOUNS)) expect(plan).toContain(`Index Scan using ${index} on`);
      expect(plan).not.toMatch(/Seq Scan on (participation|participation_history)\b/);
    }
  });
});
