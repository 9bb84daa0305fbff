/**
 * Simulations on a thread of their own, so that requests are answered meanwhile.
 *
 * The thread runs this very file; in a compiled program it runs the whole program, whose main does nothing off the
 * main thread, and this file's last lines do the work.
 */
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import type { JobProgress } from "./job/job.repository.ts";
import { addGroups, drawPoints, emptySums, monteCarloOf } from "./simulation/monte-carlo.ts";
import { canonicalText, fromCanonicalText, type SimulationInputs } from "./simulation/simulation-inputs.ts";
import { modelOf } from "./simulation/simulation-model.ts";
import { resultOf } from "./simulation/simulation-result.ts";

const KIND = "inclusion-finance-simulation";

/** How many person-draws are done between two signs of progress. */
const PORTION = 500_000;

type Told = Readonly<{ progress: JobProgress } | { result: string }>;

/** A simulation on its thread. */
export type SimulationThread = Readonly<{
  /** The result's canonical text. */
  result: Promise<string>;
  /** Ends the thread at once; `result` then fails. */
  stop: () => void;
}>;

/** Starts to compute the result of canonical inputs; `onProgress` is told how far it is. */
export function startSimulation(inputs: string, onProgress: (progress: JobProgress) => void): SimulationThread {
  const thread = new Worker(new URL(import.meta.url), { workerData: { kind: KIND, inputs } });
  const result = new Promise<string>((resolve, reject) => {
    thread.on("message", (told: Told) => ("result" in told ? resolve(told.result) : onProgress(told.progress)));
    thread.on("error", reject);
    thread.on("exit", () => reject(new Error("The simulation was stopped.")));
  });
  return { result, stop: () => void thread.terminate() };
}

/** The result of canonical inputs; how the work is divided has no part in it. */
export function computeSimulation(
  text: string,
  onProgress: (progress: JobProgress) => void,
  portion: number = PORTION,
): string {
  const model = modelOf(fromCanonicalText<SimulationInputs>(text));
  const { groups, draws } = model.inputs;
  const points = drawPoints(model);
  const sums = emptySums(model);
  const total = groups.length;
  onProgress({ phase: "DRAWS", done: 0, total });
  for (let from = 0; from < total && draws > 0; ) {
    let to = from;
    for (let work = 0; to < total && work < portion; to += 1) work += Math.max(1, (groups[to]?.persons ?? 0) * draws);
    addGroups(model, points, { from, to }, sums);
    from = to;
    onProgress({ phase: "DRAWS", done: from, total });
  }
  onProgress({ phase: "RESULT", done: 0, total: 1 });
  return canonicalText(resultOf(model, draws === 0 ? null : monteCarloOf(model, points, sums)));
}

const asked: unknown = workerData;
if (!isMainThread && parentPort !== null && isAsked(asked)) {
  const port = parentPort;
  const result = computeSimulation(asked.inputs, (progress) => port.postMessage({ progress } satisfies Told));
  port.postMessage({ result } satisfies Told);
}

function isAsked(data: unknown): data is Readonly<{ kind: string; inputs: string }> {
  return typeof data === "object" && data !== null && "kind" in data && data.kind === KIND;
}
