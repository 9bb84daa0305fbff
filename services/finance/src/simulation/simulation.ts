/** Simulations as records: a draft, with a result, or frozen. Pure. */
import { accept, type Decision, refuse } from "@inclusion/kernel";
import type { FinanceRefusalCode } from "../refusals.ts";

export type SimulationState = "DRAFT" | "COMPUTED" | "FROZEN";

/** A simulation without its inputs and result, which are long. */
export type Simulation = Readonly<{
  id: string;
  programmeId: string;
  name: string;
  state: SimulationState;
  version: number;
  inputsHash: string;
  codeVersion: string | null;
  resultHash: string | null;
  computedAt: Date | null;
  frozenAt: Date | null;
}>;

/** Version of the code that computes: goes up when the same inputs give another result. */
export const CODE_VERSION = "simulation-1";

/** A step that a simulation can take. */
export type SimulationStep = "CHANGE" | "RUN" | "FREEZE";

/**
 * Whether a simulation can take a step.
 *
 * @param isRunning whether a job runs it now
 * @refuses CONFLICT, SIMULATION_FROZEN, SIMULATION_NOT_COMPUTED, JOB_RUNNING
 */
export function checkStep(
  step: SimulationStep,
  simulation: Pick<Simulation, "state" | "version">,
  { expectedVersion, isRunning }: Readonly<{ expectedVersion?: number | null | undefined; isRunning: boolean }>,
): Decision<null, FinanceRefusalCode> {
  if (expectedVersion != null && expectedVersion !== simulation.version) {
    return refuse({
      code: "CONFLICT",
      message: `The simulation has been changed since version ${expectedVersion}: read version ${simulation.version} and decide again.`,
      field: ["input", "expectedVersion"],
    });
  }
  const field = ["input", "simulationId"];
  if (simulation.state === "FROZEN") {
    return refuse({ code: "SIMULATION_FROZEN", message: "It is frozen: make another simulation.", field });
  }
  if (isRunning) {
    return refuse({ code: "JOB_RUNNING", message: "It is being run: wait for its job, or cancel it.", field });
  }
  if (step === "FREEZE" && simulation.state !== "COMPUTED") {
    return refuse({ code: "SIMULATION_NOT_COMPUTED", message: "Run it before it is frozen.", field });
  }
  return accept(null);
}
