/** Steps of outcomes, as tests take them through the graph. */
import { createHash, randomUUID } from "node:crypto";
import { systemViewer, type Viewer } from "@inclusion/kernel";
import { unitOfWork } from "@inclusion/kernel/runtime";
import { openTestService, type TestPostgres, type TestService, viewerWith } from "@inclusion/kernel/testing";
import { expect } from "vitest";
import { deliveryHandlers } from "../delivery/delivery.facts.ts";
import { toldProgramme } from "../known-programme.fixture.ts";
import { service } from "../service.ts";

export let opened: TestService;
/** Opens the service on a database of its own. */
export async function openMoney(postgres: TestPostgres): Promise<void> {
  opened = await openTestService(service, postgres);
}

export const money = [
  "finance:read",
  "participations:read",
  "ledger:read",
  "rates:write",
  "outcomes:write",
  "payments:write",
];
export const clerk: Viewer = { ...viewerWith(...money), subject: "test:clerk" };
export const verifier: Viewer = { ...viewerWith(...money, "outcomes:verify"), subject: "test:verifier" };
export const auditor = viewerWith("finance:read", "ledger:read", "indicators:read");
export const hash = (text: string): string => createHash("sha256").update(text).digest("hex");

export type Payload = Readonly<{
  outcome: { id: string; version: number; state: string; payment: { amount: { amount: string } } | null } | null;
  refusals: readonly { code: string; message: string; field: readonly string[] | null }[];
}>;

export const OUTCOME = `outcome { id version state mode payment { amount { amount } cutByCap { amount } paidOn
  parts { payer amount { amount } } } simulatedPayment { simulatedAmount { simulatedAmount } } } refusals { code message field }`;

export async function step(name: string, input: Record<string, unknown>, viewer: Viewer = clerk): Promise<Payload> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const wanted = { idempotencyKey: randomUUID(), ...input };
  const { data, errors } = await opened.ask(
    viewer,
    `mutation($input: ${type}!) { ${name}(input: $input) { ${OUTCOME} } }`,
    {
      input: wanted,
    },
  );
  // More requests at once than connections: whoever waited too long is told so, and sends the same again.
  if (errors?.[0]?.extensions?.code === "SUBGRAPH_TIMEOUT") return step(name, wanted, viewer);
  expect(errors).toBeUndefined();
  return data?.[name] as Payload;
}

export const codesOf = ({ refusals }: Payload): readonly string[] => refusals.map(({ code }) => code);

export async function tell(type: string, payload: unknown): Promise<void> {
  const fact = { position: "1", id: randomUUID(), type, version: 1, subject: "s", payload };
  await unitOfWork(opened.service.database, systemViewer("finance"), "test", async (tx) => {
    await deliveryHandlers[type]?.(tx, fact);
  });
}

/** A contract: 40,000 kroner for a job, two parts by the municipality and one by the state. */
export async function publish(programmeId: string, differs: Record<string, unknown> = {}): Promise<readonly string[]> {
  const input = {
    ...{ programmeId, mode: "ACTUAL", validFrom: "2019-01-01", idempotencyKey: randomUUID() },
    payers: [
      { payer: "MUNICIPALITY", weight: 2 },
      { payer: "STATE", weight: 1 },
    ],
    schedule: { frequency: "QUARTERLY", cutOffDay: 15, graceDays: 30 },
    lines: [
      {
        ...{ metric: "EMPLOYED", indicators: ["3B.3", "3B.4"], unitPrice: "40000.00", evidenceKinds: ["PAYSLIP"] },
        validation: "SIMPLE_EX_POST",
      },
      { metric: "PLAN", unitPrice: "1000.00", evidenceKinds: ["SIGNED_FORM"], validation: "NOT_AVAILABLE" },
    ],
    ...differs,
  };
  const { data, errors } = await opened.ask(
    clerk,
    "mutation($input: RateCardPublishInput!) { rateCardPublish(input: $input) { rateCard { id version } refusals { code } } }",
    { input },
  );
  expect(errors).toBeUndefined();
  const answer = data?.rateCardPublish as Payload | undefined;
  return answer?.refusals.map(({ code }) => code) ?? ["NO ANSWER"];
}

export async function employed(
  programmeId: string,
  eventOn = "2021-03-01",
  municipalityCode = "0751",
): Promise<string> {
  const participationId = randomUUID();
  const reached = { participationId, programmeId, municipalityCode, metric: "3B.3", eventOn, cause: "test" };
  await tell("OutcomeReached", reached);
  const [outcome] = await opened.sql<{ id: string }>("SELECT id FROM finance.outcome WHERE participation_id = $1", [
    participationId,
  ]);
  return outcome?.id ?? "";
}

export async function openRun(programmeId: string): Promise<string> {
  const input = { programmeId, periodFrom: "2021-01-01", periodTo: "2021-03-31", idempotencyKey: randomUUID() };
  const { data } = await opened.ask(
    clerk,
    "mutation($input: PaymentRunOpenInput!) { paymentRunOpen(input: $input) { paymentRun { id } refusals { code } } }",
    { input },
  );
  const answer = data?.paymentRunOpen as { paymentRun: { id: string } } | undefined;
  return answer?.paymentRun.id ?? "";
}

export async function verified(programmeId: string): Promise<string> {
  const outcomeId = await employed(programmeId);
  await step("outcomeAttachEvidence", { outcomeId, kind: "PAYSLIP", hash: hash(outcomeId) });
  expect((await step("outcomeVerify", { outcomeId }, verifier)).outcome?.state).toBe("VERIFIED");
  return outcomeId;
}

export async function claimed(programmeId: string, runId: string): Promise<string> {
  const outcomeId = await verified(programmeId);
  await step("outcomePrice", { outcomeId });
  expect((await step("outcomeClaim", { outcomeId, runId })).outcome?.state).toBe("CLAIMED");
  return outcomeId;
}

export async function ledger(programmeId: string) {
  const { data, errors } = await opened.ask(
    auditor,
    `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme {
      ledger { nodes { position businessKey reverses entries { party kind amount { amount } } } }
      ledgerBalances { party kind balance { amount } } capState { version used { amount } left { amount } }
      outcomeDelays { step taken medianDays waiting } outcomeRejections { reason evidenceKind count }
      financeResults { code value { ... on ExactCount { count } } } outcomes { nodes { id } } } } }`,
    { of: [{ __typename: "Programme", id: programmeId }] },
  );
  expect(errors).toBeUndefined();
  type Ledger = {
    ledger: { nodes: { businessKey: string; reverses: string | null }[] };
    ledgerBalances: { kind: string; party: string; balance: { amount: string } }[];
    capState: { version: number; used: { amount: string }; left: { amount: string } | null };
    outcomeRejections: readonly unknown[];
    financeResults: { code: string; value: { count: number } }[];
    outcomeDelays: { step: string; taken: number; medianDays: number | null; waiting: number }[];
  };
  const [found] = (data?._entities ?? []) as readonly Ledger[];
  return found as Ledger;
}

export const programme = async (differs: Record<string, unknown> = {}): Promise<string> => {
  const id = await toldProgramme(opened.service);
  expect(await publish(id, differs)).toEqual([]);
  return id;
};
