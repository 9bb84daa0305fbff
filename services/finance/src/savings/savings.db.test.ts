import { NOTHING, UNLIMITED } from "@inclusion/kernel";
import { afterRelease, openTestService, type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { service } from "../service.ts";

const id = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;
const PROGRAMME = id(1);

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"), afterRelease);
  await opened.sql(
    `INSERT INTO finance.programme_grant (id, programme_id, currency, eligible_total_minor, eligible_total_derived,
       eligible_from, eligible_to, read_on) VALUES ($1, $1, 'DKK', 100000000, false, '2019-01-01', '2020-12-31', '2019-01-01')`,
    [PROGRAMME],
  );
  await opened.sql(
    `INSERT INTO finance.pathway (participation_id, programme_id, municipality_code, started_on)
     SELECT ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, $1, CASE WHEN n <= 118 THEN '0751' ELSE '0461' END, '2019-02-04'
     FROM generate_series(101, 120) n`,
    [PROGRAMME],
  );
  await opened.sql(
    `INSERT INTO finance.work_history (participation_id, programme_id, municipality_code, benefit_at_entry, seniority_weeks)
     SELECT participation_id, programme_id, municipality_code, 'CASH_ACTIVITY_READY', 104 FROM finance.pathway`,
  );
  await opened.sql(
    `INSERT INTO finance.work_spell (employment_id, participation_id, programme_id, municipality_code, form, hours_per_week,
       is_subsidised, started_on, ended_on)
     SELECT ('00000000-0000-7000-8000-' || lpad((n + 900)::text, 12, '0'))::uuid,
       ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, $1, '0751', 'ORDINARY', 37, false, '2019-02-04',
       CASE WHEN n <= 106 THEN NULL ELSE '2019-05-05'::date END
     FROM generate_series(101, 110) n`,
    [PROGRAMME],
  );
});
afterAll(() => opened?.drop());

const reader = viewerWith("simulations:read");
const seesRows = viewerWith("simulations:read", "participations:read");
const inOdense = viewerWithin({ ...UNLIMITED, municipalities: ["0461"], regions: [] }, "simulations:read");

// biome-ignore lint/suspicious/noExplicitAny: answers of the graph are looked at by their form
type Any = any;

async function programme(viewer: typeof reader, fields: string): Promise<Any> {
  const text = `{ _entities(representations: [{ __typename: "Programme", id: "${PROGRAMME}" }]) { ... on Programme { ${fields} } } }`;
  const { data, errors } = await opened.ask(viewer, text);
  expect(errors).toBeUndefined();
  const [found] = (data?._entities ?? []) as Any[];
  return found;
}

const COUNT = "{ ... on ExactCount { count } ... on SuppressedCount { below } }";
const savings = (
  more: string,
) => `savings(cohortYear: 2019, ${more}) { persons ${COUNT} employed ${COUNT} notCounted ${COUNT}
  payers { payer saving { low { simulatedAmount } mid { simulatedAmount } high { simulatedAmount } } }
  publicTotal { mid { simulatedAmount } } assumptions }`;
const none = `deadweight: { low: "0", mid: "0", high: "0" }`;

describe("Programme.savings", () => {
  test("are by purse what the known weeks of work save, less what would have come anyway", async () => {
    // 13 weeks of ten persons at the last step: 11,282 a month x 3/13 x 13 weeks, of which the state refunds 20 %.
    const { savings: found } = await programme(seesRows, savings(`asOf: "2019-05-05", ${none}`));
    expect(found).toMatchObject({ persons: { count: 20 }, employed: { count: 10 }, notCounted: { count: 0 } });
    const mid = found.payers.map(({ payer, saving }: Any) => [payer, saving.mid.simulatedAmount]);
    expect(mid).toEqual([
      ["MUNICIPALITY", "337518.00"],
      ["STATE", "103692.00"],
      ["REGION", "5625.00"],
    ]);
    expect(found.publicTotal.mid.simulatedAmount).toBe("446835.00");
  });

  test("lie between their ends, and are hidden for few persons", async () => {
    const { savings: found } = await programme(reader, savings(`asOf: "2020-12-31", monthsAfter: 12`));
    for (const { saving } of found.payers) {
      const [low, mid, high] = [saving.low, saving.mid, saving.high].map(({ simulatedAmount }) =>
        Number(simulatedAmount),
      );
      expect(low).toBeLessThan(Number(mid));
      expect(mid).toBeLessThan(Number(high));
    }
    const few = await programme(inOdense, savings(`asOf: "2020-12-31"`));
    expect(few.savings).toMatchObject({ persons: { below: 5 }, payers: null, publicTotal: null });
  });

  test("are what was known at an instant, and nothing of another programme", async () => {
    const early = await programme(reader, savings(`asOf: "2020-12-31", knownAt: "2019-01-01T00:00:00Z"`));
    expect(early.savings).toMatchObject({ persons: { count: 0 }, publicTotal: { mid: { simulatedAmount: "0.00" } } });
    const outside = viewerWithin(
      { ...NOTHING, programmes: [id(2)], municipalities: null, regions: null },
      "simulations:read",
    );
    expect((await programme(outside, savings(`asOf: "2020-12-31"`))).savings.persons).toEqual({ count: 0 });
  });
});

test("what person and company gain stands beside, with its source, and in no public sum", async () => {
  const asked = `asOf: "2019-05-05", ${none}, gains: { personPerMonth: "1000.00", companyPerMonth: "500.00", source: "own judgement" }`;
  const fields = savings(asked).replace("assumptions", "assumptions noted { party gain { mid { simulatedAmount } } }");
  const { savings: found } = await programme(seesRows, fields);
  // 13 weeks of ten persons are 30 months of work.
  expect(found.noted).toEqual([
    { party: "PERSON", gain: { mid: { simulatedAmount: "30000.00" } } },
    { party: "COMPANY", gain: { mid: { simulatedAmount: "15000.00" } } },
  ]);
  expect(found.publicTotal.mid.simulatedAmount).toBe("446835.00");
  expect(found.assumptions.at(-1)).toBe("Gains of person and company: own judgement");
  const { errors } = await opened.ask(
    reader,
    `{ _entities(representations: [{ __typename: "Programme", id: "${PROGRAMME}" }]) { ... on Programme {
       savings(cohortYear: 2019, gains: { personPerMonth: "1", companyPerMonth: "1", source: " " }) { cohortYear } } } }`,
  );
  expect(errors?.[0]?.extensions?.code).toBe("BAD_USER_INPUT");
});

describe("the closing question", () => {
  const closing = `closingQuestion(asOf: "2020-12-31", monthsAfter: 24) { firstMonth cost { simulatedAmount }
    municipalities { municipality { code } started ${COUNT} employed ${COUNT} sustainedRate cost { simulatedAmount }
      saving { simulatedAmount } outcome { isSelfFinancing coverageBp } byDeadweight { deadweight breakEvenSustainedRate outcome { coverageBp } } } }`;

  test("is answered by municipality, at each share of deadweight", async () => {
    const { closingQuestion } = await programme(viewerWith("simulations:read", "participations:read"), closing);
    expect(closingQuestion).toMatchObject({ firstMonth: "2019-01", cost: { simulatedAmount: "1000000.00" } });
    const [odense, aarhus] = closingQuestion.municipalities;
    expect(odense).toMatchObject({ municipality: { code: "0461" }, started: { count: 2 }, employed: { count: 0 } });
    expect(aarhus).toMatchObject({
      started: { count: 18 },
      employed: { count: 10 },
      sustainedRate: "0.6",
      cost: { simulatedAmount: "900000.00" },
    });
    const coverage = aarhus.byDeadweight.map(({ outcome }: Any) => outcome.coverageBp);
    expect(aarhus.byDeadweight.map(({ deadweight }: Any) => deadweight)).toEqual(["0", "0.1", "0.2", "0.3", "0.4"]);
    expect(coverage).toEqual([...coverage].sort((a: number, b: number) => b - a));
  });

  test("bears for one place the same cost whoever asks, and hides few persons", async () => {
    const { closingQuestion } = await programme(inOdense, closing);
    expect(closingQuestion).toMatchObject({ cost: { simulatedAmount: "100000.00" } });
    expect(closingQuestion.municipalities).toMatchObject([{ started: { below: 5 }, cost: null, byDeadweight: [] }]);
  });

  test("is nothing without the scope", async () => {
    const text = `{ _entities(representations: [{ __typename: "Programme", id: "${PROGRAMME}" }]) { ... on Programme { ${closing} } } }`;
    const { errors } = await opened.ask(viewerWith("finance:read"), text);
    expect(errors?.[0]).toMatchObject({ extensions: { code: "FORBIDDEN_FIELD" } });
  });
});

describe("calculations", () => {
  async function ask(field: string): Promise<Any> {
    const { data, errors } = await opened.ask(reader, `{ ${field} }`);
    expect(errors).toBeUndefined();
    return Object.values(data ?? {})[0];
  }
  const money = "{ simulatedAmount }";

  test("V03 and V37: a split by the ladder", async () => {
    const fields = `{ gross ${money} state ${money} municipality ${money} nextWeek steps { refundPercent weeks } }`;
    expect(
      await ask(`benefitSplit(input: { monthlyBenefit: "11944.00", firstWeek: 53, weeks: 26 }) ${fields}`),
    ).toMatchObject({
      ...{ gross: { simulatedAmount: "71664.00" }, state: { simulatedAmount: "14332.80" }, nextWeek: 79 },
    });
    const small = `weeklyBenefit: "2756.31", benefitLeft: "1900.00", firstWeek: 50, weeks: 6`;
    expect(await ask(`benefitSplit(input: { ${small} }) ${fields}`)).toMatchObject({
      ...{ state: { simulatedAmount: "1284.47" }, municipality: { simulatedAmount: "3853.39" }, nextWeek: 56 },
    });
  });

  test("V12 and V13: present value and payback", async () => {
    const fields = `{ rate npv ${money} sum ${money} paybackSimple paybackDiscounted }`;
    const flows = ["-120000", "0", "0", "0", ...Array.from({ length: 21 }, () => "7560")].map((flow) => `"${flow}"`);
    expect(await ask(`presentValue(input: { flows: [${flows}], every: MONTH }) ${fields}`)).toEqual({
      ...{ rate: "7/200", npv: { simulatedAmount: "32537.32" }, sum: { simulatedAmount: "38760.00" } },
      ...{ paybackSimple: 19, paybackDiscounted: 20 },
    });
    const years = ["-34152809", "5000000", "11000000", "11000000", "9000000", "7000000"].map((flow) => `"${flow}"`);
    expect(await ask(`presentValue(input: { flows: [${years}], every: YEAR, rate: "0.04" }) ${fields}`)).toMatchObject({
      ...{ npv: { simulatedAmount: "4050689.06" }, paybackSimple: 4, paybackDiscounted: 5 },
    });
  });

  test("V36: the three answers", async () => {
    const rows = [
      [2018, 4_000_000, 200_000, 150_000, 0],
      [2019, 8_000_000, 1_500_000, 700_000, 30_000],
      [2020, 9_000_000, 4_200_000, 1_600_000, 90_000],
      [2021, 8_000_000, 6_100_000, 2_200_000, 140_000],
      [2022, 5_152_809, 6_800_000, 2_400_000, 160_000],
    ].map(
      ([year, cost, municipality, state, region]) =>
        `{ year: ${year}, cost: "${cost}", municipality: "${municipality}", state: "${state}", region: "${region}" }`,
    );
    const fields = `{ incomeStatement { support ${money} } answers { discountRate publicNpv ${money} municipalityAloneNpv ${money} municipalityWithSupportNpv ${money} coverageBp isPublicGain } }`;
    const found = await ask(`fundingCase(input: { years: [${rows}], supportRate: "1/2" }) ${fields}`);
    expect(found.answers[0]).toEqual({
      ...{ discountRate: "7/200", coverageBp: 5339, isPublicGain: false },
      publicNpv: { simulatedAmount: "-8064918.82" },
      municipalityAloneNpv: { simulatedAmount: "-14839303.94" },
      municipalityWithSupportNpv: { simulatedAmount: "1079186.57" },
    });
    expect(found.incomeStatement.at(-1)).toEqual({ support: { simulatedAmount: "2576404.00" } });
  });

  test.for([
    `benefitSplit(input: { firstWeek: 1, weeks: 1 }) { nextWeek }`,
    `benefitSplit(input: { monthlyBenefit: "1", firstWeek: 0, weeks: 1 }) { nextWeek }`,
    `benefitSplit(input: { monthlyBenefit: "1", firstWeek: 1, weeks: 1, on: "2015-01-01" }) { nextWeek }`,
    `presentValue(input: { flows: [], every: YEAR }) { rate }`,
    `presentValue(input: { flows: ["1"], every: YEAR, rate: "3.5" }) { rate }`,
    `fundingCase(input: { years: [], supportRate: "1/2" }) { answers { discountRate } }`,
  ])("%s is bad input", async (field) => {
    const { errors } = await opened.ask(reader, `{ ${field} }`);
    expect(errors?.[0]).toMatchObject({ extensions: { code: "BAD_USER_INPUT" } });
  });
});

test("the closing question counts verified outcomes alone when it is asked to, for who sees outcomes", async () => {
  const asked = `closingQuestion(asOf: "2020-12-31", verifiedOnly: true) { municipalities { started ${COUNT} employed ${COUNT} } }`;
  const sees = viewerWith("simulations:read", "finance:read");
  const found = await programme(sees, asked);
  expect(found.closingQuestion.municipalities.map(({ employed }: Any) => employed)).toEqual([
    { count: 0 },
    { count: 0 },
  ]);
  const text = `{ _entities(representations: [{ __typename: "Programme", id: "${PROGRAMME}" }]) { ... on Programme { ${asked} } } }`;
  const { errors } = await opened.ask(reader, text);
  expect(errors?.[0]?.extensions?.code).toBe("FORBIDDEN_FIELD");
});
