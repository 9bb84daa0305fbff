/** CPU time and memory of a process and its descendants, read from /proc; null where there is none. */
import { readdirSync, readFileSync } from "node:fs";

export type Usage = Readonly<{ cpuMs: number; rssSumMb: number; rssMaxMb: number }>;

/** Length of a clock tick of /proc; 100 a second on every Linux that Node runs on. */
const TICK_MS = 10;

type Process = Readonly<{ pid: number; parent: number; name: string; cpuMs: number }>;

/** Which part of a tree is counted: PostgreSQL runs below the system's own process. */
export type Part = "node" | "postgres";

/** What the part of the tree below `root` has used so far, ended children that were waited for included. */
export function usageOf(root: number, part: Part): Usage | null {
  const processes = listProcesses();
  if (processes === null) return null;
  const tree = [root];
  for (const pid of tree) tree.push(...processes.filter(({ parent }) => parent === pid).map((child) => child.pid));
  const counted = processes.filter(
    ({ pid, name }) => tree.includes(pid) && name.startsWith("postgres") === (part === "postgres"),
  );
  const memory = counted.map(({ pid }) => residentMb(pid));
  return {
    cpuMs: counted.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    rssSumMb: memory.reduce((sum, mb) => sum + mb, 0),
    rssMaxMb: Math.max(0, ...memory),
  };
}

function listProcesses(): Process[] | null {
  let names: string[];
  try {
    names = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return null;
  }
  const processes = names.flatMap((name) => readProcess(Number(name)) ?? []);
  return processes.length === 0 ? null : processes;
}

/** A process that ends while it is looked at is passed by. */
function readProcess(pid: number): Process | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const nameEnd = stat.lastIndexOf(")");
    const fields = stat
      .slice(nameEnd + 2)
      .split(" ")
      .map(Number);
    const ticks = fields.slice(11, 15).reduce((sum, each) => sum + each, 0);
    const name = stat.slice(stat.indexOf("(") + 1, nameEnd);
    return { pid, parent: fields[1] ?? 0, name, cpuMs: ticks * TICK_MS };
  } catch {
    return null;
  }
}

function residentMb(pid: number): number {
  try {
    const [, kb = "0"] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kb) / 1024;
  } catch {
    return 0;
  }
}
