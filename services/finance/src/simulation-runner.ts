/**
 * Runs the jobs of simulations in this process, one at a time: the other processor is for requests.
 *
 * A job is in the hands of one runner, which gives signs of life. One that is silent is taken up by whichever process
 * looks first, and is begun again from its stored inputs, which give the same result.
 */
import { randomUUID } from "node:crypto";
import type { Logger } from "@inclusion/kernel/runtime";
import type { Context } from "./context.ts";
import { beatJob, claimSilentJob, endJob, type HeldJob, type JobProgress, releaseJob } from "./job/job.repository.ts";
import { MOST_ATTEMPTS } from "./job/job.ts";
import { findSimulations, findSimulationTexts, storeResult } from "./simulation/simulation.repository.ts";
import { type SimulationThread, startSimulation } from "./simulation-worker.ts";

/** A job of a simulation, with what it is to compute. */
export type SimulationJob = HeldJob & Readonly<{ simulationId: string; inputs: string; inputsHash: string }>;

type Aside = Context["aside"];

const BEAT_MS = 1_000;
const LOOK_MS = 5_000;

let last: Promise<void> = Promise.resolve();
/** What this process has in hand, waiting or running, with how to let go of it. */
const inHand = new Map<string, () => Promise<void>>();

/**
 * Starts a job when those before it in this process have ended. Whatever becomes of it stands in its row; what the
 * viewer of the request may do is what the job may do.
 */
export function runLater(aside: Aside, job: SimulationJob): Promise<void> {
  const beat = beatOf(aside, job);
  inHand.set(job.id, async () => {
    beat.end();
    await aside((tx) => releaseJob(tx, job));
  });
  last = last.then(() => run(aside, job, beat)).catch(() => {});
  return last;
}

/** Looks for jobs whose process is gone, now and again, until it is stopped; then lets go of what it has in hand. */
export function takeUpJobs(aside: Aside, log: Pick<Logger, "warn">): Readonly<{ stop: () => Promise<void> }> {
  let looking: Promise<unknown> = Promise.resolve();
  const look = (): void => {
    looking = takeUpJob(aside).catch((error: unknown) =>
      log.warn({ error: String(error) }, "cannot look for silent jobs"),
    );
  };
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  look();
  return {
    stop: async () => {
      clearInterval(timer);
      // A look on its way may take up what is let go of here, or what nobody would let go of then.
      await looking;
      await Promise.allSettled([...inHand.values()].map((letGo) => letGo()));
    },
  };
}

/** Takes up one job whose process is gone; the promise is that of its end, or false when there is none. */
export async function takeUpJob(aside: Aside): Promise<Readonly<{ ended: Promise<void> }> | false> {
  const runner = randomUUID();
  const job = await aside(async (tx): Promise<SimulationJob | "FAILED" | null> => {
    const claimed = await claimSilentJob(tx, runner);
    if (claimed === null) return null;
    const { id, subjectId: simulationId, attempts } = claimed;
    const [[simulation], [texts]] = [
      await findSimulations(tx, [simulationId]),
      await findSimulationTexts(tx, [simulationId]),
    ];
    if (attempts <= MOST_ATTEMPTS && simulation !== undefined && texts !== undefined) {
      return { id, runner, simulationId, inputs: texts.inputs, inputsHash: simulation.inputsHash };
    }
    const failure = simulation === undefined ? "There is no such simulation." : "Its process has ended too often.";
    await endJob(tx, { id, runner }, "FAILED", failure);
    return "FAILED";
  });
  if (job === null) return false;
  return { ended: job === "FAILED" ? Promise.resolve() : runLater(aside, job) };
}

type Beat = Readonly<{
  /** What the next sign of life says. */
  say: (progress: JobProgress) => void;
  /** Tells `stop` when the job is to go on no more. */
  onEnd: (stop: () => void) => void;
  isOver: () => boolean;
  /** Gives no further sign and stops the work. */
  end: () => void;
}>;

/** Gives a sign of life each second from now on, also while the job waits. */
function beatOf(aside: Aside, job: HeldJob): Beat {
  let progress: JobProgress | null = null;
  let isOver = false;
  let stop = (): void => {};
  const end = (): void => {
    isOver = true;
    clearInterval(timer);
    stop();
  };
  const timer = setInterval(() => {
    const said = progress;
    progress = null;
    aside((tx) => beatJob(tx, job, said)).then(
      (goesOn) => {
        if (!goesOn) end();
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
    end,
  };
}

async function run(aside: Aside, job: SimulationJob, beat: Beat): Promise<void> {
  let thread: SimulationThread | null = null;
  try {
    const begun = !beat.isOver() && (await aside((tx) => beatJob(tx, job, { phase: "DRAWS", done: 0, total: 0 })));
    if (!begun || beat.isOver()) return;
    thread = startSimulation(job.inputs, beat.say);
    beat.onEnd(thread.stop);
    const result = await thread.result;
    await aside(async (tx) => {
      if (!(await endJob(tx, job, "DONE"))) return;
      const isStored = await storeResult(tx, { id: job.simulationId, inputsHash: job.inputsHash, result });
      if (!isStored) throw new Error("The simulation was changed while it was run.");
      await tx.note("simulation:computed", job.simulationId);
    });
  } catch (error) {
    // Let go of, called off or another's by now: then its end is not for this runner to write.
    if (beat.isOver()) return;
    const reason = error instanceof Error ? error.message : "The simulation failed.";
    await aside((tx) => endJob(tx, job, "FAILED", reason)).catch(() => {});
  } finally {
    beat.end();
    inHand.delete(job.id);
  }
}
