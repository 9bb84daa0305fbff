import { UNLIMITED, type Viewer } from "@inclusion/kernel";
import { createLogger, openService } from "@inclusion/kernel/runtime";
import { openTestService, type TestService, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from "vitest";
import { cprOf, EVERYWHERE, register } from "../identity/identity-rows.fixture.ts";
import { LOOKUPS_PER_HOUR } from "../identity/lookup-limit.repository.ts";
import { idOf, PROGRAMME, storeParticipation } from "../participation/participation-rows.fixture.ts";
import { service } from "../service.ts";

/** 101 is in Aarhus; 201 in Odense; 202 there and restricted; 301 and 302 are one person's, in Aarhus and in Odense. */
const [HERE, THERE, RESTRICTED, BOTH_HERE, BOTH_THERE, UNKNOWN] = [101, 201, 202, 301, 302, 499] as const;
const REASON = "The person stands at the desk and is ill.";
const OPENS = ["emergency:open", "participations:read"];
const actor = (subject: string, ...scopes: readonly string[]): Viewer => ({
  ...viewerWithin({ ...UNLIMITED, municipalities: ["0751"] }, ...scopes),
  subject,
});
const KIM = actor("kim", ...OPENS, "identity:read");

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  for (const [number, place] of [
    ...[[HERE, "0751"] as const, [THERE, "0461"] as const, [RESTRICTED, "0461"] as const],
    ...[[BOTH_HERE, "0751"] as const, [BOTH_THERE, "0461"] as const],
  ]) {
    await storeParticipation(opened.service, number, place);
    if (number !== BOTH_HERE) {
      await register(opened, EVERYWHERE, { participationId: idOf(number), cpr: cprOf(number) });
    }
  }
  await opened.sql(
    `SET session_replication_role = replica;
     UPDATE participant.participation SET left_on = '2019-12-31', person_id = (SELECT person_id FROM participant.participation WHERE id = '${idOf(BOTH_THERE)}')
     WHERE id = '${idOf(BOTH_HERE)}'`,
  );
  await opened.sql(
    `INSERT INTO participant.participation_restriction (id, participation_id, programme_id, municipality_code, restricted_on)
     VALUES ($1, $1, $2, '0461', '2026-01-01')`,
    [idOf(RESTRICTED), PROGRAMME],
  );
});
afterAll(() => opened?.drop());
beforeEach(() =>
  opened.sql(
    `SET session_replication_role = replica; DELETE FROM participant.emergency_access; DELETE FROM participant.cpr_lookup`,
  ),
);

type Payload = Readonly<{
  emergencyAccess: Readonly<{ id: string; participationId: string; participationIds: readonly string[] }> | null;
  refusals: readonly Readonly<{ code: string; message: string; field: readonly string[] }>[];
}>;

const OPEN = `mutation($input: EmergencyAccessOpenByCprInput!) { emergencyAccessOpenByCpr(input: $input) {
  emergencyAccess { id participationId participationIds participations { id } } refusals { code message field } } }`;
async function open(viewer: Viewer, cpr: string, more: object = {}) {
  const input = { cpr, reason: REASON, minutes: 15, ...more };
  const { data, errors } = await opened.ask(viewer, OPEN, { input });
  const payload = data?.emergencyAccessOpenByCpr as Payload;
  return { payload, codes: payload?.refusals.map(({ code }) => code), code: errors?.[0]?.extensions?.code };
}
const sees = async (viewer: Viewer, number: number): Promise<boolean> => {
  const { data } = await opened.ask(viewer, "query($id: ID!) { participation(id: $id) { id } }", { id: idOf(number) });
  return data?.participation !== null;
};
const count = async (sql: string): Promise<number> =>
  (await opened.sql<{ count: number }>(`SELECT count(*)::int AS count FROM participant.${sql}`))[0]?.count ?? 0;

test("opens whoever has the number, with all of the person, and writes down that it was found by it", async () => {
  expect(await sees(KIM, BOTH_THERE)).toBe(false);
  const { payload } = await open(KIM, cprOf(BOTH_THERE).replace("-", ""));
  expect(payload).toMatchObject({
    emergencyAccess: { participationId: idOf(BOTH_THERE), participationIds: [idOf(BOTH_HERE), idOf(BOTH_THERE)] },
    refusals: [],
  });
  expect(await sees(KIM, BOTH_THERE)).toBe(true);
  expect(await sees(KIM, THERE)).toBe(false);
  const id = payload.emergencyAccess?.id;
  expect(await count(`access_line WHERE emergency_id = '${id}' AND field_group = 'IDENTITY'`)).toBe(2);
  expect(await count(`audit_line WHERE actor = 'kim' AND action = 'emergency:openByCpr'`)).toBe(2);
  expect(await count("cpr_lookup WHERE actor = 'kim'")).toBe(1);
});

test("answers an unknown number as one whose person is restricted, and counts both", async () => {
  const [unknown, restricted] = [await open(KIM, cprOf(UNKNOWN)), await open(KIM, cprOf(RESTRICTED))];
  expect(unknown.codes).toEqual(["CPR_NOT_FOUND"]);
  expect(JSON.stringify(restricted)).toBe(JSON.stringify(unknown));
  expect(await count("cpr_lookup WHERE actor = 'kim'")).toBe(2);
  expect(await count("emergency_access")).toBe(0);
});

test("names what the viewer sees of the person within the own limits, which is a line in the log", async () => {
  const { payload } = await open(KIM, cprOf(HERE));
  expect(payload.refusals).toMatchObject([{ code: "ALREADY_VISIBLE", field: ["input", "cpr"] }]);
  expect(payload.refusals[0]?.message).toContain(idOf(HERE));
  expect(
    await count(
      `access_line WHERE actor = 'kim' AND field_group = 'IDENTITY' AND participation_ids = ARRAY['${idOf(HERE)}'::uuid]`,
    ),
  ).toBe(1);
});

test("ends at the limit of an hour, and tells how many searches are left", async () => {
  await opened.sql(
    `INSERT INTO participant.cpr_lookup (actor, lookup) SELECT 'kim', gen_random_uuid() FROM generate_series(1, $1)`,
    [LOOKUPS_PER_HOUR - 1],
  );
  const left = async () => {
    const asked = `{ _entities(representations: [{ __typename: "Viewer", id: "viewer" }]) {
      ... on Viewer { numberLookups { left } } } }`;
    return (await opened.ask(KIM, asked)).data?._entities;
  };
  expect(await left()).toEqual([{ numberLookups: { left: 1 } }]);
  expect((await open(KIM, cprOf(UNKNOWN))).codes).toEqual(["CPR_NOT_FOUND"]);
  expect(await left()).toEqual([{ numberLookups: { left: 0 } }]);
  expect((await open(KIM, cprOf(THERE))).codes).toEqual(["TOO_MANY_LOOKUPS"]);
  expect(await sees(KIM, THERE)).toBe(false);
  expect((await open({ ...KIM, subject: "lee" }, cprOf(THERE))).codes).toEqual([]);
});

test.for([
  { case: "no number", cpr: "", more: {}, codes: ["CPR_SHAPE"] },
  { case: "no day", cpr: "990299-1234", more: { minutes: 0 }, codes: ["MINUTES_OUT_OF_RANGE", "CPR_DATE"] },
  {
    case: "all at once",
    cpr: "12345",
    more: { minutes: 61, reason: "ill" },
    codes: ["REASON_TOO_SHORT", "MINUTES_OUT_OF_RANGE", "CPR_SHAPE"],
  },
  {
    case: "the number in the reason",
    cpr: cprOf(THERE),
    more: { reason: `${REASON} ${cprOf(THERE)}` },
    codes: ["CPR_IN_WRONG_FIELD"],
  },
  {
    case: "the number as the key",
    cpr: cprOf(THERE),
    more: { idempotencyKey: cprOf(THERE) },
    codes: ["CPR_IN_WRONG_FIELD"],
  },
])("is refused for $case before anybody is looked up", async ({ cpr, more, codes }) => {
  expect((await open(KIM, cpr, more)).codes).toEqual(codes);
  expect(await count("cpr_lookup")).toBe(0);
});

test("is for whoever may also read who people are", async () => {
  for (const viewer of [actor("lee", ...OPENS), actor("lee", "participations:read", "identity:read")]) {
    expect((await open(viewer, cprOf(THERE))).code).toBe("FORBIDDEN_FIELD");
  }
  expect(await count("cpr_lookup")).toBe(0);
});

test("raises the alarm, also when it opens nothing, and leaves the number nowhere", async () => {
  let logged = "";
  const spy = vi.spyOn(process.stderr, "write").mockImplementation((line) => {
    logged += String(line);
    return true;
  });
  const watched = await openService(service, {
    databaseUrl: opened.urlOf("participant_app"),
    cursorKey: "a key for tests that is long enough",
    setting: (name) => (name.endsWith("_KEYS") ? `a-secret-for-tests-and-nothing-else-${name}` : undefined),
    log: createLogger("test", "warn"),
    poolSize: 2,
  });
  const ask = (cpr: string) => {
    const variables = { input: { cpr, reason: REASON, minutes: 15, idempotencyKey: "watched" } };
    return watched.execute({ query: OPEN, variables }, { viewer: KIM, requestId: "watched" });
  };
  let told = "";
  try {
    for (const cpr of [cprOf(HERE), cprOf(UNKNOWN), cprOf(THERE)]) told += JSON.stringify(await ask(cpr));
  } finally {
    spy.mockRestore();
    await watched.close();
  }
  const alarms = logged.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as { code: string }]));
  expect(alarms.map(({ code }) => code)).toEqual([
    ...["EMERGENCY_ACCESS_TRIED", "EMERGENCY_ACCESS_TRIED", "EMERGENCY_ACCESS_OPENED"],
  ]);
  const kept = ["audit_line", "access_line", "fact", "request_once", "emergency_access", "emergency_access_history"];
  const rows = await Promise.all(kept.map((table) => opened.sql(`SELECT * FROM participant.${table}`)));
  const everywhere = logged + told + JSON.stringify(rows);
  for (const text of [HERE, UNKNOWN, THERE].map(cprOf).flatMap((cpr) => [cpr, cpr.replace("-", "")])) {
    for (const form of [
      text,
      Buffer.from(text).toString("base64").replaceAll("=", ""),
      Buffer.from(text).toString("hex"),
    ]) {
      expect(everywhere).not.toContain(form);
    }
  }
});
