import { systemViewer, UNLIMITED, type Viewer } from "@inclusion/kernel";
import { openTestService, type TestService, viewerWith } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { idOf, PROGRAMME, storeParticipation } from "../participation/participation-rows.fixture.ts";
import { service } from "../service.ts";
import { AARHUS, cprOf, DPO, EVERYWHERE, register, WITH_CPR } from "./identity-rows.fixture.ts";

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  for (const number of [101, 102, 103, 104]) {
    await storeParticipation(opened.service, number, "0751");
    const name = `Canary${number} Fjordholt`;
    await register(opened, AARHUS, { participationId: idOf(number), cpr: cprOf(number), name });
  }
});
afterAll(() => opened?.drop());

const EXPORT = `mutation($input: AccessExportRequestInput!) {
  accessExportRequest(input: $input) { document answerBy refusals { code } } }`;
const RESTRICT = `mutation($input: PersonRestrictInput!) {
  personRestrict(input: $input) { participationIds refusals { code } } }`;
const ERASE = `mutation($input: PersonEraseInput!) {
  personErase(input: $input) { participationIds refusals { code } } }`;
const LATER = "2999-12-31";

type Exported = Readonly<{
  identities: readonly Record<string, unknown>[];
  rows: readonly Readonly<{ table: string; row: Record<string, unknown> }>[];
  accessLog: readonly Readonly<{ fieldGroup: string }>[];
}>;

async function resultsAs(viewer: Viewer): Promise<unknown> {
  const { data } = await opened.ask(
    viewer,
    `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme {
       participantResults { code value { ... on ExactCount { count } } } participations { nodes { id } } } } }`,
    { of: [{ __typename: "Programme", id: PROGRAMME }] },
  );
  return (data?._entities as unknown[] | undefined)?.[0];
}
const listed = async (): Promise<readonly string[]> =>
  ((await resultsAs(EVERYWHERE)) as { participations: { nodes: { id: string }[] } }).participations.nodes.map(
    ({ id }) => id,
  );
const counted = async (): Promise<unknown> =>
  ((await resultsAs({ ...EVERYWHERE, scopes: [...EVERYWHERE.scopes, "indicators:read"] })) as Record<string, unknown>)
    .participantResults;

/** Everything in the service's tables, as text. */
async function dump(): Promise<string> {
  const tables = await opened.sql<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'participant' AND table_type = 'BASE TABLE'`,
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    const rows = await opened.sql<{ row: string }>(`SELECT t::text AS row FROM participant.${name} t`);
    parts.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  return parts.join("\n");
}

describe("every action", () => {
  test.for([
    { case: "export", mutation: EXPORT, more: {} },
    { case: "restriction", mutation: RESTRICT, more: {} },
    { case: "erasure", mutation: ERASE, more: { retentionEndsOn: LATER } },
  ])("of $case is refused to whoever lacks its scope, and knows only what the viewer may see", async (each) => {
    const input = { participationId: idOf(104), ...each.more };
    const forbidden = await opened.ask(EVERYWHERE, each.mutation, { input });
    expect(forbidden.errors?.[0]?.extensions?.code).toBe("FORBIDDEN_FIELD");
    const elsewhere: Viewer = { ...DPO, limits: { ...UNLIMITED, municipalities: ["0461"] } };
    for (const participationId of [idOf(104), idOf(999), "no id"]) {
      const { errors } = await opened.ask(elsewhere, each.mutation, { input: { ...input, participationId } });
      expect(errors?.[0]?.extensions?.code).toBe("NOT_FOUND");
    }
  });
});

describe("accessExportRequest", () => {
  test("gives everything on the person, with who has read it, and on nobody else", async () => {
    await opened.ask(WITH_CPR, "query($id: ID!) { participation(id: $id) { identity(purpose: CASEWORK) { name } } }", {
      id: idOf(101),
    });
    const { data, errors } = await opened.ask(DPO, EXPORT, { input: { participationId: idOf(101) } });
    expect(errors).toBeUndefined();
    const document = (data?.accessExportRequest as { document: string } | undefined)?.document ?? "";
    const { identities, rows, accessLog } = JSON.parse(document) as Exported;
    expect(identities).toMatchObject([{ name: "Canary101 Fjordholt", cpr: cprOf(101).replace("-", "") }]);
    expect(new Set(rows.map(({ table }) => table))).toEqual(
      new Set(["participation", "person", "course", "placement", "employment", "measure_entry"]),
    );
    expect(accessLog.map(({ fieldGroup }) => fieldGroup)).toEqual([
      ...["REGISTRATION", "PARTICIPATION", "IDENTITY", "PARTICIPATION", "EXPORT"],
    ]);
    expect(document).not.toContain(idOf(102));
    expect(document).not.toContain("_cipher");
  });
});

describe("personRestrict", () => {
  test("hides the person from lists and reads, still counts them, and tells it by programme", async () => {
    const before = await counted();
    const { data } = await opened.ask(DPO, RESTRICT, { input: { participationId: idOf(102) } });
    expect(data?.personRestrict).toEqual({ participationIds: [idOf(102)], refusals: [] });
    expect(await listed()).not.toContain(idOf(102));
    const query = "query($id: ID!) { participation(id: $id) { id } }";
    expect((await opened.ask(EVERYWHERE, query, { id: idOf(102) })).data).toEqual({ participation: null });
    expect(await counted()).toEqual(before);
    const facts = await opened.sql("SELECT type, version, payload FROM participant.fact WHERE type = 'RestrictPerson'");
    expect(facts).toEqual([{ type: "RestrictPerson", version: 1, payload: { participationIds: [idOf(102)] } }]);
  });

  test("keeps the identity, which nobody reads", async () => {
    const dpoReader: Viewer = { ...DPO, scopes: [...DPO.scopes, "participations:read", "identity:read"] };
    const { data } = await opened.ask(
      dpoReader,
      "query($id: ID!) { participation(id: $id) { id identity(purpose: SUPERVISION) { name } } }",
      { id: idOf(102) },
    );
    expect(data?.participation).toEqual({ id: idOf(102), identity: null });
    expect(await opened.sql("SELECT 1 FROM participant.person_identity WHERE id = $1", [idOf(102)])).toHaveLength(1);
  });
});

describe("personErase", () => {
  test("needs a day after today", async () => {
    const input = { participationId: idOf(103), retentionEndsOn: "2020-01-01" };
    const { data } = await opened.ask(DPO, ERASE, { input });
    expect(data?.personErase).toEqual({ participationIds: [], refusals: [{ code: "RETENTION_DAY_PAST" }] });
  });

  test("leaves neither name nor number in any table, now or earlier, and counts as before", async () => {
    const own = [idOf(103), PROGRAMME, "0751"];
    await opened.sql(
      `INSERT INTO participant.measurement (id, participation_id, programme_id, municipality_code, instrument,
         instrument_version, rater, measured_on, scores)
       VALUES (gen_random_uuid(), $1, $2, $3, 'BIP', 1, 'PARTICIPANT', '2020-01-01', '{"canaryscore": 1}')`,
      own,
    );
    await opened.service.database.write(systemViewer("test"), ({ query }) =>
      query(`UPDATE participant.measurement SET scores = '{"canaryscore": 2}' WHERE participation_id = $1`, [
        idOf(103),
      ]),
    );
    const [row] = await opened.sql<{ cpr_index: Buffer; name_index: Buffer; cpr_cipher: Buffer; name_cipher: Buffer }>(
      "SELECT * FROM participant.person_identity WHERE id = $1",
      [idOf(103)],
    );
    await opened.service.database.write(systemViewer("test"), ({ query }) =>
      query("UPDATE participant.person_identity SET cpr_ground = 'CONSENT' WHERE id = $1", [idOf(103)]),
    );
    const before = await counted();
    const input = { participationId: idOf(103), retentionEndsOn: LATER };
    const { data } = await opened.ask(DPO, ERASE, { input });
    expect(data?.personErase).toEqual({ participationIds: [idOf(103)], refusals: [] });

    const everything = await dump();
    const traces = Object.values(row ?? {})
      .filter((value) => Buffer.isBuffer(value))
      .map((value) => value.toString("hex"));
    expect(traces).toHaveLength(4);
    const planted = ["Canary103", "Fjordholt", cprOf(103), cprOf(103).replace("-", ""), "canaryscore"];
    for (const trace of [...planted, ...traces]) expect(everything, trace).not.toContain(trace);
    expect(everything).toContain(idOf(103));
    expect(await counted()).toEqual(before);
    expect(await listed()).not.toContain(idOf(103));
    const [kept] = await opened.sql<{ until: string }>(
      "SELECT retention_ends_on::text AS until FROM participant.participation_restriction WHERE id = $1",
      [idOf(103)],
    );
    expect(kept).toEqual({ until: LATER });
  });

  test("again, with an earlier day, keeps the later one", async () => {
    const input = { participationId: idOf(103), retentionEndsOn: "2998-12-31" };
    const { data } = await opened.ask(DPO, ERASE, { input });
    expect(data?.personErase).toEqual({ participationIds: [idOf(103)], refusals: [] });
    const rows = await opened.sql(
      "SELECT 1 FROM participant.participation_restriction WHERE id = $1 AND retention_ends_on = $2",
      [idOf(103), LATER],
    );
    expect(rows).toHaveLength(1);
  });

  test("cannot be done past its action: the app without the scope removes no history", async () => {
    await opened.service.database.write(viewerWith("identity:write", "identity:read"), ({ query }) =>
      query("SELECT participant.erase_rows($1)", [[idOf(101)]]),
    );
    expect(await opened.sql("SELECT 1 FROM participant.person_identity WHERE id = $1", [idOf(101)])).toHaveLength(1);
  });
});

test("whoever waits for a row of the person holds up nobody who writes a line of the log", async () => {
  await storeParticipation(opened.service, 201, "0751");
  await storeParticipation(opened.service, 202, "0751");
  const restricted = await opened.service.database.write(systemViewer("test"), async ({ query }) => {
    await query("SELECT id FROM participant.participation WHERE id = $1 FOR UPDATE", [idOf(201)]);
    const waiting = opened.ask(DPO, RESTRICT, { input: { participationId: idOf(201) } });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const read = opened.ask(EVERYWHERE, "query($id: ID!) { participation(id: $id) { id state } }", { id: idOf(202) });
    expect((await read).errors).toBeUndefined();
    return { waiting };
  });
  expect((await restricted.waiting).data?.personRestrict).toMatchObject({ refusals: [] });
});
