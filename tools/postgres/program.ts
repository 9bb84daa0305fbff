/** Runs PostgreSQL's programs as the server's user, in a folder and with an environment that suit them. */
import { execFile, type SpawnOptions } from "node:child_process";
import { promisify } from "node:util";
import { programPath } from "./binaries.ts";
import type { Place } from "./place.ts";

const run = promisify(execFile);

/** The part of our environment that the programs need; the rest may hold secrets, or PG* variables that mislead them. */
const passedOn = ["PATH", "SystemRoot", "TEMP"];

/** User, folder and environment for a program of this place. */
export function programOptions({ folder, user }: Place): SpawnOptions & { cwd: string } {
  const passed = passedOn.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { cwd: folder, env: { ...Object.fromEntries(passed), LC_ALL: "C", TZ: "UTC" }, ...user };
}

/** Runs a program to its end. When it fails, the error's `stderr` says why. */
export async function runProgram(place: Place, program: "initdb" | "pg_ctl", args: readonly string[]): Promise<void> {
  await run(programPath(place.binaries, program), args, programOptions(place));
}
