import { randomUUID } from "node:crypto";
import { systemViewer, UNLIMITED, type Viewer } from "@inclusion/kernel";
import { unitOfWork } from "@inclusion/kernel/runtime";
import { openTestService, type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { handlers } from "../facts.ts";
import { service } from "../service.ts";

const scopes = ["finance:read", "costs:write", "claims:write"];
const clerk = viewerWith(...scopes);
const aarhus: Viewer = viewerWithin({ ...UNLIMITED, municipalities: ["0751"], regions: [] }, ...scopes);
const partner = randomUUID();

let opened: TestService;
let grantId = "";
const lines: Record<string, string> = {};

type Answer = Readonly<{ row: { id: string } | null; refusals: readonly { code: string; field: readonly string[] }[] }>;

async function act(name: string, noun: string, input: Record<string, unknown>, viewer: Viewer): Promise<Answer> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const text = `mutation($input: ${type}!) { ${name}(input: $input) { row: ${noun} { id } refusals { code field } } }`;
  const { data, errors } = await opened.ask(viewer, text, { input: { idempotencyKey: randomUUID(), ...input } });
  expect(errors).toBeUndefined();
  return data?.[name] as Answer;
}

const cost = (invoiceRef: string, municipalityCode: string | null, differs: Record<string, unknown> = {}) => ({
  ...{ grantId, partnerOrganisationId: partner, kind: "STAFF", mainActivity: "MA1_QUALIFICATION", axis: "AXIS_3B1" },
  ...{ amount: "1000.00", invoiceRef, invoicedOn: "2019-03-01", paidOn: "2019-03-20", activity: "Mentors" },
  ...{ isAdditional: true, municipalityCode, ...differs },
});

const codesOf = ({ refusals }: Answer) => refusals.map(({ code, field }) => [code, field.at(-1)]);

beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  const programmeId = randomUUID();
  const payload = {
    ...{ programmeId, readOn: "2019-01-01", currency: "DKK", startsOn: "2018-02-06", endsOn: "2022-09-30" },
    ...{ eligibleTotalMinor: "3415280900", eligibleTotalDerived: false, parts: [] },
  };
  const fact = { position: "1", id: randomUUID(), type: "SheetRead", version: 1, subject: programmeId, payload };
  await unitOfWork(opened.service.database, systemViewer("finance"), "test", async (tx) => {
    await handlers.partnership?.SheetRead?.(tx, fact);
  });
  const [grant] = await opened.sql<{ id: string }>("SELECT id FROM finance.programme_grant");
  grantId = grant?.id ?? "";
  for (const [name, code] of [
    ["own", "0751"],
    ["other", "0461"],
    ["shared", null],
  ] as const) {
    lines[name] = (await act("costLineRecord", "costLine", cost(name, code), clerk)).row?.id ?? "";
  }
  const period = { grantId, periodFrom: "2019-03-01", periodTo: "2019-08-31" };
  lines.claim = (await act("costClaimOpen", "costClaim", period, clerk)).row?.id ?? "";
  const own = { claimId: lines.claim, costLineId: lines.own };
  expect(codesOf(await act("costClaimAddLine", "costClaim", own, clerk))).toEqual([]);
});
afterAll(() => opened?.drop());

test("a place sees its own lines, as they are and as they were, and no claim", async () => {
  const text = `{ costClaim(id: "${lines.claim}") { id events { toState } }
    _entities(representations: [{ __typename: "Grant", id: "${grantId}" }]) { ... on Grant {
      costLines { nodes { id claim { id } } } claims { id } budgetLines { spent { amount } } } } }`;
  const seenBy = async (viewer: Viewer) => (await opened.ask(viewer, text)).data as Record<string, never>;
  const whole = await seenBy(clerk);
  expect(whole).toMatchObject({ costClaim: { id: lines.claim }, _entities: [{ claims: [{ id: lines.claim }] }] });
  expect(whole).toMatchObject({ _entities: [{ budgetLines: [{ spent: { amount: "3000.00" } }] }] });
  expect(await seenBy(aarhus)).toEqual({
    costClaim: null,
    _entities: [
      {
        ...{ costLines: { nodes: [{ id: lines.own, claim: null }] }, claims: [] },
        budgetLines: [{ spent: { amount: "1000.00" } }],
      },
    ],
  });
  const rows = await opened.service.database.read(aarhus, ({ query }) =>
    query<{ code: string }>(
      `SELECT DISTINCT municipality_code AS code FROM (SELECT municipality_code FROM finance.cost_line
         UNION ALL SELECT municipality_code FROM finance.cost_line_history) line`,
    ),
  );
  expect(rows).toEqual([{ code: "0751" }]);
  const events = await opened.service.database.read(aarhus, ({ query }) =>
    query("SELECT 1 FROM finance.cost_claim_event UNION ALL SELECT 1 FROM finance.cost_claim_history"),
  );
  expect(events).toEqual([]);
});

test("a place records cost of its own, and what others recorded counts against it", async () => {
  const record = (input: Record<string, unknown>) => act("costLineRecord", "costLine", input, aarhus);
  expect(codesOf(await record(cost("mine", "0751")))).toEqual([]);
  expect(codesOf(await record(cost("not mine", "0461")))).toEqual([["ROW_UNKNOWN", "municipalityCode"]]);
  expect(codesOf(await record(cost("of all", null)))).toEqual([["ROW_UNKNOWN", "municipalityCode"]]);
  expect(codesOf(await record(cost("other", "0751")))).toEqual([["COST_ALREADY_RECORDED", "invoiceRef"]]);

  const hours = { kind: "STANDARD_RATE", staffRef: "mentor", hours: "160.00" };
  const month = { amount: "40000.00", hours };
  const recorded = await act("costLineRecord", "costLine", cost("a month", "0461", month), clerk);
  expect(codesOf(recorded)).toEqual([]);
  expect(codesOf(await record(cost("more of it", "0751", month)))).toEqual([["HOURS_ABOVE_CEILING", "hours"]]);
});

test("a place opens no claim, and the lines of others are not there for it", async () => {
  const period = { grantId, periodFrom: "2019-09-01", periodTo: "2020-02-29" };
  expect(codesOf(await act("costClaimOpen", "costClaim", period, aarhus))).toEqual([["GRANT_UNKNOWN", "grantId"]]);
  const withdraw = `mutation($input: CostLineWithdrawInput!) { costLineWithdraw(input: $input) { refusals { code } } }`;
  for (const costLineId of [lines.other, lines.shared, randomUUID()]) {
    const { errors } = await opened.ask(aarhus, withdraw, { input: { costLineId, idempotencyKey: randomUUID() } });
    expect(errors?.[0]).toMatchObject({ extensions: { code: "NOT_FOUND" } });
  }
});
