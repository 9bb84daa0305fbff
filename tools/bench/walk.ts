/**
 * Walks a list of participations page by page, as a token of `tokens.json`, and says how long the pages took and
 * what the server's memory was: `DATA_DIR=<folder> node tools/bench/walk.ts <token> [filter as JSON]`.
 * The system of DATA_DIR must run, with the national seed.
 */
import { readFileSync } from "node:fs";
import { ask, type Reached } from "../commands/running-system.ts";
import { findHolder } from "../postgres/folder-lock.ts";
import { readSettings, tokensFile } from "../system/settings.ts";
import { median } from "./load.ts";

const PAGE = `query ($programme: String!, $filter: ParticipationFilter, $after: String) {
  programme(slug: $programme) { participations(filter: $filter, first: 100, after: $after) {
    nodes { id state enteredOn } pageInfo { hasNextPage endCursor } } } }`;
const COUNT = `query ($programme: String!, $filter: ParticipationFilter) {
  programme(slug: $programme) { participations(filter: $filter, first: 1) { totalCount } } }`;

type Answer = Readonly<{
  programme: {
    participations: {
      totalCount?: number;
      nodes: readonly unknown[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  };
}>;

const [token = "programme_lead", filterText] = process.argv.slice(2);
const filter: unknown = filterText === undefined ? null : JSON.parse(filterText);
const settings = readSettings(process.env);
const holder = findHolder(settings.dataDir);
if (holder === undefined) throw new Error(`No system runs on ${settings.dataDir}.`);
const tokens = JSON.parse(readFileSync(tokensFile(settings.dataDir), "utf8")) as Record<string, string>;
const reached: Reached = {
  url: `http://${settings.host}:${holder.port}/graphql`,
  token: tokens[token] ?? "",
  done: async () => {},
};
const programme = "syntetisk-landsprogram";
const counting = performance.now();
const counted = await ask<Answer>(reached, COUNT, { programme, filter });
const countMs = performance.now() - counting;
const times: number[] = [];
const memory: Record<string, number> = {};
/** Pages after which memory is looked at, besides the last. */
const LOOKED_AT = new Set([10, 500, 1_000]);
let [rows, after]: [number, string | null] = [0, null];
do {
  const begun = performance.now();
  const answer: Answer = await ask<Answer>(reached, PAGE, { programme, filter, after });
  times.push(performance.now() - begun);
  const { nodes, pageInfo } = answer.programme.participations;
  rows += nodes.length;
  after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  if (LOOKED_AT.has(times.length) || after === null) memory[`page ${times.length}`] = residentMb(holder.pid);
} while (after !== null);
const tenth = Math.max(1, Math.floor(times.length / 10));
console.log(
  JSON.stringify({
    ...{ token, filter, totalCount: counted.programme.participations.totalCount, rows, pages: times.length },
    countMs: round(countMs),
    medianMsOfFirstTenth: round(median(times.slice(0, tenth)) ?? 0),
    medianMsOfLastTenth: round(median(times.slice(-tenth)) ?? 0),
    slowestMs: round(Math.max(...times)),
    residentMb: memory,
  }),
);

function residentMb(pid: number): number {
  const [, kb] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Math.round(Number(kb ?? 0) / 1024);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
