/** Servers as child processes: started, waited for and always stopped. */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { StartError } from "../postgres/start-error.ts";

export type Child = Readonly<{
  pid: number;
  /** From the start of the process until its line that begins with `ready`. */
  readyMs: number;
  stop: () => Promise<void>;
}>;

/** Starting includes a seed of national size. */
const READY_LIMIT_MS = 300_000;
const STOP_LIMIT_MS = 15_000;

const running = new Set<ChildProcess>();

/** Whoever ends this process ends its children too; registered with the first of them. */
const endChildrenWithUs = once(() => {
  process.on("exit", () => {
    for (const child of running) child.kill("SIGTERM");
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
});

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}

/** Starts a program of Node with these settings beside those of this process, and waits until it is ready. */
export async function startChild(program: string, env: NodeJS.ProcessEnv): Promise<Child> {
  endChildrenWithUs();
  const began = performance.now();
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  try {
    await readiness(program, child);
  } catch (error) {
    await stop(child);
    throw error;
  }
  return { pid: child.pid ?? 0, readyMs: Math.round(performance.now() - began), stop: () => stop(child) };
}

function readiness(program: string, child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (what: string): void => reject(new StartError(`${program} ${what}`, "see what it says above"));
    const late = setTimeout(() => fail("is not ready after five minutes"), READY_LIMIT_MS);
    if (child.stdout !== null) {
      createInterface(child.stdout).on("line", (line) => {
        if (!line.startsWith("ready")) return;
        clearTimeout(late);
        resolve();
      });
    }
    child.once("error", (error) => fail(`cannot be started (${error.message})`));
    child.once("exit", (code) => {
      clearTimeout(late);
      fail(`ended with code ${String(code)} before it was ready`);
    });
  });
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const hard = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS);
    child.once("exit", () => {
      clearTimeout(hard);
      resolve();
    });
    child.kill("SIGTERM");
  });
}
