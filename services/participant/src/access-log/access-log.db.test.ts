import { systemViewer, type Viewer } from "@inclusion/kernel";
import { openTestService, type TestService, viewerWith } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { AARHUS, caseworkerOf, cprOf, register, WITH_CPR } from "../identity/identity-rows.fixture.ts";
import { idOf, PROGRAMME, storeParticipation } from "../participation/participation-rows.fixture.ts";
import { service } from "../service.ts";
import { verifyAccessChain } from "./access-chain.repository.ts";

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  for (const [number, place] of [
    [101, "0751"],
    [102, "0751"],
    [201, "0461"],
  ] as const) {
    await storeParticipation(opened.service, number, place);
    await register(opened, caseworkerOf(place), { participationId: idOf(number), cpr: cprOf(number) });
  }
});
afterAll(() => opened?.drop());

const AUDITOR = viewerWith("audit:read");
const LOG = `query($filter: AccessLogFilter, $first: Int, $after: String) {
  accessLog(filter: $filter, first: $first, after: $after) {
    nodes { position actor tokenId participationIds municipality { code } fieldGroup purpose document { id name } requestId
      emergency { id } } pageInfo { hasNextPage endCursor } } }`;

type Line = Readonly<{
  position: string;
  actor: string;
  tokenId: string | null;
  participationIds: readonly string[];
  fieldGroup: string;
  purpose: string | null;
  document: Readonly<{ id: string; name: string | null }> | null;
}>;
type Page = Readonly<{ nodes: readonly Line[]; pageInfo: { hasNextPage: boolean; endCursor: string } }>;

async function linesAs(viewer: Viewer, more: object = {}) {
  const { data, errors } = await opened.ask(viewer, LOG, { first: 100, ...more });
  return { page: data?.accessLog as Page, errors };
}

const read = (viewer: Viewer, numbers: readonly number[]) =>
  opened.ask(
    viewer,
    `query($of: [_Any!]!) { _entities(representations: $of) {
       ... on Participation { identity(purpose: SUPERVISION) { name cpr } } } }`,
    { of: numbers.map((number) => ({ __typename: "Participation", id: idOf(number) })) },
  );

const countLines = async (): Promise<number> => {
  const [counted] = await opened.sql<{ lines: number }>("SELECT count(*)::int AS lines FROM participant.access_line");
  return counted?.lines ?? 0;
};

describe("the access log", () => {
  test("has a line for what an operation read in a municipality, with the purpose, and one more where the number was whole", async () => {
    const before = await countLines();
    await read(AARHUS, [101, 102]);
    await read(WITH_CPR, [201]);
    const { page } = await linesAs(AUDITOR);
    const added = page.nodes.slice(0, (await countLines()) - before);
    const told = added.map(({ participationIds, fieldGroup, purpose }) => [participationIds, fieldGroup, purpose]);
    expect(told).toEqual(
      expect.arrayContaining([
        [[idOf(101), idOf(102)], "IDENTITY", "SUPERVISION"],
        [[idOf(101), idOf(102)], "PARTICIPATION", null],
        [[idOf(201)], "IDENTITY", "SUPERVISION"],
        [[idOf(201)], "CPR", "SUPERVISION"],
        [[idOf(201)], "PARTICIPATION", null],
      ]),
    );
    expect(added).toHaveLength(5);
    expect(new Set(added.map(({ actor }) => actor))).toEqual(new Set(["test:viewer"]));
  });

  test("has no line for what a viewer did not see", async () => {
    const before = await countLines();
    await read(AARHUS, [201]);
    await read(viewerWith("participations:read"), [101]);
    expect(await countLines()).toBe(before);
  });

  test("has a line for who asked sensitive figures and through which document, about nobody; other figures leave none", async () => {
    const reporting = viewerWith("indicators:read");
    const ask = (codes: string) =>
      opened.ask(
        reporting,
        `{ _entities(representations: [{ __typename: "Programme", id: "${PROGRAMME}" }]) {
           ... on Programme { participantIndicators(codes: [${codes}]) { code } } } }`,
      );
    const before = await countLines();
    expect((await ask('"3B.1", "CO01"')).errors).toBeUndefined();
    expect(await countLines()).toBe(before);
    expect((await ask('"CO15", "CO16", "3B.1"')).errors).toBeUndefined();
    expect(await countLines()).toBe(before + 1);
    const { page, errors } = await linesAs(AUDITOR, { first: 1, filter: { fieldGroups: ["AGGREGATE"] } });
    expect(errors).toBeUndefined();
    expect(page.nodes).toMatchObject([
      { participationIds: [], municipality: null, actor: "test:viewer", purpose: null },
    ]);
    const summary = "{ accessSummary(filter: { fieldGroups: [AGGREGATE] }) { nodes { persons lines fieldGroup } } }";
    expect((await opened.ask(AUDITOR, summary)).data).toEqual({
      accessSummary: { nodes: [{ persons: 0, lines: 1, fieldGroup: "AGGREGATE" }] },
    });
    const seen = await opened.service.database.read(systemViewer("verify"), (reader) => verifyAccessChain(reader));
    expect(seen).toMatchObject({ ok: true });
  });

  test("is read by whoever may, within their places, and by nobody else", async () => {
    expect((await linesAs(AARHUS)).errors?.[0]?.extensions?.code).toBe("FORBIDDEN_FIELD");
    const local: Viewer = { ...AARHUS, scopes: ["signed-in", "audit:read"] };
    const seen = new Set((await linesAs(local)).page.nodes.flatMap(({ participationIds }) => participationIds));
    expect(seen).toEqual(new Set([idOf(101), idOf(102)]));
    const rows = await opened.service.database.read(AARHUS, ({ query }) =>
      query("SELECT 1 FROM participant.access_line"),
    );
    expect(rows).toEqual([]);
  });

  test("is filtered and walked, the newest first", async () => {
    const { page } = await linesAs(AUDITOR, { filter: { participationId: idOf(201) } });
    expect(page.nodes.length).toBeGreaterThan(0);
    expect(page.nodes.every(({ participationIds }) => participationIds.includes(idOf(201)))).toBe(true);
    const positions: number[] = [];
    for (let after: string | null | undefined = null; after !== undefined; ) {
      const { page: part } = await linesAs(AUDITOR, { first: 2, after });
      positions.push(...part.nodes.map(({ position }) => Number(position)));
      after = part.pageInfo.hasNextPage ? part.pageInfo.endCursor : undefined;
    }
    expect(positions).toEqual(Array.from({ length: await countLines() }, (_, index) => positions.length - index));
    expect((await linesAs(AUDITOR, { filter: { until: "2020-01-01T00:00:00Z" } })).page.nodes).toEqual([]);
    expect((await linesAs(AUDITOR, { filter: { actor: "nobody" } })).page.nodes).toEqual([]);
  });

  test.for(["UPDATE participant.access_line SET actor = 'x'", "DELETE FROM participant.access_line"])(
    "is only added to by the app: %s",
    async (statement) => {
      const writing = opened.service.database.write(systemViewer("test"), ({ query }) => query(statement));
      await expect(writing).rejects.toThrow(/permission denied/);
      await expect(opened.sql(statement)).rejects.toThrow("only added to");
    },
  );

  test("takes neither actor nor time nor place from the app", async () => {
    await opened.service.database.write(AUDITOR, ({ query }) =>
      query(
        `INSERT INTO participant.access_line (position, at, actor, participation_ids, municipality_code, field_group,
           purpose, request_id) VALUES (1, '2001-01-01', 'somebody else', ARRAY[$1::uuid], '0751', 'IDENTITY', 'CASEWORK', 'r')`,
        [idOf(101)],
      ),
    );
    const [last] = (await linesAs(AUDITOR, { first: 1 })).page.nodes;
    expect(last).toMatchObject({ actor: "test:viewer", position: String(await countLines()) });
  });
});

describe("verifyAccessChain", () => {
  const verdict = (anchor?: { position: number; hash: string }) =>
    opened.service.database.read(systemViewer("verify"), (reader) => verifyAccessChain(reader, anchor));
  /** As a superuser who has switched the guards off. */
  const tamper = (statement: string) => opened.sql(`SET session_replication_role = replica; ${statement}`);
  let copies: readonly Record<string, unknown>[];

  beforeAll(async () => {
    await Promise.all(Array.from({ length: 10 }, () => read(AARHUS, [101, 102])));
    copies = await opened.sql("SELECT * FROM participant.access_line");
  });
  beforeEach(async () => {
    await tamper("TRUNCATE participant.access_line");
    for (const line of copies) {
      await opened.sql(
        `SET session_replication_role = replica;
         INSERT INTO participant.access_line SELECT * FROM jsonb_populate_record(NULL::participant.access_line, '${JSON.stringify(
           { ...line, hash: hex(line.hash), previous_hash: hex(line.previous_hash) },
         )}')`,
      );
    }
  });
  const hex = (bytes: unknown): string => `\\x${(bytes as Buffer).toString("hex")}`;

  test("finds every line as it was written, whoever wrote at the same time", async () => {
    const found = await verdict();
    expect(found).toMatchObject({ ok: true, head: { position: copies.length } });
  });

  test.for([
    ...[
      "actor = 'x'",
      "purpose = 'DATA_QUALITY', field_group = 'EXPORT'",
      "token_id = 'x'",
      "document = 'x'",
      "form = 1",
      "at = at + interval '1 ms'",
    ].map((set) => ({
      case: `a change of ${set}`,
      sql: `UPDATE participant.access_line SET ${set} WHERE position = 5`,
      position: 5,
    })),
    { case: "a removed line", sql: "DELETE FROM participant.access_line WHERE position = 5", position: 5 },
    { case: "a removed first line", sql: "DELETE FROM participant.access_line WHERE position = 1", position: 1 },
    {
      case: "a removed line whose gap was closed",
      sql: `DELETE FROM participant.access_line WHERE position = 5;
            UPDATE participant.access_line SET position = -position + 1 WHERE position > 5;
            UPDATE participant.access_line SET position = -position WHERE position < 0`,
      position: 5,
    },
    {
      case: "a line put in between",
      sql: `UPDATE participant.access_line SET position = -position - 1 WHERE position >= 5;
            UPDATE participant.access_line SET position = -position WHERE position < 0;
            INSERT INTO participant.access_line SELECT 5, at, 'x', participation_ids, municipality_code, field_group,
              purpose, request_id, previous_hash, hash, token_id, document, emergency_id, form FROM participant.access_line WHERE position = 4`,
      position: 5,
    },
    {
      case: "two lines that changed places",
      sql: `UPDATE participant.access_line SET position = CASE position WHEN 5 THEN -6 ELSE -5 END
              WHERE position IN (5, 6);
            UPDATE participant.access_line SET position = -position WHERE position < 0`,
      position: 5,
    },
  ])("names the first wrong line after $case", async ({ sql, position }) => {
    await tamper(sql);
    expect(await verdict()).toMatchObject({ ok: false, position });
  });

  test("finds lines missing at the end by the head that was kept elsewhere", async () => {
    const whole = await verdict();
    const head = whole.ok ? whole.head : { position: 0, hash: "" };
    await tamper(`DELETE FROM participant.access_line WHERE position = ${head.position}`);
    expect(await verdict()).toMatchObject({ ok: true });
    expect(await verdict(head)).toMatchObject({ ok: false, position: head.position });
    expect(await verdict({ position: 3, hash: head.hash })).toMatchObject({ ok: false, position: 3 });
  });
});
