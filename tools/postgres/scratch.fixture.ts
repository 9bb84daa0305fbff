/** Data folders and processes for tests; all are gone when the test is. */
import { type ChildProcess, type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { onTestFinished } from "vitest";
import { type Cluster, type ClusterOptions, startCluster } from "./cluster.ts";
import { readIfThere } from "./durable-file.ts";
import { fleetingFolder } from "./fleeting.ts";
import { readPidFile } from "./postmaster.ts";

/** A data folder that does not exist yet, in a folder that the server's user may enter: below `parent`, or in memory. */
export function scratchDataDir(parent?: string, mode = 0o755): string {
  const folder =
    parent === undefined ? fleetingFolder(".ig-test-") : mkdtempSync(join(realpathSync(parent), ".ig-test-"));
  chmodSync(folder, mode);
  const dataDir = join(folder, "data");
  onTestFinished(() => {
    const home = rememberedHome(dataDir);
    if (home) rmSync(home, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
  });
  return dataDir;
}

/** Starts a cluster that is stopped at the end of the test, if it has not been before. */
export async function startScratch(dataDir: string, options: Partial<ClusterOptions> = {}): Promise<Cluster> {
  const cluster = await startCluster({ dataDir, durable: false, ...options });
  onTestFinished(() => cluster.stop());
  return cluster;
}

export type Application = { process: ChildProcess; said: { adminUrl: string; port: number; error?: string } };

/** Runs application.fixture.ts in a process of its own and waits for its line. */
export async function runApplication(dataDir: string): Promise<Application> {
  const child = spawnApplication(dataDir);
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return { process: child, said: JSON.parse(line) };
}

export function spawnApplication(dataDir: string): ChildProcessByStdio<null, Readable, null> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "application.fixture.ts"), dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => end(child, "SIGTERM"));
  return child;
}

/** Ends a process that this test started and waits until it is gone. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
}

export function postmasterPid(location: string): number {
  const found = readPidFile(location);
  if (!found) throw new Error(`no server runs on ${location}`);
  return found.pid;
}

export function rememberedHome(dataDir: string): string | undefined {
  const text = readIfThere(join(dataDir, "cluster.json"));
  return text === undefined ? undefined : JSON.parse(text).home;
}
