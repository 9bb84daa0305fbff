import { setTimeout as sleep } from "node:timers/promises";
import { COURSE, FACTS, FIT, JOB, REFERRAL } from "@inclusion/participant/pathway/pathway-ways.fixture";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ledgerVerdictOn } from "../commands/verify.ts";
import { withConnection } from "../postgres/connection.ts";
import { startEmptySystem } from "./seeded-system.ts";
import type { Answer, TestSystem } from "./test-system.ts";

const SHEET = `Sociale køkkener

Info om indsatsen

 • Startdato

  01.01.2019
 • Slutdato

  31.12.2030
 • Samlede støtteberettigede projektudgifter (kr.)

  4.000.001
 • EU-støtte til projektet (kr.)

  2.000.000
 • Finansiering

  Socialfonden
 • Støttemodtagerens navn

  Opdigtet Køkkenforening
`;

let system: TestSystem;
let programmeId: string;
let participationId: string;
let outcomeId: string;
let runId: string;

beforeAll(async () => {
  system = await startEmptySystem("apart");
  const sheet = { text: SHEET, readOn: "2024-01-01" };
  const { programme } = await send("operator", "programmeImportSheet", "programme { id }", sheet);
  programmeId = programme.id;
  await withConnection(system.database.urlOf("participant", "seed"), async (seed) => {
    await seed.query("BEGIN");
    await seed.query("SELECT set_config('app.viewer', 'system:test', true), set_config('app.programmes', '*', true)");
    await seed.query(
      `INSERT INTO participant.programme_place (programme_id, municipality_code, joined_on) VALUES ($1, '0751', '2019-01-01')`,
      [programmeId],
    );
    await seed.query("COMMIT");
  });
});

afterAll(() => system?.stop());

type Input = Readonly<Record<string, unknown>>;
const PATIENCE = 90_000;

/** Sends one mutation as a demo token; gives its payload, which has no refusals. */
async function send(as: string, mutation: string, fields: string, input: Input): Promise<Answer["data"]> {
  const { data, errors } = await tried(as, mutation, fields, input);
  expect(errors).toEqual([]);
  expect(data[mutation].refusals).toEqual([]);
  return data[mutation];
}

function tried(as: string, mutation: string, fields: string, input: Input): Promise<Answer> {
  const name = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation($input: ${name}!) { ${mutation}(input: $input) { ${fields} refusals { code } } }`;
  return system.ask(query, { input }, as);
}

const OUTCOME = `outcome { id state version payment { amount { amount } paidOn parts { payer amount { amount } } } }`;

/** A step of the outcome, under a key of its own. */
async function step(as: string, mutation: string, more: Input = {}): Promise<Answer["data"]> {
  return (await send(as, mutation, OUTCOME, { outcomeId, idempotencyKey: `story ${mutation}`, ...more })).outcome;
}

/** The ledger as the finance lead reads it: of each set what it says, and its entries. */
async function ledger(): Promise<readonly string[]> {
  const { data, errors } = await system.ask(
    `query($id: ID!) { programme(slug: "sociale-koekkener") { ledger(first: 20, subjectId: $id) {
       nodes { reason entries { party kind amount { amount } } } } } }`,
    { id: outcomeId },
    "finance_lead",
  );
  expect(errors).toEqual([]);
  return data.programme.ledger.nodes.map(
    ({ reason, entries }: { reason: string; entries: { party: string; kind: string; amount: { amount: string } }[] }) =>
      `${reason}: ${entries.map(({ party, kind, amount }) => `${party} ${kind} ${amount.amount}`).join(", ")}`,
  );
}

async function until<Found>(look: () => Promise<Found | null | undefined>): Promise<Found> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(50)) {
    const found = await look();
    if (found != null) return found;
  }
  throw new Error("It has not come about in time.");
}

const PRICED =
  "price: MUNICIPALITY OUTCOME_COST 33333.34, STATE OUTCOME_COST 16666.67, PROVIDER OUTCOME_OWED -50000.01";
const PAID = "pay: PROVIDER OUTCOME_OWED 50000.01, MUNICIPALITY OUTCOME_PAID -33333.34, STATE OUTCOME_PAID -16666.67";

describe("from a job to a payment and back", () => {
  test("a contract is published, and somebody of the programme is employed", async () => {
    await send("finance_lead", "rateCardPublish", "rateCard { id }", {
      ...{ programmeId, mode: "ACTUAL", validFrom: "2019-01-01", idempotencyKey: "story card" },
      payers: [
        { payer: "MUNICIPALITY", weight: 2 },
        { payer: "STATE", weight: 1 },
      ],
      schedule: { frequency: "QUARTERLY", cutOffDay: 10, graceDays: 30 },
      lines: [
        {
          ...{ metric: "EMPLOYED", indicators: ["3B.3", "3B.4"], unitPrice: "50000.01" },
          ...{ evidenceKinds: ["CONTRACT"], validation: "NOT_AVAILABLE" },
        },
      ],
    });
    const of = "participation { id }";
    const referred = await send("caseworker", "participationRefer", of, { ...REFERRAL, programmeId });
    participationId = referred.participation.id;
    await send("caseworker", "participationScreen", of, { ...FIT, participationId });
    await send("caseworker", "entryFactsRecord", of, { ...FACTS, participationId });
    await send("caseworker", "participationEnrol", of, { ...COURSE, participationId });
    const { organisation: employer } = await send("operator", "organisationRegister", "organisation { id }", {
      ...{ name: "Opdigtet Arbejdsplads", kinds: ["ORDINARY_COMPANY"] },
    });
    await send("caseworker", "employmentStart", of, { ...JOB, employerId: employer.id, participationId });
    const { id, state } = await until(async () => {
      const { data } = await system.ask(
        `{ programme(slug: "sociale-koekkener") { outcomes { nodes { id state metric } } } }`,
        {},
        "finance_lead",
      );
      return data.programme.outcomes.nodes[0];
    });
    expect(state).toBe("REPORTED");
    outcomeId = id;
    expect(await ledger()).toEqual([]);
  });

  test("evidence is brought by one and verified by another; nothing is posted yet", async () => {
    const paper = { kind: "CONTRACT", hash: "ab".repeat(32) };
    expect(await step("finance_lead", "outcomeAttachEvidence", paper)).toMatchObject({ state: "EVIDENCED" });
    expect(await step("outcome_verifier", "outcomeVerify")).toMatchObject({ state: "VERIFIED" });
    expect(await ledger()).toEqual([]);
  });

  test("its price is owed by two payers, to the øre", async () => {
    expect(await step("finance_lead", "outcomePrice")).toMatchObject({
      state: "PAYABLE",
      payment: { amount: { amount: "50000.01" } },
    });
    expect(await ledger()).toEqual([PRICED]);
  });

  test("a service that is killed between the commit of a payment and its answer has paid once, and says so when it is asked again", async () => {
    const period = { periodFrom: "2019-10-01", periodTo: "2019-12-31", idempotencyKey: "story run" };
    const run = await send("finance_lead", "paymentRunOpen", "paymentRun { id }", { programmeId, ...period });
    runId = run.paymentRun.id;
    expect(await step("finance_lead", "outcomeClaim", { runId })).toMatchObject({ state: "CLAIMED" });
    expect(await ledger()).toEqual([PRICED]);

    const payment = { outcomeId, paidOn: "2020-01-31", idempotencyKey: "story pay" };
    const pay = () => tried("finance_lead", "outcomePay", OUTCOME, payment);
    // Whoever follows cannot store what it is told, so that the answer waits, and the commit does not.
    await withConnection(system.database.adminUrl, async (admin) => {
      await admin.query("BEGIN");
      await admin.query("LOCK TABLE participant.paid_outcome IN ACCESS EXCLUSIVE MODE");
      const answered = pay();
      await withConnection(system.database.adminUrl, (other) =>
        until(async () => {
          const { rows } = await other.query("SELECT 1 FROM finance.outcome WHERE id = $1 AND state = 'PAID'", [
            outcomeId,
          ]);
          return rows[0];
        }),
      );
      process.kill(system.pids().finance as number, "SIGKILL");
      expect((await answered).errors[0]?.extensions.code).toBe("SUBGRAPH_UNAVAILABLE");
      await admin.query("ROLLBACK");
    });

    const again = await until(async () => {
      const answer = await pay();
      return answer.errors.length === 0 ? answer.data.outcomePay : null;
    });
    expect(again).toMatchObject({ refusals: [], outcome: { state: "PAID", payment: { paidOn: "2020-01-31" } } });
    expect(await ledger()).toEqual([PRICED, PAID]);
    const other = await tried("finance_lead", "outcomePay", OUTCOME, { ...payment, idempotencyKey: "another key" });
    expect(other.data.outcomePay).toMatchObject({
      refusals: [{ code: "DUPLICATE_PAYMENT" }],
      outcome: { id: outcomeId },
    });
    expect(await ledger()).toEqual([PRICED, PAID]);
  });

  test("a reversal takes back all that was posted, and the chain holds", async () => {
    expect(await step("finance_lead", "outcomeReverse", { reason: "JOB_ENDED_EARLIER" })).toMatchObject({
      state: "REVERSED",
    });
    const negated = (set: string): string =>
      set
        .replace(/^\w+/, "JOB_ENDED_EARLIER")
        .replace(/ (-?)(\d+\.\d\d)/g, (_, sign, amount) => ` ${sign === "" ? "-" : ""}${amount}`);
    expect(await ledger()).toEqual([PRICED, PAID, negated(PRICED), negated(PAID)]);
    const { data } = await system.ask(
      `{ programme(slug: "sociale-koekkener") { ledgerBalances { balance { amount } } } }`,
      {},
      "finance_lead",
    );
    expect(
      new Set(data.programme.ledgerBalances.map(({ balance }: { balance: { amount: string } }) => balance.amount)),
    ).toEqual(new Set(["0.00"]));
    expect(await ledgerVerdictOn(system.database.adminUrl, {})).toMatchObject({ ok: true, sets: 4 });
  });
});
