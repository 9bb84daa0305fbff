/** Asking a server: once for its answer, or as fast as it goes for some seconds. */
import { setTimeout as sleep } from "node:timers/promises";
import autocannon from "autocannon";
import { usageOf } from "./process-tree.ts";
import type { Question } from "./questions.ts";
import type { Figures } from "./results.ts";

/** A server and the processes behind it. */
export type Target = Readonly<{ url: string; pid: number; postgresPid: number }>;

export type Load = Readonly<{ seconds: number; connections: number }>;

/** The text that a server answers. */
export async function askOnce({ url }: Target, { headers, body }: Question): Promise<string> {
  const response = await fetch(url, { method: "POST", headers, body });
  return response.text();
}

/** Asks one question over and over. A refusal, an error or a broken connection is no answer: it is counted as failed. */
export async function measure(target: Target, question: Question, { seconds, connections }: Load): Promise<Figures> {
  const { headers, body } = question;
  const [nodeBefore, databaseBefore] = usages(target);
  const { requests, latency, errors, non2xx, mismatches } = await autocannon({
    ...{ url: target.url, method: "POST", headers, body, connections, duration: seconds },
    verifyBody: (text) => text.startsWith('{"data":'),
  });
  const [node, database] = usages(target);
  await drain(target, question);
  const failed = Math.max(non2xx, mismatches) + errors;
  const cpuMs = (before: typeof node, after: typeof node): number | null =>
    before === null || after === null || requests.total === 0 ? null : (after.cpuMs - before.cpuMs) / requests.total;
  return {
    requestsPerSecond: Math.max(0, requests.total - failed) / seconds,
    failedPercent: (100 * failed) / Math.max(1, requests.total + errors),
    p50Ms: latency.p50,
    p99Ms: latency.p99,
    nodeCpuMs: cpuMs(nodeBefore, node),
    databaseCpuMs: cpuMs(databaseBefore, database),
    rssSumMb: node?.rssSumMb ?? null,
    rssMaxMb: node?.rssMaxMb ?? null,
  };
}

/** Waits until requests that were cut off at the end have left the server: a queue lets the last one in last. */
async function drain(target: Target, question: Question): Promise<void> {
  await askOnce(target, question);
  await sleep(200);
}

function usages({ pid, postgresPid }: Target) {
  return [usageOf(pid, "node"), usageOf(postgresPid, "postgres")] as const;
}

/** The median of each figure. */
export function medians(rounds: readonly Figures[]): Figures {
  const of = (name: keyof Figures): number | null => median(rounds.map((round) => round[name]));
  return {
    requestsPerSecond: of("requestsPerSecond") ?? 0,
    failedPercent: of("failedPercent") ?? 0,
    p50Ms: of("p50Ms") ?? 0,
    p99Ms: of("p99Ms") ?? 0,
    nodeCpuMs: of("nodeCpuMs"),
    databaseCpuMs: of("databaseCpuMs"),
    rssSumMb: of("rssSumMb"),
    rssMaxMb: of("rssMaxMb"),
  };
}

/** The one in the middle, or the mean of the two there; null when one is missing. */
export function median(values: readonly (number | null)[]): number | null {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  return low === undefined || high === undefined || sorted.length < values.length ? null : (low + high) / 2;
}
