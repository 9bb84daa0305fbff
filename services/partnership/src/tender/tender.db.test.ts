import { ANYONE, UNLIMITED } from "@inclusion/kernel";
import { afterRelease, openTestService, type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { asking, codesOf, mutation } from "../record/asking.fixture.ts";
import { idOf, ORGANISATIONS, PROGRAMME, storeProgramme } from "../record/stored-programme.fixture.ts";
import { service } from "../service.ts";

const { municipality, enterprise, company, odense } = ORGANISATIONS;
const buyer = viewerWith("demand:read", "demand:write", "programmes:read", "indicators:read");
const reader = viewerWith("demand:read", "programmes:read", "indicators:read");
const inOdense = viewerWithin({ ...UNLIMITED, municipalities: ["0461"] }, "demand:read", "demand:write");
const HASH = "a".repeat(64);
const TENDER = {
  ...{ programmeId: PROGRAMME, buyerId: municipality, title: "Rengøring", contractKind: "SERVICES" },
  ...{ durationMonths: 12, value: { amount: "5000000.00", currency: "DKK" }, tenderedOn: "2022-07-01" },
};

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"), afterRelease);
  await storeProgramme(opened);
});
afterAll(() => opened?.drop());

const SELECTION = `id state version trainingClauseDuty value { amount } awardedTo { id } hiresReported hiresOnOpenings
  clauses { id kind balance { promisedHours deliveredHours shortfallHours deliveredPlaces } deliveries { month hours correctionReason } }`;
const ask = asking(() => opened, "tender", SELECTION);
let references = 0;

async function recorded(changes: Readonly<Record<string, unknown>> = {}): Promise<string> {
  references += 1;
  const answer = await ask(buyer, "tenderRecord", { ...TENDER, reference: `2022-${references}`, ...changes });
  expect(codesOf(answer)).toEqual([]);
  return String(answer.row?.id);
}

const step = (name: string, tenderId: string, input: Readonly<Record<string, unknown>>) =>
  ask(buyer, name, { tenderId, ...input });
const award = (tenderId: string, input: Readonly<Record<string, unknown>> = {}) =>
  step("tenderAward", tenderId, { organisationId: enterprise, awardedOn: "2022-08-01", ...input });

async function programme(viewer: typeof buyer, fields: string): Promise<Record<string, unknown>> {
  const { data, errors } = await opened.ask(
    viewer,
    `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { ${fields} } } }`,
    { of: [{ __typename: "Programme", id: PROGRAMME }] },
  );
  expect(errors).toBeUndefined();
  return ((data?._entities ?? []) as readonly Record<string, unknown>[])[0] ?? {};
}

describe("a tender", () => {
  test("with an employment clause is won and filled, month by month", async () => {
    const id = await recorded();
    await step("tenderAddClause", id, { kind: "TRAINING_CLAUSE" });
    const added = await step("tenderAddClause", id, {
      kind: "EMPLOYMENT_CLAUSE",
      promisedHours: 300,
      promisedPlaces: 2,
    });
    const [{ id: clauseId }] = (added.row as { clauses: [{ id: string }] }).clauses;
    const delivery = { clauseId, month: "2022-08", hours: 100, places: 1, evidence: "lønliste", evidenceHash: HASH };
    expect(codesOf(await step("tenderReportDelivery", id, delivery))).toContain("ILLEGAL_TRANSITION");
    expect(await award(id)).toMatchObject({ row: { state: "AWARDED", awardedTo: { id: enterprise } } });
    expect(codesOf(await step("tenderAddClause", id, { kind: "LABOUR_CLAUSE" }))).toEqual(["ILLEGAL_TRANSITION"]);
    expect(codesOf(await step("tenderReportDelivery", id, delivery))).toEqual([]);
    expect(codesOf(await step("tenderReportDelivery", id, delivery))).toEqual(["REFERENCE_REPEATED"]);
    const early = { ...delivery, month: "2022-07" };
    expect(codesOf(await step("tenderReportDelivery", id, early))).toEqual(["DELIVERY_OUTSIDE_CONTRACT"]);
    expect(codesOf(await step("tenderReportDelivery", id, { ...delivery, month: "2999-01" }))).toEqual([
      "DELIVERY_OUTSIDE_CONTRACT",
    ]);
    const unproven = { ...delivery, month: "2022-09", evidence: " ", evidenceHash: "x" };
    expect(codesOf(await step("tenderReportDelivery", id, unproven))).toEqual(["EVIDENCE_MISSING", "EVIDENCE_MISSING"]);
    const nothing = { ...delivery, month: "2022-09", reason: "fejl" };
    expect(codesOf(await step("tenderCorrectDelivery", id, nothing))).toEqual(["ROW_UNKNOWN"]);
    const corrected = await step("tenderCorrectDelivery", id, { ...delivery, hours: 120, reason: "talt forkert" });
    expect(corrected.row?.clauses).toContainEqual(
      expect.objectContaining({
        balance: { promisedHours: 300, deliveredHours: 120, shortfallHours: 180, deliveredPlaces: 1 },
        deliveries: [{ month: "2022-08", hours: 120, correctionReason: "talt forkert" }],
      }),
    );
    await opened.sql(
      `INSERT INTO partnership.room (room_id, programme_id, organisation_id, kind, axis, seats, filled, broken_off,
         opens_on, told_position) VALUES ($1, $2, $3, 'JOB', 'AXIS_3B2', 3, 2, 0, '2022-08-15', 1)`,
      [idOf(60), PROGRAMME, enterprise],
    );
    expect(
      await step("tenderRecordHires", id, { hiredOn: "2022-09-01", count: 2, source: "leverandøren" }),
    ).toMatchObject({ row: { hiresReported: 2, hiresOnOpenings: 2 } });
    const counted = await opened.sql(
      "SELECT indicator, sum(amount)::int AS sum FROM partnership.measure_entry WHERE subject_id = $1 GROUP BY 1 ORDER BY 1",
      [id],
    );
    expect(counted).toEqual([
      { indicator: "CLAUSES", sum: 2 },
      { indicator: "CLAUSES_EMPLOYMENT_CLAUSE", sum: 1 },
      { indicator: "CLAUSES_TRAINING_CLAUSE", sum: 1 },
      { indicator: "CLAUSE_HIRES", sum: 2 },
      { indicator: "TENDERS_AWARDED", sum: 1 },
      { indicator: "TENDERS_WITH_CLAUSE", sum: 1 },
    ]);
  });

  test("needs a training clause from 1 July 2022, and a word about it before", async () => {
    expect(codesOf(await award(await recorded()))).toEqual(["CLAUSE_MANDATORY"]);
    const before = await recorded({ tenderedOn: "2022-06-30" });
    expect(codesOf(await award(before))).toEqual(["EXPLANATION_MISSING"]);
    expect(codesOf(await step("tenderExplain", before, { reason: "" }))).toEqual(["REASON_REQUIRED"]);
    await step("tenderExplain", before, { reason: "Opgaven egner sig ikke." });
    expect(codesOf(await award(before))).toEqual([]);
    expect(codesOf(await award(await recorded({ durationMonths: 5 })))).toEqual([]);
  });

  test("that is reserved is for whoever has 30 per cent", async () => {
    const id = await recorded({ durationMonths: 3 });
    await step("tenderAddClause", id, { kind: "RESERVED_CONTRACT" });
    expect(codesOf(await award(id))).toEqual(["RESERVED_STAFF_TOO_FEW"]);
    expect(codesOf(await award(id, { staff: { total: 27, disadvantaged: 8 } }))).toEqual(["RESERVED_STAFF_TOO_FEW"]);
    expect(codesOf(await award(id, { staff: { total: 30, disadvantaged: 9 } }))).toEqual([]);
  });

  test("refuses what cannot be, all at once", async () => {
    const wrong = {
      ...TENDER,
      reference: "x",
      title: " ",
      durationMonths: 0,
      value: { amount: "-1.00", currency: "DKK" },
    };
    expect(codesOf(await ask(buyer, "tenderRecord", { ...wrong, tenderedOn: "2999-01-01" }))).toEqual([
      ...["VALUE_OUT_OF_RANGE", "DATE_IN_FUTURE", "VALUE_OUT_OF_RANGE", "VALUE_OUT_OF_RANGE"],
    ]);
    await recorded({ reference: "samme" });
    expect(codesOf(await ask(buyer, "tenderRecord", { ...TENDER, reference: "samme" }))).toEqual([
      "REFERENCE_REPEATED",
    ]);
    const id = await recorded();
    expect(codesOf(await award(id, { organisationId: idOf(99) }))).toContain("ORGANISATION_UNKNOWN");
    expect(codesOf(await award(id, { awardedOn: "2022-06-01" }))).toContain("DATE_ORDER");
    expect(codesOf(await step("tenderAddClause", id, { kind: "LABOUR_CLAUSE", promisedHours: -1 }))).toEqual([
      "VALUE_OUT_OF_RANGE",
    ]);
  });

  test("is one for a key, whatever its amounts", async () => {
    const keyed = { ...TENDER, reference: "nøgle", idempotencyKey: "tender-1" };
    const first = await ask(buyer, "tenderRecord", keyed);
    expect(first).toMatchObject({ row: { value: { amount: "5000000.00" } } });
    expect(await ask(buyer, "tenderRecord", keyed)).toEqual(first);
    const other = { ...keyed, value: { amount: "5000000.01", currency: "DKK" } };
    expect(codesOf(await ask(buyer, "tenderRecord", other))).toEqual(["IDEMPOTENCY_MISMATCH"]);
  });

  test("counts no more when it is cancelled", async () => {
    const id = await recorded();
    await step("tenderAddClause", id, { kind: "LABOUR_CLAUSE" });
    await step("tenderCancel", id, { cancelledOn: "2022-08-01", reason: "ingen bud" });
    const sums = await opened.sql(
      "SELECT sum(amount)::int AS sum FROM partnership.measure_entry WHERE subject_id = $1 GROUP BY indicator",
      [id],
    );
    expect(sums.every((row) => (row as { sum: number }).sum === 0)).toBe(true);
  });

  test.for(["tenderCancel", "tenderExplain"])("%s is for who may write, in the buyer's municipality", async (name) => {
    const id = await recorded();
    const more = name === "tenderCancel" ? { cancelledOn: "2022-08-01", reason: "x" } : { reason: "x" };
    const text = mutation(name, "tender", "id");
    const denied = await opened.ask(reader, text, { input: { tenderId: id, ...more } });
    expect(denied.errors?.[0]?.extensions.code).toBe("FORBIDDEN_FIELD");
    const elsewhere = await opened.ask(inOdense, text, { input: { tenderId: id, ...more } });
    expect(elsewhere.errors?.[0]?.extensions.code).toBe("NOT_FOUND");
  });
});

describe("sums for everybody", () => {
  test("hide clauses of fewer than three buyers, and tell who sees rows", async () => {
    const fields = "clauseSums { kind clauses { __typename ... on ExactCount { count } } value { amount } }";
    const labour = (sums: unknown) =>
      (sums as readonly { kind: string }[]).find(({ kind }) => kind === "LABOUR_CLAUSE");
    for (const buyerId of [municipality, odense]) {
      const id = await recorded({ buyerId, durationMonths: 3 });
      await step("tenderAddClause", id, { kind: "LABOUR_CLAUSE" });
    }
    expect(labour((await programme(ANYONE, fields)).clauseSums)).toMatchObject({
      ...{ clauses: { __typename: "SuppressedCount" }, value: null },
    });
    const third = await recorded({ buyerId: company, durationMonths: 3 });
    await step("tenderAddClause", third, { kind: "LABOUR_CLAUSE" });
    expect(labour((await programme(ANYONE, fields)).clauseSums)).toMatchObject({
      ...{ clauses: { __typename: "ExactCount", count: 3 }, value: { amount: "15000000.00" } },
    });
    const then = await programme(buyer, `clauseSums(knownAt: "2020-01-01T00:00:00Z") { kind }`);
    expect(then.clauseSums).toEqual([]);
    expect(labour((await programme(buyer, fields)).clauseSums)).toMatchObject({ clauses: { count: 3 } });
  });

  test("need the same statements for one tender and for many", async () => {
    const page = (first: number) =>
      opened.ask(
        buyer,
        `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { tenders(first: ${first}) {
           nodes { id buyer { name } clauses { kind deliveries { month } } } } } } }`,
        { of: [{ __typename: "Programme", id: PROGRAMME }] },
      );
    const [one, many] = [await page(1), await page(50)];
    expect(one.errors).toBeUndefined();
    expect(one.statements).toBe(many.statements);
  });
});

describe("purchases, surveys and activities", () => {
  const purchase = asking(() => opened, "purchase", "id amount { amount } quarter version");
  const survey = asking(() => opened, "buyerSurvey", "id score");
  const activity = asking(() => opened, "demandActivity", "id title organisations { id }");

  test("keep one line a buyer, supplier and quarter, and correct it", async () => {
    const line = {
      ...{ programmeId: PROGRAMME, buyerId: municipality, supplierId: enterprise, quarter: "2021-Q3" },
      ...{ amount: { amount: "1234.50", currency: "DKK" }, source: "økonomisystem" },
    };
    const made = await purchase(buyer, "purchaseRecord", line);
    expect(made).toMatchObject({ row: { amount: { amount: "1234.50" }, version: 1 }, refusals: [] });
    expect(codesOf(await purchase(buyer, "purchaseRecord", line))).toEqual(["REFERENCE_REPEATED"]);
    expect(codesOf(await purchase(buyer, "purchaseRecord", { ...line, supplierId: company }))).toEqual([
      "ROLE_MISMATCH",
    ]);
    expect(codesOf(await purchase(buyer, "purchaseRecord", { ...line, quarter: "2999-Q1" }))).toEqual([
      "DATE_IN_FUTURE",
    ]);
    expect(codesOf(await purchase(buyer, "purchaseRecord", { ...line, quarter: "2021-5" }))).toEqual([
      "VALUE_OUT_OF_RANGE",
    ]);
    const id = made.row?.id;
    expect(await purchase(buyer, "purchaseCorrect", { purchaseId: id, amount: "2000", reason: "bilag" })).toMatchObject(
      {
        row: { amount: { amount: "2000.00" }, version: 2 },
      },
    );
    expect(codesOf(await purchase(buyer, "purchaseCorrect", { purchaseId: id, amount: "1", reason: "" }))).toEqual([
      "REASON_REQUIRED",
    ]);
    const { socialSpend } = await programme(ANYONE, "socialSpend { quarter value { amount } }");
    expect(socialSpend).toEqual([{ quarter: "2021-Q3", value: null }]);
  });

  test("compare a buyer's answers to one questionnaire", async () => {
    const answer = {
      ...{ programmeId: PROGRAMME, buyerId: municipality, dimension: "AWARENESS", phase: "BEFORE" },
      ...{ questionnaireVersion: 1, score: 2, answeredOn: "2020-01-01" },
    };
    expect(codesOf(await survey(buyer, "buyerSurveyRecord", answer))).toEqual([]);
    expect(codesOf(await survey(buyer, "buyerSurveyRecord", answer))).toEqual(["REFERENCE_REPEATED"]);
    expect(
      codesOf(await survey(buyer, "buyerSurveyRecord", { ...answer, score: 6, answeredOn: "2020-01-02" })),
    ).toEqual(["VALUE_OUT_OF_RANGE"]);
    const after = { ...answer, phase: "AFTER", score: 4, answeredOn: "2022-01-01" };
    await survey(buyer, "buyerSurveyRecord", { ...after, questionnaireVersion: 2 });
    const fields = "surveyChanges { questionnaireVersion compared { ... on ExactCount { count } } improved meanAfter }";
    expect((await programme(buyer, fields)).surveyChanges).toMatchObject([{ compared: { count: 0 } }, {}]);
    await survey(buyer, "buyerSurveyRecord", after);
    expect((await programme(buyer, fields)).surveyChanges).toMatchObject([
      { questionnaireVersion: 1, compared: { count: 1 }, improved: 1, meanAfter: null },
      { questionnaireVersion: 2, compared: { count: 0 } },
    ]);
  });

  test("keep what was done to make buyers ask", async () => {
    const meeting = {
      ...{ programmeId: PROGRAMME, kind: "MEETING", title: "Møde om udbud", heldOn: "2021-05-05" },
      ...{ organisationIds: [municipality], link: "https://eksempel.dk/udbud", reached: 40 },
    };
    expect(await activity(buyer, "demandActivityRecord", meeting)).toMatchObject({
      row: { organisations: [{ id: municipality }] },
    });
    const wrong = { ...meeting, organisationIds: [idOf(99)], link: "ftp://x", title: "" };
    expect(codesOf(await activity(buyer, "demandActivityRecord", wrong))).toEqual([
      ...["VALUE_OUT_OF_RANGE", "VALUE_OUT_OF_RANGE", "ORGANISATION_UNKNOWN"],
    ]);
  });
});
