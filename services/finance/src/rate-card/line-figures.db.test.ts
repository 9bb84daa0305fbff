import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { toldProgramme } from "../known-programme.fixture.ts";
import { auditor, clerk, opened, openMoney } from "../outcome/outcome-acts.fixture.ts";

beforeAll(() => openMoney(inject("postgres")));
afterAll(() => opened?.drop());

const PUBLISH = `mutation($input: RateCardPublishInput!) { rateCardPublish(input: $input) {
  rateCard { id } refusals { code } } }`;

/** A programme with a published line, `started` participants and `achieved` verified outcomes. */
async function programmeWith(line: object, started: number, achieved: number): Promise<string> {
  const programmeId = await toldProgramme(opened.service);
  const { data, errors } = await opened.ask(clerk, PUBLISH, {
    input: {
      ...{ programmeId, mode: "ACTUAL", validFrom: "2019-01-01", idempotencyKey: randomUUID() },
      payers: [{ payer: "MUNICIPALITY", weight: 1 }],
      schedule: { frequency: "QUARTERLY", cutOffDay: 10, graceDays: 30 },
      lines: [
        {
          ...{ metric: "EMPLOYED", unitPrice: "80000.00", evidenceKinds: ["PAYSLIP"], validation: "NOT_AVAILABLE" },
          ...line,
        },
      ],
    },
  });
  expect(errors).toBeUndefined();
  const published = data?.rateCardPublish as { rateCard: { id: string } } | undefined;
  await opened.sql(
    `INSERT INTO finance.pathway (participation_id, programme_id, municipality_code, started_on)
     SELECT gen_random_uuid(), $1, '0751', '2019-02-04' FROM generate_series(1, $2)`,
    [programmeId, started],
  );
  await opened.sql(
    `INSERT INTO finance.outcome (id, programme_id, participation_id, municipality_code, metric, indicator, event_on, card_id,
       mode, state, round, rejections, reported_by, verified_at, verified_by, is_restricted)
     SELECT gen_random_uuid(), $1, gen_random_uuid(), '0751', 'EMPLOYED', '3B.3', '2020-01-01', $2, 'ACTUAL', 'VERIFIED', 1, 0,
       'test', '2020-02-01T00:00:00.000Z', 'test', false FROM generate_series(1, $3)`,
    [programmeId, published?.rateCard.id, achieved],
  );
  return programmeId;
}

async function figureOf(programmeId: string) {
  const { data, errors } = await opened.ask(
    auditor,
    `{ _entities(representations: [{ __typename: "Programme", id: "${programmeId}" }]) { ... on Programme {
       rateLineFigures(asOf: "2021-01-01") { metric achieved cohort payable { amount } twoSided { amount }
         additional payableOnAdditional { amount } } } } }`,
  );
  expect(errors).toBeUndefined();
  const [found] = (data?._entities ?? []) as { rateLineFigures: Record<string, unknown>[] }[];
  return found?.rateLineFigures[0];
}

const TWO_SIDED = {
  ...{ target: 72, floorBp: 6_000, ceilingBp: 12_000 },
  ...{ bonusShare: { numerator: "1", denominator: "2" }, malusShare: { numerator: "1", denominator: "1" } },
};

test.for([
  [40, "3456000.00"],
  [60, "4800000.00"],
  [72, "5760000.00"],
  [80, "6080000.00"],
  [110, "6912000.00"],
] as const)("V08: %i of 72 come to %s", async ([achieved, amount]) => {
  const programmeId = await programmeWith({ twoSided: TWO_SIDED }, 0, achieved);
  expect(await figureOf(programmeId)).toMatchObject({ achieved, twoSided: { amount }, additional: null });
});

test("V09: what 83 outcomes of 148 participants are beyond 18 per cent", async () => {
  const baselineRate = { numerator: "18", denominator: "100" };
  const programmeId = await programmeWith({ baselineRate }, 148, 83);
  expect(await figureOf(programmeId)).toEqual({
    ...{ metric: "EMPLOYED", achieved: 83, cohort: 148, payable: { amount: "0.00" }, twoSided: null },
    ...{ additional: "56.36", payableOnAdditional: { amount: "4508800.00" } },
  });
});
