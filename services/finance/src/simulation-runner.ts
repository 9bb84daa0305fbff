/** Runs the jobs of simulations in this process, one at a time: the other processor is for requests. */
import type { Context } from "./context.ts";
import { beatJob, endJob, type JobProgress } from "./job/job.repository.ts";
import { storeResult } from "./simulation/simulation.repository.ts";
import { type SimulationThread, startSimulation } from "./simulation-worker.ts";

/** A job of a simulation, with what it is to compute. */
export type SimulationJob = Readonly<{ jobId: string; simulationId: string; inputs: string; inputsHash: string }>;

const BEAT_MS = 1_000;

let last: Promise<void> = Promise.resolve();

/**
 * Starts a job when those before it in this process have ended. Whatever becomes of it stands in its row; what the
 * viewer of the request may do is what the job may do.
 */
export function runLater(aside: Context["aside"], job: SimulationJob): Promise<void> {
  const beat = beatOf(aside, job.jobId);
  last = last.then(() => run(aside, job, beat)).catch(() => {});
  return last;
}

type Beat = Readonly<{
  /** What the next sign of life says. */
  say: (progress: JobProgress) => void;
  /** Tells `stop` when the job is to go on no more. */
  onEnd: (stop: () => void) => void;
  isOver: () => boolean;
  end: () => void;
}>;

/** Gives a sign of life each second from now on, also while the job waits. */
function beatOf(aside: Context["aside"], jobId: string): Beat {
  let progress: JobProgress | null = null;
  let isOver = false;
  let stop = (): void => {};
  const timer = setInterval(() => {
    const said = progress;
    progress = null;
    aside((tx) => beatJob(tx, jobId, said)).then(
      (goesOn) => {
        if (goesOn || isOver) return;
        isOver = true;
        stop();
      },
      () => {},
    );
  }, BEAT_MS);
  timer.unref();
  return {
    say: (said) => {
      progress = said;
    },
    onEnd: (then) => {
      stop = then;
    },
    isOver: () => isOver,
    end: () => {
      isOver = true;
      clearInterval(timer);
    },
  };
}

async function run(aside: Context["aside"], job: SimulationJob, beat: Beat): Promise<void> {
  let thread: SimulationThread | null = null;
  try {
    const begun = await aside((tx) => beatJob(tx, job.jobId, { phase: "DRAWS", done: 0, total: 0 }));
    if (!begun || beat.isOver()) return;
    thread = startSimulation(job.inputs, beat.say);
    beat.onEnd(thread.stop);
    const result = await thread.result;
    await aside(async (tx) => {
      if (!(await endJob(tx, job.jobId, "DONE"))) return;
      const isStored = await storeResult(tx, { id: job.simulationId, inputsHash: job.inputsHash, result });
      if (!isStored) throw new Error("The simulation was changed while it was run.");
      await tx.note("simulation:computed", job.simulationId);
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : "The simulation failed.";
    await aside((tx) => endJob(tx, job.jobId, "FAILED", reason)).catch(() => {});
  } finally {
    beat.end();
    thread?.stop();
  }
}
