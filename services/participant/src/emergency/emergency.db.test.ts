import { UNLIMITED, type Viewer } from "@inclusion/kernel";
import { openTestService, type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { cprOf, EVERYWHERE, register } from "../identity/identity-rows.fixture.ts";
import { idOf, PROGRAMME, storeParticipation } from "../participation/participation-rows.fixture.ts";
import { service } from "../service.ts";

/** 101 is in Aarhus; 201 and 202 are in Odense; 301 and 302 are one person's, in Aarhus and in Odense. */
const [HERE, THERE, OTHER, BOTH_HERE, BOTH_THERE] = [101, 201, 202, 301, 302] as const;
const REASON = "The person stands at the desk and is ill.";
const SCOPES = ["participations:read", "participations:write", "identity:read", "sensitive:read", "programmes:read"];
const actor = (subject: string, ...more: readonly string[]): Viewer => ({
  ...viewerWithin({ ...UNLIMITED, municipalities: ["0751"] }, ...SCOPES, ...more),
  subject,
});
const KIM = actor("kim", "emergency:open");
const LEE = actor("lee", "emergency:open");
const PLAIN = actor("plain");
const DPO: Viewer = { ...viewerWith("audit:read", "emergency:review"), subject: "ulla" };

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  for (const [number, place] of [
    [HERE, "0751"],
    [THERE, "0461"],
    [OTHER, "0461"],
    [BOTH_HERE, "0751"],
    [BOTH_THERE, "0461"],
  ] as const) {
    await storeParticipation(opened.service, number, place);
    await register(opened, EVERYWHERE, { participationId: idOf(number), cpr: cprOf(number) });
    await opened.sql(
      `INSERT INTO participant.sensitive_facts (id, participation_id, programme_id, municipality_code, disability)
       VALUES ($1, $1, $2, $3, 'YES')`,
      [idOf(number), PROGRAMME, place],
    );
  }
});
afterAll(() => opened?.drop());
beforeEach(() => opened.sql("SET session_replication_role = replica; DELETE FROM participant.emergency_access"));

type Access = Readonly<{ id: string; state: string; version: number; endsAt: string; reads: number | null }>;
type Payload = Readonly<{ emergencyAccess: Access | null; refusals: readonly Readonly<{ code: string }>[] }>;

async function step(viewer: Viewer, name: string, input: object) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await opened.ask(
    viewer,
    `mutation($input: ${type}!) { ${name}(input: $input) {
      emergencyAccess { id state version endsAt participationId actor reason municipality { code } }
      refusals { code message field } } }`,
    { input },
  );
  return { payload: data?.[name] as Payload, code: errors?.[0]?.extensions?.code };
}
const open = (viewer: Viewer, number: number, more: object = {}) =>
  step(viewer, "emergencyAccessOpen", { participationId: idOf(number), reason: REASON, minutes: 15, ...more });
const codesOf = ({ payload }: Readonly<{ payload: Payload }>) => payload.refusals.map(({ code }) => code);

const FILE = `query($id: ID!) { participation(id: $id) {
  id state courses { id } placements { id } employments { id } sensitiveFacts { disability }
  identity(purpose: CASEWORK) { name } } }`;
async function look(viewer: Viewer, number: number) {
  const { data } = await opened.ask(viewer, FILE, { id: idOf(number) });
  return data?.participation as Readonly<{ courses: unknown[]; sensitiveFacts: unknown; identity: unknown }> | null;
}
const lines = (sql: string) =>
  opened.sql<{ fieldGroup: string; ids: string[]; emergencyId: string | null }>(
    `SELECT field_group AS "fieldGroup", participation_ids AS ids, emergency_id AS "emergencyId"
     FROM participant.access_line WHERE ${sql} ORDER BY position`,
  );
const tables = async (): Promise<readonly string[]> =>
  (
    await opened.sql<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'participant'
         AND column_name = 'participation_id' ORDER BY 1`,
    )
  ).map(({ name }) => name);

/** What is kept about reading, restricting and importing is no part of a file. */
const NOT_OPENED: readonly string[] = [
  ...["access_request", "access_request_history", "emergency_access", "emergency_access_history"],
  ...["participant_import_finding", "participant_import_row"],
  ...["participation_restriction", "participation_restriction_history"],
];

describe("an emergency access", () => {
  test("shows one participation with its file to its actor alone, and everything of it is in the log under its id", async () => {
    expect(await look(KIM, THERE)).toBeNull();
    const { payload } = await open(KIM, THERE);
    expect(payload).toMatchObject({ emergencyAccess: { state: "OPEN", participationId: idOf(THERE), actor: "kim" } });
    const seen = await look(KIM, THERE);
    expect(seen).toMatchObject({ sensitiveFacts: { disability: "YES" }, identity: { name: "Asta Granlund" } });
    expect(seen?.courses).toHaveLength(1);
    expect(await look(KIM, OTHER)).toBeNull();
    expect(await look(KIM, HERE)).not.toBeNull();
    for (const viewer of [LEE, PLAIN, actor("kim")]) expect(await look(viewer, THERE)).toBeNull();
    const id = payload.emergencyAccess?.id as string;
    const written = await lines(`emergency_id = '${id}'`);
    expect(new Set(written.map(({ fieldGroup }) => fieldGroup))).toEqual(
      new Set(["PARTICIPATION", "FILE", "SENSITIVE", "IDENTITY"]),
    );
    expect(new Set(written.flatMap(({ ids }) => ids))).toEqual(new Set([idOf(THERE)]));
    expect(
      await lines(`actor = 'kim' AND participation_ids @> ARRAY['${idOf(HERE)}'::uuid] AND emergency_id IS NOT NULL`),
    ).toEqual([]);
  });

  test("opens all that the person takes part in, wherever one has begun, and tells each place's officer its own", async () => {
    await opened.sql(
      `SET session_replication_role = replica;
       UPDATE participant.participation SET left_on = '2019-12-31' WHERE id = '${idOf(BOTH_THERE)}';
       UPDATE participant.participation SET person_id = (SELECT person_id FROM participant.participation WHERE id = '${idOf(BOTH_HERE)}')
         WHERE id = '${idOf(BOTH_THERE)}'`,
    );
    const asked = `mutation($input: EmergencyAccessOpenInput!) { emergencyAccessOpen(input: $input) {
      emergencyAccess { id participationId participationIds municipalities { code } participations { id } } refusals { code } } }`;
    const input = { participationId: idOf(BOTH_HERE), reason: REASON, minutes: 15 };
    expect(await look(KIM, BOTH_THERE)).toBeNull();
    const { data } = await opened.ask(KIM, asked, { input });
    const both = [idOf(BOTH_HERE), idOf(BOTH_THERE)];
    expect(data?.emergencyAccessOpen).toEqual({
      emergencyAccess: {
        ...{ id: expect.any(String), participationId: idOf(BOTH_HERE), participationIds: both },
        municipalities: [{ code: "0751" }, { code: "0461" }],
        participations: both.map((id) => ({ id })),
      },
      refusals: [],
    });
    expect(await look(KIM, BOTH_THERE)).not.toBeNull();
    expect(await look(KIM, THERE)).toBeNull();
    const done = data?.emergencyAccessOpen as Payload | undefined;
    const written = await lines(`emergency_id = '${done?.emergencyAccess?.id}'`);
    expect(written.flatMap(({ ids }) => ids)).toContain(idOf(BOTH_THERE));
    const toldTo = async (...municipalities: string[]) => {
      const officer: Viewer = { ...DPO, limits: { ...UNLIMITED, municipalities } };
      const list = "{ emergencyAccesses { nodes { participationIds municipalities { code } } } }";
      return (await opened.ask(officer, list)).data?.emergencyAccesses;
    };
    expect(await toldTo("0461")).toEqual({
      nodes: [{ participationIds: [idOf(BOTH_THERE)], municipalities: [{ code: "0461" }] }],
    });
    expect(await toldTo("0101")).toEqual({ nodes: [] });
  });

  test("opens who has the same civil registration number under another id, and not what is restricted", async () => {
    const cpr = (number: number) =>
      opened.sql<{ index: string }>(
        `SELECT encode(cpr_index, 'hex') AS index FROM participant.person_identity WHERE participation_id = '${idOf(number)}'`,
      );
    const [before] = await cpr(OTHER);
    await opened.sql(
      `SET session_replication_role = replica;
       UPDATE participant.person_identity SET cpr_index = (SELECT cpr_index FROM participant.person_identity
         WHERE participation_id = '${idOf(THERE)}') WHERE participation_id = '${idOf(OTHER)}'`,
    );
    await open(KIM, THERE);
    expect(await look(KIM, OTHER)).not.toBeNull();
    await opened.sql(
      `INSERT INTO participant.participation_restriction (id, participation_id, programme_id, municipality_code, restricted_on)
       VALUES ($1, $1, $2, '0461', '2026-01-01')`,
      [idOf(OTHER), PROGRAMME],
    );
    expect(await look(KIM, OTHER)).toBeNull();
    expect(await look(KIM, THERE)).not.toBeNull();
    await opened.sql(
      `SET session_replication_role = replica; DELETE FROM participant.participation_restriction;
       UPDATE participant.person_identity SET cpr_index = decode('${before?.index}', 'hex')
         WHERE participation_id = '${idOf(OTHER)}'`,
    );
  });

  test("opens in every table the rows of that participation and no other", async () => {
    await open(KIM, THERE);
    for (const table of (await tables()).filter((name) => !NOT_OPENED.includes(name))) {
      const [stored] = await opened.sql<{ count: number }>(
        `SELECT count(*)::int AS count FROM participant.${table} WHERE participation_id = $1`,
        [idOf(THERE)],
      );
      const found = await opened.service.database.read(KIM, ({ query }) =>
        query<{ id: string }>(
          `SELECT participation_id AS id FROM participant.${table} WHERE participation_id = ANY ($1::uuid[])`,
          [[idOf(THERE), idOf(OTHER)]],
        ),
      );
      expect({ table, found: found.map(({ id }) => id) }).toEqual({
        table,
        found: Array.from({ length: stored?.count ?? 0 }, () => idOf(THERE)),
      });
    }
  });

  test("names in a policy every table of a participation's rows", async () => {
    const policies = await opened.sql<{ name: string }>(
      "SELECT tablename AS name FROM pg_policies WHERE schemaname = 'participant' AND policyname LIKE '%\\_opened'",
    );
    const missing = (await tables()).filter((table) => !policies.some(({ name }) => name === table));
    expect(missing).toEqual(NOT_OPENED);
  });

  test("lets nothing be changed", async () => {
    await open(KIM, THERE);
    const { errors } = await opened.ask(
      KIM,
      `mutation($input: ActivityRecordInput!) { activityRecord(input: $input) { refusals { code } } }`,
      {
        input: {
          participationId: idOf(THERE),
          kind: "MENTOR",
          axis: "AXIS_3B1",
          happenedOn: "2019-04-01",
          hours: 1,
        },
      },
    );
    expect(errors?.[0]?.extensions?.code).toBe("NOT_FOUND");
    const writing = opened.service.database.write(KIM, ({ query }) =>
      query("UPDATE participant.participation SET benefit = 'SICKNESS' WHERE id = $1 RETURNING id", [idOf(THERE)]),
    );
    expect(await writing).toEqual([]);
  });

  test("ends by time and by closing", async () => {
    const first = await open(KIM, THERE);
    await opened.sql(
      `SET session_replication_role = replica;
       UPDATE participant.emergency_access SET opened_at = opened_at - interval '15 minutes', ends_at = ends_at - interval '15 minutes'`,
    );
    expect(await look(KIM, THERE)).toBeNull();
    expect(
      codesOf(await step(KIM, "emergencyAccessClose", { emergencyAccessId: first.payload.emergencyAccess?.id })),
    ).toEqual(["ALREADY_ENDED"]);
    const second = await open(KIM, THERE, { minutes: 60 });
    const id = second.payload.emergencyAccess?.id;
    expect(await look(KIM, THERE)).not.toBeNull();
    expect((await step(LEE, "emergencyAccessClose", { emergencyAccessId: id })).code).toBe("NOT_FOUND");
    expect((await step(KIM, "emergencyAccessClose", { emergencyAccessId: id })).payload.emergencyAccess?.state).toBe(
      "ENDED",
    );
    expect(await look(KIM, THERE)).toBeNull();
  });

  test("takes nothing from settings that a caller could send", async () => {
    const rows = await opened.service.database.read(KIM, async ({ query }) => {
      return query("SELECT id FROM participant.participation WHERE id = $1", [idOf(THERE)]);
    });
    expect(rows).toEqual([]);
  });

  test.for([
    { case: "one that is visible anyway", number: HERE, more: {}, codes: ["ALREADY_VISIBLE"] },
    { case: "no reason", number: THERE, more: { reason: "" }, codes: ["REASON_TOO_SHORT"] },
    { case: "too long a reason", number: THERE, more: { reason: "x".repeat(501) }, codes: ["TEXT_TOO_LONG"] },
    { case: "too long a time", number: THERE, more: { minutes: 61 }, codes: ["MINUTES_OUT_OF_RANGE"] },
    {
      case: "a number in the reason",
      number: THERE,
      more: { reason: `The person ${cprOf(201)} stands here.` },
      codes: ["CPR_IN_WRONG_FIELD"],
    },
  ])("is refused for $case", async ({ number, more, codes }) => {
    expect(codesOf(await open(KIM, number, more))).toEqual(codes);
    expect(await look(KIM, THERE)).toBeNull();
  });

  test("is one at a time, also when two are asked for at once", async () => {
    const both = await Promise.all([open(KIM, THERE), open(KIM, OTHER)]);
    expect(both.flatMap(codesOf)).toEqual(["ANOTHER_IS_OPEN"]);
  });

  test("finds no participation that is not there or is restricted, and nobody without the scope opens any", async () => {
    expect((await open(KIM, 999)).code).toBe("NOT_FOUND");
    expect((await open(PLAIN, THERE)).code).toBe("FORBIDDEN_FIELD");
    await opened.sql(
      `INSERT INTO participant.participation_restriction (id, participation_id, programme_id, municipality_code, restricted_on)
       VALUES ($1, $1, $2, '0461', '2026-01-01')`,
      [idOf(OTHER), PROGRAMME],
    );
    expect((await open(KIM, OTHER)).code).toBe("NOT_FOUND");
    await opened.sql("SET session_replication_role = replica; DELETE FROM participant.participation_restriction");
  });

  test("hides what is restricted while it is open", async () => {
    await open(KIM, THERE);
    await opened.sql(
      `INSERT INTO participant.participation_restriction (id, participation_id, programme_id, municipality_code, restricted_on)
       VALUES ($1, $1, $2, '0461', '2026-01-01')`,
      [idOf(THERE), PROGRAMME],
    );
    expect(await look(KIM, THERE)).toBeNull();
    await opened.sql("SET session_replication_role = replica; DELETE FROM participant.participation_restriction");
  });

  test("is asked for twice under one key and opened once", async () => {
    const key = { idempotencyKey: "open-once" };
    const [first, again] = [await open(KIM, THERE, key), await open(KIM, THERE, key)];
    expect(again.payload.emergencyAccess?.id).toBe(first.payload.emergencyAccess?.id);
    expect(codesOf(await open(KIM, THERE, { ...key, minutes: 16 }))).toEqual(["IDEMPOTENCY_MISMATCH"]);
  });

  test("costs whoever has nothing open no statement more", async () => {
    const counts: number[] = [];
    for (const viewer of [KIM, PLAIN]) counts.push((await opened.ask(viewer, FILE, { id: idOf(HERE) })).statements);
    expect(counts[0]).toBe(counts[1]);
  });
});

describe("the review", () => {
  const LIST = `query($after: String) { emergencyAccesses(first: 1, after: $after) {
    nodes { id state reads finding actor } pageInfo { hasNextPage endCursor } } }`;
  async function listed(viewer: Viewer) {
    const found: { id: string; state: string; reads: number }[] = [];
    for (let after: string | null | undefined = null; after !== undefined; ) {
      const { data } = await opened.ask(viewer, LIST, { after });
      const page = data?.emergencyAccesses as {
        nodes: typeof found;
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      found.push(...page.nodes);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
    }
    return found;
  }
  const review = (viewer: Viewer, id: unknown, more: object = {}) =>
    step(viewer, "emergencyAccessReview", { emergencyAccessId: id, finding: "JUSTIFIED", note: "asked", ...more });

  test("shows those not reviewed first, says how much was read, and ends with a finding", async () => {
    const first = (await open(KIM, THERE)).payload.emergencyAccess?.id;
    await look(KIM, THERE);
    expect(codesOf(await review(DPO, first))).toEqual(["STILL_OPEN"]);
    await step(KIM, "emergencyAccessClose", { emergencyAccessId: first });
    expect(codesOf(await review(DPO, first, { expectedVersion: 1 }))).toEqual(["CONFLICT"]);
    expect((await review(DPO, first, { expectedVersion: 2 })).payload.emergencyAccess?.state).toBe("REVIEWED");
    expect(codesOf(await review(DPO, first, { note: "again" }))).toEqual(["ALREADY_REVIEWED"]);
    const second = (await open(LEE, OTHER)).payload.emergencyAccess?.id;
    const seen = await listed(DPO);
    expect(seen.map(({ id, state }) => [id, state])).toEqual([
      [second, "OPEN"],
      [first, "REVIEWED"],
    ]);
    expect(seen[1]?.reads).toBeGreaterThanOrEqual(4);
  });

  test("is for the officer alone: an actor sees the own ones, nobody reviews the own, others find nothing", async () => {
    const id = (await open(KIM, THERE)).payload.emergencyAccess?.id;
    expect((await listed(KIM)).map((each) => each.id)).toEqual([id]);
    expect(await listed(LEE)).toEqual([]);
    expect((await review(KIM, id)).code).toBe("FORBIDDEN_FIELD");
    const both: Viewer = { ...DPO, subject: "kim" };
    expect(codesOf(await review(both, id))).toEqual(["OWN_ACCESS", "STILL_OPEN"]);
    const elsewhere: Viewer = { ...DPO, limits: { ...UNLIMITED, municipalities: ["0751"] } };
    expect(await listed(elsewhere)).toEqual([]);
    expect((await review(elsewhere, id)).code).toBe("NOT_FOUND");
  });
});
