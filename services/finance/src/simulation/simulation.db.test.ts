import { setTimeout as sleep } from "node:timers/promises";
import { UNLIMITED } from "@inclusion/kernel";
import { openTestService, type TestService, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { toldProgramme } from "../known-programme.fixture.ts";
import { service } from "../service.ts";

const PROGRAMME = "00000000-0000-7000-8000-000000000002";
const OTHER = "00000000-0000-7000-8000-000000000003";
const NOBODY = "00000000-0000-7000-8000-000000000009";

let opened: TestService;
beforeAll(async () => {
  opened = await openTestService(service, inject("postgres"));
  await toldProgramme(opened.service, PROGRAMME);
  await toldProgramme(opened.service, OTHER);
});
afterAll(() => opened?.drop());

const analyst = viewerWith("simulations:read", "simulations:write", "decisions:write");
const reader = viewerWith("simulations:read");
const elsewhere = viewerWithin(
  { ...UNLIMITED, programmes: [OTHER] },
  "simulations:read",
  "simulations:write",
  "decisions:write",
);
const inOdense = viewerWithin(
  { ...UNLIMITED, municipalities: ["0461"], regions: [] },
  "simulations:read",
  "decisions:write",
);

const group = (municipalityCode: string, persons: number) => ({
  ...{ municipalityCode, persons, startMonth: 3, benefit: "CASH_ACTIVITY_READY", seniorityWeeks: 104 },
});
const terms = {
  ...{ firstMonth: "2019-01", programmeMonths: 24, monthsAfter: 60, supportRate: "1/2", draws: 50, seed: 7 },
  costs: [
    { year: 2019, cost: "2000000.00" },
    { year: 2020, cost: "1000000.00" },
  ],
  groups: [group("0751", 40), group("0461", 4)],
};

const CREATE = `mutation($input: SimulationCreateInput!) { simulationCreate(input: $input) {
  simulation { id state version inputsHash inputs { persons discountRate supportRate costs { year cost { simulatedAmount } } } result { persons } }
  refusals { code field message } } }`;
const RUN = `mutation($input: SimulationRunInput!) { simulationRun(input: $input) { job { id state phase } refusals { code } } }`;
const FREEZE = `mutation($input: SimulationFreezeInput!) { simulationFreeze(input: $input) { simulation { state frozenAt } refusals { code } } }`;
const CHANGE = `mutation($input: SimulationChangeInput!) { simulationChange(input: $input) { simulation { state version name result { persons } } refusals { code } } }`;
const DECIDE = `mutation($input: MunicipalDecisionRecordInput!) { municipalDecisionRecord(input: $input) {
  decision { id decision isCurrent municipality { code } simulation { id } } refusals { code field } } }`;
const RESULT = `query($id: ID!) { simulation(id: $id) { state version resultHash codeVersion job { state etaSeconds }
  result { persons breakEvenPersons
    incomeStatement { year programmeCost { simulatedAmount } municipality { simulatedAmount } publicResult { simulatedAmount } support { simulatedAmount } }
    paymentFlows { quarter programmeCost { simulatedAmount } }
    answers { discountRate publicNpv { simulatedAmount currency } municipalityAloneNpv { simulatedAmount } coverageBp isSelfFinancing gap { simulatedAmount } }
    paybacks { question simpleMonth discountedMonth } breakEvenRates { question employmentRate sustainedRate }
    scenarios { name outcome { publicNpv { simulatedAmount } } } tornado { key lowValue highValue low { coverageBp } }
    heatMap { deadweight sustainedRate paybackMonth outcome { coverageBp } }
    municipalities { municipality { code } persons { ... on ExactCount { count } ... on SuppressedCount { below } } cost { simulatedAmount } byDeadweight { deadweight breakEvenSustainedRate } }
    monteCarlo { seed draws publicNpv { p5 { simulatedAmount } p95 { simulatedAmount } shareAboveZero } years { year } } } } }`;

// biome-ignore lint/suspicious/noExplicitAny: answers of the graph are looked at by their form
type Any = any;

async function ask(viewer: typeof analyst, text: string, variables: Record<string, unknown>): Promise<Any> {
  const { data, errors } = await opened.ask(viewer, text, variables);
  expect(errors).toBeUndefined();
  return Object.values(data ?? {})[0];
}

async function created(more: Record<string, unknown> = {}): Promise<string> {
  const made = await ask(analyst, CREATE, { input: { programmeId: PROGRAMME, name: "Base", terms, ...more } });
  expect(made.refusals).toEqual([]);
  return made.simulation.id;
}

async function settled(jobId: string): Promise<string> {
  for (let tries = 0; tries < 200; tries += 1) {
    const job = await ask(reader, "query($id: ID!) { job(id: $id) { state done total etaSeconds } }", { id: jobId });
    if (!["QUEUED", "RUNNING"].includes(job.state)) return job.state;
    await sleep(50);
  }
  throw new Error("the job did not end");
}

async function computed(more: Record<string, unknown> = {}): Promise<string> {
  const id = await created(more);
  const { job } = await ask(analyst, RUN, { input: { simulationId: id } });
  expect(await settled(job.id)).toBe("DONE");
  return id;
}

async function frozen(): Promise<string> {
  const id = await computed();
  expect((await ask(analyst, FREEZE, { input: { simulationId: id } })).refusals).toEqual([]);
  return id;
}

const codes = (answer: Any): string[] => answer.refusals.map(({ code }: { code: string }) => code);

describe("a simulation", () => {
  test("is made, run on a thread, and answers three questions apart", async () => {
    const id = await computed();
    const found = await ask(viewerWith("simulations:read", "participations:read"), RESULT, { id });
    expect(found).toMatchObject({ state: "COMPUTED", codeVersion: "simulation-1", job: { state: "DONE" } });
    const { result } = found;
    expect(result.persons).toBe(44);
    expect(result.incomeStatement.map(({ year }: Any) => year)).toEqual([2019, 2020, 2021, 2022, 2023, 2024, 2025]);
    expect(result.incomeStatement[0]).toMatchObject({
      programmeCost: { simulatedAmount: "2000000.00" },
      support: { simulatedAmount: "1000000.00" },
    });
    expect(result.answers.map(({ discountRate }: Any) => discountRate)).toEqual(["7/200", "0", "1/25"]);
    expect(result.municipalities).toMatchObject([
      { municipality: { code: "0461" }, persons: { count: 4 } },
      { municipality: { code: "0751" }, persons: { count: 40 }, cost: { simulatedAmount: "2727272.73" } },
    ]);
    expect(result.tornado).toHaveLength(8);
    expect(result.heatMap).toHaveLength(72);
    expect(result.monteCarlo).toMatchObject({ seed: 7, draws: 50 });
  });

  test("gives the same bytes for the same inputs, and others for another seed", async () => {
    const hashes = [];
    for (const more of [{}, { name: "Again" }, { terms: { ...terms, seed: 8 } }]) {
      hashes.push((await ask(reader, RESULT, { id: await computed(more) })).resultHash);
    }
    expect(hashes[0]).toBe(hashes[1]);
    expect(hashes[0]).not.toBe(hashes[2]);
  });

  test("hides what few persons of a municipality cost from who may not see them", async () => {
    const { result } = await ask(reader, RESULT, { id: await computed() });
    expect(result.municipalities[0]).toMatchObject({ persons: { below: 5 }, cost: null, byDeadweight: [] });
    const [own, ...rest] = (await ask(inOdense, RESULT, { id: await computed() })).result.municipalities;
    expect([own.municipality.code, rest]).toEqual(["0461", []]);
  });

  test("refuses all that is wrong at once", async () => {
    const wrong = {
      ...terms,
      ...{ discountRate: "three", supportRate: "3/2", draws: 10_001, costs: [{ year: 2030, cost: "-1.00" }] },
      groups: [{ ...group("751", 0), benefit: "DISABILITY_PENSION" }],
      assumptions: [{ key: "DEADWEIGHT", low: "0.5", mid: "0.4", high: "2", sourceKind: "OWN", source: " " }],
      scenarios: [{ name: "worst", changes: [{ key: "MONTHS_TO_JOB", value: "0.5" }] }],
    };
    const refused = await ask(analyst, CREATE, { input: { programmeId: PROGRAMME, name: " ", terms: wrong } });
    expect(refused.simulation).toBeNull();
    expect(codes(refused)).toEqual([
      ...["NAME_MISSING", "RATE_INVALID", "RATE_INVALID", "COST_INVALID", "COST_INVALID", "GROUP_INVALID"],
      ...["GROUP_INVALID", "BENEFIT_INVALID", "ASSUMPTION_INVALID", "SOURCE_MISSING", "SCENARIO_INVALID"],
      ...["SCENARIO_INVALID", "DRAWS_INVALID"],
    ]);
    const early = { ...terms, firstMonth: "2015-12", programmeMonths: 0, monthsAfter: 121 };
    const noPeriod = await ask(analyst, CREATE, { input: { programmeId: PROGRAMME, name: "x", terms: early } });
    expect(codes(noPeriod)).toEqual(["PERIOD_INVALID", "PERIOD_INVALID", "PERIOD_INVALID"]);
  });

  test("takes persons and cost from what is known of the programme", async () => {
    const { groups: _groups, costs: _costs, ...rest } = terms;
    const bare = { programmeId: OTHER, name: "From the graph", terms: rest };
    expect(codes(await ask(analyst, CREATE, { input: bare }))).toEqual(["COST_MISSING", "COHORT_EMPTY"]);
    await opened.sql(
      `INSERT INTO finance.programme_grant (id, programme_id, currency, eligible_total_minor, eligible_total_derived, read_on)
       VALUES ($1, $1, 'DKK', 34152809::bigint * 100, false, '2020-01-01')`,
      [OTHER],
    );
    await opened.sql(
      `INSERT INTO finance.funding_part (grant_id, position, source, label, minor) VALUES ($1, 1, 'ESF', 'Socialfonden', 17076404::bigint * 100)`,
      [OTHER],
    );
    await opened.sql(
      `INSERT INTO finance.pathway (participation_id, programme_id, municipality_code, started_on) VALUES ($1, $2, '0751', '2019-05-02')`,
      [NOBODY, OTHER],
    );
    await opened.sql(
      `INSERT INTO finance.work_history (participation_id, programme_id, municipality_code, benefit_at_entry, seniority_weeks)
       VALUES ($1, $2, '0751', 'SICKNESS', 10)`,
      [NOBODY, OTHER],
    );
    const made = await ask(analyst, CREATE, { input: bare });
    expect(made.simulation.inputs).toMatchObject({
      persons: 1,
      supportRate: "1/2",
      costs: [
        { year: 2019, cost: { simulatedAmount: "17076404.50" } },
        { year: 2020, cost: { simulatedAmount: "17076404.50" } },
      ],
    });
  });

  test("the same key gives the same answer, another body is a mismatch", async () => {
    const input = { programmeId: PROGRAMME, name: "Once", terms, idempotencyKey: "once-1" };
    const [first, second] = [await ask(analyst, CREATE, { input }), await ask(analyst, CREATE, { input })];
    expect(second.simulation.id).toBe(first.simulation.id);
    expect(codes(await ask(analyst, CREATE, { input: { ...input, name: "Twice" } }))).toEqual(["IDEMPOTENCY_MISMATCH"]);
  });

  test("is frozen with its result, stays so also in the database, and is told", async () => {
    const draft = await created();
    expect(codes(await ask(analyst, FREEZE, { input: { simulationId: draft } }))).toEqual(["SIMULATION_NOT_COMPUTED"]);
    const id = await frozen();
    for (const [text, more] of [
      [RUN, {}],
      [CHANGE, { terms }],
      [FREEZE, {}],
    ] as const) {
      expect(codes(await ask(analyst, text, { input: { simulationId: id, ...more } }))).toEqual(["SIMULATION_FROZEN"]);
    }
    await expect(opened.sql("UPDATE finance.simulation SET name = 'x' WHERE id = $1", [id])).rejects.toThrow(
      "is frozen",
    );
    const told = await opened.sql("SELECT type, payload FROM finance.fact WHERE subject = $1", [id]);
    expect(told).toMatchObject([{ type: "SimulationFrozen", payload: { programmeId: PROGRAMME, simulationId: id } }]);
  });

  test("loses its result when its terms change, and its version has to be the one that was read", async () => {
    const id = await computed();
    const stale = { simulationId: id, terms, expectedVersion: 1 };
    expect(codes(await ask(analyst, CHANGE, { input: stale }))).toEqual(["CONFLICT"]);
    const changed = await ask(analyst, CHANGE, { input: { simulationId: id, terms, name: "New" } });
    expect(changed.simulation).toMatchObject({ state: "DRAFT", name: "New", result: null });
  });

  test("is run once at a time, and can be called off", async () => {
    const many = { ...terms, draws: 10_000, groups: [{ ...group("0751", 20_000) }] };
    const id = await created({ terms: many });
    const { job } = await ask(analyst, RUN, { input: { simulationId: id } });
    expect(codes(await ask(analyst, RUN, { input: { simulationId: id } }))).toEqual(["JOB_RUNNING"]);
    expect(codes(await ask(analyst, CHANGE, { input: { simulationId: id, terms } }))).toEqual(["JOB_RUNNING"]);
    const CANCEL = "mutation($input: JobCancelInput!) { jobCancel(input: $input) { job { state } refusals { code } } }";
    const cancelled = await ask(analyst, CANCEL, { input: { jobId: job.id } });
    expect(cancelled.job).toEqual({ state: "CANCELLED" });
    expect(codes(await ask(analyst, CANCEL, { input: { jobId: job.id } }))).toEqual(["JOB_ENDED"]);
    expect((await ask(reader, RESULT, { id })).state).toBe("DRAFT");
    await opened.sql(
      `INSERT INTO finance.job (id, programme_id, kind, subject_id, state, phase, created_by, beat_at)
       VALUES ($1, $2, 'SIMULATION_RUN', $3, 'RUNNING', 'DRAWS', 'test', now() - interval '1 minute')`,
      [NOBODY, PROGRAMME, id],
    );
    const gone = await ask(reader, "query($id: ID!) { job(id: $id) { state } }", { id: NOBODY });
    expect(gone.state).toBe("INTERRUPTED");
  });
});

describe("a municipal decision", () => {
  const decision = (simulationId: string, more: Record<string, unknown> = {}) => ({
    input: {
      ...{ simulationId, municipalityCode: "0751", decision: "FINANCE_PARTLY", councilReference: "2026-117" },
      ...{ decidedOn: new Date().toISOString().slice(0, 10), ...more },
    },
  });
  const LIST = `query($all: Boolean) { _entities(representations: [{ __typename: "Programme", id: "${PROGRAMME}" }]) {
    ... on Programme { municipalDecisions(withEarlier: $all) { decision isCurrent } } } }`;

  test("rests on a frozen simulation; a later one replaces it and keeps it", async () => {
    const draft = await computed();
    expect(codes(await ask(analyst, DECIDE, decision(draft)))).toEqual(["SIMULATION_NOT_FROZEN"]);
    const id = await frozen();
    const wrong = { municipalityCode: "0101", councilReference: " ", decidedOn: "2100-01-01" };
    expect(codes(await ask(analyst, DECIDE, decision(id, wrong)))).toEqual([
      ...["MUNICIPALITY_NOT_SIMULATED", "COUNCIL_REFERENCE_MISSING", "DATE_IN_FUTURE"],
    ]);
    expect(codes(await ask(analyst, DECIDE, decision(id, { decidedOn: "2020-01-01" })))).toEqual(["DATE_ORDER"]);
    const first = await ask(analyst, DECIDE, decision(id));
    expect(first.decision).toMatchObject({ decision: "FINANCE_PARTLY", isCurrent: true, simulation: { id } });
    await ask(analyst, DECIDE, decision(id, { decision: "DECLINE" }));
    const [current, all] = [await ask(reader, LIST, { all: false }), await ask(reader, LIST, { all: true })];
    expect(current[0].municipalDecisions).toEqual([{ decision: "DECLINE", isCurrent: true }]);
    expect(all[0].municipalDecisions).toEqual([
      { decision: "DECLINE", isCurrent: true },
      { decision: "FINANCE_PARTLY", isCurrent: false },
    ]);
    const again = decision(id, { idempotencyKey: "decide-1" });
    const [one, two] = [await ask(analyst, DECIDE, again), await ask(analyst, DECIDE, again)];
    expect(two.decision.id).toBe(one.decision.id);
  });

  test("is the municipality's own to see and to record", async () => {
    const id = await frozen();
    const { errors } = await opened.ask(inOdense, DECIDE, decision(id));
    expect(errors?.[0]).toMatchObject({ extensions: { code: "NOT_FOUND" } });
    const own = decision(id, { municipalityCode: "0461" });
    expect((await ask(inOdense, DECIDE, own)).refusals).toEqual([]);
  });
});

test.for([
  ["simulationCreate", CREATE, { programmeId: PROGRAMME, name: "x", terms }],
  ["simulationChange", CHANGE, { simulationId: NOBODY, terms }],
  ["simulationRun", RUN, { simulationId: NOBODY }],
  ["simulationFreeze", FREEZE, { simulationId: NOBODY }],
  [
    "jobCancel",
    "mutation($input: JobCancelInput!) { jobCancel(input: $input) { refusals { code } } }",
    { jobId: NOBODY },
  ],
] as const)(
  "%s is nothing for who may not write, nor outside of the viewer's programmes",
  async ([name, text, input]) => {
    const denied = await opened.ask(reader, text, { input });
    expect(denied.errors?.[0]).toMatchObject({ path: [name], extensions: { code: "FORBIDDEN_FIELD" } });
    const outside = await opened.ask(elsewhere, text, { input });
    expect(outside.errors?.[0]).toMatchObject({ extensions: { code: "NOT_FOUND" } });
  },
);

test("a simulation of another programme is not there", async () => {
  const id = await created();
  expect(await ask(elsewhere, "query($id: ID!) { simulation(id: $id) { id } }", { id })).toBeNull();
});
