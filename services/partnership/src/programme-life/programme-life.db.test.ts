import { randomUUID } from "node:crypto";
import { ANYONE, UNLIMITED } from "@inclusion/kernel";
import { openTestService, type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { codesOf, day, organisation, run } from "../organisation/parties.fixture.ts";
import { service } from "../service.ts";

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});
afterAll(() => opened?.drop());

const lead = viewerWith(
  "programmes:read",
  "programmes:write",
  "organisations:write",
  "indicators:read",
  "partnerships:read",
);
const reader = viewerWith("programmes:read");
const change = (name: string, input: Record<string, unknown>, fields = "programme { id state lifeVersion endsOn }") =>
  run(opened, name, input, { viewer: lead, fields });
const tell = async (type: string, payload: Record<string, unknown>) => {
  const fact = {
    id: randomUUID(),
    position: "1",
    type,
    version: 1,
    subject: "s",
    payload,
    recordedAt: new Date().toISOString(),
  };
  await opened.service.database.write({ ...lead, scopes: ["system"], limits: UNLIMITED }, async (session) =>
    service.handlers.finance?.[type]?.(session as never, fact as never),
  );
};

let count = 0;
async function drafted(more: Record<string, unknown> = {}): Promise<string> {
  count += 1;
  const { programme, refusals } = await change("programmeDraft", {
    name: `Prøveprogram ${count}`,
    endsOn: "2022-12-31",
    ...more,
  });
  expect(refusals).toEqual([]);
  return (programme as { id: string }).id;
}
const of = async (id: string, fields: string, viewer = reader) => {
  const { data, errors, statements } = await opened.ask(
    viewer,
    `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { ${fields} } } }`,
    { of: [{ __typename: "Programme", id }] },
  );
  expect(errors).toBeUndefined();
  return { programme: (data as { _entities: Record<string, unknown>[] })._entities[0], statements };
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

test("announced, granted, adjusted and paid never replace one another", async () => {
  const programmeId = await drafted();
  const say = (kind: string, euSupport: string, statedOn: string, source = "Ark") =>
    change(
      "statementRecord",
      { programmeId, kind, euSupport, statedOn, source },
      "statement { kind euSupport { amount } }",
    );
  expect((await say("ANNOUNCED", "26000000.00", "2018-06-07")).statement).toEqual({
    kind: "ANNOUNCED",
    euSupport: { amount: "26000000.00" },
  });
  await say("ADJUSTED", "17076404.00", "2022-10-01");
  await say("ADJUSTED", "16000000.00", "2022-12-01");
  expect(codesOf(await say("ANNOUNCED", "1.00", "2018-06-07"))).toEqual(["ALREADY_STATED"]);
  expect(codesOf(await say("PAID", "1.00", day(1), " "))).toEqual(["DATE_IN_FUTURE", "SOURCE_MISSING"]);
  expect(
    codesOf(
      await change("statementRecord", { programmeId, kind: "PAID", statedOn: day(), source: "A" }, "statement { id }"),
    ),
  ).toEqual(["TEXT_MISSING"]);
  const over = { eligibleTotal: "1.00", euSupport: "1.01", kind: "PAID", statedOn: day(), source: "A" };
  expect(codesOf(await change("statementRecord", { programmeId, ...over }, "statement { id }"))).toEqual([
    "VALUE_OUT_OF_RANGE",
  ]);
  const inForce = async (args: string) =>
    (await of(programmeId, `statementsInForce${args} { kind euSupport { amount } }`, ANYONE)).programme
      ?.statementsInForce;
  expect(await inForce("")).toEqual([
    { kind: "ANNOUNCED", euSupport: { amount: "26000000.00" } },
    { kind: "ADJUSTED", euSupport: { amount: "16000000.00" } },
  ]);
  expect(await inForce(`(asOf: "2022-11-30")`)).toMatchObject([
    { kind: "ANNOUNCED" },
    { euSupport: { amount: "17076404.00" } },
  ]);
  expect(await inForce(`(asOf: "2018-06-06")`)).toEqual([]);
  expect(await inForce(`(knownAt: "2020-01-01T00:00:00.000Z")`)).toEqual([]);
});

test("all published figures are kept, whoever says them", async () => {
  const programmeId = await drafted();
  const record = (value: number, countedAt: string) =>
    change(
      "publishedResultRecord",
      { programmeId, code: "PARTICIPANTS", what: "Citizens", value, unit: "persons", countedAt, source: "A page" },
      "publishedResult { value }",
    );
  for (const value of [966, 913, 910]) expect((await record(value, "end")).publishedResult).toEqual({ value });
  expect(codesOf(await record(910, "end"))).toEqual(["ALREADY_STATED"]);
  expect(codesOf(await record(-1, "end"))).toEqual(["VALUE_OUT_OF_RANGE"]);
  const { programme } = await of(programmeId, `publishedResults(code: "PARTICIPANTS") { value }`, ANYONE);
  expect(programme?.publishedResults).toEqual([{ value: 910 }, { value: 913 }, { value: 966 }]);
});

describe("who takes part", () => {
  test("municipalities join, leave and come back, and the others are told", async () => {
    const programmeId = await drafted();
    const place = { programmeId, municipalityCode: "0751" };
    const join = (joinedOn: string, more = {}) => change("programmePlaceJoin", { ...place, joinedOn, ...more });
    expect(codesOf(await join("2020-01-01", { municipalityCode: "0411" }))).toEqual(["MUNICIPALITY_UNKNOWN"]);
    expect(codesOf(await join("2020-01-01", { capacity: -1 }))).toEqual(["VALUE_OUT_OF_RANGE"]);
    expect(codesOf(await change("programmePlaceLeave", { ...place, leftOn: "2020-01-01" }))).toEqual([
      "NOT_IN_PROGRAMME",
    ]);
    await join("2020-01-01", { capacity: 12, agreementRef: "A-1" });
    expect(codesOf(await join("2020-02-01"))).toEqual(["ALREADY_IN_PROGRAMME"]);
    expect(codesOf(await change("programmePlaceLeave", { ...place, leftOn: "2019-12-31" }))).toEqual(["DATE_ORDER"]);
    await change("programmePlaceLeave", { ...place, leftOn: "2020-06-30", reason: "Ny økonomi" });
    expect(codesOf(await join("2020-06-30"))).toEqual(["DATE_ORDER"]);
    await join("2020-07-01");
    const figures = {
      companies: 900,
      population: 350_000,
      vulnerableCount: 4_000,
      problemMix: [{ problem: "DEBT", percent: 12 }],
    };
    const profile = { ...place, ...figures, asOf: "2020-01-01", source: "Danmarks Statistik" };
    expect(codesOf(await change("programmePlaceProfile", { ...profile, vulnerableCount: 350_001 }))).toEqual([
      "VALUE_OUT_OF_RANGE",
    ]);
    expect(codesOf(await change("programmePlaceProfile", profile))).toEqual([]);
    const { programme } = await of(
      programmeId,
      "municipalities { joinedOn leftOn capacity agreementRef leaveReason selection { companies problemMix { problem percent } } }",
    );
    const selection = { companies: 900, problemMix: [{ problem: "DEBT", percent: 12 }] };
    expect(programme?.municipalities).toEqual([
      {
        joinedOn: "2020-01-01",
        leftOn: "2020-06-30",
        capacity: 12,
        agreementRef: "A-1",
        leaveReason: "Ny økonomi",
        selection,
      },
      { joinedOn: "2020-07-01", leftOn: null, capacity: null, agreementRef: null, leaveReason: null, selection },
    ]);
    const [told] = await opened.sql(
      "SELECT payload FROM partnership.fact WHERE type = 'ProgrammePlacesSet' AND subject = $1 ORDER BY position DESC LIMIT 1",
      [programmeId],
    );
    expect(told).toEqual({
      payload: {
        programmeId,
        places: [{ municipalityCode: "0751", joinedOn: "2020-07-01", leftOn: null, capacity: null }],
      },
    });
    const counted = await of(programmeId, "partnershipResults { code value { ... on ExactCount { count } } }", lead);
    expect(counted.programme?.partnershipResults).toContainEqual({ code: "MUNICIPALITIES", value: { count: 1 } });
  });

  test("a region supports while it exists", async () => {
    const programmeId = await drafted();
    const begin = (regionCode: string, from: string) =>
      change(
        "regionalSupportBegin",
        { programmeId, regionCode, kind: "ADVICE", from },
        "programme { regionalSupports { id until region { name } } }",
      );
    expect(codesOf(await begin("OESTDANMARK", "2026-12-31"))).toEqual(["REGION_NOT_IN_FORCE"]);
    expect(codesOf(await begin("1084", "2027-01-01"))).toEqual(["REGION_NOT_IN_FORCE"]);
    expect(codesOf(await begin("1099", "2020-01-01"))).toEqual(["REGION_UNKNOWN"]);
    const { programme } = await begin("1084", "2020-01-01");
    const [support] = (programme as { regionalSupports: { id: string }[] }).regionalSupports;
    expect(support).toMatchObject({ until: null, region: { name: "Region Hovedstaden" } });
    expect(codesOf(await begin("1084", "2021-01-01"))).toEqual(["ROLE_HELD"]);
    expect(codesOf(await begin("OESTDANMARK", "2027-01-01"))).toEqual([]);
    const end = { programmeId, supportId: support?.id, until: "2019-12-31" };
    expect(codesOf(await change("regionalSupportEnd", end))).toEqual(["DATE_ORDER"]);
    expect(codesOf(await change("regionalSupportEnd", { ...end, until: "2021-12-31" }))).toEqual([]);
    expect(codesOf(await change("regionalSupportEnd", { ...end, until: "2021-12-31" }))).toEqual(["ROLE_NOT_HELD"]);
  });

  test("organisations have roles, and elements say the axes", async () => {
    const programmeId = await drafted();
    const organisationId = await organisation(opened, "Projektkontoret", { cvr: null });
    const role = { programmeId, organisationId, role: "PROJECT_LEAD", from: "2020-01-01" };
    const assigned = await change(
      "programmeRoleAssign",
      role,
      "programme { roles { id role until organisation { name } } }",
    );
    const [held] = (assigned.programme as { roles: { id: string }[] }).roles;
    expect(held).toMatchObject({ role: "PROJECT_LEAD", until: null, organisation: { name: "Projektkontoret" } });
    expect(codesOf(await change("programmeRoleAssign", role))).toEqual(["ROLE_HELD"]);
    expect(codesOf(await change("programmeRoleAssign", { ...role, organisationId: randomUUID() }))).toEqual([
      "ORGANISATION_UNKNOWN",
    ]);
    expect(codesOf(await change("programmeRoleEnd", { programmeId, roleId: held?.id, until: "2020-12-31" }))).toEqual(
      [],
    );
    expect(codesOf(await change("programmeRoleEnd", { programmeId, roleId: held?.id, until: "2020-12-31" }))).toEqual([
      "ROLE_NOT_HELD",
    ]);
    const element = {
      programmeId,
      code: "3b2",
      title: "Rummelige arbejdspladser",
      axis: "AXIS_3B2",
      description: "Inclusive workplaces",
    };
    expect(codesOf(await change("programmeElementPut", element))).toEqual([]);
    expect(codesOf(await change("programmeElementPut", { ...element, title: "Nye rummelige arbejdspladser" }))).toEqual(
      [],
    );
    expect((await of(programmeId, "axes elements { title }", ANYONE)).programme).toEqual({
      ...{ axes: ["AXIS_3B2"], elements: [{ title: "Nye rummelige arbejdspladser" }] },
    });
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
  const on = async (asOf: string) =>
    (await of(programmeId, `settings(asOf: "${asOf}") { name value from }`, ANYONE)).programme?.settings;
  expect(await on("2020-12-31")).toContainEqual({ name: "MINIMUM_WEEKLY_HOURS", value: "8", from: null });
  expect(await on("2021-01-01")).toContainEqual({ name: "MINIMUM_WEEKLY_HOURS", value: "10", from: "2021-01-01" });
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

describe("places", () => {
  const ask = async (query: string) => opened.ask(reader, query);
  test("regions exist on their days", async () => {
    const codes = async (asOf: string) =>
      ((await ask(`{ regions(asOf: "${asOf}") { code } }`)).data as { regions: { code: string }[] }).regions.map(
        ({ code }) => code,
      );
    expect(await codes("2026-12-31")).toEqual(["1081", "1082", "1083", "1084", "1085"]);
    expect(await codes("2027-01-01")).toEqual(["1081", "1082", "1083", "OESTDANMARK"]);
    expect(await codes("2006-12-31")).toEqual([]);
  });

  test.for([
    { field: `region(code: "1084", asOf: "2027-01-01") { name }`, reason: "REGION_NOT_IN_FORCE" },
    { field: `region(code: "OESTDANMARK", asOf: "2026-12-31") { name }`, reason: "REGION_NOT_IN_FORCE" },
    { field: `region(code: "1099") { name }`, reason: "REGION_UNKNOWN" },
    { field: `region(code: "1084") { municipalities(asOf: "2027-01-01") { code } }`, reason: "REGION_NOT_IN_FORCE" },
  ])("$field is refused: $reason", async ({ field, reason }) => {
    expect((await ask(`{ ${field} }`)).errors?.[0]).toMatchObject({ extensions: { code: "BAD_USER_INPUT", reason } });
  });

  test("members, provinces and Christiansø", async () => {
    const { data } = await ask(`{
      old: region(code: "1084", asOf: "2026-12-31") { municipalities { code } }
      east: region(code: "OESTDANMARK") { source municipalities { code } }
      none: municipality(code: "0411") { name }
      bornholm: municipality(code: "0400") { programmeArea regionMemberships { region { code } from until } }
      provinces { nuts3 municipalities { code } } }`);
    const read = data as Record<string, { municipalities: unknown[] }> & { provinces: { municipalities: unknown[] }[] };
    expect(read.old?.municipalities).toHaveLength(29);
    expect(read.east?.municipalities).toHaveLength(46);
    expect(data).toMatchObject({
      none: null,
      bornholm: {
        programmeArea: "BORNHOLM",
        regionMemberships: [
          { region: { code: "1084" }, from: "2007-01-01", until: "2026-12-31" },
          { region: { code: "OESTDANMARK" }, from: "2027-01-01", until: null },
        ],
      },
    });
    expect(read.provinces).toHaveLength(11);
    expect(read.provinces.flatMap(({ municipalities }) => municipalities)).toHaveLength(98);
  });
});

test("money by area is never added over labels that overlap", async () => {
  const one = await drafted({ areas: ["FYN"] });
  const two = await drafted({ areas: ["FYN", "NORDJYLLAND"] });
  for (const [programmeId, eligibleTotal] of [
    [one, "100.00"],
    [two, "250.00"],
  ]) {
    await change(
      "statementRecord",
      { programmeId, kind: "GRANTED", eligibleTotal, statedOn: "2020-01-01", source: "A" },
      "statement { id }",
    );
  }
  const { data } = await opened.ask(
    reader,
    "{ amountsByGeography(kind: GRANTED) { total { amount } groups { areas programmes eligibleTotal { amount } } warnings { code } } }",
  );
  expect(data?.amountsByGeography).toMatchObject({
    total: { amount: "350.00" },
    groups: [
      { areas: ["FYN"], programmes: 1, eligibleTotal: { amount: "100.00" } },
      { areas: ["NORDJYLLAND", "FYN"], programmes: 1, eligibleTotal: { amount: "250.00" } },
    ],
    warnings: expect.arrayContaining([{ code: "AREAS_OVERLAP" }, { code: "AREAS_INCOMPLETE" }]) as unknown,
  });
  const alone = await opened.ask(reader, "{ amountsByGeography(kind: GRANTED, area: FYN) { total { amount } } }");
  expect(alone.errors?.[0]).toMatchObject({ extensions: { code: "BAD_USER_INPUT", reason: "AREAS_OVERLAP" } });
  expect((await of(two, "geography { isNationwide warnings { code } }", ANYONE)).programme).toEqual({
    geography: {
      isNationwide: false,
      warnings: [{ code: "AREAS_OVERLAP" }, { code: "AREAS_INCOMPLETE" }, { code: "AREAS_NOT_REGIONS" }],
    },
  });
});
