import { accept, type Decision, daysBetween, fraction, isId, type LocalDate, sumMinor } from "@inclusion/kernel";
import { Fault, once, type Tx } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import { findGrantsOfProgrammes } from "../grant/grant.repository.ts";
import { findLastJobs, insertJob } from "../job/job.repository.ts";
import { isOpen } from "../job/job.ts";
import { listWorkFiles } from "../pathway/pathway.repository.ts";
import { type Action, authorize } from "../policy.ts";
import { programmes } from "../programme.repository.ts";
import type { FinanceRefusalCode } from "../refusals.ts";
import { runLater, type SimulationJob } from "../simulation-runner.ts";
import { cohortGroups } from "./cohort-groups.ts";
import {
  changeSimulation,
  findSimulationTexts,
  freezeSimulation,
  insertSimulation,
  lockSimulation,
} from "./simulation.repository.ts";
import { checkStep, type Simulation, type SimulationStep } from "./simulation.ts";
import type { SimulationInputs } from "./simulation-inputs.ts";
import { inputsOf, programmeDays, type SimulationTerms } from "./simulation-terms.ts";

type Repeat = Readonly<{ idempotencyKey?: string | null | undefined }>;
type StepInput = Repeat & Readonly<{ simulationId: string; expectedVersion?: number | null | undefined }>;
type Answer = Promise<Decision<string, FinanceRefusalCode>>;

/**
 * Makes a simulation; answers its id.
 *
 * @throws Fault NOT_FOUND when the programme is not known, or not within the viewer's limits
 * @refuses NAME_MISSING, IDEMPOTENCY_MISMATCH, and the codes of `inputsOf`
 */
export function simulationCreate(
  ctx: Context,
  input: Repeat & Readonly<{ programmeId: string; name: string; terms: SimulationTerms }>,
): Answer {
  return repeatable(ctx, "simulation:create", input, async (tx) => {
    const inputs = await inputsFrom(tx, ctx, input.programmeId, input);
    if (!inputs.ok) return inputs;
    const id = ctx.newId();
    await insertSimulation(tx, { id, name: input.name.trim(), inputs: inputs.value, createdBy: ctx.viewer.subject });
    await tx.note("simulation:create", id);
    return accept(id);
  });
}

/**
 * Gives a simulation other terms; answers its id.
 *
 * @throws Fault NOT_FOUND when there is none that the viewer may see
 * @refuses NAME_MISSING, IDEMPOTENCY_MISMATCH, and the codes of `checkStep` and `inputsOf`
 */
export function simulationChange(
  ctx: Context,
  input: StepInput & Readonly<{ name?: string | null | undefined; terms: SimulationTerms }>,
): Answer {
  return repeatable(ctx, "simulation:change", input, async (tx) => {
    const simulation = await stepping(tx, "CHANGE", input);
    if (!simulation.ok) return simulation;
    const { id, programmeId } = simulation.value;
    const name = input.name ?? simulation.value.name;
    const inputs = await inputsFrom(tx, ctx, programmeId, { name, terms: input.terms });
    if (!inputs.ok) return inputs;
    await changeSimulation(tx, { id, name: name.trim(), inputs: inputs.value });
    await tx.note("simulation:change", id);
    return accept(id);
  });
}

/**
 * Starts the job that runs a simulation; answers the job's id.
 *
 * @throws Fault NOT_FOUND when there is none that the viewer may see
 * @refuses IDEMPOTENCY_MISMATCH, and the codes of `checkStep`
 */
export async function simulationRun(ctx: Context, input: StepInput): Answer {
  const begun: { job: SimulationJob | null } = { job: null };
  const answer = await repeatable(ctx, "simulation:run", input, async (tx) => {
    const simulation = await stepping(tx, "RUN", input);
    if (!simulation.ok) return simulation;
    const { id, programmeId, inputsHash } = simulation.value;
    const [texts] = await findSimulationTexts(tx, [id]);
    const jobId = ctx.newId();
    const runner = ctx.newId();
    const job = { id: jobId, programmeId, kind: "SIMULATION_RUN", subjectId: id, createdBy: ctx.viewer.subject };
    await insertJob(tx, { ...job, runner });
    await tx.note("simulation:run", id);
    begun.job = { id: jobId, runner, simulationId: id, inputs: texts?.inputs ?? "", inputsHash };
    return accept(jobId);
  });
  if (begun.job !== null) void runLater(ctx.aside, begun.job);
  return answer;
}

/**
 * Freezes a simulation, and tells that it is; answers its id.
 *
 * @throws Fault NOT_FOUND when there is none that the viewer may see
 * @refuses IDEMPOTENCY_MISMATCH, and the codes of `checkStep`
 */
export function simulationFreeze(ctx: Context, input: StepInput): Answer {
  return repeatable(ctx, "simulation:freeze", input, async (tx) => {
    const simulation = await stepping(tx, "FREEZE", input);
    if (!simulation.ok) return simulation;
    const { id, programmeId } = simulation.value;
    const frozenAt = await freezeSimulation(tx, id);
    const payload = { programmeId, simulationId: id, frozenAt: frozenAt.toISOString() };
    tx.tell({ type: "SimulationFrozen", version: 1, subject: id, payload });
    await tx.note("simulation:freeze", id);
    return accept(id);
  });
}

async function repeatable(
  ctx: Context,
  action: Action,
  input: Repeat,
  work: (tx: Tx) => Answer,
): Promise<Decision<string, FinanceRefusalCode>> {
  authorize(ctx.viewer, action);
  // Amounts are bigints, which JSON does not know; as text they compare the same.
  const plain = JSON.parse(JSON.stringify(input, (_key, value) => (typeof value === "bigint" ? String(value) : value)));
  const request = { actor: ctx.viewer.subject, operation: action, key: input.idempotencyKey ?? null, input: plain };
  return ctx.transaction((tx) => once(tx, "finance", request, () => work(tx)));
}

/** The simulation, locked, if it can take the step. */
async function stepping(
  tx: Tx,
  step: SimulationStep,
  { simulationId, expectedVersion }: StepInput,
): Promise<Decision<Simulation, FinanceRefusalCode>> {
  const simulation = isId(simulationId) ? await lockSimulation(tx, simulationId) : null;
  if (simulation === null) throw new Fault("NOT_FOUND", "There is no simulation of this id that you may see.");
  const [job] = await findLastJobs(tx, [simulationId]);
  // Also when its process is gone: it is taken up again, with the inputs that stand here.
  const isRunning = job !== undefined && isOpen(job);
  const checked = checkStep(step, simulation, { expectedVersion, isRunning });
  return checked.ok ? accept(simulation) : checked;
}

async function inputsFrom(
  tx: Tx,
  ctx: Context,
  programmeId: string,
  { name, terms }: Readonly<{ name: string; terms: SimulationTerms }>,
): Promise<Decision<SimulationInputs, FinanceRefusalCode>> {
  await programmes.require(tx, ctx.viewer, programmeId);
  const [grant] = await findGrantsOfProgrammes(tx, [programmeId]);
  const eligibleTotalMinor = grant?.eligibleTotalMinor ?? null;
  const fromEu = sumMinor((grant?.parts ?? []).filter(({ source }) => source === "ESF").map(({ minor }) => minor));
  const days = terms.groups == null ? programmeDays(terms) : null;
  const cohort = days === null ? [] : await cohortOf(tx, ctx, programmeId, days);
  const inputs = inputsOf(terms, {
    ...{ programmeId, eligibleTotalMinor, cohort },
    euShare: eligibleTotalMinor === null ? null : fraction(fromEu, eligibleTotalMinor),
  });
  if (name.trim() !== "") return inputs;
  const unnamed = { code: "NAME_MISSING" as const, message: "Give the simulation a name.", field: ["input", "name"] };
  return { ok: false, refusals: inputs.ok ? [unnamed] : [unnamed, ...inputs.refusals] };
}

async function cohortOf(
  tx: Tx,
  ctx: Context,
  programmeId: string,
  { from, to }: Readonly<{ from: LocalDate; to: LocalDate }>,
) {
  const until = daysBetween(ctx.today, to) > 0 ? ctx.today : to;
  const asked = { programmeId, startedFrom: from, startedTo: until, knownAt: ctx.now };
  return cohortGroups(await listWorkFiles(tx, asked), from);
}
