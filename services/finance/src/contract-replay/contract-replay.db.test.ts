import { createHash, randomUUID } from "node:crypto";
import { systemViewer, type Viewer } from "@inclusion/kernel";
import { unitOfWork } from "@inclusion/kernel/runtime";
import { afterRelease, openTestService, type TestService, viewerWith } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { handlers } from "../facts.ts";
import { toldProgramme } from "../known-programme.fixture.ts";
import { service } from "../service.ts";

const PROGRAMME = randomUUID();
const money = [
  "finance:read",
  "participations:read",
  "simulations:read",
  "rates:write",
  "outcomes:write",
  "payments:write",
];
const clerk: Viewer = { ...viewerWith(...money), subject: "test:clerk" };
const verifier: Viewer = { ...viewerWith(...money, "outcomes:verify"), subject: "test:verifier" };
const reporter = viewerWith("finance:read");

// biome-ignore lint/suspicious/noExplicitAny: answers of the graph are looked at by their form
type Any = any;

let opened: TestService;
const outcomes: string[] = [];

async function change(name: string, answer: string, input: Record<string, unknown>, viewer = clerk): Promise<Any> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const text = `mutation($input: ${type}!) { ${name}(input: $input) { ${answer} refusals { code message } } }`;
  const { data, errors } = await opened.ask(viewer, text, { input: { idempotencyKey: randomUUID(), ...input } });
  expect(errors).toBeUndefined();
  const found = data?.[name] as Any;
  expect(found.refusals).toEqual([]);
  return found;
}

let isReleased = false;

/** An outcome of another person, reported, shown and verified. */
async function verified(programmeId: string, eventOn: string): Promise<string> {
  const participationId = randomUUID();
  const told = { participationId, programmeId, municipalityCode: "0751", metric: "3B.3", cause: "test" };
  const payload = { ...told, eventOn };
  await unitOfWork(opened.service.database, systemViewer("finance"), "test", async (tx) => {
    const fact = { position: "1", id: randomUUID(), type: "OutcomeReached", version: 1, subject: "s", payload };
    await handlers.participant?.OutcomeReached?.(tx, fact);
  });
  const [row] = await opened.sql<{ id: string }>("SELECT id FROM finance.outcome WHERE participation_id = $1", [
    participationId,
  ]);
  const outcomeId = row?.id ?? "";
  const hash = createHash("sha256").update(outcomeId).digest("hex");
  await change("outcomeAttachEvidence", "outcome { id }", { outcomeId, kind: "PAYSLIP", hash });
  await change("outcomeVerify", "outcome { id }", { outcomeId }, verifier);
  return outcomeId;
}

/** Six persons in work under a cap that the sixth meets; the second is taken back before the fourth is priced. */
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"), () => (isReleased ? afterRelease() : new Date()));
  await toldProgramme(opened.service, PROGRAMME);
  await change("rateCardPublish", "rateCard { id }", {
    ...{ programmeId: PROGRAMME, mode: "ACTUAL", validFrom: "2019-01-01", programmeCap: "190000.00" },
    payers: [
      { payer: "MUNICIPALITY", weight: 2 },
      { payer: "STATE", weight: 1 },
    ],
    schedule: { frequency: "QUARTERLY", cutOffDay: 15, graceDays: 30 },
    lines: [
      {
        ...{ metric: "EMPLOYED", indicators: ["3B.3"], unitPrice: "40000.00", evidenceKinds: ["PAYSLIP"] },
        validation: "SIMPLE_EX_POST",
      },
    ],
  });
  for (let person = 1; person <= 6; person += 1) {
    const outcomeId = await verified(PROGRAMME, `2021-03-0${person}`);
    outcomes.push(outcomeId);
    await change("outcomePrice", "outcome { id }", { outcomeId });
    if (person === 3) {
      await change("outcomeReverse", "outcome { id }", { outcomeId: outcomes[1], reason: "JOB_ENDED_EARLIER" });
    }
  }
}, 60_000);
afterAll(() => opened?.drop());

const SUM =
  "{ actual { actualAmount } low { simulatedAmount } mid { simulatedAmount } high { simulatedAmount } more { simulatedAmount } }";
const CHANGED =
  "changedOutcomes { outcomeId reason actual { actualAmount } replayed { simulatedAmount } cut { simulatedAmount } }";

async function replayed(terms: string, viewer = clerk, changed = CHANGED): Promise<Any> {
  const text = `{ _entities(representations: [{ __typename: "Programme", id: "${PROGRAMME}" }]) { ... on Programme {
    contractReplay(terms: ${terms}) { total ${SUM} payers { payer sum ${SUM} }
      metrics { metric outcomes { ... on ExactCount { count } ... on SuppressedCount { below } } sum ${SUM} } ${changed} } } } }`;
  const { data, errors } = await opened.ask(viewer, text);
  expect(errors).toBeUndefined();
  const [found] = (data?._entities ?? []) as Any[];
  return found.contractReplay;
}

describe("contractReplay", () => {
  test("of the terms in force is the ledger, to the øre and by payer", async () => {
    const ledger = await opened.sql<{ party: string; minor: string }>(
      `SELECT a.party, sum(e.minor)::text AS minor FROM finance.ledger_entry e JOIN finance.ledger_account a ON a.id = e.account_id
       WHERE a.programme_id = $1 AND a.kind = 'OUTCOME_COST' GROUP BY 1 ORDER BY 1`,
      [PROGRAMME],
    );
    const found = await replayed("{}");
    expect(found.changedOutcomes).toEqual([]);
    expect(found.total).toMatchObject({ actual: { actualAmount: "190000.00" }, mid: { simulatedAmount: "190000.00" } });
    expect(found.total.more.simulatedAmount).toBe("0.00");
    expect(
      found.payers.map(({ payer, sum }: Any) => ({ party: payer, minor: sum.mid.simulatedAmount.replace(".", "") })),
    ).toEqual(ledger);
  });

  test("under a dearer card without a cap says which outcomes cost more", async () => {
    const found = await replayed(
      `{ lines: [{ metric: "EMPLOYED", unitPrice: "50000.00" }], withoutProgrammeCap: true }`,
    );
    expect(found.total).toMatchObject({ mid: { simulatedAmount: "250000.00" }, more: { simulatedAmount: "60000.00" } });
    expect(found.changedOutcomes[0]).toEqual({
      ...{ outcomeId: outcomes[5], reason: "PAID", actual: { actualAmount: "30000.00" } },
      ...{ replayed: { simulatedAmount: "50000.00" }, cut: { simulatedAmount: "0.00" } },
    });
    expect(found.changedOutcomes).toHaveLength(5);
  });

  test("takes other payers, a later verification and deadweight", async () => {
    const region = await replayed(`{ payers: [{ payer: REGION, weight: 1 }] }`);
    expect(region.payers.map(({ payer, sum }: Any) => [payer, sum.mid.simulatedAmount])).toEqual([
      ["MUNICIPALITY", "0.00"],
      ["REGION", "190000.00"],
      ["STATE", "0.00"],
    ]);
    const late = await replayed("{ verificationLagDays: 3650 }");
    expect(late.total.mid.simulatedAmount).toBe("0.00");
    const dead = await replayed(`{ deadweight: { low: "0", mid: "0.2", high: "0.4" } }`);
    expect(["low", "mid", "high"].map((end) => dead.total[end].simulatedAmount)).toEqual([
      "114000.00",
      "152000.00",
      "190000.00",
    ]);
  });

  test("takes a lag of nobody who may not see participations", async () => {
    const text = `{ _entities(representations: [{ __typename: "Programme", id: "${PROGRAMME}" }]) { ... on Programme {
      contractReplay(terms: { verificationLagDays: 0 }) { total ${SUM} } } } }`;
    const { errors } = await opened.ask(reporter, text);
    expect(errors?.[0]?.extensions).toMatchObject({ reason: "FIXED_PERIODS_ONLY", argument: "verificationLagDays" });
  });

  test("shows sums of enough outcomes to a reader of figures, and no outcome", async () => {
    expect((await replayed("{}", reporter, "")).metrics).toEqual([]);
    isReleased = true;
    const found = await replayed("{}", reporter, "");
    isReleased = false;
    expect(found.metrics).toMatchObject([{ metric: "EMPLOYED", outcomes: { count: 6 } }]);
    const text = `{ _entities(representations: [{ __typename: "Programme", id: "${PROGRAMME}" }]) { ... on Programme { contractReplay(terms: {}) { ${CHANGED} } } } }`;
    const { errors } = await opened.ask(reporter, text);
    expect(errors?.[0]).toMatchObject({ extensions: { code: "FORBIDDEN_FIELD" } });
  });

  test("tells what waits for its price, and at what a two-sided line is settled", async () => {
    const programmeId = await toldProgramme(opened.service);
    const terms = { target: 2, floorBp: 6_000, ceilingBp: 12_000 };
    const shares = {
      bonusShare: { numerator: "1", denominator: "2" },
      malusShare: { numerator: "1", denominator: "1" },
    };
    const line = { metric: "EMPLOYED", indicators: ["3B.3"], unitPrice: "40000.00", evidenceKinds: ["PAYSLIP"] };
    await change("rateCardPublish", "rateCard { id }", {
      ...{ programmeId, mode: "ACTUAL", validFrom: "2019-01-01", payers: [{ payer: "STATE", weight: 1 }] },
      schedule: { frequency: "QUARTERLY", cutOffDay: 15, graceDays: 30 },
      lines: [{ ...line, validation: "SIMPLE_EX_POST", twoSided: { ...terms, ...shares } }],
    });
    const ids: string[] = [];
    for (let person = 1; person <= 5; person += 1) ids.push(await verified(programmeId, "2021-03-01"));
    for (const outcomeId of ids.slice(0, 3)) await change("outcomePrice", "outcome { id }", { outcomeId });
    const read = async (given: string, viewer = clerk): Promise<Any> => {
      const { data, errors } = await opened.ask(
        viewer,
        `{ _entities(representations: [{ __typename: "Programme", id: "${programmeId}" }]) { ... on Programme {
          contractReplay(terms: ${given}) { metrics { metric twoSided { simulatedAmount } }
            waiting { outcomes { ... on ExactCount { count } ... on SuppressedCount { below } }
              low { simulatedAmount } mid { simulatedAmount } high { simulatedAmount } } } } } }`,
      );
      expect(errors).toBeUndefined();
      return (data as Any)._entities[0].contractReplay;
    };
    const amount = (simulatedAmount: string): Any => ({ simulatedAmount });
    // Two at the price, half of it for the third, but no more than 1.2 times what two cost.
    expect((await read("{}")).metrics).toEqual([{ metric: "EMPLOYED", twoSided: amount("96000.00") }]);
    const capped = await read(`{ programmeCap: "90000.00" }`);
    expect(capped.metrics).toEqual([{ metric: "EMPLOYED", twoSided: amount("90000.00") }]);
    const dead = await read(`{ deadweight: { low: "0", mid: "0.25", high: "0.5" } }`);
    expect(dead.waiting).toEqual({
      ...{ outcomes: { count: 2 }, low: amount("40000.00"), mid: amount("60000.00"), high: amount("80000.00") },
    });
    expect(dead.metrics).toEqual([{ metric: "EMPLOYED", twoSided: amount("96000.00") }]);
    isReleased = true;
    const few = await read("{}", reporter);
    isReleased = false;
    expect(few.metrics).toEqual([{ metric: "EMPLOYED", twoSided: null }]);
    expect(few.waiting).toEqual({ outcomes: { below: 5 }, low: null, mid: null, high: null });
  });

  test.for([
    "{ lines: [] }",
    `{ personCap: "-1.00" }`,
    `{ payers: [{ payer: STATE, weight: 0 }] }`,
    "{ verificationLagDays: -1 }",
    `{ deadweight: { low: "0.5", mid: "0.2", high: "1" } }`,
  ])("%s is bad input", async (terms) => {
    const text = `{ _entities(representations: [{ __typename: "Programme", id: "${PROGRAMME}" }]) { ... on Programme { contractReplay(terms: ${terms}) { total ${SUM} } } } }`;
    const { errors } = await opened.ask(clerk, text);
    expect(errors?.[0]).toMatchObject({ extensions: { code: "BAD_USER_INPUT" } });
  });
});
