/** A run: every seed and form, both servers in turn. */
import { availableParallelism, cpus, totalmem } from "node:os";
import { isDeepStrictEqual } from "node:util";
import { roundTripsOf } from "./database-log.ts";
import { askOnce, type Load, measure, median, medians, type Target } from "./load.ts";
import { type Form, type Question, questionsOn, type Seed } from "./questions.ts";
import type { Comparison, Figures, Results, Side, Start } from "./results.ts";
import { type Servers, startServers } from "./servers.ts";

export type Plan = Load & Readonly<{ seeds: readonly Seed[]; forms: readonly Form[] }>;

const ROUNDS = 3;
const WARM_UP_SECONDS = 2;

/** Runs the benchmark; `say` is told what is done. */
export async function runBenchmark(plan: Plan, say: (line: string) => void): Promise<Results> {
  const starts: Start[] = [];
  const comparisons: Comparison[] = [];
  for (const seed of plan.seeds) {
    for (const form of plan.forms) {
      say(`${seed}, ${form}: starting`);
      const servers = await startServers(seed, form);
      try {
        starts.push(servers.start);
        for (const question of questionsOn(seed, servers.tokens)) {
          say(`${seed}, ${form}: ${question.document} as ${question.token}`);
          comparisons.push({ seed, form, ...(await compare(servers, question, plan)) });
        }
      } finally {
        await servers.stop();
      }
    }
  }
  const { seconds, connections } = plan;
  return {
    at: new Date().toISOString(),
    machine: machine(),
    rounds: ROUNDS,
    seconds,
    connections,
    starts,
    comparisons,
  };
}

async function compare(servers: Servers, question: Question, load: Load): Promise<Omit<Comparison, "seed" | "form">> {
  const { graph, sql, adminUrl } = servers;
  const answerBytes = await requireSameAnswer(servers, question);
  for (const target of [graph, sql]) await measure(target, question, { ...load, seconds: WARM_UP_SECONDS });
  const rounds: { graph: Figures; sql: Figures }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({ graph: await measure(graph, question, load), sql: await measure(sql, question, load) });
  }
  const sideOf = async (target: Target, figures: readonly Figures[]): Promise<Side> => {
    const roundTrips = await roundTripsOf(adminUrl, () => askOnce(target, question));
    return { ...medians(figures), roundTrips };
  };
  const ratios = rounds.map((round) => round.graph.requestsPerSecond / round.sql.requestsPerSecond);
  return {
    document: question.document,
    token: question.token,
    answerBytes,
    graph: await sideOf(
      graph,
      rounds.map((round) => round.graph),
    ),
    sql: await sideOf(
      sql,
      rounds.map((round) => round.sql),
    ),
    ratio: median(ratios) ?? 0,
  };
}

type Answer = Readonly<{ data?: unknown; errors?: unknown }>;

/** A comparison of different answers is worth nothing. */
async function requireSameAnswer({ graph, sql }: Servers, question: Question): Promise<number> {
  const [ours, theirs] = [await askOnce(graph, question), await askOnce(sql, question)];
  const { data, errors } = JSON.parse(ours) as Answer;
  const expected = JSON.parse(theirs) as Answer;
  if (errors !== undefined || expected.errors !== undefined || !isDeepStrictEqual(data, expected.data)) {
    const shown = [ours, theirs].map((text) => text.slice(0, 1_000)).join("\n");
    throw new Error(`${question.document} as ${question.token}: graph and SQL answer differently.\n${shown}`);
  }
  return Buffer.byteLength(ours);
}

function machine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${availableParallelism()} cores (${cpu?.model ?? "unknown"}), ${memory} GiB, ${process.platform}, Node ${process.version}`;
}
