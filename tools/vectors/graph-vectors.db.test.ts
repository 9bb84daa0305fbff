/** Worked examples through the subgraph of finance, with the names and numbers that its clients use. */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { service } from "@inclusion/finance";
import { handlers } from "@inclusion/finance/facts";
import { decimalOf, systemViewer } from "@inclusion/kernel";
import { unitOfWork } from "@inclusion/kernel/runtime";
import { openTestService, type TestService, viewerWith } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

// biome-ignore lint/suspicious/noExplicitAny: each example has a shape of its own
type Json = any;
const { vectors } = JSON.parse(readFileSync(new URL("./finance.json", import.meta.url), "utf8")) as {
  vectors: readonly { id: string; title: string; input: Json; expected: Json }[];
};

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
});
afterAll(() => opened?.drop());

const reader = viewerWith("finance:read", "simulations:read", "participations:read");
/** Long numbers are written in groups, so that none looks like a person's number. */
const minor = (value: number | string): string => decimalOf(BigInt(String(value).replaceAll("_", "")));
const money = "{ simulatedAmount }";

async function ask(field: string): Promise<Json> {
  const { data, errors } = await opened.ask(reader, `{ ${field} }`);
  expect(errors).toBeUndefined();
  return Object.values(data ?? {})[0];
}

async function splitOf(input: Json, benefit: string): Promise<Json> {
  const given = `${benefit}, firstWeek: ${input.first_seniority_week}, weeks: ${input.weeks}, on: "2018-06-01"`;
  const found = await ask(
    `benefitSplit(input: { ${given} }) { gross ${money} state ${money} municipality ${money} nextWeek steps { refundPercent weeks } }`,
  );
  const steps = found.steps.map(({ refundPercent, weeks }: Json) => [String(refundPercent), weeks]);
  return {
    ...{ gross: found.gross.simulatedAmount, state: found.state.simulatedAmount, nextWeek: found.nextWeek },
    ...{ municipality: found.municipality.simulatedAmount, steps: Object.fromEntries(steps) },
  };
}

const weekly = (value: number): string => `weeklyBenefit: "${minor(value)}"`;

async function expectSplit({ input, expected }: Json, benefit: string): Promise<void> {
  expect(await splitOf(input, benefit)).toMatchObject({
    ...{ gross: minor(expected.gross.oere), state: minor(expected.state_share.oere) },
    municipality: minor(expected.municipal_share.oere),
    ...(expected.weeks_by_refund_pct === undefined ? {} : { steps: expected.weeks_by_refund_pct }),
    ...(expected.seniority_week_after === undefined ? {} : { nextWeek: expected.seniority_week_after }),
  });
}

const monthly = ({ month_0: first, ...rest }: Json): string[] => {
  const last = Object.keys(rest).includes("months_4_to_24") ? 24 : 18;
  return [minor(first), "0", "0", "0", ...Array.from({ length: last - 3 }, () => "7560.00")];
};

async function expectFlows({ input, expected }: Json): Promise<void> {
  const flows = monthly(input.flows_oere).map((flow) => `"${flow}"`);
  const found = await ask(
    `presentValue(input: { flows: [${flows}], every: MONTH, rate: "${input.annual_rate}" })
      { npv ${money} sum ${money} paybackSimple paybackDiscounted }`,
  );
  expect(found).toEqual({
    npv: { simulatedAmount: minor(expected.npv.oere) },
    sum: { simulatedAmount: minor(expected.sum_undiscounted.oere) },
    ...{ paybackSimple: expected.payback_month_simple, paybackDiscounted: expected.payback_month_discounted },
  });
}

/** A sheet makes the grant; its shares are read as clients read them. */
async function expectFunding({ input, expected }: Json): Promise<void> {
  const programmeId = randomUUID();
  const part = (source: string, kr: number | undefined) =>
    kr === undefined ? [] : [{ source, label: source, minor: String(BigInt(kr) * 100n) }];
  const payload = {
    ...{ programmeId, readOn: "2019-01-01", currency: "DKK", startsOn: "2018-02-06", endsOn: "2022-09-30" },
    ...{ eligibleTotalMinor: String(BigInt(input.eligible_total_kr) * 100n), eligibleTotalDerived: false },
    parts: [...part("ESF", input.esf_kr), ...part("DECENTRALISED_BUSINESS_PROMOTION", input.dem_kr)],
  };
  await unitOfWork(opened.service.database, systemViewer("finance"), "test", async (tx) => {
    const fact = { position: "1", id: randomUUID(), type: "SheetRead", version: 1, subject: programmeId, payload };
    await handlers.partnership?.SheetRead?.(tx, fact);
  });
  const [found] = await ask(
    `_entities(representations: [{ __typename: "Programme", id: "${programmeId}" }]) { ... on Programme {
      grant { shares { source amount { amount } shareBp } } } }`,
  );
  const shares = found.grant.shares as readonly { source: string; amount: { amount: string }; shareBp: number }[];
  expect(Object.fromEntries(shares.map(({ source, amount }) => [source, amount.amount]))).toEqual(
    Object.fromEntries(Object.entries<Json>(expected.amounts).map(([source, { oere }]) => [source, minor(oere)])),
  );
  expect(Object.fromEntries(shares.map(({ source, shareBp }) => [source, shareBp]))).toEqual(expected.share_bp);
}

/** Examples that are asked of the graph here. */
const ASKED: Readonly<Record<string, (vector: Json) => Promise<void>>> = {
  V01: (vector) => expectSplit(vector, weekly(vector.input.weekly_benefit_oere)),
  V02: (vector) => expectSplit(vector, weekly(vector.input.weekly_benefit_oere)),
  V03: (vector) => expectSplit(vector, `monthlyBenefit: "${minor(vector.input.monthly_benefit_oere)}"`),
  V04: async ({ input, expected }) => {
    expect(await splitOf(input, weekly(input.weekly_benefit_oere))).toMatchObject({
      ...{ gross: minor(expected.gross.oere), state: minor(expected.state_rest.oere) },
      municipality: minor(expected.municipal_cofinancing.oere),
    });
  },
  V12: async ({ input, expected }) => {
    const flows = input.flows_oere.map((flow: string | number) => `"${minor(flow)}"`);
    for (const rate of input.rates) {
      const found = await ask(
        `presentValue(input: { flows: [${flows}], every: YEAR, rate: "${rate}" }) { npv ${money} }`,
      );
      expect(found.npv.simulatedAmount).toBe(minor(expected.npv[rate].oere));
    }
  },
  V13: expectFlows,
  V14: expectFlows,
  V17: expectFunding,
  V18: expectFunding,
  V37: (vector) => {
    const { weekly_before_oere: before, weekly_after_oere: left } = vector.input;
    return expectSplit(vector, `${weekly(before)}, benefitLeft: "${minor(left)}"`);
  },
};

/** Examples that stand in another test against the graph: the service and its test. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  V08: "services/finance/src/rate-card/line-figures.db.test.ts",
  V09: "services/finance/src/rate-card/line-figures.db.test.ts",
  ...Object.fromEntries(
    ["V06", "V07", "V19", "V20", "V21", "V22", "V23", "V24", "V26", "V38", "V39"].map((id) => [
      id,
      "tools/vectors/graph-money-vectors.db.test.ts",
    ]),
  ),
  V36: "services/finance/src/savings/savings.db.test.ts",
};

/** Examples that are not asked of the graph of finance, and why; all of them run through the public functions. */
const NOT_ASKED: Readonly<Record<string, string>> = {
  V05: "resets of the ladder are counted inside savings; no field tells them alone",
  V10: "a comparison group has no field",
  V11: "savings of one person are told in sums of a programme only",
  V15: "break-even is told of a whole simulation only",
  V16: "coverage is told of a case's years only, V36 has it",
  V25: "a tie is a property of the split",
  V27: "indicators are of the participant service",
  V28: "pace is of the participant service",
  V29: "follow-ups are of the participant service",
  V30: "ages are of the participant service",
  V31: "register numbers are of the partnership service",
  V32: "a birth year is never told",
  V33: "suppression is of the kernel and works on every count",
  V34: "growth is of the accelerator",
  V35: "the dividend ceiling is of the partnership service",
  V40: "reserved contracts are of the partnership service",
};

test.for(vectors.filter(({ id }) => ASKED[id] !== undefined))("$id $title", async (vector) => {
  await ASKED[vector.id]?.(vector);
});

test("no example is without its place", () => {
  const named = [ASKED, ELSEWHERE, NOT_ASKED].flatMap((each) => Object.keys(each));
  expect(named.toSorted()).toEqual(vectors.map(({ id }) => id).toSorted());
  for (const [id, file] of Object.entries(ELSEWHERE)) {
    expect(readFileSync(new URL(`../../${file}`, import.meta.url), "utf8")).toContain(id);
  }
});
