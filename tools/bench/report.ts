/** Results for people to read. */
import type { Comparison, Results, Side, Start } from "./results.ts";

const HEAD = [
  "seed",
  "form",
  "document",
  "token",
  "server",
  "req/s",
  "failed",
  "p50 ms",
  "p99 ms",
  "CPU ms",
  "DB CPU ms",
];
const COLUMNS = [...HEAD, "RSS MB", "largest", "trips", "KB", "ratio"];

/** Results as tables of Markdown, which are readable as they stand. */
export function reportOf({ at, machine, rounds, seconds, connections, starts, comparisons }: Results): string {
  return [
    `${at}: ${machine}; medians of ${rounds} rounds of ${seconds} s, ${connections} connections`,
    "",
    table(COLUMNS, comparisons.flatMap(rowsOf)),
    "",
    table(["seed", "form", "document", "restricted", "unrestricted", "time ratio"], restrictionRows(comparisons)),
    "",
    table(["seed", "form", "cold start s", "warm start s"], starts.map(startRow)),
  ].join("\n");
}

function rowsOf(comparison: Comparison): string[][] {
  const { seed, form, document, token, answerBytes, graph, sql, ratio } = comparison;
  const asked = [seed, form, document, token];
  const size = shown(answerBytes / 1_000, 1);
  return [
    [...asked, "graph", ...figures(graph), size, shown(ratio, 3)],
    [...asked, "sql", ...figures(sql), size, "1"],
  ];
}

/** How much longer the most restricted token waits for the same document than the unrestricted one. */
function restrictionRows(comparisons: readonly Comparison[]): string[][] {
  const asked = Map.groupBy(comparisons, ({ seed, form, document }) => `${seed} ${form} ${document}`);
  return [...asked.values()].flatMap(([restricted, unrestricted]) => {
    if (restricted === undefined || unrestricted === undefined) return [];
    const ratio = unrestricted.graph.requestsPerSecond / restricted.graph.requestsPerSecond;
    const { seed, form, document } = restricted;
    return [[seed, form, document, restricted.token, unrestricted.token, shown(ratio, 2)]];
  });
}

function figures(side: Side): string[] {
  return [
    shown(side.requestsPerSecond, 0),
    side.failedPercent === 0 ? "0" : `${shown(side.failedPercent, 1)} %`,
    shown(side.p50Ms, 0),
    shown(side.p99Ms, 0),
    shown(side.nodeCpuMs, 2),
    shown(side.databaseCpuMs, 2),
    shown(side.rssSumMb, 0),
    shown(side.rssMaxMb, 0),
    String(side.roundTrips),
  ];
}

function startRow({ seed, form, coldMs, warmMs }: Start): string[] {
  return [seed, form, coldMs === null ? "kept" : shown(coldMs / 1_000, 1), shown(warmMs / 1_000, 1)];
}

function shown(value: number | null, digits: number): string {
  return value === null ? "n/a" : value.toFixed(digits);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => (row[column] ?? "").length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
