/** The server's first process: how it is started, known and stopped. */
import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { programPath } from "./binaries.ts";
import { readIfThere } from "./durable-file.ts";
import { clusterFolder, type Place } from "./place.ts";
import { isRunning } from "./process-identity.ts";
import { programOptions, runProgram } from "./program.ts";

export type Postmaster = { pid: number; port: number };

/** What postmaster.pid says; it may be about a process that is gone. */
export type PidFile = Postmaster & { isReady: boolean };

const stopPatienceMs = 7_000;
const pollMs = 10;

/** The path of the file by which PostgreSQL guards a cluster. */
export function pidFilePath(cluster: string): string {
  return join(cluster, "postmaster.pid");
}

/** Reads postmaster.pid: the process in line 1, the port in line 4, the state in line 8. */
export function readPidFile(cluster: string): PidFile | undefined {
  const lines = readIfThere(pidFilePath(cluster))?.split("\n");
  const pid = Number(lines?.[0]);
  const port = Number(lines?.[3]);
  if (!Number.isInteger(pid) || pid <= 0 || !Number.isInteger(port)) return undefined;
  return { pid, port, isReady: lines?.[7]?.trim() === "ready" };
}

/**
 * Starts the server and waits until it takes connections, through a recovery if need be.
 *
 * It gets a process group of its own, so that Ctrl-C at the terminal reaches us
 * first, and it outlives us when we are killed.
 *
 * @param startLog file for what the server says before its own log is open
 * @returns the process, or what it said when it ended instead
 */
export async function launchPostmaster(
  place: Place,
  options: { port: number; durable: boolean; startLog: string },
): Promise<Postmaster | string> {
  const cluster = clusterFolder(place);
  const output = openSync(options.startLog, "w", 0o600);
  const child = spawn(
    programPath(place.binaries, "postgres"),
    ["-D", cluster, ...settings(place, options).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    { ...programOptions(place), stdio: ["ignore", output, output], detached: true },
  );
  closeSync(output);
  child.unref();
  let failure: Error | undefined;
  child.once("error", (error) => (failure = error));
  while (!failure && child.exitCode === null && child.signalCode === null) {
    const found = readPidFile(cluster);
    if (found?.isReady && found.pid === child.pid) return { pid: found.pid, port: found.port };
    await sleep(pollMs);
  }
  return failure?.message ?? readFileSync(options.startLog, "utf8");
}

/**
 * Stops the server: open transactions are rolled back, everything else is on disk.
 *
 * One that takes too long is stopped at once, which loses nothing either: it
 * recovers at its next start. Returns when the process is gone.
 */
export async function stopPostmaster(place: Place, postmaster: Postmaster): Promise<void> {
  if (process.platform === "win32") {
    await runProgram(place, "pg_ctl", ["stop", "-m", "fast", "-D", clusterFolder(place)]);
    return;
  }
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    if (!sendSignal(postmaster.pid, signal)) return;
    const deadline = Date.now() + stopPatienceMs;
    while (isRunning(postmaster.pid) && Date.now() < deadline) await sleep(pollMs);
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  return isRunning(pid) && process.kill(pid, signal);
}

/**
 * Settings are arguments and not lines of postgresql.conf, so that a cluster made
 * by an earlier version runs with those of today. The log keeps a week, one file
 * a weekday, without the values of statements: they are about people.
 */
function settings(place: Place, { port, durable }: { port: number; durable: boolean }): [string, string][] {
  const safe = durable ? "on" : "off";
  return [
    ["listen_addresses", "127.0.0.1"],
    ["port", String(port)],
    ["unix_socket_directories", ""],
    // Without durability it is the tests' own, which run several systems on one server.
    ["max_connections", durable ? "100" : "250"],
    ["shared_buffers", "256MB"],
    ["timezone", "UTC"],
    ["fsync", safe],
    ["synchronous_commit", safe],
    ["full_page_writes", safe],
    ["logging_collector", "on"],
    ["log_directory", join(place.folder, "log")],
    ["log_filename", "postgresql-%a.log"],
    ["log_rotation_age", "1d"],
    ["log_rotation_size", "0"],
    ["log_truncate_on_rotation", "on"],
    ["log_timezone", "UTC"],
    ["log_error_verbosity", "terse"],
    ["log_min_error_statement", "panic"],
  ];
}
