import { randomUUID } from "node:crypto";
import { systemViewer, type Viewer } from "@inclusion/kernel";
import { unitOfWork } from "@inclusion/kernel/runtime";
import { viewerWith } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { handlers } from "./facts.ts";
import {
  claimed,
  clerk,
  codesOf,
  opened,
  openMoney,
  openRun,
  type Payload,
  programme,
  step,
  tell,
} from "./outcome/outcome-acts.fixture.ts";

beforeAll(() => openMoney(inject("postgres")));
afterAll(() => opened?.drop());

// biome-ignore lint/suspicious/noExplicitAny: answers of the graph are looked at by their form
type Any = any;

async function ofProgramme(id: string, fields: string, viewer: Viewer = clerk): Promise<Any> {
  const { data, errors } = await opened.ask(
    viewer,
    `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { ${fields} } } }`,
    { of: [{ __typename: "Programme", id }] },
  );
  expect(errors).toBeUndefined();
  const [found] = (data?._entities ?? []) as Any[];
  return found;
}

async function close(runId: string, more: object = {}, viewer: Viewer = clerk): Promise<Any> {
  const { data, errors } = await opened.ask(
    viewer,
    `mutation($input: PaymentRunCloseInput!) { paymentRunClose(input: $input) {
      paymentRun { isOpen version } refusals { code message field } } }`,
    { input: { runId, idempotencyKey: randomUUID(), ...more } },
  );
  expect(errors).toBeUndefined();
  return data?.paymentRunClose;
}

test("a run tells its outcomes page by page, with sums of all of them", async () => {
  const id = await programme();
  const runId = await openRun(id);
  const outcomes = [await claimed(id, runId), await claimed(id, runId), await claimed(id, runId)];
  await step("outcomePay", { outcomeId: outcomes[0], paidOn: "2021-05-03" });
  const fields = (
    after: string,
  ) => `paymentRuns { outcomes(first: 2${after}) { nodes { id } pageInfo { hasNextPage endCursor } }
    totals { claimed { amount } paid { amount } cutByCap { amount } parts { payer amount { amount } } } }`;
  const [first] = (await ofProgramme(id, fields(""))).paymentRuns;
  expect(first.outcomes.pageInfo.hasNextPage).toBe(true);
  const [second] = (await ofProgramme(id, fields(`, after: "${first.outcomes.pageInfo.endCursor}"`))).paymentRuns;
  expect(second.outcomes.pageInfo.hasNextPage).toBe(false);
  const listed = [...first.outcomes.nodes, ...second.outcomes.nodes].map((each: Any) => each.id);
  expect(listed).toEqual(outcomes.toSorted());
  expect(first.totals).toEqual({
    ...{ claimed: { amount: "80000.00" }, paid: { amount: "40000.00" }, cutByCap: { amount: "0.00" } },
    parts: [
      { payer: "MUNICIPALITY", amount: { amount: "80000.01" } },
      { payer: "STATE", amount: { amount: "39999.99" } },
    ],
  });
  expect(second.totals).toEqual(first.totals);
});

test("a run is closed once: nothing more is claimed in it, and what was claimed may still be paid", async () => {
  const id = await programme();
  const runId = await openRun(id);
  const inRun = await claimed(id, runId);
  expect((await close(runId, { expectedVersion: 7 })).refusals.map((each: Any) => each.code)).toEqual(["CONFLICT"]);
  expect(await close(runId)).toEqual({ paymentRun: { isOpen: false, version: 2 }, refusals: [] });
  expect((await close(runId)).refusals.map((each: Any) => each.code)).toEqual(["RUN_CLOSED"]);
  const other = await claimed(id, await openRunAfter(id));
  expect(codesOf(await step("outcomeRefusePayment", { outcomeId: other, reason: "Not yet" }))).toEqual([]);
  expect(codesOf(await step("outcomeClaim", { outcomeId: other, runId }))).toEqual(["RUN_CLOSED"]);
  expect((await step("outcomePay", { outcomeId: inRun, paidOn: "2021-05-03" })).outcome?.state).toBe("PAID");
});

async function openRunAfter(programmeId: string): Promise<string> {
  const input = { programmeId, periodFrom: "2021-04-01", periodTo: "2021-06-30", idempotencyKey: randomUUID() };
  const text = "mutation($input: PaymentRunOpenInput!) { paymentRunOpen(input: $input) { paymentRun { id } } }";
  const { data } = await opened.ask(clerk, text, { input });
  const answer = data?.paymentRunOpen as { paymentRun: { id: string } } | undefined;
  return answer?.paymentRun.id ?? "";
}

const bookkeeper: Viewer = { ...viewerWith("finance:read", "costs:write", "claims:write"), subject: "test:books" };

async function act(name: string, row: string, input: object): Promise<string> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const text = `mutation($input: ${type}!) { ${name}(input: $input) { ${row} { id } refusals { code message field } } }`;
  const { data, errors } = await opened.ask(bookkeeper, text, { input: { idempotencyKey: randomUUID(), ...input } });
  expect(errors).toBeUndefined();
  const answer = data?.[name] as Payload & Readonly<Record<string, { id: string }>>;
  expect(answer.refusals).toEqual([]);
  return answer[row]?.id ?? "";
}

async function grantOf(programmeId: string): Promise<string> {
  const payload = {
    ...{ programmeId, readOn: "2019-01-01", currency: "DKK", startsOn: "2018-02-06", endsOn: "2022-09-30" },
    ...{ eligibleTotalMinor: "100000000", eligibleTotalDerived: false },
    parts: [{ source: "ESF", label: "EU", minor: "50000000" }],
  };
  await unitOfWork(opened.service.database, systemViewer("finance"), "test", async (tx) => {
    const fact = { position: "1", id: randomUUID(), type: "SheetRead", version: 1, subject: programmeId, payload };
    await handlers.partnership?.SheetRead?.(tx, fact);
  });
  const [row] = await opened.sql<{ id: string }>("SELECT id FROM finance.programme_grant WHERE programme_id = $1", [
    programmeId,
  ]);
  return row?.id ?? "";
}

const cost = (grantId: string, amount: string, invoiceRef: string) => ({
  ...{ grantId, partnerOrganisationId: randomUUID(), kind: "STAFF", mainActivity: "MA1_QUALIFICATION" },
  ...{ axis: "AXIS_3B1", amount, invoiceRef, invoicedOn: "2019-03-01", paidOn: "2019-03-20" },
  ...{ activity: "Mentor hours", isAdditional: true },
});

test("a claim's amount by state is what was known of it then", async () => {
  const id = randomUUID();
  const grantId = await grantOf(id);
  const [first, second] = [
    await act("costLineRecord", "costLine", cost(grantId, "1000.00", "I-1")),
    await act("costLineRecord", "costLine", cost(grantId, "250.00", "I-2")),
  ];
  const claimId = await act("costClaimOpen", "costClaim", {
    ...{ grantId, periodFrom: "2019-03-01", periodTo: "2019-08-31" },
  });
  await act("costClaimAddLine", "costClaim", { claimId, costLineId: first });
  const [now] = await opened.sql<{ at: Date }>("SELECT clock_timestamp() AS at");
  const knownThen = (now as { at: Date }).at.toISOString();
  await act("costClaimAddLine", "costClaim", { claimId, costLineId: second });
  await act("costClaimRemoveLine", "costClaim", { claimId, costLineId: first });

  const at = async (clock: string): Promise<unknown> =>
    (await ofProgramme(id, `grant { claimsByState${clock} { state count claimed { amount } } }`)).grant.claimsByState;
  expect(await at(`(knownAt: "${knownThen}")`)).toEqual([{ state: "OPEN", count: 1, claimed: { amount: "1000.00" } }]);
  expect(await at("")).toEqual([{ state: "OPEN", count: 1, claimed: { amount: "250.00" } }]);
  expect(await at(`(asOf: "2019-01-01")`)).toEqual([]);
});

test("hours by axis and kind, and what one of them cost", async () => {
  const id = randomUUID();
  const grantId = await grantOf(id);
  await act("costLineRecord", "costLine", cost(grantId, "3000.00", "I-1"));
  for (const [axis, activity, month, hours] of [
    ["AXIS_3B1", "COURSE", "2019-03", 20.5],
    ["AXIS_3B1", "COURSE", "2019-04", 9.5],
    ["AXIS_3B1", "MENTOR", "2019-04", 10],
    ["AXIS_3B2", "ADVICE", "2019-04", 4],
  ] as const) {
    await tell("HoursDelivered", { programmeId: id, axis, activity, month, hours });
  }
  // A later total of the month takes the place of the earlier one.
  await tell("HoursDelivered", { programmeId: id, axis: "AXIS_3B1", activity: "MENTOR", month: "2019-04", hours: 30 });
  const fields = "hoursDelivered { axis activity hours costPerHour { amount } }";
  expect((await ofProgramme(id, fields)).hoursDelivered).toEqual([
    { axis: "AXIS_3B1", activity: "COURSE", hours: "30.00", costPerHour: { amount: "50.00" } },
    { axis: "AXIS_3B1", activity: "MENTOR", hours: "30.00", costPerHour: { amount: "50.00" } },
    { axis: "AXIS_3B2", activity: "ADVICE", hours: "4.00", costPerHour: { amount: "0.00" } },
  ]);
  const text = `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { ${fields} } } }`;
  const denied = await opened.ask(viewerWith("signed-in"), text, { of: [{ __typename: "Programme", id }] });
  expect(denied.errors?.[0]).toMatchObject({ extensions: { code: "FORBIDDEN_FIELD" } });
});
