/** Asking a server: once for its answer, or as fast as it goes for some seconds. */
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

/**
 * Asks one question over and over.
 *
 * @throws Error when any answer was not whole: what is quick and wrong is no result
 */
export async function measure(target: Target, question: Question, { seconds, connections }: Load): Promise<Figures> {
  const { document, headers, body } = question;
  const [nodeBefore, databaseBefore] = usages(target);
  const { requests, latency, errors, non2xx, mismatches } = await autocannon({
    ...{ url: target.url, method: "POST", headers, body, connections, duration: seconds },
    verifyBody: (text) => text.startsWith('{"data":'),
  });
  const [node, database] = usages(target);
  if (errors + non2xx + mismatches > 0 || requests.total === 0) {
    const failed = `${errors} errors, ${non2xx} refusals, ${mismatches} wrong answers`;
    throw new Error(`${target.url} does not answer ${document} under load: ${failed} of ${requests.total}.`);
  }
  const cpuMs = (before: typeof node, after: typeof node): number | null =>
    before === null || after === null ? null : (after.cpuMs - before.cpuMs) / requests.total;
  return {
    requestsPerSecond: requests.average,
    p50Ms: latency.p50,
    p99Ms: latency.p99,
    nodeCpuMs: cpuMs(nodeBefore, node),
    databaseCpuMs: cpuMs(databaseBefore, database),
    rssSumMb: node?.rssSumMb ?? null,
    rssMaxMb: node?.rssMaxMb ?? null,
  };
}

function usages({ pid, postgresPid }: Target) {
  return [usageOf(pid, "node"), usageOf(postgresPid, "postgres")] as const;
}

/** The median of each figure. */
export function medians(rounds: readonly Figures[]): Figures {
  const of = (name: keyof Figures): number | null => median(rounds.map((round) => round[name]));
  return {
    requestsPerSecond: of("requestsPerSecond") ?? 0,
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
