/**
 * How fast money moves on the embedded database with every commit flushed to disk:
 * `node tools/bench/money.ts [seconds]`.
 *
 * Thirty mutations a second over ten programmes, then fifteen a second on the accounts of one, each on its own time
 * and not after the one before, so that a queue shows.
 */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { service as finance } from "@inclusion/finance";
import { deliveryHandlers } from "@inclusion/finance/delivery/delivery.facts";
import { toldProgramme } from "@inclusion/finance/known-programme.fixture";
import { verifyLedger } from "@inclusion/finance/ledger/ledger.repository";
import { systemViewer, UNLIMITED, type Viewer } from "@inclusion/kernel";
import { createLogger, openService, type Service, unitOfWork } from "@inclusion/kernel/runtime";
import { openSystemDatabase } from "../system/database.ts";
import { ensureKeys } from "../system/keys.ts";
import { migrateAll } from "../system/migrations.ts";

const seconds = Number(process.argv[2] ?? 10);
const scopes = ["finance:read", "rates:write", "outcomes:write", "outcomes:verify", "payments:write"];
const viewer = (subject: string): Viewer => ({
  ...{ subject, name: subject, roles: [], scopes: ["public", "signed-in", ...scopes], limits: UNLIMITED },
  ...{ documentsOnly: false, fixedPeriodsOnly: false, expiresAt: null },
});
const [clerk, verifier] = [viewer("bench:clerk"), viewer("bench:verifier")];

type Step = Readonly<{ name: string; input: Record<string, unknown>; as: Viewer }>;
type Target = Readonly<{ programmeId: string; runId: string }>;

const dataDir = mkdtempSync(join(tmpdir(), "inclusion-money-"));
chmodSync(dataDir, 0o755); // the server runs as another user when this runs as root
const keys = await ensureKeys(dataDir, false);
const database = await openSystemDatabase({ databaseUrl: null, dataDir, durable: true }, keys, () => {});
try {
  await migrateAll((name) => database.urlOf(name, "owner"));
  const opened = await openService(finance, {
    ...{ databaseUrl: database.urlOf("finance", "app"), cursorKey: "a key for the benchmark that is long enough" },
    log: createLogger("bench", "error"),
  });
  const spread = await Promise.all(Array.from({ length: 10 }, () => newTarget(opened)));
  console.log(await load(opened, spread, 30));
  console.log(await load(opened, [await newTarget(opened)], 15));
  console.log(await opened.database.read(systemViewer("bench"), verdict));
  await opened.close();
} finally {
  await database.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

async function verdict(reader: Parameters<typeof verifyLedger>[0]): Promise<string> {
  const found = await verifyLedger(reader);
  return found.ok ? `ledger: ${found.sets} sets, all as they were written` : `ledger: ${found.problem}`;
}

/** Sends `rate` mutations a second: outcomes go from evidence to payment, one step after the other each. */
async function load(opened: Service, targets: readonly Target[], rate: number): Promise<string> {
  const outcomes = Math.ceil((rate * seconds) / 5);
  const ready: (readonly Step[])[] = [];
  // One after the other: what is measured comes after it, and a busy machine turns away more at once than connections.
  for (let index = 0; index < outcomes; index += 1) {
    ready.push(await reach(opened, targets[index % targets.length] as Target));
  }
  const steps = Array.from({ length: 5 }, (_, at) => ready.map((each) => each[at] as Step)).flat();
  const times: number[] = [];
  let [failed, refused] = [0, 0];
  const begun = performance.now();
  await Promise.all(
    steps.map(async ({ name, input, as }, index) => {
      await sleep(Math.max(0, begun + (index * 1_000) / rate - performance.now()));
      const from = performance.now();
      const answer = await mutate(opened, name, input, as);
      times.push(performance.now() - from);
      if (answer.includes("extensions")) failed += 1;
      else if (answer !== "[]") refused += 1;
    }),
  );
  times.sort((a, b) => a - b);
  const rank = (percent: number): string => (times[Math.ceil((times.length * percent) / 100) - 1] ?? 0).toFixed(0);
  const perSecond = (times.length * 1_000) / (performance.now() - begun);
  return `${targets.length} programmes: ${perSecond.toFixed(1)}/s, p50 ${rank(50)} ms, p99 ${rank(99)} ms, ${times.length} sent, ${refused} refused by a rule, ${failed} failed`;
}

async function mutate(opened: Service, name: string, input: Record<string, unknown>, as: Viewer): Promise<string> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation($input: ${type}!) { ${name}(input: $input) { refusals { code } } }`;
  const wanted = { ...input, idempotencyKey: crypto.randomUUID() };
  const { data, errors } = await opened.execute(
    { query, variables: { input: wanted } },
    { viewer: as, requestId: "bench" },
  );
  const answer = data?.[name] as { refusals: readonly unknown[] } | undefined;
  return JSON.stringify(errors ?? answer?.refusals);
}

/** An outcome that was reached, and the five steps to its payment. */
async function reach(opened: Service, { programmeId, runId }: Target): Promise<readonly Step[]> {
  const participationId = crypto.randomUUID();
  const payload = {
    participationId,
    programmeId,
    municipalityCode: "0751",
    metric: "3B.3",
    eventOn: "2021-03-01",
    cause: "bench",
  };
  const fact = {
    position: "1",
    id: crypto.randomUUID(),
    type: "OutcomeReached",
    version: 1,
    subject: "bench",
    payload,
  };
  await unitOfWork(opened.database, systemViewer("finance"), "bench", async (tx) => {
    await deliveryHandlers.OutcomeReached?.(tx, fact);
  });
  const [row] = await opened.database.read(systemViewer("bench"), ({ query }) =>
    query<{ id: string }>("SELECT id FROM finance.outcome WHERE participation_id = $1", [participationId]),
  );
  const outcomeId = row?.id;
  const hash = `${participationId}${crypto.randomUUID()}`.replaceAll("-", "");
  return [
    { name: "outcomeAttachEvidence", input: { outcomeId, kind: "PAYSLIP", hash }, as: clerk },
    { name: "outcomeVerify", input: { outcomeId }, as: verifier },
    { name: "outcomePrice", input: { outcomeId }, as: clerk },
    { name: "outcomeClaim", input: { outcomeId, runId }, as: clerk },
    { name: "outcomePay", input: { outcomeId, paidOn: "2021-05-03" }, as: clerk },
  ];
}

async function newTarget(opened: Service): Promise<Target> {
  const programmeId = await toldProgramme(opened);
  const line = {
    metric: "EMPLOYED",
    indicators: ["3B.3"],
    unitPrice: "40000.00",
    evidenceKinds: ["PAYSLIP"],
    validation: "SIMPLE_EX_POST",
  };
  const card = {
    ...{ programmeId, mode: "ACTUAL", validFrom: "2019-01-01", lines: [line] },
    payers: [
      { payer: "MUNICIPALITY", weight: 2 },
      { payer: "STATE", weight: 1 },
    ],
    schedule: { frequency: "QUARTERLY", cutOffDay: 15, graceDays: 30 },
  };
  await mutate(opened, "rateCardPublish", card, clerk);
  await mutate(opened, "paymentRunOpen", { programmeId, periodFrom: "2021-01-01", periodTo: "2021-03-31" }, clerk);
  const [run] = await opened.database.read(systemViewer("bench"), ({ query }) =>
    query<{ id: string }>("SELECT id FROM finance.payment_run WHERE programme_id = $1", [programmeId]),
  );
  return { programmeId, runId: run?.id ?? "" };
}
