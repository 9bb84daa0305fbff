/** How fast simulations are: `node tools/bench/simulation.ts`, on one thread, without a database. */

import { addGroups, drawPoints, emptySums, monteCarloOf } from "@inclusion/finance/simulation/monte-carlo";
import { canonicalInputs, canonicalText, DEFAULT_ASSUMPTIONS } from "@inclusion/finance/simulation/simulation-inputs";
import { modelOf } from "@inclusion/finance/simulation/simulation-model";
import { computeSimulation } from "@inclusion/finance/simulation-worker";

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

for (const [persons, draws] of [
  [150, 1_000],
  [100_000, 100],
] as const) {
  const inputs = syntheticInputs(persons, draws);
  const begun = performance.now();
  const model = modelOf(inputs);
  const points = drawPoints(model);
  const sums = emptySums(model);
  addGroups(model, points, { from: 0, to: inputs.groups.length }, sums);
  monteCarloOf(model, points, sums);
  const drawnMs = performance.now() - begun;
  const text = canonicalText(inputs);
  const wholeBegun = performance.now();
  computeSimulation(text, () => {});
  const wholeMs = performance.now() - wholeBegun;
  const megabytes = process.memoryUsage().rss / 1_000_000;
  console.log(
    `${persons} persons x ${draws} draws over 10 years: drawn in ${Math.round(drawnMs)} ms, ` +
      `whole result in ${Math.round(wholeMs)} ms, ${Math.round(megabytes)} MB in all`,
  );
}
