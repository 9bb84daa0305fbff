/** An example of every mutation of this service, each with all that has to be there before it. */
import { randomUUID } from "node:crypto";
import { systemViewer, type Viewer } from "@inclusion/kernel";
import { unitOfWork } from "@inclusion/kernel/runtime";
import { viewerWith } from "@inclusion/kernel/testing";
import { expect } from "vitest";
import { handlers } from "./facts.ts";
import { toldProgramme } from "./known-programme.fixture.ts";
import {
  claimed,
  employed,
  hash,
  opened,
  openRun,
  programme,
  step,
  tell,
  verified,
} from "./outcome/outcome-acts.fixture.ts";

const WRITE = [
  ...["costs:write", "claims:write", "rates:write", "outcomes:write", "payments:write", "simulations:write"],
  ...["decisions:write", "finance:read", "participations:read", "simulations:read"],
];
const officer: Viewer = { ...viewerWith(...WRITE), subject: "test:officer" };
const second: Viewer = { ...viewerWith(...WRITE, "claims:audit", "outcomes:verify"), subject: "test:second" };

export type Input = Readonly<Record<string, unknown>>;

/** A request that is accepted, what of it would make it another one, and which of its ids is the row's own. */
export type Example = Readonly<{ input: Input; other: Input; of: string; as: Viewer }>;

/** Takes a step as its own viewer; every one of them has to be accepted. */
async function done(
  name: string,
  input: Input,
  as: Viewer = officer,
): Promise<Readonly<Record<string, { id: string }>>> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const noun = ["costClaim", "costLine", "simulation", "paymentRun"].find((each) => name.startsWith(each)) ?? "";
  const row = name === "simulationRun" ? "job" : noun;
  const text = `mutation($input: ${type}!) { ${name}(input: $input) { ${row} { id } refusals { code message } } }`;
  const { data, errors } = await opened.ask(as, text, { input: { idempotencyKey: randomUUID(), ...input } });
  expect(errors).toBeUndefined();
  const answer = data?.[name] as Record<string, { id: string }> & { refusals: readonly unknown[] };
  expect(answer.refusals).toEqual([]);
  return answer;
}

const told = (): Promise<string> => toldProgramme(opened.service);

async function grant(): Promise<string> {
  const programmeId = randomUUID();
  const payload = {
    ...{ programmeId, readOn: "2019-01-01", currency: "DKK", startsOn: "2018-02-06", endsOn: "2022-09-30" },
    ...{ eligibleTotalMinor: "100000000", eligibleTotalDerived: false },
    parts: [{ source: "ESF", label: "EU", minor: "50000000" }],
  };
  const fact = { position: "1", id: randomUUID(), type: "SheetRead", version: 1, subject: programmeId, payload };
  await unitOfWork(opened.service.database, systemViewer("finance"), "test", async (tx) => {
    await handlers.partnership?.SheetRead?.(tx, fact);
  });
  const [row] = await opened.sql<{ id: string }>("SELECT id FROM finance.programme_grant WHERE programme_id = $1", [
    programmeId,
  ]);
  return row?.id ?? "";
}

const lineOf = (grantId: string): Input => ({
  ...{ grantId, partnerOrganisationId: randomUUID(), kind: "STAFF", mainActivity: "MA1_QUALIFICATION" },
  ...{ axis: "AXIS_3B1", amount: "1000.00", invoiceRef: "I-1", invoicedOn: "2019-03-01", paidOn: "2019-03-20" },
  ...{ evidenceHash: hash("paper"), activity: "Mentor hours", isAdditional: true },
});

async function line(grantId: string): Promise<string> {
  return (await done("costLineRecord", lineOf(grantId))).costLine?.id ?? "";
}

type ClaimAt = Readonly<{ claimId: string; lineId: string; grantId: string }>;

/** A claim with one line that has taken so many of the steps to its payment. */
async function claimAfter(steps: 0 | 1 | 2 | 3 | 4 | 5): Promise<ClaimAt> {
  const grantId = await grant();
  const lineId = await line(grantId);
  const period = { grantId, periodFrom: "2019-03-01", periodTo: "2019-08-31" };
  const claimId = (await done("costClaimOpen", period)).costClaim?.id ?? "";
  await done("costClaimAddLine", { claimId, costLineId: lineId });
  const way = [
    () => done("costClaimLock", { claimId }),
    () => done("costClaimAudit", { claimId }, second),
    () => done("costClaimSubmit", { claimId }),
    () => done("costClaimDecide", decision({ claimId, lineId })),
    () => done("costClaimPay", { claimId, amount: "500.00", paidOn: "2019-11-01" }),
  ];
  for (const take of way.slice(0, steps)) await take();
  return { claimId, lineId, grantId };
}

const decision = ({ claimId, lineId }: Pick<ClaimAt, "claimId" | "lineId">): Input => ({
  ...{ claimId, decidedOn: "2019-10-01" },
  lines: [{ costLineId: lineId, accepted: "1000.00", refused: "0.00" }],
});

const ofClaim = async (steps: Parameters<typeof claimAfter>[0], more: Input, other: Input): Promise<Example> => {
  const { claimId } = await claimAfter(steps);
  return { input: { claimId, ...more }, other, of: "claimId", as: officer };
};

async function queried(): Promise<string> {
  const { claimId } = await claimAfter(3);
  await done("costClaimQuery", { claimId, note: "Where is the contract?" });
  return claimId;
}

async function correction(): Promise<Example> {
  const { claimId, lineId, grantId } = await claimAfter(5);
  const period = { grantId, periodFrom: "2019-09-01", periodTo: "2020-02-29" };
  const intoClaimId = (await done("costClaimOpen", period)).costClaim?.id ?? "";
  const input = { claimId, intoClaimId, costLineId: lineId, amount: "10.00", reason: "Paid twice" };
  return { input, other: { amount: "11.00" }, of: "claimId", as: officer };
}

const terms = {
  ...{ firstMonth: "2019-01", programmeMonths: 24, monthsAfter: 12, supportRate: "1/2", draws: 5, seed: 7 },
  costs: [{ year: 2019, cost: "2000000.00" }],
  groups: [
    { municipalityCode: "0751", persons: 2, startMonth: 3, benefit: "CASH_ACTIVITY_READY", seniorityWeeks: 104 },
  ],
};

async function simulation(state: "DRAFT" | "COMPUTED" | "FROZEN"): Promise<string> {
  const made = await done("simulationCreate", { programmeId: await told(), name: "Example", terms });
  const simulationId = made.simulation?.id ?? "";
  if (state === "DRAFT") return simulationId;
  await done("simulationRun", { simulationId });
  await expect
    .poll(() => opened.sql("SELECT state FROM finance.simulation WHERE id = $1", [simulationId]), { timeout: 20_000 })
    .toEqual([{ state: "COMPUTED" }]);
  if (state === "FROZEN") await done("simulationFreeze", { simulationId });
  return simulationId;
}

async function job(): Promise<string> {
  const simulationId = await simulation("DRAFT");
  const id = randomUUID();
  await opened.sql(
    `INSERT INTO finance.job (id, programme_id, kind, subject_id, state, phase, created_by, runner)
     SELECT $1, programme_id, 'SIMULATION_RUN', id, 'RUNNING', 'DRAWS', 'test', $1 FROM finance.simulation WHERE id = $2`,
    [id, simulationId],
  );
  return id;
}

async function evidenced(): Promise<string> {
  const outcomeId = await employed(await programme());
  await step("outcomeAttachEvidence", { outcomeId, kind: "PAYSLIP", hash: hash(outcomeId) });
  return outcomeId;
}

async function priced(): Promise<Readonly<{ outcomeId: string; runId: string }>> {
  const programmeId = await programme();
  const runId = await openRun(programmeId);
  const outcomeId = await verified(programmeId);
  await step("outcomePrice", { outcomeId });
  return { outcomeId, runId };
}

async function claimedOutcome(): Promise<string> {
  const programmeId = await programme();
  return claimed(programmeId, await openRun(programmeId));
}

async function known(): Promise<string> {
  const [participationId, programmeId] = [randomUUID(), await programme()];
  await tell("PathwaySet", {
    ...{ participationId, programmeId, municipalityCode: "0751", partnershipId: null, referredOn: "2020-01-06" },
    ...{ startedOn: "2020-02-03", completedOn: null, leftOn: null },
  });
  return participationId;
}

const card = {
  ...{ mode: "ACTUAL", validFrom: "2019-01-01", payers: [{ payer: "MUNICIPALITY", weight: 1 }] },
  schedule: { frequency: "QUARTERLY", cutOffDay: 10, graceDays: 30 },
  lines: [{ metric: "PLAN", unitPrice: "1000.00", evidenceKinds: ["SIGNED_FORM"], validation: "NOT_AVAILABLE" }],
};

const ofOutcome = (outcomeId: string, more: Input, other: Input, as: Viewer = officer): Example => {
  return { input: { outcomeId, ...more }, other, of: "outcomeId", as };
};

/** By mutation. `other` of a mutation that has nothing but an id is the version that it expects. */
export const EXAMPLES: Readonly<Record<string, () => Promise<Example>>> = {
  grantAdjust: async () => ({
    input: {
      ...{ grantId: await grant(), status: "ADJUSTED", eligibleTotal: "900000.00", costMethod: "REAL_COST" },
      ...{ shares: [{ source: "ESF", amount: "450000.00", label: "EU" }], rate: { numerator: "1", denominator: "2" } },
      ...{ eligibleFrom: "2018-02-06", eligibleTo: "2022-09-30", budget: [], decidedOn: "2020-01-01", reason: "Less" },
    },
    ...{ other: { reason: "More" }, of: "grantId", as: officer },
  }),
  costLineRecord: async () => ({
    ...{ input: lineOf(await grant()), other: { amount: "999.00" }, of: "grantId", as: officer },
  }),
  costLineCorrect: async () => {
    const { grantId, ...facts } = lineOf(await grant());
    const input = { ...facts, costLineId: await line(String(grantId)), amount: "1200.00" };
    return { input, other: { amount: "1300.00" }, of: "costLineId", as: officer };
  },
  costLineWithdraw: async () => ({
    input: { costLineId: await line(await grant()) },
    ...{ other: { expectedVersion: 1 }, of: "costLineId", as: officer },
  }),
  costClaimOpen: async () => ({
    input: { grantId: await grant(), periodFrom: "2019-03-01", periodTo: "2019-08-31" },
    ...{ other: { periodTo: "2020-02-29" }, of: "grantId", as: officer },
  }),
  costClaimAddLine: async () => {
    const { claimId, grantId } = await claimAfter(0);
    const input = { claimId, costLineId: await line(grantId) };
    return { input, other: { costLineId: randomUUID() }, of: "claimId", as: officer };
  },
  costClaimRemoveLine: async () => {
    const { claimId, lineId } = await claimAfter(0);
    const input = { claimId, costLineId: lineId };
    return { input, other: { costLineId: randomUUID() }, of: "claimId", as: officer };
  },
  costClaimLock: () => ofClaim(0, {}, { expectedVersion: 2 }),
  costClaimAudit: async () => ({ ...(await ofClaim(1, {}, { note: "Seen" })), as: second }),
  costClaimSubmit: () => ofClaim(2, {}, { expectedVersion: 4 }),
  costClaimQuery: () => ofClaim(3, { note: "Why?" }, { note: "How?" }),
  costClaimReply: async () => ({
    input: { claimId: await queried(), note: "Here." },
    ...{ other: { note: "There." }, of: "claimId", as: officer },
  }),
  costClaimDecide: async () => {
    const input = decision(await claimAfter(3));
    return { input, other: { decidedOn: "2019-10-02" }, of: "claimId", as: officer };
  },
  costClaimPay: () => ofClaim(4, { amount: "500.00", paidOn: "2019-11-01" }, { paidOn: "2019-11-02" }),
  costClaimCorrect: correction,
  rateCardPublish: async () => ({
    input: { ...card, programmeId: await told() },
    ...{ other: { programmeCap: "10.00" }, of: "programmeId", as: officer },
  }),
  outcomeReport: async () => ({
    input: { participationId: await known(), metric: "PLAN", eventOn: "2021-03-01" },
    ...{ other: { eventOn: "2021-03-02" }, of: "participationId", as: officer },
  }),
  outcomeAttachEvidence: async () => {
    const outcomeId = await employed(await programme());
    return ofOutcome(outcomeId, { kind: "PAYSLIP", hash: hash(outcomeId) }, { hash: hash("another") });
  },
  outcomeVerify: async () => ofOutcome(await evidenced(), {}, { expectedVersion: 2 }, second),
  outcomeReject: async () => ofOutcome(await evidenced(), { reason: "OTHER" }, { reason: "HOURS_TOO_FEW" }, second),
  outcomePrice: async () => ofOutcome(await verified(await programme()), {}, { expectedCapVersion: 0 }),
  outcomeClaim: async () => {
    const { outcomeId, runId } = await priced();
    return ofOutcome(outcomeId, { runId }, { runId: randomUUID() });
  },
  outcomePay: async () => ofOutcome(await claimedOutcome(), { paidOn: "2021-05-03" }, { paidOn: "2021-05-04" }),
  outcomeRefusePayment: async () => ofOutcome(await claimedOutcome(), { reason: "No" }, { reason: "Not yet" }),
  outcomeReverse: async () => ofOutcome((await priced()).outcomeId, { reason: "FRAUD" }, { reason: "OTHER" }),
  paymentRunOpen: async () => ({
    input: { programmeId: await programme(), periodFrom: "2021-01-01", periodTo: "2021-03-31" },
    ...{ other: { periodTo: "2021-04-30" }, of: "programmeId", as: officer },
  }),
  paymentRunClose: async () => ({
    input: { runId: await openRun(await programme()) },
    ...{ other: { expectedVersion: 1 }, of: "runId", as: officer },
  }),
  simulationCreate: async () => ({
    input: { programmeId: await told(), name: "One", terms },
    ...{ other: { name: "Two" }, of: "programmeId", as: officer },
  }),
  simulationChange: async () => ({
    input: { simulationId: await simulation("DRAFT"), name: "One", terms },
    ...{ other: { name: "Two" }, of: "simulationId", as: officer },
  }),
  simulationRun: async () => ({
    input: { simulationId: await simulation("DRAFT") },
    ...{ other: { expectedVersion: 1 }, of: "simulationId", as: officer },
  }),
  simulationFreeze: async () => ({
    input: { simulationId: await simulation("COMPUTED") },
    ...{ other: { expectedVersion: 2 }, of: "simulationId", as: officer },
  }),
  jobCancel: async () => ({ input: { jobId: await job() }, other: { jobId: randomUUID() }, of: "jobId", as: officer }),
  municipalDecisionRecord: async () => ({
    input: {
      ...{ simulationId: await simulation("FROZEN"), municipalityCode: "0751", decision: "FINANCE" },
      ...{ decidedOn: new Date().toISOString().slice(0, 10), councilReference: "Case 7" },
    },
    ...{ other: { councilReference: "Case 8" }, of: "simulationId", as: officer },
  }),
};
