import { UNLIMITED, type Viewer } from "@inclusion/kernel";
import { openTestService, type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { isObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { buildSubgraph } from "../../../kernel/src/runtime/subgraph.ts";
import { READ_LOG } from "../access-log/read-log.repository.ts";
import { idOf, PROGRAMME, storeParticipation } from "../participation/participation-rows.fixture.ts";
import { service } from "../service.ts";

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  for (let number = 101; number <= 112; number += 1) {
    const place = number <= 110 ? "0751" : "0461";
    await storeParticipation(opened.service, number, place);
    await opened.sql(
      `INSERT INTO participant.sensitive_facts (id, participation_id, programme_id, municipality_code, disability)
       VALUES ($1, $1, $2, $3, 'YES')`,
      [idOf(number), PROGRAMME, place],
    );
  }
});
afterAll(() => opened?.drop());

const DPO: Viewer = { ...viewerWith("audit:read", "dpo:export"), subject: "ulla" };
const worker = (subject: string): Viewer => ({
  ...viewerWith("participations:read", "sensitive:read", "programmes:read"),
  ...{ subject, tokenId: `token of ${subject}` },
});
const LIST = `query($programme: ID!, $first: Int!) { _entities(representations: [{ __typename: "Programme", id: $programme }]) {
  ... on Programme { participations(first: $first) { nodes { id sensitiveFacts { disability } courses { kind } } } } } }`;

/** Asks as the gateway does: with the document's id and the purpose that the caller stated. */
const read = (
  viewer: Viewer,
  first: number,
  purpose: string | null,
  document: string | null = `sha256:${"0".repeat(64)}`,
) =>
  opened.service.execute(
    { query: LIST, variables: { programme: PROGRAMME, first } },
    { viewer, requestId: `by ${viewer.subject}`, occasion: { document, purpose } },
  );

const SUMMARY = `query($filter: AccessLogFilter, $first: Int, $after: String) {
  accessSummary(filter: $filter, first: $first, after: $after) {
    nodes { actor purpose document { id name } fieldGroup persons reads lines } pageInfo { hasNextPage endCursor } } }`;
type Summary = Readonly<{
  actor: string;
  purpose: string | null;
  fieldGroup: string;
  persons: number;
  reads: number;
  lines: number;
}>;
async function summary(viewer: Viewer, filter: object = {}, first = 100) {
  const nodes: Summary[] = [];
  for (let after: string | null | undefined = null; after !== undefined; ) {
    const { data, errors } = await opened.ask(viewer, SUMMARY, { filter, first, after });
    expect(errors).toBeUndefined();
    const page = data?.accessSummary as { nodes: Summary[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    nodes.push(...page.nodes);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
  }
  return nodes;
}

describe("what is written down", () => {
  test("is a line for each field group and municipality, with token, document and purpose, for no statement more", async () => {
    const few = await opened.ask(worker("count"), LIST, { programme: PROGRAMME, first: 1 });
    const many = await opened.ask(worker("count"), LIST, { programme: PROGRAMME, first: 12 });
    expect(many.statements).toBe(few.statements);
    await read(worker("line"), 12, "CASEWORK");
    const lines = await opened.sql<Record<string, unknown>>(
      `SELECT field_group, municipality_code, cardinality(participation_ids) AS size, purpose, token_id, document, request_id
       FROM participant.access_line WHERE actor = 'line' ORDER BY position`,
    );
    const with_ = {
      purpose: "CASEWORK",
      token_id: "token of line",
      document: `sha256:${"0".repeat(64)}`,
      request_id: "by line",
    };
    expect(lines).toEqual(
      ["FILE", "PARTICIPATION", "SENSITIVE"].flatMap((field_group) => [
        { field_group, municipality_code: "0461", size: 2, ...with_ },
        { field_group, municipality_code: "0751", size: 10, ...with_ },
      ]),
    );
  });

  test("is only what the answer holds: a field that is refused, and a row that is hidden, are not read", async () => {
    const blind: Viewer = { ...worker("blind"), scopes: ["signed-in", "participations:read", "programmes:read"] };
    await read(blind, 12, "CASEWORK");
    const local: Viewer = { ...worker("local"), limits: { ...UNLIMITED, municipalities: ["0461"] } };
    await read(local, 12, "CASEWORK");
    const none = viewerWithin({ ...UNLIMITED, programmes: [] }, "participations:read", "programmes:read");
    await read({ ...none, subject: "none" }, 12, "CASEWORK");
    const [found] = await opened.sql<{ blind: string[]; local: string[]; none: number }>(
      `SELECT array_agg(DISTINCT field_group) FILTER (WHERE actor = 'blind') AS blind,
         array_agg(DISTINCT municipality_code) FILTER (WHERE actor = 'local') AS local,
         (count(*) FILTER (WHERE actor = 'none'))::int AS none FROM participant.access_line`,
    );
    expect(found).toEqual({ blind: ["FILE", "PARTICIPATION"], local: ["0461"], none: 0 });
  });

  test("is written before the answer leaves, or nothing leaves", async () => {
    await opened.sql("REVOKE INSERT ON participant.access_line FROM participant_app");
    await expect(read(worker("stopped"), 1, null)).rejects.toThrow(/permission denied/);
    await opened.sql("GRANT INSERT ON participant.access_line TO participant_app");
    expect((await read(worker("stopped"), 1, null)).errors).toBeUndefined();
  });

  test("names every type whose rows are a person's", () => {
    const schema = buildSubgraph(service.typeDefs, {}, service);
    const named = Object.values(schema.getTypeMap()).filter(
      (type) =>
        isObjectType(type) && /participations:read|sensitive:read/.test(JSON.stringify(type.astNode?.directives ?? [])),
    );
    const parts = ["ActivityHours", "Additionality", "ItemChange", "ItemScore", "OpeningTerms", "PriorEffort"];
    const elsewhere = ["ParticipantImport", "PossibleDuplicate"];
    const unnamed = named.map(({ name }) => name).filter((name) => READ_LOG.types[name] === undefined);
    expect(unnamed.sort()).toEqual([...parts, ...elsewhere].sort());
  });
});

describe("the summary", () => {
  test("counts persons once and reads each time, most persons first, page by page", async () => {
    await read(worker("sum"), 12, "CASEWORK");
    await read(worker("sum"), 4, "CASEWORK");
    await read(worker("sum"), 3, "no word of ours");
    const found = await summary(DPO, { actor: "sum" }, 2);
    expect(found.map(({ fieldGroup, purpose, persons, reads }) => [fieldGroup, purpose, persons, reads])).toEqual([
      ["FILE", "CASEWORK", 12, 16],
      ["PARTICIPATION", "CASEWORK", 12, 16],
      ["SENSITIVE", "CASEWORK", 12, 16],
      ["FILE", null, 3, 3],
      ["PARTICIPATION", null, 3, 3],
      ["SENSITIVE", null, 3, 3],
    ]);
  });

  test.for([
    { filter: { municipalityCode: "0461", fieldGroups: ["SENSITIVE"] }, persons: [2] },
    { filter: { purposeMissing: true, fieldGroups: ["SENSITIVE"] }, persons: [3] },
    { filter: { purpose: "CASEWORK", fieldGroups: ["SENSITIVE"] }, persons: [12] },
    { filter: { documentId: "sha256:1" }, persons: [] },
    { filter: { emergencyAccessId: "x" }, persons: [] },
    { filter: { until: "2020-01-01T00:00:00.000Z" }, persons: [] },
  ])("is narrowed by $filter", async ({ filter, persons }) => {
    expect((await summary(DPO, { ...filter, actor: "sum" })).map((each) => each.persons)).toEqual(persons);
  });

  test("is for the officer alone, within the officer's places", async () => {
    const local: Viewer = { ...DPO, limits: { ...UNLIMITED, municipalities: ["0461"] } };
    expect((await summary(local, { actor: "sum" })).map(({ persons }) => persons)).toEqual([2, 2, 2]);
    const { errors } = await opened.ask(worker("sum"), SUMMARY, {});
    expect(errors?.[0]?.extensions?.code).toBe("FORBIDDEN_FIELD");
  });

  test("says who read outside of the own caseload, and whom nobody need ask", async () => {
    await opened.sql(
      `INSERT INTO participant.owner (id, participation_id, programme_id, municipality_code, kind, caseworker_ref, from_on)
       SELECT gen_random_uuid(), id, programme_id, municipality_code, 'RESPONSIBLE', 'own', '2020-01-01'
       FROM participant.participation`,
    );
    for (const subject of ["own", "nosy"]) await read(worker(subject), 12, "CASEWORK");
    await read(worker("tilsyn"), 12, "SUPERVISION");
    const { data, errors } = await opened.ask(
      DPO,
      `query($from: Instant!, $until: Instant!) { unusualReaders(from: $from, until: $until) {
         readers medianPersons rules { reason text { da en } }
         found { actor persons filesOpened outsideCaseload reasons } } }`,
      { from: "2020-01-01T00:00:00.000Z", until: "2020-01-02T00:00:00.000Z" },
    );
    expect(errors).toBeUndefined();
    expect(data?.unusualReaders).toMatchObject({ readers: 0, medianPersons: 0, found: [] });
    const now = Date.now();
    const { data: today } = await opened.ask(
      DPO,
      `query($from: Instant!, $until: Instant!) { unusualReaders(from: $from, until: $until) {
         found { actor filesOpened outsideCaseload reasons } } }`,
      { from: new Date(now - 3_600_000).toISOString(), until: new Date(now + 3_600_000).toISOString() },
    );
    const { found } = (today as { unusualReaders: { found: { actor: string }[] } }).unusualReaders;
    expect(found.find(({ actor }) => actor === "nosy")).toEqual({
      ...{ actor: "nosy", filesOpened: 12, outsideCaseload: 12, reasons: ["OUTSIDE_CASELOAD"] },
    });
    expect(found.filter(({ actor }) => ["own", "tilsyn"].includes(actor))).toEqual([]);
  });
});

describe("requests of persons", () => {
  const step = async (viewer: Viewer, name: string, input: object) => {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const { data, errors } = await opened.ask(
      viewer,
      `mutation($input: ${type}!) { ${name}(input: $input) { request { id dueOn state daysLeft answeredOn } refusals { code } } }`,
      { input },
    );
    const payload = data?.[name] as
      | { request: Record<string, unknown> | null; refusals: { code: string }[] }
      | undefined;
    return payload?.request ?? payload?.refusals.map(({ code }) => code) ?? errors?.[0]?.extensions?.code;
  };
  const receive = (number: number, receivedOn: string, viewer = DPO) =>
    step(viewer, "accessRequestReceive", { participationId: idOf(number), receivedOn });

  test("have 30 days from the day they came, and those owed come first", async () => {
    const late = (await receive(101, "2026-01-01")) as Record<string, unknown>;
    expect(late).toMatchObject({ dueOn: "2026-01-31", state: "OVERDUE" });
    expect(await receive(101, "2026-02-01")).toEqual(["ALREADY_OPEN"]);
    expect(await receive(102, "2999-01-01")).toEqual(["DATE_IN_FUTURE"]);
    expect(await receive(999, "2026-01-01")).toBe("NOT_FOUND");
    expect(await receive(102, "2026-01-01", worker("x"))).toBe("FORBIDDEN_FIELD");
    const answer = (answeredOn: string) => step(DPO, "accessRequestAnswer", { accessRequestId: late.id, answeredOn });
    expect(await answer("2025-12-31")).toEqual(["DATE_ORDER"]);
    expect(await answer("2999-01-01")).toEqual(["DATE_IN_FUTURE"]);
    expect(await answer("2026-02-02")).toMatchObject({ state: "ANSWERED_LATE", daysLeft: null });
    expect(await answer("2026-02-02")).toEqual(["ALREADY_ANSWERED"]);
    await receive(102, "2026-03-01");
    const { data } = await opened.ask(DPO, "{ accessRequests { nodes { participationId state } } }");
    expect((data as { accessRequests: { nodes: unknown } }).accessRequests.nodes).toEqual([
      { participationId: idOf(102), state: "OVERDUE" },
      { participationId: idOf(101), state: "ANSWERED_LATE" },
    ]);
  });

  test("are answered with the read log of that person alone", async () => {
    await read(worker("export"), 12, "CASEWORK");
    const { data } = await opened.ask(
      DPO,
      "mutation($input: AccessExportRequestInput!) { accessExportRequest(input: $input) { document } }",
      { input: { participationId: idOf(101) } },
    );
    const { accessLog } = JSON.parse(
      (data as { accessExportRequest: { document: string } }).accessExportRequest.document,
    ) as {
      accessLog: { actor: string; participationIds: string[] }[];
    };
    expect(accessLog.some(({ actor }) => actor === "export")).toBe(true);
    expect(accessLog.every(({ participationIds }) => participationIds.join() === idOf(101))).toBe(true);
  });
});
