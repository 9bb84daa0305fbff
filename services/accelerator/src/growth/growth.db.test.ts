import { localDate, systemViewer, UNLIMITED } from "@inclusion/kernel";
import { unitOfWork } from "@inclusion/kernel/runtime";
import { openTestService, type TestService, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { CompanyCourseEntity } from "../course/course.entity.ts";
import { COURSE } from "../course/course.fixture.ts";
import {
  company,
  entityOf,
  idOf,
  inOdense,
  lead,
  openCall,
  PROGRAMME,
  partner,
  readerOnly,
  run,
  second,
  submit,
  TO_ACCEPTED,
  third,
  walk,
  year,
} from "../course/course-rows.fixture.ts";
import { service } from "../service.ts";
import { MetricSnapshotEntity } from "./growth.entity.ts";
import { type MetricSnapshot, UNKNOWN_FIGURES } from "./metric-snapshot.ts";

const LARGE = idOf(5);
let opened: TestService;
let callId: string;
let courseId: string;

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  callId = await openCall(opened, "2018-1", { capacity: 50 });
  courseId = await accepted(101);
});

afterAll(() => opened?.drop());

async function accepted(number: number): Promise<string> {
  await company(opened, number);
  const { course } = await submit(opened, callId, number);
  const id = course?.id ?? "";
  await walk(opened, id, TO_ACCEPTED);
  return id;
}

const record = (input: Record<string, unknown>, viewer = lead) =>
  run(opened, viewer, "snapshotRecord", { courseId, kind: "FOLLOW_UP", ...year(2018, "5000000.00", "7.00"), ...input });

describe("snapshotRecord", () => {
  test.for([
    {
      case: "a second baseline",
      input: { kind: "BASELINE", ...year(2016, "1.00", "1.00") },
      codes: ["BASELINE_FROZEN"],
    },
    { case: "another currency", input: { currency: "EUR" }, codes: ["UNIT_MISMATCH"] },
    { case: "time before the baseline", input: year(2016, "1.00", "1.00"), codes: ["MEASUREMENT_BEFORE_BASELINE"] },
    { case: "time in the baseline", input: { periodFrom: "2017-12-31" }, codes: ["MEASUREMENT_BEFORE_BASELINE"] },
    {
      case: "days in the wrong order",
      input: { periodTo: "2018-01-01", periodFrom: "2018-01-02" },
      codes: ["DATE_ORDER"],
    },
    { case: "a period that is not over", input: { periodTo: "2999-12-31" }, codes: ["PERIOD_OPEN"] },
    { case: "a month that nobody owes", input: { month: 7 }, codes: ["VALUE_OUT_OF_RANGE"] },
    { case: "more sales than turnover", input: { publicSales: "5000000.01" }, codes: ["VALUE_OUT_OF_RANGE"] },
    { case: "no source", input: { source: " " }, codes: ["VALUE_OUT_OF_RANGE"] },
    { case: "figures of after graduation", input: { kind: "FINAL" }, codes: ["VALUE_OUT_OF_RANGE"] },
    {
      case: "everything at once",
      input: { currency: "EUR", ...{ periodFrom: "2017-01-01", headcount: -1 } },
      codes: ["UNIT_MISMATCH", "MEASUREMENT_BEFORE_BASELINE", "VALUE_OUT_OF_RANGE"],
    },
  ])("refuses $case", async ({ input, codes }) => {
    expect((await record(input)).codes).toEqual(codes);
  });

  test("takes each period, and each month, once", async () => {
    expect((await record({ month: 12 })).codes).toEqual([]);
    expect((await record({ month: 12, ...year(2019, "1.00", "1.00") })).codes).toEqual(["PERIOD_OVERLAP"]);
    const quarter = { periodFrom: "2019-01-01", periodTo: "2019-03-31" };
    expect((await record(quarter)).codes).toEqual([]);
    expect((await record({ ...quarter, periodFrom: "2019-03-31" })).codes).toEqual(["PERIOD_OVERLAP"]);
    expect((await record({ periodFrom: "2019-04-01", periodTo: "2019-06-30" })).codes).toEqual([]);
  });
});

test("a company that has become part of another is measured no more, and says so", async () => {
  const merged = await accepted(104);
  await company(opened, 104, { mergedInto: idOf(101) });
  const input = { courseId: merged, kind: "FOLLOW_UP", ...year(2018, "9000000.00", "7.00") };
  expect((await run(opened, lead, "snapshotRecord", input)).codes).toEqual(["COMPANY_MERGED"]);
  const { data } = await opened.ask(
    lead,
    `query($id: ID!) { companyCourse(id: $id) { growth { status grown turnoverBp } } }`,
    { id: merged },
  );
  expect(data?.companyCourse).toEqual({ growth: { status: "MERGED", grown: null, turnoverBp: null } });
});

describe("snapshotCorrect", () => {
  test("needs a second person and a reason, keeps the old values and counts anew", async () => {
    const own = await accepted(102);
    await walk(opened, own, [
      ["snapshotRecord", { kind: "FOLLOW_UP", month: 12, ...year(2018, "4200000.00", "6.50") }],
    ]);
    const grown = () =>
      opened.sql(
        `SELECT coalesce(sum(amount), 0)::int AS sum FROM accelerator.measure_entry
         WHERE subject_id = $1 AND indicator = 'ACC_GROWTH'`,
        [own],
      );
    expect(await grown()).toEqual([{ sum: 1 }]);
    const [baseline] = await opened.sql(
      "SELECT id FROM accelerator.metric_snapshot WHERE course_id = $1 AND kind = 'BASELINE'",
      [own],
    );
    const input = { courseId: own, snapshotId: (baseline as { id: string }).id, ...year(2017, "4300000.00", "6.50") };
    const alone = await run(opened, lead, "snapshotCorrect", { ...input, reason: "" });
    expect(alone.codes).toEqual(["FOUR_EYES", "REASON_REQUIRED"]);
    expect((await run(opened, second, "snapshotCorrect", { ...input, reason: "Revisor" })).codes).toEqual([]);
    expect(await grown()).toEqual([{ sum: 0 }]);
    expect((await run(opened, second, "snapshotCorrect", { ...input, reason: "Igen" })).codes).toEqual(["FOUR_EYES"]);
    const late = { ...input, ...year(2018, "1.00", "1.00"), reason: "x" };
    expect((await run(opened, third, "snapshotCorrect", late)).codes).toEqual(["PERIOD_OVERLAP"]);
    const { data } = await opened.ask(
      lead,
      `query($id: ID!) { companyCourse(id: $id) { snapshots { turnover { amount }
        corrections { correctedBy reason turnover { amount } fte } } } }`,
      { id: own },
    );
    expect(data?.companyCourse).toMatchObject({
      snapshots: [
        {
          turnover: { amount: "4300000.00" },
          corrections: [
            { correctedBy: "test:second", reason: "Revisor", turnover: { amount: "4123456.00" }, fte: "6.50" },
          ],
        },
        { corrections: [] },
      ],
    });
  });
});

describe("growthRuleSet", () => {
  const SET = `mutation($input: GrowthRuleSetInput!) { growthRuleSet(input: $input) {
    growthRule { version turnoverAboveBp fteAboveBp needsBoth } refusals { code field } } }`;
  const rule = { programmeId: PROGRAMME, countsFrom: "2018-01-01", turnoverAboveBp: 3_000, needsBoth: false };

  test("counts companies by the version in force", async () => {
    const own = await accepted(103);
    await walk(opened, own, [["snapshotRecord", { kind: "FOLLOW_UP", ...year(2018, "5000000.00", "6.50") }]]);
    const grown = () =>
      opened.sql(
        `SELECT sum(amount)::int AS sum FROM accelerator.measure_entry
         WHERE subject_id = $1 AND indicator = 'ACC_GROWTH'`,
        [own],
      );
    expect(await grown()).toEqual([{ sum: 1 }]);
    const { data } = await opened.ask(lead, SET, { input: { ...rule, idempotencyKey: "rule" } });
    expect(data?.growthRuleSet).toEqual({
      growthRule: { version: 1, turnoverAboveBp: 3_000, fteAboveBp: null, needsBoth: false },
      refusals: [],
    });
    expect(await grown()).toEqual([{ sum: 0 }]);
    expect((await opened.ask(lead, SET, { input: { ...rule, idempotencyKey: "rule" } })).data).toEqual(data);
    const back = { ...rule, countsFrom: "2018-06-01", turnoverAboveBp: 0 };
    await opened.ask(lead, SET, { input: back });
    expect(await grown()).toEqual([{ sum: 1 }]);
  });

  test.for([
    { case: "no measure", input: { turnoverAboveBp: null }, codes: ["GROWTH_RULE_EMPTY"] },
    { case: "both of one", input: { needsBoth: true }, codes: ["GROWTH_RULE_EMPTY"] },
    { case: "a first day before the last version's", input: { countsFrom: "2017-01-01" }, codes: ["DATE_ORDER"] },
  ])("refuses $case", async ({ input, codes }) => {
    const { data } = await opened.ask(lead, SET, { input: { ...rule, countsFrom: "2018-07-01", ...input } });
    expect(data?.growthRuleSet).toMatchObject({ refusals: codes.map((code) => ({ code })) });
  });

  test("is for who may write and sees every company", async () => {
    const denied = await opened.ask(readerOnly, SET, { input: rule });
    const some = await opened.ask(inOdense, SET, { input: rule });
    const elsewhere = viewerWithin({ ...UNLIMITED, programmes: [idOf(999)] }, "courses:write");
    const unseen = await opened.ask(elsewhere, SET, { input: rule });
    const codes = [denied, some, unseen].map(({ errors }) => errors?.[0]?.extensions?.code);
    expect(codes).toEqual(["FORBIDDEN_FIELD", "FORBIDDEN_FIELD", "NOT_FOUND"]);
  });
});

describe("a cohort of 200 companies with eight quarters each", () => {
  const QUARTERS = ["01-01 03-31", "04-01 06-30", "07-01 09-30", "10-01 12-31"];
  const courseOf = (number: number) => ({
    ...COURSE,
    ...{
      id: idOf(10_000 + number),
      organisationId: idOf(20_000 + number),
      programmeId: LARGE,
      municipalityCode: "0751",
    },
    partnershipId: number % 2 === 0 ? idOf(2) : null,
    ...(number < 100 ? {} : { state: "REJECTED" as const, acceptedOn: null }),
  });

  beforeAll(async () => {
    const numbers = Array.from({ length: 200 }, (_, number) => number);
    const row = (number: number, index: number, more: Partial<MetricSnapshot>): MetricSnapshot => ({
      ...UNKNOWN_FIGURES,
      ...{ id: idOf(100_000 + number * 10 + index), courseId: idOf(10_000 + number), programmeId: LARGE },
      ...{ municipalityCode: "0751", kind: "FOLLOW_UP", periodFrom: localDate("2017-01-01") },
      ...{ periodTo: localDate("2017-12-31"), turnoverMinor: 400_000n, fteHundredths: 500, synthetic: true, ...more },
    });
    const snapshots = numbers.flatMap((number) => [
      row(number, 0, { kind: "BASELINE" }),
      ...[2018, 2019].flatMap((of, later) =>
        QUARTERS.map((ends, quarter) => {
          const [from, to] = ends.split(" ");
          const period = { periodFrom: localDate(`${of}-${from}`), periodTo: localDate(`${of}-${to}`) };
          const month = of === 2019 && quarter === 2 ? 12 : null;
          const turnoverMinor = number < 100 ? 120_000n : 101_000n;
          return row(number, 1 + later * 4 + quarter, { ...period, month, turnoverMinor });
        }),
      ),
    ]);
    await unitOfWork(opened.service.database, systemViewer("test"), "test", async ({ manager }) => {
      await manager.insert(CompanyCourseEntity, numbers.map(courseOf));
      for (let from = 0; from < snapshots.length; from += 600) {
        await manager.insert(MetricSnapshotEntity, snapshots.slice(from, from + 600));
      }
    });
  });

  const ask = (viewer: typeof lead, fields: string) =>
    opened.ask(viewer, `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { ${fields} } } }`, {
      of: [{ __typename: "Programme", id: LARGE }],
    });

  test("comes in one statement", async () => {
    const { data, errors, statements } = await ask(
      lead,
      `companyGrowth(asOf: "2020-06-30") { course { id state } group growth { status grown turnoverBp }
        snapshots { kind periodTo turnover { amount } } followUps { month status } }`,
    );
    expect(errors).toBeUndefined();
    const { companyGrowth: rows } = entityOf<{ companyGrowth: { snapshots: unknown[]; growth: unknown }[] }>({
      data: data ?? null,
    });
    expect(rows).toHaveLength(200);
    expect(rows.every(({ snapshots }) => snapshots.length === 9)).toBe(true);
    expect(rows[0]?.growth).toEqual({ status: "COMPARABLE", grown: true, turnoverBp: 2_000 });
    const empty = await ask(lead, "id");
    expect(statements - empty.statements).toBeLessThanOrEqual(3);
    expect(statements).toBe(3);
  });

  test("is compared with those that were turned down, in one statement for each comparison", async () => {
    const fields = `{ month group { owedCount { ... on ExactCount { count } } responseBp meanGrowthBp }
      other { meanGrowthBp } differenceBp lowerBp upperBp }`;
    const { data, errors } = await ask(
      partner,
      `growthComparison(seed: 3, asOf: "2020-06-30") { seed months ${fields} }`,
    );
    expect(errors).toBeUndefined();
    const programme = entityOf<{ growthComparison: { months: unknown[] } }>({ data: data ?? null });
    expect(programme.growthComparison.months[2]).toEqual({
      month: 12,
      group: { owedCount: { count: 100 }, responseBp: 10_000, meanGrowthBp: 2_000 },
      other: { meanGrowthBp: 100 },
      ...{ differenceBp: 1_900, lowerBp: 1_900, upperBp: 1_900 },
    });
    const shares = await ask(partner, `partnershipComparison(asOf: "2020-06-30") { months { month differenceBp } }`);
    expect(
      entityOf<{ partnershipComparison: { months: unknown[] } }>({ data: shares.data ?? null }).partnershipComparison
        .months[2],
    ).toEqual({ month: 12, differenceBp: 0 });
  });

  test("is summed by year for everybody, and company by company for none but who may see them", async () => {
    const sums = `companySums(year: 2019) { total { companiesCount { ... on ExactCount { count } } turnover { amount } isHidden } }`;
    const { data } = await ask(partner, sums);
    expect(entityOf<unknown>({ data: data ?? null })).toEqual({
      companySums: { total: { companiesCount: { count: 100 }, turnover: { amount: "480000.00" }, isHidden: false } },
    });
    const denied = await ask(partner, "companyGrowth { growth { grown } }");
    expect(denied.errors?.[0]?.extensions?.code).toBe("FORBIDDEN_FIELD");
    const mentor = viewerWithin({ ...UNLIMITED, courses: [idOf(10_001)] }, "companies:read");
    const own = await ask(
      mentor,
      'companyGrowth(asOf: "2020-06-30") { course { id } } advisoryAndGrowth { course { id } hours }',
    );
    expect(entityOf<unknown>({ data: own.data ?? null })).toEqual({
      companyGrowth: [{ course: { id: idOf(10_001) } }],
      advisoryAndGrowth: [{ course: { id: idOf(10_001) }, hours: "0.00" }],
    });
  });
});
