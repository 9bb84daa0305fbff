import { randomUUID } from "node:crypto";
import { ANYONE, UNLIMITED } from "@inclusion/kernel";
import { openTestService, type TestService, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { codesOf, day } from "../organisation/parties.fixture.ts";
import { service } from "../service.ts";
import { lead, programmesOf, reader, system } from "./programmes.fixture.ts";

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});
afterAll(() => opened?.drop());

const { change, drafted, of } = programmesOf(() => opened);
let position = 0;
const tell = async (type: string, payload: Record<string, unknown>) => {
  position += 1;
  const fact = {
    id: randomUUID(),
    position: String(position),
    type,
    version: 1,
    subject: "s",
    payload,
    recordedAt: new Date().toISOString(),
  };
  await opened.service.database.write(system, async (session) =>
    service.handlers.finance?.[type]?.(session as never, fact as never),
  );
};

describe("the life of a programme", () => {
  test("goes from draft to archive, and closes when nothing stands against it", async () => {
    const programmeId = await drafted();
    const step = (name: string, more: Record<string, unknown> = {}) =>
      change(name, { programmeId, on: day(), ...more });
    expect(codesOf(await step("programmeStart"))).toEqual(["ILLEGAL_TRANSITION"]);
    expect((await step("programmeGrant", { expectedVersion: 1 })).programme).toMatchObject({
      state: "GRANTED",
      lifeVersion: 2,
    });
    expect(codesOf(await step("programmeStart", { expectedVersion: 1 }))).toEqual(["CONFLICT"]);
    expect(codesOf(await step("programmeStart", { on: day(1) }))).toEqual(["DATE_IN_FUTURE"]);
    expect(codesOf(await step("programmeStart", { on: day(-1) }))).toEqual(["DATE_ORDER"]);
    await step("programmeStart");
    expect(codesOf(await step("programmeExtend", { endsOn: "2022-12-31", source: " " }))).toEqual([
      "DATE_ORDER",
      "SOURCE_MISSING",
    ]);
    const extended = await step("programmeExtend", { endsOn: "2023-06-30", source: "Tillægsbevilling" });
    expect(extended.programme).toMatchObject({ state: "EXTENDED", endsOn: "2023-06-30" });
    expect((await step("programmeExtend", { endsOn: "2023-12-31", source: "Ny tillægsbevilling" })).refusals).toEqual(
      [],
    );
    await step("programmeWindUp");
    expect(codesOf(await step("programmeClose"))).toEqual(["EVALUATION_MISSING", "SIMULATION_NOT_FROZEN"]);
    const claimId = randomUUID();
    await tell("ClaimStateSet", { programmeId, claimId, state: "SUBMITTED", isFinal: false });
    await tell("GrantEnded", { programmeId, grantId: randomUUID(), eligibleTo: day() });
    expect(codesOf(await step("programmeClose")).sort()).toEqual([
      ...["EVALUATION_MISSING", "GRANT_NOT_ENDED", "OPEN_CLAIMS", "SIMULATION_NOT_FROZEN"],
    ]);
    const { programme } = await of(programmeId, "closingObstacles { code } lifeEvents { fromState toState on reason }");
    expect(programme?.closingObstacles).toHaveLength(4);
    expect(programme?.lifeEvents).toMatchObject(
      ["GRANTED", "RUNNING", "EXTENDED", "EXTENDED", "CLOSING"].map((toState) => ({ toState })),
    );
    await tell("ClaimStateSet", { programmeId, claimId, state: "ACCEPTED", isFinal: true });
    await opened.sql("UPDATE partnership.grant_end SET eligible_to = $2 WHERE programme_id = $1", [
      programmeId,
      day(-1),
    ]);
    await tell("SimulationFrozen", { programmeId, simulationId: randomUUID(), frozenAt: new Date().toISOString() });
    expect(codesOf(await step("programmeClose"))).toEqual(["EVALUATION_MISSING"]);
    await evaluated(programmeId, "MIDTERM");
    expect(codesOf(await step("programmeClose"))).toEqual(["EVALUATION_MISSING"]);
    await evaluated(programmeId, "FINAL");
    expect((await step("programmeClose")).programme).toMatchObject({ state: "CLOSED" });
    expect(
      codesOf(await change("programmePlaceJoin", { programmeId, municipalityCode: "0751", joinedOn: day() })),
    ).toEqual(["PROGRAMME_CLOSED"]);
    expect((await step("programmeArchive")).programme).toMatchObject({ state: "ARCHIVED" });
    expect(codesOf(await step("programmeArchive"))).toEqual(["ILLEGAL_TRANSITION"]);
    const periods = await opened.sql<{ end: string }>(
      `SELECT payload->>'endsOn' AS end FROM partnership.fact WHERE type = 'ProgrammePeriodSet' AND subject = $1 ORDER BY position`,
      [programmeId],
    );
    expect(periods.map(({ end }) => end)).toEqual(["2022-12-31", "2023-06-30", "2023-12-31"]);
  });

  async function evaluated(programmeId: string, kind: string): Promise<void> {
    const file = {
      title: "Evaluering",
      author: "Et analysefirma",
      fileUrl: "https://example.org/e.pdf",
      mediaType: "application/pdf",
    };
    const fields = "evaluation { id publishedOn version }";
    const registered = await change("evaluationRegister", { programmeId, kind, ...file }, fields);
    const evaluationId = (registered.evaluation as { id: string }).id;
    const publish = { evaluationId, publishedOn: day() };
    expect(codesOf(await change("evaluationPublish", publish, fields))).toEqual(["FILE_HASH"]);
    expect((await of(programmeId, "evaluations { id }", ANYONE)).programme).not.toMatchObject({
      evaluations: [{ id: evaluationId }],
    });
    expect(
      codesOf(
        await change(
          "evaluationCorrect",
          { evaluationId, sha256: "abc", mediaType: "image/png", fileUrl: "http://a.dk" },
          fields,
        ),
      ),
    ).toEqual(["FILE_HASH", "MEDIA_TYPE", "URL_UNREADABLE"]);
    await change("evaluationCorrect", { evaluationId, sha256: "AB".repeat(32), expectedVersion: 1 }, fields);
    expect(codesOf(await change("evaluationPublish", { ...publish, expectedVersion: 1 }, fields))).toEqual([
      "CONFLICT",
    ]);
    expect((await change("evaluationPublish", publish, fields)).evaluation).toMatchObject({ publishedOn: day() });
    expect(codesOf(await change("evaluationCorrect", { evaluationId, title: "Ny" }, fields))).toEqual([
      "EVALUATION_PUBLISHED",
    ]);
    expect(codesOf(await change("evaluationPublish", publish, fields))).toEqual(["EVALUATION_PUBLISHED"]);
    await expect(
      opened.sql("UPDATE partnership.evaluation SET title = 'x' WHERE id = $1", [evaluationId]),
    ).rejects.toThrow("never changed");
    const { programme } = await of(programmeId, "evaluations { id sha256 }", ANYONE);
    expect(programme?.evaluations).toContainEqual({ id: evaluationId, sha256: "ab".repeat(32) });
  }

  test("begins under a free name", async () => {
    await drafted({ name: "Ærlig Øvelse" });
    expect(codesOf(await change("programmeDraft", { name: "ærlig øvelse!" }))).toEqual(["SLUG_TAKEN"]);
    expect(codesOf(await change("programmeDraft", { name: "!?" }))).toEqual(["TEXT_MISSING"]);
    expect(
      codesOf(await change("programmeDraft", { name: "Baglæns", startsOn: "2022-01-02", endsOn: "2022-01-01" })),
    ).toEqual(["DATE_ORDER"]);
  });
});

test("targets and settings are added to, never overwritten", async () => {
  const programmeId = await drafted();
  const target = (value: number, statedOn = day()) =>
    change("targetSet", {
      programmeId,
      code: "3B.1",
      target: value,
      definition: `Starts, ${value}`,
      statedOn,
      source: "Styregruppe",
    });
  await target(148);
  await target(160);
  expect(codesOf(await target(-1))).toEqual(["VALUE_OUT_OF_RANGE"]);
  expect(
    (
      await of(
        programmeId,
        "indicatorTargets { code target definition definitionVersion } targetVersions { version target }",
        ANYONE,
      )
    ).programme,
  ).toEqual({
    indicatorTargets: [{ code: "3B.1", target: 160, definition: "Starts, 160", definitionVersion: 2 }],
    targetVersions: [
      { version: 1, target: 148 },
      { version: 2, target: 160 },
    ],
  });
  const set = (value: string, from: string) =>
    change("settingSet", { programmeId, name: "MINIMUM_WEEKLY_HOURS", value, from, source: "Styregruppe" });
  expect(codesOf(await set("38", "2021-01-01"))).toEqual(["SETTING_VALUE"]);
  expect(codesOf(await set("10", "2021-01-01"))).toEqual([]);
  expect(codesOf(await set("12", "2021-07-01"))).toEqual([]);
  expect(codesOf(await set("11", "2021-01-01"))).toEqual([]);
  const told = await opened.sql<{ payload: unknown }>(
    "SELECT payload FROM partnership.fact WHERE type = 'MinimumHoursSet' AND subject = $1 ORDER BY position DESC LIMIT 1",
    [programmeId],
  );
  const steps = [
    { validFrom: "2021-01-01", hours: 11 },
    { validFrom: "2021-07-01", hours: 12 },
  ];
  expect(told).toEqual([{ payload: { programmeId, steps } }]);
  const on = async (asOf: string) =>
    (await of(programmeId, `settings(asOf: "${asOf}") { name value from }`, ANYONE)).programme?.settings;
  expect(await on("2020-12-31")).toContainEqual({ name: "MINIMUM_WEEKLY_HOURS", value: "8", from: null });
  expect(await on("2021-01-01")).toContainEqual({ name: "MINIMUM_WEEKLY_HOURS", value: "11", from: "2021-01-01" });
});

test.for(["programmeGrant", "programmeClose", "targetSet", "programmePlaceJoin", "evaluationRegister"])(
  "%s is nothing for who may not write, nor for another programme's lead",
  async (name) => {
    const programmeId = await drafted();
    const extra: Record<string, Record<string, unknown>> = {
      targetSet: { code: "A", target: 1, definition: "B", statedOn: day(), source: "C" },
      programmePlaceJoin: { municipalityCode: "0751", joinedOn: day() },
      evaluationRegister: {
        kind: "FINAL",
        title: "A",
        author: "B",
        fileUrl: "https://a.dk/b",
        mediaType: "application/pdf",
      },
    };
    const input = { programmeId, ...(extra[name] ?? { on: day() }) };
    const document = `mutation($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { refusals { code } } }`;
    const denied = await opened.ask(reader, document, { input });
    expect(denied.errors?.[0]).toMatchObject({ extensions: { code: "FORBIDDEN_FIELD" } });
    const elsewhere = viewerWithin({ ...UNLIMITED, programmes: [randomUUID()] }, "programmes:write");
    const foreign = await opened.ask(elsewhere, document, { input });
    const missing = await opened.ask(lead, document, { input: { ...input, programmeId: randomUUID() } });
    const message = missing.errors?.[0]?.message;
    expect(foreign.errors?.[0]).toMatchObject({ message, extensions: { code: "NOT_FOUND" } });
  },
);

test("a token that is limited to programmes drafts none, which it would not see", async () => {
  const limited = viewerWithin({ ...UNLIMITED, programmes: [await drafted()] }, "programmes:write");
  const document = `mutation($input: ProgrammeDraftInput!) { programmeDraft(input: $input) { programme { id } } }`;
  const count = () => opened.sql("SELECT count(*)::int AS count FROM partnership.programme");
  const before = await count();
  const { data, errors } = await opened.ask(limited, document, { input: { name: "Usynligt program" } });
  expect([data, errors?.[0]?.extensions?.code]).toEqual([null, "FORBIDDEN_FIELD"]);
  expect(await count()).toEqual(before);
});

test("a page of programmes with targets and state is one statement, however many they are", async () => {
  await opened.sql(
    `INSERT INTO partnership.programme (id, slug, name, partners_stated, read_on, sheet_version, facts_hash, synthetic)
     SELECT gen_random_uuid(), 'mange-' || n, 'Mange ' || n, false, '2020-01-01', 1, '', true FROM generate_series(1, 1000) n`,
  );
  await opened.sql(
    `INSERT INTO partnership.indicator_target (programme_id, position, code, target)
     SELECT id, 1, '3B.1', 10 FROM partnership.programme WHERE slug LIKE 'mange-%'`,
  );
  const page = (first: number, fields: string) =>
    opened.ask(lead, `query($first: Int) { programmes(first: $first) { nodes { ${fields} } } }`, { first });
  const targets = "slug name startsOn state indicatorTargets { code target }";
  expect((await page(1, targets)).statements).toBe(3);
  expect((await page(100, targets)).statements).toBe(3);
  expect(
    (await page(100, `${targets} partnershipResults { code } publishedResults { value } statementsInForce { kind }`))
      .statements,
  ).toBe(6);
});
