import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { systemViewer } from "@inclusion/kernel";
import { createLogger, unitOfWork } from "@inclusion/kernel/runtime";
import { openTestService, type TestService, viewerWith } from "@inclusion/kernel/testing";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { MOST_ATTEMPTS } from "./job/job.ts";
import { toldProgramme } from "./known-programme.fixture.ts";
import { service } from "./service.ts";
import { hashOf } from "./simulation/simulation.repository.ts";
import { runLater, takeUpJob, takeUpJobs } from "./simulation-runner.ts";
import { computeSimulation } from "./simulation-worker.ts";

const PROGRAMME = "00000000-0000-7000-8000-000000000002";
/** For tests that compute a long simulation twice, on a machine that has other work. */
const LONG = { timeout: 120_000 };
const analyst = viewerWith("simulations:read", "simulations:write");

let opened: TestService;
const children: ChildProcess[] = [];
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  await toldProgramme(opened.service, PROGRAMME);
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});
afterAll(() => opened?.drop());

const aside: Parameters<typeof takeUpJob>[0] = async (work) => {
  const { schema, writeAside: write } = opened.service.database;
  return (await unitOfWork({ schema, write }, systemViewer("finance"), "test", work)).result;
};

/** A simulation whose draws take a while. */
async function created(draws = 1_500): Promise<string> {
  const group = { municipalityCode: "0751", persons: 2_000, startMonth: 3, benefit: "CASH_ACTIVITY_READY" };
  const terms = {
    ...{ firstMonth: "2019-01", programmeMonths: 24, monthsAfter: 60, supportRate: "1/2", draws, seed: 7 },
    ...{ costs: [{ year: 2019, cost: "2000000.00" }], groups: [{ ...group, seniorityWeeks: 104 }] },
  };
  const { data, errors } = await opened.ask(
    analyst,
    `mutation($input: SimulationCreateInput!) { simulationCreate(input: $input) { simulation { id } refusals { code } } }`,
    { input: { programmeId: PROGRAMME, name: "Long", terms } },
  );
  expect(errors).toBeUndefined();
  return (data as { simulationCreate: { simulation: { id: string } } }).simulationCreate.simulation.id;
}

type JobRow = Readonly<{ id: string; state: string; runner: string; attempts: number; failure: string | null }>;

async function jobOf(simulationId: string): Promise<JobRow> {
  const [job] = await opened.sql<JobRow>(
    "SELECT id, state, runner, attempts, failure FROM finance.job WHERE subject_id = $1",
    [simulationId],
  );
  return job as JobRow;
}

async function until(simulationId: string, ...states: readonly string[]): Promise<JobRow> {
  for (;;) {
    const job = await jobOf(simulationId);
    if (states.includes(job.state)) return job;
    await sleep(50);
  }
}

async function silence(simulationId: string): Promise<void> {
  await opened.sql("UPDATE finance.job SET beat_at = now() - interval '1 minute' WHERE subject_id = $1", [
    simulationId,
  ]);
}

async function expectItsOwnResult(simulationId: string): Promise<void> {
  const [stored] = await opened.sql<{ inputs: string; result_hash: string; state: string }>(
    "SELECT inputs, result_hash, state FROM finance.simulation WHERE id = $1",
    [simulationId],
  );
  const expected = computeSimulation(stored?.inputs ?? "", () => {});
  expect(stored).toMatchObject({ state: "COMPUTED", result_hash: hashOf(expected) });
}

/** Lets another process run the simulation. */
async function runElsewhere(simulationId: string): Promise<ChildProcess> {
  const file = join(import.meta.dirname, "simulation-runner.fixture.ts");
  const child = spawn(process.execPath, [file, opened.urlOf("finance_app"), simulationId], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const [line] = (await once(createInterface(child.stdout as NodeJS.ReadableStream), "line")) as [string];
  expect(JSON.parse(line).simulationRun.refusals).toEqual([]);
  return child;
}

test("a job whose process was killed is taken up by one other, and gives the same result", LONG, async () => {
  const id = await created();
  const child = await runElsewhere(id);
  await until(id, "RUNNING");
  child.kill("SIGKILL");
  await once(child, "exit");
  const lost = await jobOf(id);
  expect(lost.state).toBe("RUNNING");

  // It gave a sign of life just now, so nobody takes it from who may still be there.
  await opened.sql("UPDATE finance.job SET beat_at = now() WHERE subject_id = $1", [id]);
  expect(await takeUpJob(aside)).toBe(false);

  await silence(id);
  const taken = await Promise.all([takeUpJob(aside), takeUpJob(aside), takeUpJob(aside)]);
  expect(taken.filter((each) => each !== false)).toHaveLength(1);
  const job = await until(id, "DONE", "FAILED");
  expect(job).toMatchObject({ state: "DONE", id: lost.id, attempts: 2 });
  expect(job.runner).not.toBe(lost.runner);
  await expectItsOwnResult(id);
});

test("a process that closes lets go of its job, and the next one begins it again by itself", LONG, async () => {
  const id = await created();
  await opened.ask(
    analyst,
    "mutation($input: SimulationRunInput!) { simulationRun(input: $input) { job { id } refusals { code } } }",
    { input: { simulationId: id } },
  );
  await until(id, "RUNNING");
  const log = createLogger("test", "error");
  await takeUpJobs(aside, log).stop();
  expect(await jobOf(id)).toMatchObject({ state: "RUNNING", failure: null, attempts: 1 });

  const besides = takeUpJobs(aside, log);
  expect((await until(id, "DONE", "FAILED")).state).toBe("DONE");
  await besides.stop();
  await expectItsOwnResult(id);
});

test("who was silent and comes back writes nothing of a job that another has taken up", async () => {
  const id = await created(10);
  const [texts] = await opened.sql<{ inputs: string; inputs_hash: string }>(
    "SELECT inputs, inputs_hash FROM finance.simulation WHERE id = $1",
    [id],
  );
  const [jobId, runner] = [crypto.randomUUID(), crypto.randomUUID()];
  await opened.sql(
    `INSERT INTO finance.job (id, programme_id, kind, subject_id, state, phase, created_by, runner)
     VALUES ($1, $2, 'SIMULATION_RUN', $3, 'RUNNING', 'DRAWS', 'test', $4)`,
    [jobId, PROGRAMME, id, crypto.randomUUID()],
  );
  const inputs = { simulationId: id, inputs: texts?.inputs ?? "", inputsHash: texts?.inputs_hash ?? "" };
  await runLater(aside, { id: jobId, runner, ...inputs });
  expect(await jobOf(id)).toMatchObject({ state: "RUNNING" });
  const [simulation] = await opened.sql("SELECT state FROM finance.simulation WHERE id = $1", [id]);
  expect(simulation).toEqual({ state: "DRAFT" });
  await opened.sql("UPDATE finance.job SET state = 'CANCELLED' WHERE id = $1", [jobId]);
});

test("a job that has ended its process too often is given up, and says so", async () => {
  const id = await created(10);
  await opened.sql(
    `INSERT INTO finance.job (id, programme_id, kind, subject_id, state, phase, created_by, runner, attempts, beat_at)
     VALUES ($1, $2, 'SIMULATION_RUN', $3, 'RUNNING', 'DRAWS', 'test', $1, $4, now() - interval '1 minute')`,
    [crypto.randomUUID(), PROGRAMME, id, MOST_ATTEMPTS],
  );
  expect(await takeUpJob(aside)).not.toBe(false);
  expect(await jobOf(id)).toMatchObject({ state: "FAILED", failure: "Its process has ended too often." });
});
