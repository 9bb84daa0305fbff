/**
 * What can be known about another process of this machine by its number alone.
 *
 * Numbers are given out again, after a restart of a container nearly always,
 * so a number in a file proves nothing until the birth mark agrees.
 */
import { readFileSync } from "node:fs";

/** Tells whether a process of this number runs; one that ended and awaits its parent does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  const state = readStat(pid)?.[0];
  return state !== "Z" && state !== "X";
}

/**
 * A text that no other process of this machine has had or will have, or
 * undefined where the system does not tell (it is read from /proc).
 */
export function birthMark(pid: number): string | undefined {
  const startTicks = readStat(pid)?.[19];
  if (startTicks === undefined) return undefined;
  return `${readIfThere("/proc/sys/kernel/random/boot_id")?.trim() ?? "boot"}/${startTicks}`;
}

/** The fields of /proc/<pid>/stat that follow the program's name, which may itself hold spaces and brackets. */
function readStat(pid: number): string[] | undefined {
  const text = readIfThere(`/proc/${pid}/stat`);
  return text?.slice(text.lastIndexOf(")") + 2).split(" ");
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
