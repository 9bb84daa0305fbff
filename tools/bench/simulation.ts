/**
 * How fast simulations are, and what memory they take: `node tools/bench/simulation.ts`, one thread, no database.
 *
 * Each runs in a process of its own that is given nothing but the text of the inputs, as the service's thread is.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canonicalInputs, canonicalText, DEFAULT_ASSUMPTIONS } from "@inclusion/finance/simulation/simulation-inputs";
import { computeSimulation } from "@inclusion/finance/simulation-worker";

const SIZES = [
  [150, 1_000],
  [10_000, 100],
  [100_000, 100],
] as const;

/** Synthetic persons who differ in municipality, start, benefit and weeks, so that few are alike. */
function syntheticInputs(persons: number, draws: number) {
  return canonicalInputs({
    ...{ programmeId: "synthetic", firstMonth: "2019-01", programmeMonths: 48, monthsAfter: 72 },
    ...{ discountRate: "7/200", supportRate: "1/2", effectsSource: "synthetic", scenarios: [], seed: 42, draws },
    costs: [2019, 2020, 2021, 2022].map((year) => ({ year, minor: 850_000_000n })),
    groups: Array.from({ length: persons }, (_, number) => ({
      ...{ municipalityCode: String(101 + (number % 98)).padStart(4, "0"), persons: 1, startMonth: (number * 7) % 36 },
      ...{ monthlyBenefitMinor: BigInt(1_155_400 + (number % 1000) * 100), monthlyBenefitLeftMinor: 0n },
      seniorityWeeks: (number * 13) % 200,
    })),
    effects: {
      ...{ activationPerYearMinor: 150_000n, stateTaxPerMonthMinor: 120_000n },
      ...{ municipalTaxPerMonthMinor: 210_000n, regionHealthPerYearMinor: 225_000n },
    },
    assumptions: DEFAULT_ASSUMPTIONS,
  });
}

/** Simulates from a file and prints what it took. */
function simulate(file: string): void {
  const text = readFileSync(file, "utf8");
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
  computeSimulation(text, () => {});
  const { user, system } = process.cpuUsage(cpu);
  const peak = process.resourceUsage().maxRSS * 1_024;
  const megabytes = (bytes: number): string => `${Math.round(bytes / 1_000_000)} MB`;
  console.log(
    `${Math.round(performance.now() - begun)} ms, ${Math.round((user + system) / 1_000)} ms of a processor; ` +
      `inputs ${megabytes(text.length)}, process ${megabytes(before)} before, ${megabytes(peak)} at most`,
  );
}

const [given] = process.argv.slice(2);
if (given !== undefined) simulate(given);
else {
  const folder = mkdtempSync(join(tmpdir(), "inclusion-simulation-"));
  try {
    for (const [persons, draws] of SIZES) {
      const file = join(folder, `${persons}.json`);
      writeFileSync(file, canonicalText(syntheticInputs(persons, draws)));
      const said = execFileSync(process.execPath, ["--expose-gc", import.meta.filename, file], { encoding: "utf8" });
      console.log(`${persons} persons x ${draws} draws over 10 years: ${said.trim()}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
