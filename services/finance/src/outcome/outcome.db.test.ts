import { randomUUID } from "node:crypto";
import { systemViewer, UNLIMITED, type Viewer } from "@inclusion/kernel";
import { viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  auditor,
  claimed,
  clerk,
  codesOf,
  employed,
  hash,
  ledger,
  money,
  opened,
  openMoney,
  openRun,
  programme,
  publish,
  step,
  tell,
  verified,
  verifier,
} from "./outcome-acts.fixture.ts";

beforeAll(() => openMoney(inject("postgres")));
afterAll(() => opened?.drop());

describe("from an employment fact to a paid, then reversed outcome", () => {
  test("the ledger says what happened after each step", async () => {
    const programmeId = await programme();
    const runId = await openRun(programmeId);
    const outcomeId = await verified(programmeId);
    expect((await ledger(programmeId)).ledger.nodes).toEqual([]);

    const priced = await step("outcomePrice", { outcomeId });
    expect(priced.outcome).toMatchObject({
      state: "PAYABLE",
      simulatedPayment: null,
      payment: {
        ...{ amount: { amount: "40000.00" }, cutByCap: { amount: "0.00" }, paidOn: null },
        parts: [
          { payer: "MUNICIPALITY", amount: { amount: "26666.67" } },
          { payer: "STATE", amount: { amount: "13333.33" } },
        ],
      },
    });
    expect((await ledger(programmeId)).ledgerBalances).toEqual([
      { kind: "OUTCOME_COST", party: "MUNICIPALITY", balance: { amount: "26666.67" } },
      { kind: "OUTCOME_COST", party: "STATE", balance: { amount: "13333.33" } },
      { kind: "OUTCOME_OWED", party: "PROVIDER", balance: { amount: "-40000.00" } },
    ]);

    await step("outcomeClaim", { outcomeId, runId });
    const paid = await step("outcomePay", { outcomeId, paidOn: "2021-05-03" });
    expect(paid.outcome).toMatchObject({ state: "PAID", payment: { paidOn: "2021-05-03" } });
    const afterwards = await ledger(programmeId);
    expect(afterwards.ledgerBalances.find(({ kind }) => kind === "OUTCOME_OWED")?.balance.amount).toBe("0.00");
    expect(afterwards.financeResults.map(({ value }) => value.count)).toEqual([1, 1]);

    const again = await step("outcomePay", { outcomeId, paidOn: "2021-06-03" });
    expect(codesOf(again)).toEqual(["DUPLICATE_PAYMENT"]);
    expect(again.outcome).toMatchObject({ state: "PAID", payment: { paidOn: "2021-05-03" } });

    const reversed = await step("outcomeReverse", { outcomeId, reason: "JOB_ENDED_EARLIER" });
    expect(reversed.outcome?.state).toBe("REVERSED");
    expect(codesOf(await step("outcomeReverse", { outcomeId, reason: "FRAUD" }))).toEqual(["ALREADY_REVERSED"]);
    const end = await ledger(programmeId);
    expect(end.ledger.nodes.map(({ businessKey }) => businessKey.replace(outcomeId, "o"))).toEqual([
      ...["outcome:o:1:price", "outcome:o:1:pay", "outcome:o:1:price:reversal", "outcome:o:1:pay:reversal"],
    ]);
    expect(end.ledgerBalances.every(({ balance }) => balance.amount === "0.00")).toBe(true);
    expect(end.financeResults.map(({ value }) => value.count)).toEqual([0, 0]);
    const told = await opened.sql<{ type: string; on: string }>(
      "SELECT type, payload->>'on' AS on FROM finance.fact WHERE payload->>'outcomeId' = $1 ORDER BY position",
      [outcomeId],
    );
    expect(told.map(({ type }) => type)).toEqual(["OutcomePaid", "OutcomePaymentReversed"]);
  });

  test("an outcome that is voided at its source is taken back, and may be reached again", async () => {
    const programmeId = await programme();
    const runId = await openRun(programmeId);
    const outcomeId = await claimed(programmeId, runId);
    await step("outcomePay", { outcomeId, paidOn: "2021-05-03" });
    const [row] = await opened.sql<{ participation_id: string }>(
      "SELECT participation_id FROM finance.outcome WHERE id = $1",
      [outcomeId],
    );
    const fact = {
      ...{ participationId: row?.participation_id, programmeId, municipalityCode: "0751", metric: "3B.3" },
      ...{ eventOn: "2021-03-01", cause: "test" },
    };
    await tell("OutcomeVoided", fact);
    await tell("OutcomeVoided", fact);
    const state = () => opened.sql("SELECT state, round FROM finance.outcome WHERE id = $1", [outcomeId]);
    expect(await state()).toEqual([{ state: "REVERSED", round: 1 }]);
    await tell("OutcomeReached", { ...fact, eventOn: "2021-04-01" });
    expect(await state()).toEqual([{ state: "REPORTED", round: 2 }]);
    await step("outcomeAttachEvidence", { outcomeId, kind: "PAYSLIP", hash: hash(`${outcomeId} again`) });
    await step("outcomeVerify", { outcomeId }, verifier);
    expect((await step("outcomePrice", { outcomeId })).outcome?.payment?.amount.amount).toBe("40000.00");
    expect((await ledger(programmeId)).capState).toMatchObject({ used: { amount: "40000.00" } });
  });

  test("simulated money is priced, never claimed, and leaves the ledger empty", async () => {
    const programmeId = await programme({ mode: "SIMULATED" });
    const runId = await openRun(programmeId);
    const outcomeId = await verified(programmeId);
    expect((await step("outcomePrice", { outcomeId })).outcome).toMatchObject({
      ...{ mode: "SIMULATED", state: "PAYABLE", payment: null },
      simulatedPayment: { simulatedAmount: { simulatedAmount: "40000.00" } },
    });
    expect(codesOf(await step("outcomeClaim", { outcomeId, runId }))).toEqual(["SIMULATED_NOT_PAYABLE"]);
    expect((await ledger(programmeId)).ledger.nodes).toEqual([]);
  });
});

describe("caps", () => {
  test("cut in the order of verification, and freed room goes to the next one that is priced", async () => {
    const programmeId = await programme({ programmeCap: "60000.00" });
    const [first, second, third] = [
      await verified(programmeId),
      await verified(programmeId),
      await verified(programmeId),
    ];
    expect(codesOf(await step("outcomePrice", { outcomeId: second }))).toEqual(["CAP_STATE_STALE"]);
    const { capState } = await ledger(programmeId);
    const priced = await step("outcomePrice", { outcomeId: first, expectedCapVersion: capState.version });
    expect(priced.outcome?.payment?.amount.amount).toBe("40000.00");
    const stale = await step("outcomePrice", { outcomeId: second, expectedCapVersion: capState.version });
    expect(codesOf(stale)).toEqual(["CAP_STATE_STALE"]);
    expect((await step("outcomePrice", { outcomeId: second })).outcome).toMatchObject({
      payment: { amount: { amount: "20000.00" }, cutByCap: { amount: "20000.00" } },
    });
    await step("outcomeReverse", { outcomeId: first, reason: "FRAUD" });
    expect((await step("outcomePrice", { outcomeId: third })).outcome?.payment?.amount.amount).toBe("40000.00");
  });

  test("hold for viewers who see one municipality only", async () => {
    const programmeId = await programme({ programmeCap: "40000.00" });
    await step("outcomePrice", { outcomeId: await verified(programmeId) });
    const elsewhere = await employed(programmeId, "2021-03-01", "0461");
    await step("outcomeAttachEvidence", { outcomeId: elsewhere, kind: "PAYSLIP", hash: hash(elsewhere) });
    await step("outcomeVerify", { outcomeId: elsewhere }, verifier);
    const inOdense: Viewer = {
      ...viewerWithin({ ...UNLIMITED, municipalities: ["0461"] }, ...money),
      subject: "test:odense",
    };
    expect((await step("outcomePrice", { outcomeId: elsewhere }, inOdense)).outcome?.payment?.amount.amount).toBe(
      "0.00",
    );
  });
});

test("one person's outcomes stack up to the person's cap, and lasting work is looked for in what was told", async () => {
  const of = (metric: string, indicator: string, unitPrice: string, more = {}) => ({
    ...{
      metric,
      indicators: [indicator],
      unitPrice,
      evidenceKinds: ["PAYSLIP"],
      validation: "SIMPLE_EX_POST",
      ...more,
    },
  });
  const lines = [
    of("STARTED", "3B.1", "5000.00"),
    of("COMPLETED", "3B.2", "15000.00"),
    of("EMPLOYED_13W", "3B.3", "40000.00", { sustainedWork: { need: 13, window: 16, minHours: 8 } }),
    of("EMPLOYED_26W", "3B.3", "35000.00", { sustainedWork: { need: 26, window: 30, minHours: 8 } }),
  ];
  const programmeId = await programme({ lines, personCap: "80000.00" });
  const [participationId, municipalityCode] = [randomUUID(), "0751"];
  for (const [metric, eventOn] of [
    ["3B.1", "2020-01-01"],
    ["3B.2", "2020-06-01"],
    ["3B.3", "2020-07-01"],
  ]) {
    await tell("OutcomeReached", { participationId, programmeId, municipalityCode, metric, eventOn, cause: "test" });
  }
  const outcomes = await opened.sql<{ id: string; metric: string }>(
    "SELECT id, metric FROM finance.outcome WHERE participation_id = $1 ORDER BY event_on, metric",
    [participationId],
  );
  expect(outcomes.map(({ metric }) => metric)).toEqual(["STARTED", "COMPLETED", "EMPLOYED_13W", "EMPLOYED_26W"]);
  const work = (until: string | null) => ({
    ...{ participationId, programmeId, municipalityCode, benefitAtEntry: null, seniorityWeeks: null },
    spells: [
      {
        employmentId: randomUUID(),
        form: "SMALL_JOB",
        hoursPerWeek: 10,
        isSubsidised: false,
        from: "2020-07-01",
        until,
      },
    ],
  });
  for (const { id: outcomeId } of outcomes) {
    await step("outcomeAttachEvidence", { outcomeId, kind: "PAYSLIP", hash: hash(`stacked ${outcomeId}`) });
  }
  await tell("WorkHistorySet", work("2020-10-31"));
  const refused = [];
  for (const { id: outcomeId } of outcomes) refused.push(codesOf(await step("outcomeVerify", { outcomeId }, verifier)));
  expect(refused).toEqual([[], [], [], ["RULE_NOT_MET"]]);
  await tell("WorkHistorySet", work(null));
  expect(codesOf(await step("outcomeVerify", { outcomeId: outcomes[3]?.id }, verifier))).toEqual([]);
  const paid = [];
  for (const { id: outcomeId } of outcomes) paid.push((await step("outcomePrice", { outcomeId })).outcome?.payment);
  expect(paid).toMatchObject([
    { amount: { amount: "5000.00" } },
    { amount: { amount: "15000.00" } },
    { amount: { amount: "40000.00" } },
    { amount: { amount: "20000.00" }, cutByCap: { amount: "15000.00" } },
  ]);
  const read = `query($of: [_Any!]!) { _entities(representations: $of) {
    ... on Participation { outcomePayments { metric state payment { amount { amount } } } } } }`;
  const { data } = await opened.ask(viewerWith("participations:read"), read, {
    of: [{ __typename: "Participation", id: participationId }],
  });
  const [found] = (data?._entities ?? []) as readonly { outcomePayments: readonly unknown[] }[];
  expect(found?.outcomePayments).toHaveLength(4);
});

describe("refusals", () => {
  test("one paper stands behind one outcome; its bringer does not verify it", async () => {
    const programmeId = await programme();
    const [one, other] = [await employed(programmeId), await employed(programmeId)];
    const paper = { kind: "PAYSLIP", hash: hash(`paper of ${one}`) };
    expect(codesOf(await step("outcomeAttachEvidence", { outcomeId: one, ...paper, hash: "x" }))).toEqual([
      "EVIDENCE_HASH",
    ]);
    expect(codesOf(await step("outcomeAttachEvidence", { outcomeId: one, ...paper, kind: "CONTRACT" }))).toEqual([
      "EVIDENCE_KIND",
    ]);
    await step("outcomeAttachEvidence", { outcomeId: one, ...paper }, verifier);
    expect(codesOf(await step("outcomeAttachEvidence", { outcomeId: other, ...paper }))).toEqual(["EVIDENCE_REUSED"]);
    expect(codesOf(await step("outcomeVerify", { outcomeId: one }, verifier))).toEqual(["FOUR_EYES"]);
    expect(codesOf(await step("outcomeReject", { outcomeId: one }, verifier))).toEqual(["REASON_REQUIRED"]);
    await step("outcomeReject", { outcomeId: one, reason: "HOURS_TOO_FEW" }, verifier);
    const read = await ledger(programmeId);
    expect(read.outcomeRejections).toEqual([{ reason: "HOURS_TOO_FEW", evidenceKind: "PAYSLIP", count: 1 }]);
    expect(read.outcomeDelays[0]).toEqual({ step: "EVENT_TO_VERIFICATION", taken: 0, medianDays: null, waiting: 1 });
  });

  test("of what is reported by hand", async () => {
    const programmeId = await programme({ contractEndsOn: "2021-12-31" });
    const participationId = randomUUID();
    const report = { participationId, metric: "PLAN", eventOn: "2021-02-01" };
    expect(codesOf(await step("outcomeReport", report))).toEqual(["PARTICIPATION_UNKNOWN"]);
    const steps = { referredOn: null, startedOn: "2021-01-01", completedOn: null, leftOn: null, partnershipId: null };
    await tell("PathwaySet", { participationId, programmeId, municipalityCode: "0751", ...steps });
    expect(codesOf(await step("outcomeReport", { ...report, metric: "NONE" }))).toEqual(["METRIC_NOT_PRICED"]);
    expect(codesOf(await step("outcomeReport", { ...report, eventOn: "2022-01-01" }))).toEqual(["OUTSIDE_CONTRACT"]);
    expect((await step("outcomeReport", report)).outcome?.state).toBe("REPORTED");
    expect(codesOf(await step("outcomeReport", report))).toEqual(["ALREADY_REPORTED"]);
  });

  test("of contracts that do not fit together", async () => {
    const programmeId = await programme();
    expect(await publish(programmeId)).toEqual(["RATE_CARD_ORDER"]);
    expect(await publish(programmeId, { validFrom: "2020-01-01", payers: [] })).toEqual(["RATE_CARD_INVALID"]);
    expect(await publish(programmeId, { validFrom: "2020-01-01", expectedVersion: 0 })).toEqual(["CONFLICT"]);
    expect(await publish(programmeId, { validFrom: "2020-01-01", expectedVersion: 1 })).toEqual([]);
  });

  test("of a programme that nobody has told of, whatever the viewer may see", async () => {
    const card = { lines: [], payers: [], schedule: { frequency: "QUARTERLY", cutOffDay: 15, graceDays: 30 } };
    const inputs = {
      RateCardPublish: { ...card, mode: "ACTUAL", validFrom: "2019-01-01" },
      PaymentRunOpen: { periodFrom: "2021-01-01", periodTo: "2021-03-31" },
    };
    for (const [name, input] of Object.entries(inputs)) {
      const field = `${name[0]?.toLowerCase()}${name.slice(1)}`;
      const text = `mutation($input: ${name}Input!) { ${field}(input: $input) { refusals { code } } }`;
      const unknown = { ...input, programmeId: randomUUID(), idempotencyKey: randomUUID() };
      const { errors } = await opened.ask(clerk, text, { input: unknown });
      expect(errors?.[0]).toMatchObject({ extensions: { code: "NOT_FOUND" } });
    }
    expect(
      await opened.sql(
        "SELECT 1 FROM finance.payment_run r WHERE NOT EXISTS (SELECT FROM finance.known_programme k WHERE k.programme_id = r.programme_id)",
      ),
    ).toEqual([]);
  });

  test("name the fields in which a repeated request differs", async () => {
    const programmeId = await programme();
    const outcomeId = await employed(programmeId);
    const input = { outcomeId, kind: "PAYSLIP", hash: hash(outcomeId), idempotencyKey: randomUUID() };
    const first = await step("outcomeAttachEvidence", input);
    await step("outcomeVerify", { outcomeId }, verifier);
    expect(await step("outcomeAttachEvidence", input)).toEqual(first);
    const [mismatch] = (await step("outcomeAttachEvidence", { ...input, hash: hash("other") })).refusals;
    expect(mismatch).toMatchObject({ code: "IDEMPOTENCY_MISMATCH", message: expect.stringContaining("(hash)") });
    expect(codesOf(await step("outcomeVerify", { outcomeId, expectedVersion: 1 }, verifier))).toEqual(["CONFLICT"]);
  });
});

test("what cannot be seen is not there, and who may not act is told so", async () => {
  const programmeId = await programme();
  const outcomeId = await employed(programmeId);
  const mutation = "mutation($input: OutcomePriceInput!) { outcomePrice(input: $input) { refusals { code } } }";
  const input = { outcomeId, idempotencyKey: randomUUID() };
  const denied = await opened.ask(auditor, mutation, { input });
  expect(denied.errors?.[0]).toMatchObject({ extensions: { code: "FORBIDDEN_FIELD" } });
  const outside = viewerWithin({ ...UNLIMITED, programmes: [randomUUID()] }, ...money);
  const [hidden, missing] = [
    await opened.ask(outside, mutation, { input }),
    await opened.ask(clerk, mutation, { input: { ...input, outcomeId: randomUUID() } }),
  ];
  expect(hidden.errors?.[0]).toMatchObject({ extensions: { code: "NOT_FOUND" } });
  expect(hidden.errors?.[0]?.message).toBe(missing.errors?.[0]?.message);
  const limited = await opened.ask(viewerWith("indicators:read"), `{ outcome(id: "${outcomeId}") { id } }`);
  expect(limited.errors?.[0]).toMatchObject({ extensions: { code: "FORBIDDEN_FIELD" } });
});

test("a restricted person's outcome keeps its amounts and says nothing of the person", async () => {
  const programmeId = await programme();
  const outcomeId = await verified(programmeId);
  await step("outcomePrice", { outcomeId });
  const read = async () =>
    (
      await opened.ask(
        auditor,
        `{ outcome(id: "${outcomeId}") { participation { id } evidence { kind } payment { amount { amount } } } }`,
      )
    ).data?.outcome as { participation: { id: string } | null };
  const before = await read();
  await tell("RestrictPerson", { participationIds: [before.participation?.id] });
  expect(await read()).toEqual({ participation: null, evidence: [], payment: { amount: { amount: "40000.00" } } });
  await tell("PersonRestrictionLifted", { participationIds: [before.participation?.id] });
  expect(await read()).toEqual(before);
});

describe("many at once", () => {
  test("fifty identical requests have one effect and one answer", async () => {
    const programmeId = await programme();
    const outcomeId = await claimed(programmeId, await openRun(programmeId));
    const input = { outcomeId, paidOn: "2021-05-03", idempotencyKey: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 50 }, () => step("outcomePay", input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.outcome?.state).toBe("PAID");
    expect((await ledger(programmeId)).ledger.nodes).toHaveLength(2);
  });

  test("of fifty conflicting requests one wins, and the others see its payment", async () => {
    const programmeId = await programme();
    const outcomeId = await claimed(programmeId, await openRun(programmeId));
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => step("outcomePay", { outcomeId, paidOn: "2021-05-03" })),
    );
    expect(answers.filter(({ refusals }) => refusals.length === 0)).toHaveLength(1);
    const lost = answers.filter(({ refusals }) => refusals.length > 0);
    expect(lost.every((answer) => codesOf(answer)[0] === "DUPLICATE_PAYMENT" && answer.outcome?.state === "PAID")).toBe(
      true,
    );
    expect((await ledger(programmeId)).ledger.nodes).toHaveLength(2);
  });

  test("a connection that dies before its commit leaves nothing behind, and the retry pays once", async () => {
    const programmeId = await programme();
    const outcomeId = await claimed(programmeId, await openRun(programmeId));
    const input = { outcomeId, paidOn: "2021-05-03", idempotencyKey: randomUUID() };
    const query = "mutation($input: OutcomePayInput!) { outcomePay(input: $input) { refusals { code } } }";
    const { database } = opened.service;
    let broken: Promise<unknown> | undefined;
    await database.write(systemViewer("finance"), async (holder) => {
      await holder.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`finance:ledger:${programmeId}`]);
      broken = opened.ask(clerk, query, { input });
      let killed = 0;
      while (killed === 0) {
        const rows = await opened.sql(
          `SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a JOIN pg_locks l ON l.pid = a.pid
           WHERE a.datname = current_database() AND l.locktype = 'advisory' AND NOT l.granted`,
        );
        killed = rows.length;
      }
    });
    expect(await broken).toMatchObject({ errors: [{ path: ["outcomePay"] }] });
    expect(await opened.sql("SELECT state FROM finance.outcome WHERE id = $1", [outcomeId])).toEqual([
      { state: "CLAIMED" },
    ]);
    expect((await step("outcomePay", input)).outcome?.state).toBe("PAID");
    expect((await ledger(programmeId)).ledger.nodes).toHaveLength(2);
  });

  test("a retry after a lost answer gets the first answer", async () => {
    const programmeId = await programme();
    const outcomeId = await claimed(programmeId, await openRun(programmeId));
    const input = { outcomeId, paidOn: "2021-05-03", idempotencyKey: randomUUID() };
    const first = await step("outcomePay", input);
    await step("outcomeReverse", { outcomeId, reason: "FRAUD" });
    expect(await step("outcomePay", input)).toEqual(first);
  });
});
