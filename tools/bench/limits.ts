/**
 * How much longer a limited token waits than an unlimited one: `node tools/bench/limits.ts [seed] [rounds]`.
 *
 * Every document of the benchmark is asked as both of its tokens in turn, one request at a time, so that other work on
 * the machine hits both alike. The ratio is the median of those of the rounds; of CPU, that of all rounds together.
 */
import { askOnce, median } from "./load.ts";
import { usageOf } from "./process-tree.ts";
import { type Question, questionsOn, SEEDS } from "./questions.ts";
import { type Servers, startServers } from "./servers.ts";

const WARM_UP = 60;
const REQUESTS_A_ROUND = 10;

const [, , asked = "national", rounds = "30"] = process.argv;
const seed = SEEDS.find((each) => each === asked);
if (seed === undefined) throw new Error(`"${asked}" is no seed: give ${SEEDS.join(", ")}.`);

type Cost = { ms: number[]; cpuMs: number };

const servers = await startServers(seed, "together");
try {
  const documents = Map.groupBy(questionsOn(seed, servers.tokens), ({ document }) => document);
  for (const [document, questions] of documents) {
    const costs = await compare(servers, questions);
    const [limited, unlimited] = costs.map(({ ms }) => ms) as [number[], number[]];
    const ratio = median(limited.map((ms, round) => ms / (unlimited[round] ?? Number.NaN)));
    const [limitedCpu = 0, unlimitedCpu = 0] = costs.map(({ cpuMs }) => cpuMs / (Number(rounds) * REQUESTS_A_ROUND));
    const figures = [median(limited), median(unlimited), ratio, limitedCpu, unlimitedCpu, limitedCpu / unlimitedCpu];
    const tokens = questions.map(({ token }) => token).join(" / ");
    console.log(`| ${document} | ${tokens} | ${figures.map((figure) => (figure ?? 0).toFixed(2)).join(" | ")} |`);
  }
} finally {
  await servers.stop();
}

async function compare({ graph }: Servers, questions: readonly Question[]): Promise<readonly Cost[]> {
  const costs = questions.map((): Cost => ({ ms: [], cpuMs: 0 }));
  for (const question of questions) for (let each = 0; each < WARM_UP; each += 1) await askOnce(graph, question);
  for (let round = 0; round < Number(rounds); round += 1) {
    const order = [...questions.keys()];
    for (const at of round % 2 === 0 ? order : order.toReversed()) {
      const [before, began] = [cpuOf(graph), performance.now()];
      for (let each = 0; each < REQUESTS_A_ROUND; each += 1) await askOnce(graph, questions[at] as Question);
      costs[at]?.ms.push((performance.now() - began) / REQUESTS_A_ROUND);
      (costs[at] as Cost).cpuMs += cpuOf(graph) - before;
    }
  }
  return costs;
}

/** Of the system and its database so far. */
function cpuOf({ pid, postgresPid }: Servers["graph"]): number {
  return (usageOf(pid, "node")?.cpuMs ?? 0) + (usageOf(postgresPid, "postgres")?.cpuMs ?? 0);
}
